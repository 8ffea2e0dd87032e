package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What tells a browser to be careful with a response. */
class SecurityHeadersTest {
    @Test
    void data_is_neither_stored_nor_run_nor_guessed_at_by_a_browser() {
        var headers =
                Api.workspace().get("/api/campaigns").expect(200).response().headers();
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("strict-origin-when-cross-origin");
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .contains("object-src 'none'")
                .contains("base-uri 'none'")
                .contains("frame-ancestors 'self'");
        // Without TLS it would be ignored, and without a proxy that says so there is none.
        assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void a_browser_that_came_by_tls_comes_by_tls_for_a_year() {
        var request = new MockHttpServletRequest("GET", "/");
        request.setSecure(true);
        var response = new MockHttpServletResponse();
        SecurityHeaders.set(request, response);
        assertThat(response.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000; includeSubDomains");
    }
}
