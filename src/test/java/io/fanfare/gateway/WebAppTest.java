package io.fanfare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;

class WebAppTest {
    private final Api nobody = Api.nobody();

    @Test
    void every_address_of_the_app_is_its_one_page_with_a_nonce_of_its_own() {
        var first = nobody.get("/campaigns/0190/approvals").expect(200);
        var second = nobody.get("/").expect(200);
        String policy = first.header("Content-Security-Policy");
        String nonce = policy.replaceFirst(".*script-src 'self' 'nonce-([^']+)'.*", "$1");
        assertThat(first.body()).contains("nonce=\"" + nonce + "\"").doesNotContain("__CSP_NONCE__");
        assertThat(second.body()).doesNotContain(nonce);
        assertThat(policy).doesNotContain("unsafe").contains("frame-ancestors 'none'", "object-src 'none'");
        assertThat(first.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void hashed_files_may_be_kept_for_ever_and_missing_ones_are_missing() {
        var script = nobody.get("/assets/app-1a2b.js").expect(200);
        assertThat(script.header("Cache-Control")).contains("immutable");
        assertThat(script.header("Content-Type")).startsWith("text/javascript");
        nobody.get("/assets/gone.js").expect(404);
        assertThat(nobody.get("/assets/..%5c..%5capplication.yaml").status()).isIn(400, 404);
        nobody.get("/application.yaml").expect(404);
    }

    @Test
    void a_mail_is_shown_under_its_own_rules() {
        var frame = nobody.get("/mail-frame.html").expect(200);
        assertThat(frame.header("Content-Security-Policy"))
                .contains("default-src 'none'", "sandbox ")
                .doesNotContain("allow-scripts");
        assertThat(frame.header("Content-Security-Policy")).doesNotContain("https:");
        assertThat(nobody.get("/mail-frame.html?pictures").expect(200).header("Content-Security-Policy"))
                .contains("img-src 'self' data: https:");
    }

    @Test
    void an_unknown_address_of_the_api_is_a_problem_and_not_the_page() {
        nobody.get("/api/nothing/here").refused(404, "unknown_path");
        nobody.post("/api/nothing", "{}").refused(404, "unknown_path");
    }

    @Test
    void the_server_says_that_it_works() {
        for (String path : List.of("/api/health", "/api/health/live", "/api/health/ready"))
            assertThat(nobody.get(path).expect(200).text("status")).isEqualTo("up");
        AvailabilityChangeEvent.publish(Api.context(), ReadinessState.REFUSING_TRAFFIC);
        try {
            nobody.get("/api/health/ready").refused(503, "unavailable");
            nobody.get("/api/health/live").expect(200);
        } finally {
            AvailabilityChangeEvent.publish(Api.context(), ReadinessState.ACCEPTING_TRAFFIC);
        }
    }
}
