package io.fanfare.delivery.channels;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuotedPrintableTest {
    private static void assertRoundTrip(byte[] bytes) throws Exception {
        var encoded = QuotedPrintable.encode(bytes);
        assertThat(new String(encoded, US_ASCII).lines())
                .allMatch(line -> line.length() <= 76 && !line.endsWith(" ") && !line.endsWith("\t"));
        assertThat(MimeUtility.decode(new ByteArrayInputStream(encoded), "quoted-printable")
                        .readAllBytes())
                .isEqualTo(bytes);
    }

    @Test
    void texts_read_back_the_same() throws Exception {
        for (var text : List.of(
                "",
                " ",
                "=",
                "plain",
                "Grüße = 100 % \r\n",
                "trailing \r\ntab\t\r\n",
                "\r\n\r\n",
                "x".repeat(75),
                "x".repeat(76),
                "x".repeat(1000),
                "日本語".repeat(500),
                "ü".repeat(25) + " \r\n",
                "lonely \r and \n",
                ".\r\n..\r\nFrom x")) {
            assertRoundTrip(text.getBytes(UTF_8));
        }
    }

    @Test
    void any_bytes_read_back_the_same() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            var bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            assertRoundTrip(bytes);
        }
    }
}
