package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    /** The test vector of Standard Webhooks. */
    @Test
    void the_published_example_fits_and_nothing_else() {
        var headers = Map.of(
                "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp", "1614265330",
                "webhook-signature", "v2,x v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        var at = Instant.ofEpochSecond(1614265330);
        assertThat(WebhookSignature.fits(SECRET, headers, BODY, at.plusSeconds(300)))
                .isTrue();
        assertThat(WebhookSignature.fits(SECRET, headers, BODY, at.plusSeconds(301)))
                .isFalse();
        assertThat(WebhookSignature.fits(SECRET, headers, BODY, at.minusSeconds(301)))
                .isFalse();
        assertThat(WebhookSignature.fits(SECRET, headers, "{}".getBytes(StandardCharsets.UTF_8), at))
                .isFalse();
        assertThat(WebhookSignature.fits("whsec_AAAA", headers, BODY, at)).isFalse();
        assertThat(WebhookSignature.fits("whsec_", headers, BODY, at)).isFalse();
    }
}
