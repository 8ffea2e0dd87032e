package io.fanfare.strategy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.fanfare.kernel.TextOr;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/** How often content is published: as a text, or by platform. */
@JsonDeserialize(using = Cadence.Form.class)
public sealed interface Cadence {
    /** "Every Tuesday, more in the launch week". */
    @JsonDeserialize(using = ValueDeserializer.None.class)
    record Words(@JsonValue @Size(max = 5000) String text) implements Cadence {}

    /** A frequency for each platform. */
    @JsonDeserialize(using = ValueDeserializer.None.class)
    record Plan(@JsonValue @Size(max = 30) Map<@NotBlank @Size(max = 50) String, @Valid @NotNull Rhythm> platforms)
            implements Cadence {}

    /** Posts a week, a frequency as a text, or a number of posts a day, week or month. */
    @JsonDeserialize(using = RhythmForm.class)
    sealed interface Rhythm {
        /** "Mondays and Thursdays". */
        @JsonDeserialize(using = ValueDeserializer.None.class)
        record Words(@JsonValue @Size(max = 500) String text) implements Rhythm {}

        /** Posts a week; half of one is one in two weeks. */
        @JsonDeserialize(using = ValueDeserializer.None.class)
        record Weekly(
                @JsonValue @DecimalMin("0") @DecimalMax("1000")
                BigDecimal posts) implements Rhythm {}

        /** A number of posts in each {@code day}, {@code week} or {@code month}. */
        @JsonDeserialize(using = ValueDeserializer.None.class)
        record Posts(@Min(0) @Max(1000) int posts, Per per) implements Rhythm {}
    }

    /** The unit of a frequency. */
    enum Per {
        DAY,
        WEEK,
        MONTH
    }

    default boolean isBlank() {
        return switch (this) {
            case Words(var text) -> text.isBlank();
            case Plan(var platforms) -> platforms.isEmpty();
        };
    }

    /** Reads either form. */
    final class Form extends StdDeserializer<Cadence> {
        private static final TypeReference<Map<String, Rhythm>> RHYTHMS = new TypeReference<>() {};

        Form() {
            super(Cadence.class);
        }

        @Override
        public Cadence deserialize(JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> new Words(context.readValue(parser, String.class));
                case START_OBJECT ->
                    new Plan(context.readValue(parser, context.getTypeFactory().constructType(RHYTHMS)));
                default ->
                    throw TextOr.refused(parser, "must be a text, or an object with a frequency for each platform");
            };
        }
    }

    /** Reads any of the forms. */
    final class RhythmForm extends StdDeserializer<Rhythm> {
        RhythmForm() {
            super(Rhythm.class);
        }

        @Override
        public @Nullable Rhythm deserialize(JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> new Rhythm.Words(context.readValue(parser, String.class));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new Rhythm.Weekly(context.readValue(parser, BigDecimal.class));
                case START_OBJECT -> context.readValue(parser, Rhythm.Posts.class);
                default -> throw TextOr.refused(parser, "must be a number of posts a week, a text, or {posts, per}");
            };
        }
    }
}
