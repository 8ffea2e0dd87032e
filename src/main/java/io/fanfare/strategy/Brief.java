package io.fanfare.strategy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.fanfare.kernel.TextOr;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/** A description as a text, a list of texts or an object with your own members; stored in the form in which it was sent. */
@JsonDeserialize(using = Brief.Form.class)
public sealed interface Brief {
    /** A text. */
    @JsonDeserialize(using = ValueDeserializer.None.class)
    record Words(@JsonValue @Size(max = 10_000) String text) implements Brief {}

    /** A list of texts. */
    @JsonDeserialize(using = ValueDeserializer.None.class)
    record Points(@JsonValue @Size(max = 100) List<@NotBlank @Size(max = 2000) String> points) implements Brief {}

    /** Members such as {@code description, age, locations, interests, languages}; other members are stored unchanged. */
    @JsonDeserialize(using = ValueDeserializer.None.class)
    record Facts(@JsonValue Map<String, @Nullable Object> facts) implements Brief {}

    default boolean isBlank() {
        return switch (this) {
            case Words(var text) -> text.isBlank();
            case Points(var points) -> points.isEmpty();
            case Facts(var facts) -> facts.isEmpty();
        };
    }

    /** Reads any of the forms. */
    final class Form extends StdDeserializer<Brief> {
        private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
        private static final TypeReference<Map<String, @Nullable Object>> MEMBERS = new TypeReference<>() {};

        Form() {
            super(Brief.class);
        }

        @Override
        public Brief deserialize(JsonParser parser, DeserializationContext context) {
            var types = context.getTypeFactory();
            return switch (parser.currentToken()) {
                case VALUE_STRING -> new Words(context.readValue(parser, String.class));
                case START_ARRAY -> new Points(context.readValue(parser, types.constructType(TEXTS)));
                case START_OBJECT -> new Facts(context.readValue(parser, types.constructType(MEMBERS)));
                default -> throw TextOr.refused(parser, "must be a text, a list of texts or an object");
            };
        }
    }
}
