package io.fanfare.campaign;

import io.fanfare.kernel.PlannedTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A campaign that is being cloned: what to copy, by how many days its times move, and what was copied so far. */
public final class CampaignCopy {
    private final Campaign from;
    private final Campaign to;
    private final @Nullable Integer shiftDays;
    private final Set<Part> parts;
    private final Instant now;
    private final Map<UUID, UUID> ids = new HashMap<>();
    private final Map<Part, Integer> counts = new EnumMap<>(Part.class);
    private final List<Left> left = new ArrayList<>();

    CampaignCopy(Campaign from, Campaign to, @Nullable Integer shiftDays, Set<Part> parts, Instant now) {
        this.from = from;
        this.to = to;
        this.shiftDays = shiftDays;
        this.parts = parts;
        this.now = now;
    }

    /** The parts of a campaign that can be copied. */
    public enum Part {
        BRIEF,
        STRATEGY,
        BUDGET,
        CREATIVES,
        POSTS,
        MAILINGS,
        TASKS,
        ASSIGNEES
    }

    /** Something that was not copied as it was, and why. */
    public record Left(String kind, String title, String reason) {}

    public Campaign from() {
        return from;
    }

    public Campaign to() {
        return to;
    }

    public boolean includes(Part part) {
        return parts.contains(part);
    }

    /** A date that belongs to the campaign; null if the copy has no dates. */
    public @Nullable LocalDate moved(@Nullable LocalDate date) {
        return date == null || shiftDays == null ? null : date.plusDays(shiftDays);
    }

    /** A text with its dates moved alike; a copy without dates names no deadline. */
    public String movedDates(String text) {
        return Objects.requireNonNull(DatesInText.moved(text, shiftDays));
    }

    /** The same wall time so many days later; empty if the copy has no dates, or if that time has passed. */
    public Optional<PlannedTime> moved(LocalDateTime time, ZoneId zone) {
        if (shiftDays == null) return Optional.empty();
        var planned = PlannedTime.wall(time.plusDays(shiftDays), zone);
        return Optional.of(planned).filter(moved -> moved.at().isAfter(now));
    }

    public void copied(Part part, UUID original, UUID copy) {
        ids.put(original, copy);
        counts.merge(part, 1, Integer::sum);
    }

    /** The copy of something that was copied before. */
    public Optional<UUID> copyOf(@Nullable UUID original) {
        return Optional.ofNullable(original).map(ids::get);
    }

    public void left(String kind, String title, String reason) {
        left.add(new Left(kind, title, reason));
    }

    int count(Part part) {
        return counts.getOrDefault(part, 0);
    }

    List<Left> left() {
        return List.copyOf(left);
    }
}
