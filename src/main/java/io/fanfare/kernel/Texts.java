package io.fanfare.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.module.SimpleModule;

/**
 * Text is returned exactly as it was sent, so what the database can't store is refused with the name of its field: the
 * character U+0000 and half of a surrogate pair. A number or a boolean is not accepted as a text.
 */
public final class Texts extends SimpleModule {
    private static final long serialVersionUID = 1;

    Texts() {
        super("fanfare-texts");
        addDeserializer(String.class, new Exact());
        addKeyDeserializer(String.class, new ExactKey());
    }

    /** What is wrong with a text, if anything. */
    public static Optional<String> flaw(String text) {
        // Only an unpaired surrogate is read as a code point of that range.
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                return Optional.of("contains half of a surrogate pair, which is not a character");
        }
        return text.indexOf(0) >= 0
                ? Optional.of("contains the character U+0000, which can't be stored")
                : Optional.empty();
    }

    /** Ends with a period unless it ends a sentence already, also inside of quotes. */
    public static String sentence(String text) {
        String bare = text.stripTrailing();
        int last = bare.length() - 1;
        if (last >= 0 && "”\"’)".indexOf(bare.charAt(last)) >= 0) last--;
        return last < 0 || ".!?…".indexOf(bare.charAt(last)) >= 0 ? bare : bare + ".";
    }

    /** The first characters of a text, never half of one. */
    public static String cut(String text, int most) {
        if (text.length() <= most) return text;
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static final class Exact extends StdDeserializer<String> {
        Exact() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING))
                return (String) context.handleUnexpectedToken(String.class, parser);
            String text = parser.getString();
            flaw(text).ifPresent(flaw -> {
                throw InvalidFormatException.from(parser, flaw, text, String.class);
            });
            return text;
        }
    }

    private static final class ExactKey extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            flaw(key).ifPresent(flaw -> {
                throw context.weirdKeyException(String.class, key, flaw);
            });
            return key;
        }
    }
}
