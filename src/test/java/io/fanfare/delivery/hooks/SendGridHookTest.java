package io.fanfare.delivery.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendGridHookTest {
    private static final String KEY =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe6"
                    + "2gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==";
    private static final String SIGNATURE =
            "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=";
    private static final String BODY =
            "[{\"email\":\"hello@world.com\",\"event\":\"dropped\",\"reason\":\"Bounced Address\","
                    + "\"sg_event_id\":\"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA\","
                    + "\"sg_message_id\":\"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0\","
                    + "\"smtp-id\":\"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>\",\"timestamp\":1600112492}]\r\n";
    private static final Instant AT = Instant.ofEpochSecond(1600112502);

    private final SendGridHook hook = new SendGridHook();

    private boolean accepts(String body, String time, String key, Instant now) {
        var headers = Map.of(
                "x-twilio-email-event-webhook-signature", SIGNATURE, "x-twilio-email-event-webhook-timestamp", time);
        return hook.read(
                        new MailHook.Call(headers, body.getBytes(StandardCharsets.UTF_8)),
                        Map.of("webhookKey", key),
                        now)
                .isPresent();
    }

    /** The test vector of SendGrid's own library. */
    @Test
    void the_published_example_is_signed_and_nothing_else_is() {
        assertThat(accepts(BODY, "1600112502", KEY, AT.plusSeconds(600))).isTrue();
        assertThat(accepts(BODY, "1600112502", KEY, AT.plusSeconds(601))).isFalse();
        assertThat(accepts(BODY, "1600112503", KEY, AT)).isFalse();
        assertThat(accepts(BODY.strip(), "1600112502", KEY, AT)).isFalse();
        assertThat(accepts(BODY, "1600112502", "", AT)).isFalse();
        assertThat(accepts(BODY, "", KEY, AT)).isFalse();
    }
}
