package io.fanfare.activity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.AuditClass;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long the entries of the audit trail keep their texts: names, titles and what changed. {@code days} is for all classes that
 * {@code classes} does not name; null keeps them permanently. While there is a {@code hold}, nothing is erased.
 */
record RetentionSettings(
        @Nullable @Min(30) @Max(36_500) Integer days,
        @JsonProperty(defaultValue = "[]") @Size(max = 6) List<@NotNull @Valid ClassDays> classes,
        @Nullable @Valid Hold hold) {
    static final RetentionSettings USUAL = new RetentionSettings(365, List.of(), null);

    /** The days of one class; null keeps its texts permanently. */
    record ClassDays(
            @NotNull @JsonProperty("class") AuditClass entryClass,
            @Nullable @Min(30) @Max(36_500) Integer days) {}

    /** Until when nothing is erased, and why. */
    record Hold(
            @NotNull Instant until,
            @NotBlank @Size(max = 500) String reason) {}

    RetentionSettings {
        classes = Objects.requireNonNullElse(classes, List.of());
    }

    @Nullable
    Integer daysOf(AuditClass entryClass) {
        return classes.stream()
                .filter(one -> one.entryClass() == entryClass)
                .findFirst()
                .<@Nullable Integer>map(ClassDays::days)
                .orElse(names(entryClass) ? null : days);
    }

    private boolean names(AuditClass entryClass) {
        return classes.stream().anyMatch(one -> one.entryClass() == entryClass);
    }

    RetentionSettings without(@Nullable Hold ended) {
        return new RetentionSettings(days, classes, ended == null ? hold : null);
    }
}
