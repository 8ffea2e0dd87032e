package io.fanfare.planning;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * How to make a timeline. {@code template} is the name of a type of campaign (default: the type of this one); null makes a plan of the
 * tasks that the campaign has. {@code date} is the day of the {@code anchor} (default: the start date of the campaign). With
 * {@code paceByPriority}, tasks are shorter in urgent campaigns.
 */
record NewTimeline(
        @JsonDeserialize(using = NewTimeline.TemplateName.class) @Nullable
        String template,

        Timeline.@Nullable Anchor anchor,
        @Nullable LocalDate date,
        Timeline.@Nullable Direction direction,
        @Nullable Boolean replace,
        @Nullable Boolean paceByPriority) {
    static final String NONE = "none";

    Timeline.Anchor fixed() {
        return anchor == null ? Timeline.Anchor.LAUNCH : anchor;
    }

    Timeline.Direction planned() {
        return direction == null ? fixed().usual() : direction;
    }

    boolean replaces() {
        return Boolean.TRUE.equals(replace);
    }

    boolean paced() {
        return Boolean.TRUE.equals(paceByPriority);
    }

    /** Null is not the same as left out: it asks for no template. */
    static final class TemplateName extends StdDeserializer<String> {
        TemplateName() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING))
                return (String) context.handleUnexpectedToken(String.class, parser);
            return parser.getString();
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return NONE;
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
