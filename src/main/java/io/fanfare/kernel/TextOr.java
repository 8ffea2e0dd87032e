package io.fanfare.kernel;

import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;

/** Reads a value that is a text or an object. */
public abstract class TextOr<T> extends StdDeserializer<T> {
    private final Function<String, T> ofText;
    private final Class<? extends T> ofObject;
    private final String expected;

    protected TextOr(Class<T> type, Function<String, T> ofText, Class<? extends T> ofObject, String expected) {
        super(type);
        this.ofText = ofText;
        this.ofObject = ofObject;
        this.expected = expected;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> ofText.apply(context.readValue(parser, String.class));
            case START_OBJECT -> context.readValue(parser, ofObject);
            default -> throw refused(parser, expected);
        };
    }

    /** The value has none of the forms; the position of the parser gives the field. */
    public static InvalidFormatException refused(JsonParser parser, String sentence) {
        return InvalidFormatException.from(parser, sentence, parser.currentToken(), String.class);
    }
}
