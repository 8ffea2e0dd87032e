package io.fanfare.launch;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A word or sentence that a person fills in where texts have {@code [[key]]}. */
record Placeholder(
        @NotNull
        @Pattern(
                regexp = "[a-z0-9][a-zA-Z0-9_]{0,49}",
                message = "must be letters, digits and underscores, e.g. product")
        String key,

        @NotBlank @Size(max = 200) String label,
        boolean required,

        @JsonProperty("default") @Nullable @Size(max = 2000) String preset) {}
