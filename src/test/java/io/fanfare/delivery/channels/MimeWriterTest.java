package io.fanfare.delivery.channels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MimeWriterTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:05:07Z");
    private static final MailAddress FROM = new MailAddress("news@example.com", "Fanfare News");
    private static final MailAddress TO = new MailAddress("ada@example.org", "Ada Lovelace");

    private static MailMessage mail(String subject, String html, String text) {
        return new MailMessage("<d1@example.com>", MONDAY, FROM, TO, null, subject, html, text, Map.of());
    }

    private static MailMessage from(String name) {
        return new MailMessage(
                "<d1@example.com>", MONDAY, new MailAddress("n@example.com", name), TO, null, "s", "h", "t", Map.of());
    }

    private static MailMessage with(String header, String value) {
        return new MailMessage("<d1@example.com>", MONDAY, FROM, TO, FROM, "s", "h", "t", Map.of(header, value));
    }

    private static MimeMessage read(MailMessage mail) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(MimeWriter.write(mail)));
    }

    private static String source(MailMessage mail) {
        return new String(MimeWriter.write(mail), ISO_8859_1);
    }

    @Test
    void a_mail_reads_back_as_it_was_meant() throws Exception {
        var read = read(mail("Spring is here", "<p>Grüße &amp; more</p>", "Grüße & more\nsecond line"));
        assertThat(read.getSubject()).isEqualTo("Spring is here");
        assertThat(read.getFrom()).containsExactly(new InternetAddress("news@example.com", "Fanfare News"));
        assertThat(read.getMessageID()).isEqualTo("<d1@example.com>");
        assertThat(read.getSentDate()).isEqualTo(MONDAY);
        assertThat(read.getHeader("Date")).containsExactly("Mon, 2 Mar 2026 09:05:07 +0000");
        var parts = (MimeMultipart) read.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Grüße & more\r\nsecond line");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Grüße &amp; more</p>");
    }

    @Test
    void the_same_mail_gives_the_same_bytes() {
        assertThat(MimeWriter.write(mail("Hello", "<p>x</p>", "x")))
                .isEqualTo(MimeWriter.write(mail("Hello", "<p>x</p>", "x")));
    }

    @Test
    void no_line_is_longer_than_mail_allows_and_all_of_it_is_ascii() {
        var long_ = "wörter ".repeat(300) + "x".repeat(3000);
        var source = source(mail(long_, "<p>" + long_ + "</p>", "日本語".repeat(2000)));
        assertThat(source.lines()).allMatch(line -> line.length() <= 998);
        assertThat(source.chars()).allMatch(c -> c < 127 && (c >= 32 || c == '\r' || c == '\n'));
        assertThat(source.replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    @Test
    void any_subject_reads_back_in_any_script() throws Exception {
        for (var subject : List.of(
                "Grüße aus Köln",
                "日本語の件名がとても長いのでいくつもの行に折り返されなければなりません。本当に長いです。",
                "👩‍👩‍👧‍👦 family 🏳️‍🌈".repeat(8),
                "=?UTF-8?Q?not_encoded?=",
                "two  spaces",
                "x".repeat(1500),
                "a b ".repeat(200).strip())) {
            assertThat(read(mail(subject, "h", "t")).getSubject()).isEqualTo(subject);
        }
    }

    @Test
    void any_name_reads_back() throws Exception {
        for (var name :
                List.of("Ada", "Müller, Söhne & Co.", "\"Quoted\" \\ name", "a <b@example.com>", "名前", "O'Neil (x)")) {
            assertThat(read(from(name)).getFrom()).containsExactly(new InternetAddress("n@example.com", name));
        }
    }

    @Test
    void nobody_can_add_a_header_through_a_subject_or_a_name() throws Exception {
        for (var end : List.of("\r\n", "\n", "\r", "\u0000\n", "\u2028", "\u0085", "\r\n ")) {
            var attack = "Hello" + end + "Bcc: everyone@example.com" + end + end + "<script>";
            for (var mail : List.of(mail(attack, "h", "t"), from(attack), with("List-Unsubscribe", attack))) {
                var read = read(mail);
                assertThat(read.getHeader("Bcc")).isNull();
                assertThat(Collections.list(read.getAllHeaders())).hasSizeBetween(7, 9);
                assertThat(source(mail).lines()).noneMatch(line -> line.startsWith("Bcc"));
            }
        }
    }

    @Test
    void an_address_cannot_carry_anything_else() {
        for (var attack : List.of(
                "a@example.com\r\nBcc: b@example.com",
                "a@example.com>, <b@example.com",
                "a b@example.com",
                "a@exam ple.com",
                "a@b@example.com",
                "a@example.com ",
                "a@example",
                "a@-example.com",
                "a..b@example.com",
                "@example.com",
                "a@",
                "\"a b\"@example.com",
                "<a@example.com>",
                "a@[127.0.0.1]",
                "ü@example.com",
                "a".repeat(65) + "@example.com",
                "a@" + "b.".repeat(130) + "com")) {
            assertThat(MailAddress.canonical(attack)).as(attack).isEmpty();
        }
        assertThatThrownBy(() -> MailAddress.of("a@example.com\r\nBcc: b@example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\n");
    }

    @Test
    void an_address_is_kept_in_the_form_every_server_takes() {
        assertThat(MailAddress.canonical("Ada.Lovelace+x@Example.ORG")).contains("Ada.Lovelace+x@example.org");
        assertThat(MailAddress.canonical("post@Bücher.example")).contains("post@xn--bcher-kva.example");
    }

    @Test
    void an_unsubscribe_header_stays_as_it_is() throws Exception {
        var url = "<https://fanfare.example/u/" + "a".repeat(64) + ">";
        assertThat(read(with("List-Unsubscribe", url)).getHeader("List-Unsubscribe"))
                .containsExactly(url);
        var two = url + ", <mailto:u@example.com?subject=unsubscribe>";
        assertThat(read(with("List-Unsubscribe", two))
                        .getHeader("List-Unsubscribe", null)
                        .replaceAll("\\s+", " "))
                .isEqualTo(two);
    }

    @Test
    void what_the_writer_sets_cannot_be_set_again() {
        for (var name : List.of("Bcc", "subject", "Content-Type", "DATE", "X Y", "X\r\nY", "X:", "")) {
            assertThatThrownBy(() -> with(name, "v")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() ->
                        new MailMessage("<a@b>\r\nBcc: x@y.example", MONDAY, FROM, TO, null, "s", "h", "t", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_body_with_anything_in_it_comes_through() throws Exception {
        var nasty = "--=_boundary\n.\n..\nFrom here\ntrailing  \n=3D ÄÖ\t\u0001 \uD83D\uDE00 \r\n\r\nend";
        var parts = (MimeMultipart) read(mail("s", nasty, nasty)).getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo(nasty.replaceAll("\r\n|\n", "\r\n"));
    }
}
