package io.fanfare.launch;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignCopy.Left;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.launch.TemplateContent.Part;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A campaign that is being made from a template: what to make, with which words and from which day, and what was made so far. */
final class TemplateRun {
    private final Campaign campaign;
    private final LocalDate launch;
    private final JsonNode content;
    private final Set<Part> parts;
    private final Map<String, UUID> creatives = new HashMap<>();
    private final Map<Part, Integer> counts = new EnumMap<>(Part.class);
    private final List<Left> left = new ArrayList<>();

    TemplateRun(Campaign campaign, LocalDate launch, JsonNode content, Set<Part> parts) {
        this.campaign = campaign;
        this.launch = launch;
        this.content = content;
        this.parts = parts;
    }

    /** The number of things that were made. */
    record Created(int creatives, int posts, int mailings, int tasks) {}

    Campaign campaign() {
        return campaign;
    }

    UUID id() {
        return campaign.id();
    }

    boolean includes(Part part) {
        return parts.contains(part);
    }

    /** A member of the content with its placeholders filled in. */
    JsonNode content(String member) {
        return content.path(member);
    }

    LocalDate day(int offset) {
        return launch.plusDays(offset);
    }

    /** The wall time of an item; a time that daylight saving skips moves forward by what is skipped. */
    PlannedTime time(JsonNode item) {
        var zone = item.hasNonNull("timeZone")
                ? PlannedTime.zone(item.get("timeZone").asString())
                : zone();
        return PlannedTime.wall(
                day(item.get("offsetDays").asInt())
                        .atTime(LocalTime.parse(item.get("localTime").asString())),
                zone);
    }

    private ZoneId zone() {
        return ZoneId.of(campaign.timeZone());
    }

    @Nullable
    UUID creative(JsonNode item) {
        return item.hasNonNull("creative") ? creatives.get(item.get("creative").asString()) : null;
    }

    void creative(String key, UUID id) {
        creatives.put(key, id);
        made(Part.CREATIVES);
    }

    void made(Part part) {
        counts.merge(part, 1, Integer::sum);
    }

    void made(Part part, int count) {
        counts.merge(part, count, Integer::sum);
    }

    void left(String kind, String title, String reason) {
        left.add(new Left(kind, title, reason));
    }

    Created created() {
        return new Created(count(Part.CREATIVES), count(Part.POSTS), count(Part.MAILINGS), count(Part.TIMELINE));
    }

    private int count(Part part) {
        return counts.getOrDefault(part, 0);
    }

    List<Left> left() {
        return List.copyOf(left);
    }

    /** The arguments of an operation: these members of an object, as far as they are set. */
    static Map<String, Object> arguments(JsonNode from, String... members) {
        var arguments = new LinkedHashMap<String, Object>();
        for (String member : members) {
            var value = from.path(member);
            if (!value.isMissingNode() && !value.isNull())
                arguments.put(member, Objects.requireNonNull(Json.convert(value, Object.class)));
        }
        return arguments;
    }
}
