package io.fanfare.integration;

import io.fanfare.kernel.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool of an integration. {@code description} and {@code inputSchema} are the words of its server: data for people, nothing that
 * Fanfare follows. {@code allowed}: it can be called. {@code changed}: it differs from what was allowed ({@code before}) and can't be called
 * until it is allowed again. {@code missing}: the server no longer offers it. {@code readOnly} and {@code repeatable} are what the server
 * claims.
 */
record Tool(
        String name,
        @Nullable String title,
        String description,
        Map<String, Object> inputSchema,
        boolean readOnly,
        boolean repeatable,
        State state,
        String digest,
        @Nullable Instant allowedAt,
        @Nullable Definition before) {
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int LONGEST_SCHEMA = 50_000;

    /** Whether it can be called. */
    enum State {
        BLOCKED,
        ALLOWED,
        CHANGED,
        MISSING
    }

    /** What people are shown of a tool before they allow it. */
    record Definition(
            String name,
            @Nullable String title,
            String description,
            Map<String, Object> inputSchema,
            boolean readOnly,
            boolean repeatable) {
        /** Empty where the name or the schema can't be used. */
        static Optional<Definition> of(JsonNode tool) {
            String name = tool.path("name").asString("");
            if (!name.matches("[A-Za-z0-9_.-]{1,128}") || name.matches("\\.+")) return Optional.empty();
            if (!(OutsideData.of(tool.path("inputSchema")) instanceof Map<?, ?> given)) return Optional.empty();
            var schema = new LinkedHashMap<String, Object>();
            given.forEach((member, value) -> {
                if (value != null) schema.put(member.toString(), value);
            });
            if (Json.of(schema).text().length() > LONGEST_SCHEMA) return Optional.empty();
            String title =
                    tool.path("title").asString(tool.at("/annotations/title").asString(""));
            return Optional.of(new Definition(
                    name,
                    title.isBlank() ? null : OutsideData.text(title, 200),
                    OutsideData.text(tool.path("description").asString(""), LONGEST_DESCRIPTION),
                    schema,
                    tool.at("/annotations/readOnlyHint").asBoolean(false),
                    tool.at("/annotations/idempotentHint").asBoolean(false)));
        }

        String digest() {
            return Json.digest(this);
        }
    }

    /** As it is stored. */
    record Row(
            UUID serviceId,
            String name,
            Definition definition,
            String digest,
            boolean offered,
            @Nullable Definition allowed,
            @Nullable String allowedDigest,
            @Nullable Instant allowedAt) {
        State state() {
            if (!offered) return State.MISSING;
            if (allowedDigest == null) return State.BLOCKED;
            return allowedDigest.equals(digest) ? State.ALLOWED : State.CHANGED;
        }

        boolean isAllowed() {
            return allowedDigest != null;
        }

        /** Whether a call whose answer was lost may be made again, as the person who allowed it was shown. */
        boolean repeats() {
            return definition.readOnly() || definition.repeatable();
        }

        Tool shown() {
            return new Tool(
                    name,
                    definition.title(),
                    definition.description(),
                    definition.inputSchema(),
                    definition.readOnly(),
                    definition.repeatable(),
                    state(),
                    digest,
                    allowedAt,
                    state() == State.CHANGED ? allowed : null);
        }
    }
}
