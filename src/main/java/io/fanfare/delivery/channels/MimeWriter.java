package io.fanfare.delivery.channels;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Turns a mail into the bytes of RFC 5322 and 2045: multipart/alternative, text first. The same mail gives the same bytes,
 * so the bytes of a receipt can be written again.
 *
 * <p>No value can begin a header of its own: control characters become spaces, and what is not plain ASCII is encoded.
 */
public final class MimeWriter {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+");
    private static final Pattern ATOMS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+");
    private static final int LINE = 76;
    private static final int LONGEST_WORD = 400;
    private static final int ENCODED_WORD_BYTES = 45;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(8192);

    private MimeWriter() {}

    public static byte[] write(MailMessage mail) {
        var writer = new MimeWriter();
        writer.message(mail);
        return writer.out.toByteArray();
    }

    private void message(MailMessage mail) {
        header("Date", DATE.format(mail.date()));
        header("From", mailbox(mail.from()));
        header("To", mailbox(mail.to()));
        if (mail.replyTo() != null) {
            header("Reply-To", mailbox(mail.replyTo()));
        }
        header("Subject", text(mail.subject()));
        header("Message-ID", mail.messageId());
        mail.headers().forEach((name, value) -> header(name, text(value)));
        header("MIME-Version", "1.0");
        // "=_" never stands in quoted-printable or base64, so no body can hold the boundary.
        var boundary = "=_" + UUID.nameUUIDFromBytes(mail.messageId().getBytes(UTF_8));
        header("Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
        part(boundary, "text/plain", mail.text());
        part(boundary, "text/html", mail.html());
        ascii("\r\n--" + boundary + "--\r\n");
    }

    private void part(String boundary, String type, String content) {
        ascii("\r\n--" + boundary + "\r\n");
        header("Content-Type", type + "; charset=UTF-8");
        var bytes = withLineEnds(content).getBytes(UTF_8);
        if (shorterInBase64(bytes)) {
            ascii("Content-Transfer-Encoding: base64\r\n\r\n");
            out.writeBytes(Base64.getMimeEncoder().encode(bytes));
        } else {
            ascii("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
            out.writeBytes(QuotedPrintable.encode(bytes));
        }
    }

    /** Every line ends in CR LF. By hand: as an expression it took longer than all else about a mail. */
    private static String withLineEnds(String content) {
        var lines = new StringBuilder(content.length() + content.length() / 16);
        int from = 0;
        for (int at = 0; at < content.length(); at++) {
            char c = content.charAt(at);
            if (c != '\n' && c != '\r') continue;
            lines.append(content, from, at).append("\r\n");
            if (c == '\r' && at + 1 < content.length() && content.charAt(at + 1) == '\n') at++;
            from = at + 1;
        }
        return lines.append(content, from, content.length()).toString();
    }

    private static boolean shorterInBase64(byte[] bytes) {
        int foreign = 0;
        for (byte b : bytes) {
            if (b < 0) {
                foreign++;
            }
        }
        return foreign * 6L > bytes.length;
    }

    private void header(String name, String value) {
        var line = new StringBuilder(name).append(':');
        int used = line.length();
        for (var word : value.split(" ")) {
            if (used + 1 + word.length() > LINE && used > name.length() + 1) {
                line.append("\r\n");
                used = 0;
            }
            line.append(' ').append(word);
            used += 1 + word.length();
        }
        ascii(line.append("\r\n").toString());
    }

    private static String mailbox(MailAddress who) {
        var name = who.name() == null ? "" : plain(who.name());
        if (name.isEmpty()) {
            return who.address();
        }
        var phrase = text(name);
        var quoted = phrase.equals(name) && !ATOMS.matcher(name).matches();
        return (quoted ? '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : phrase) + " <" + who.address()
                + ">";
    }

    /** As it is where a reader sees the same, else as encoded words of RFC 2047. */
    private static String text(String value) {
        var plain = plain(value);
        var safe = US_ASCII.newEncoder().canEncode(plain) && !plain.contains("=?") && !plain.contains("  ");
        for (int i = 0, word = 0; safe && i < plain.length(); i++) {
            word = plain.charAt(i) == ' ' ? 0 : word + 1;
            safe = word <= LONGEST_WORD;
        }
        return safe ? plain : encodedWords(plain);
    }

    private static String plain(String value) {
        return CONTROL.matcher(value).replaceAll(" ").strip();
    }

    private static String encodedWords(String value) {
        var words = new StringBuilder();
        var word = new ByteArrayOutputStream();
        value.codePoints().forEach(point -> {
            var bytes = Character.toString(point).getBytes(UTF_8);
            if (word.size() + bytes.length > ENCODED_WORD_BYTES) {
                encodedWord(words, word);
            }
            word.writeBytes(bytes);
        });
        encodedWord(words, word);
        return words.toString();
    }

    private static void encodedWord(StringBuilder words, ByteArrayOutputStream word) {
        words.append(words.isEmpty() ? "" : " ")
                .append("=?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(word.toByteArray()))
                .append("?=");
        word.reset();
    }

    private void ascii(String text) {
        out.writeBytes(text.getBytes(US_ASCII));
    }
}
