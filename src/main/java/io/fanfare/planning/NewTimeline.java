package io.fanfare.planning;

import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * How to make a timeline. {@code template} is the name of a type of campaign (default: the type of this one); null makes a plan of the
 * tasks that the campaign has. {@code date} is the day of the {@code anchor} (default: the start date of the campaign). With
 * {@code paceByPriority}, tasks are shorter in urgent campaigns. {@code tasks} are made in place of those of a template.
 */
record NewTimeline(
        @JsonDeserialize(using = NewTimeline.TemplateName.class) @Nullable
        String template,

        Timeline.@Nullable Anchor anchor,
        @Nullable LocalDate date,
        Timeline.@Nullable Direction direction,
        @Nullable Boolean replace,
        @Nullable Boolean paceByPriority,
        @Nullable @Size(max = 2_000) List<@NotNull @Valid TemplateTask> tasks) {
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

    /** Refuses tasks that share a key or wait for one that is not there, and a template beside them. */
    NewTimeline checked() {
        if (tasks == null) return this;
        if (template != null && !template.equals(NONE))
            throw Refused.invalid("tasks", "can't be combined with a template; send one of the two");
        var keys = new HashSet<String>();
        for (int at = 0; at < tasks.size(); at++)
            if (!keys.add(tasks.get(at).key()))
                throw Refused.invalid("tasks[" + at + "].key", "must be the only one of its kind");
        for (int at = 0; at < tasks.size(); at++)
            for (var after : tasks.get(at).links())
                if (!keys.contains(after.key())
                        || after.key().equals(tasks.get(at).key()))
                    throw Refused.invalid("tasks[" + at + "].after", "must name the keys of other tasks");
        return this;
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
