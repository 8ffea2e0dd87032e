package io.fanfare.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlackSignatureTest {
    /** A published vector. */
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

    private static final String TIME = "1531420618";
    private static final byte[] BODY =
            ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
                            + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2F"
                            + "hooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id="
                            + "398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
                    .getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private static final Instant SENT = Instant.ofEpochSecond(Long.parseLong(TIME));

    @Test
    void a_call_of_slack_is_recognized_for_five_minutes() {
        assertThat(fits(SECRET, TIME, SIGNATURE, BODY, SENT.plusSeconds(300))).isTrue();
        assertThat(fits(SECRET, TIME, SIGNATURE, BODY, SENT.plusSeconds(301))).isFalse();
        assertThat(fits(SECRET, TIME, SIGNATURE, BODY, SENT.minusSeconds(301))).isFalse();
    }

    @Test
    void another_secret_time_body_or_signature_is_not() {
        var now = SENT.plusSeconds(1);
        assertThat(fits(SECRET + "1", TIME, SIGNATURE, BODY, now)).isFalse();
        assertThat(fits("", TIME, SIGNATURE, BODY, now)).isFalse();
        assertThat(fits(SECRET, "1531420619", SIGNATURE, BODY, now)).isFalse();
        assertThat(fits(SECRET, "soon", SIGNATURE, BODY, now)).isFalse();
        assertThat(fits(SECRET, null, SIGNATURE, BODY, now)).isFalse();
        assertThat(fits(SECRET, TIME, null, BODY, now)).isFalse();
        assertThat(fits(SECRET, TIME, SIGNATURE.toUpperCase(java.util.Locale.ROOT), BODY, now))
                .isFalse();
        assertThat(fits(SECRET, TIME, SIGNATURE, "token=other".getBytes(StandardCharsets.UTF_8), now))
                .isFalse();
    }

    private static boolean fits(
            String secret, @Nullable String time, @Nullable String signature, byte[] body, Instant now) {
        return SlackSignature.fits(secret, time, signature, body, now);
    }
}
