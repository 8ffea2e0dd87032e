package io.fanfare.kernel.files;

import com.ibm.icu.text.CharsetDetector;
import io.fanfare.kernel.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a text file: by byte order mark, by its zero bytes, UTF-8 if it is valid, then by ICU's statistics for the
 * multibyte encodings, and Windows-1252 otherwise. Single-byte encodings look alike, so a client can state one.
 */
final class Encodings {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int HEAD = 64 * 1024;
    /** Below this, ICU's guess is no better than Windows-1252. */
    private static final int SURE = 60;
    /** UTF-8 that was read as Windows-1252 and encoded again: "Ã¼" for "ü", "â€™" for an apostrophe. */
    private static final Pattern TWICE = Pattern.compile("Ã[\\u0080-\\u00bf¡-¿]|â€[™œ“”]|Â[ -¿]");

    private Encodings() {}

    /** The encoding that a client states. */
    static Optional<Charset> named(@Nullable String name) {
        if (name == null || name.isBlank()) return Optional.empty();
        try {
            return Optional.of(Charset.forName(name.strip()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw Refused.invalid("encoding", "must be the name of an encoding, e.g. shift_jis");
        }
    }

    static Charset of(byte[] head, Table.Source source) throws IOException {
        if (begins(head, 0xef, 0xbb, 0xbf)) return StandardCharsets.UTF_8;
        if (begins(head, 0xff, 0xfe)) return StandardCharsets.UTF_16LE;
        if (begins(head, 0xfe, 0xff)) return StandardCharsets.UTF_16BE;
        var wide = byZeros(head);
        if (wide.isPresent()) return wide.get();
        // ISO-2022 switches alphabets by escape sequences, which are valid UTF-8.
        boolean escapes = indexOf(head, (byte) 0x1b) >= 0;
        if (!escapes && isUtf8(source)) return StandardCharsets.UTF_8;
        return guessed(head).orElse(escapes ? StandardCharsets.UTF_8 : WESTERN);
    }

    private static Optional<Charset> byZeros(byte[] head) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++)
            if (head[i] == 0) {
                if (i % 2 == 0) even++;
                else odd++;
            }
        if (odd > head.length / 4 && even < odd / 8) return Optional.of(StandardCharsets.UTF_16LE);
        if (even > head.length / 4 && odd < even / 8) return Optional.of(StandardCharsets.UTF_16BE);
        if (even + odd > 0)
            throw Refused.unsupported("This file is not text. Send a CSV file with commas, semicolons or tabs.");
        return Optional.empty();
    }

    private static Optional<Charset> guessed(byte[] head) {
        var detector = new CharsetDetector();
        detector.setText(head);
        for (var match : detector.detectAll()) {
            if (match.getConfidence() < SURE) return Optional.empty();
            if (Charset.isSupported(match.getName()) && decodes(head, Charset.forName(match.getName())))
                return Optional.of(Charset.forName(match.getName()));
        }
        return Optional.empty();
    }

    /** Whether these bytes are valid in an encoding; the head of a file may end within a character. */
    private static boolean decodes(byte[] head, Charset charset) {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var chars = CharBuffer.allocate(head.length * 2);
        return !decoder.decode(ByteBuffer.wrap(head), chars, head.length < HEAD).isError();
    }

    /** What may be wrong with the text as a whole. */
    static List<String> warnings(byte[] head, Charset charset) {
        var warnings = new ArrayList<String>();
        String text = new String(head, charset);
        if (TWICE.matcher(text).results().limit(3).count() >= 2)
            warnings.add(
                    "The text seems to have been encoded twice (for example \"Ã¼\" instead of \"ü\"). Export it again as UTF-8.");
        else if (charset.equals(WESTERN) && text.codePoints().anyMatch(c -> c > 127))
            warnings.add(
                    "The encoding was read as Windows-1252. If names look wrong, choose the right encoding and import the file again.");
        return warnings;
    }

    private static int indexOf(byte[] head, byte wanted) {
        for (int i = 0; i < head.length; i++) if (head[i] == wanted) return i;
        return -1;
    }

    private static boolean begins(byte[] head, int... mark) {
        if (head.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) if ((head[i] & 0xff) != mark[i]) return false;
        return true;
    }

    private static boolean isUtf8(Table.Source source) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var bytes = ByteBuffer.allocate(HEAD);
        var chars = CharBuffer.allocate(HEAD);
        try (var in = source.open()) {
            for (int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                    read >= 0;
                    read = in.read(bytes.array(), bytes.position(), bytes.remaining())) {
                bytes.position(bytes.position() + read).flip();
                var result = decoder.decode(bytes, chars.clear(), false);
                if (result.isError()) return false;
                bytes.compact();
            }
            return !decoder.decode(bytes.flip(), chars.clear(), true).isError();
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
