package io.fanfare.strategy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fanfare.kernel.TextOr;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A recurring theme of the content. */
@JsonDeserialize(using = Pillar.Form.class)
public sealed interface Pillar {
    /** Only its name. */
    @JsonDeserialize(using = ValueDeserializer.None.class)
    record Words(@JsonValue @NotBlank @Size(max = 500) String text) implements Pillar {}

    /** A theme with a description and its planned share of the content; other members are stored unchanged. */
    @JsonDeserialize(using = ValueDeserializer.None.class)
    record Theme(
            @Nullable @Size(max = 500) String name,
            @Nullable @Size(max = 5000) String description,

            @Nullable @DecimalMin("0") @DecimalMax("1") BigDecimal share,
            @JsonAnyGetter @JsonAnySetter @Nullable Map<String, @Nullable Object> more)
            implements Pillar {}

    /** Reads either form. */
    final class Form extends TextOr<Pillar> {
        Form() {
            super(
                    Pillar.class,
                    Words::new,
                    Theme.class,
                    "must be a text, or an object such as {name, description, share}");
        }
    }
}
