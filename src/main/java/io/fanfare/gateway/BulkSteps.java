package io.fanfare.gateway;

import io.fanfare.gateway.Bulk.Step;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What is called for each item of a bulk operation, and what puts it back. */
@Component
class BulkSteps {
    /** Stands for an assignee that is taken away. */
    static final String NO_ONE = "none";

    private static final String VERSION = "version";

    private final Invocation invocation;

    BulkSteps(Invocation invocation) {
        this.invocation = invocation;
    }

    /** The call for one item; empty if there is nothing to change. */
    Optional<Step> of(Bulk.Kind kind, UUID id, Map<String, Object> change, Map<String, Object> own, Current caller) {
        return switch (kind) {
            case CAMPAIGNS_UPDATE ->
                patch("changeCampaign", id, read("readCampaign", id, caller), change, List.of("startDate", "endDate"));
            case CAMPAIGNS_TRANSITION -> Optional.of(new Step("transitionCampaign", with(id, change)));
            case CAMPAIGNS_ARCHIVE ->
                read("readCampaign", id, caller).at("/archived").asBoolean()
                        ? Optional.empty()
                        : Optional.of(new Step("archiveCampaign", with(id, Map.of())));
            case TASKS_UPDATE -> patch("changeTask", id, read("readTask", id, caller), change, List.of("start", "due"));
            case TASKS_ASSIGN -> assign(id, change, caller);
            case APPROVALS_DECIDE -> Optional.of(decide(id, change, own));
            case UNDO -> throw new IllegalStateException("an undo has its calls from the start");
        };
    }

    private JsonNode read(String operation, UUID id, Current caller) {
        return Json.tree(Objects.requireNonNull(
                invocation.call(operation, Map.of("id", id), caller).body()));
    }

    private static Map<String, @Nullable Object> with(UUID id, Map<String, ? extends @Nullable Object> more) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("id", id);
        all.putAll(more);
        return all;
    }

    private Optional<Step> assign(UUID id, Map<String, Object> change, Current caller) {
        if ("auto".equals(change.get("assignee")))
            return Optional.of(new Step("autoAssignTasks", Map.of("taskIds", List.of(id))));
        var members = new LinkedHashMap<String, @Nullable Object>(change);
        members.replace("assignee", NO_ONE, null);
        return patch("changeTask", id, read("readTask", id, caller), members, List.of());
    }

    private static Step decide(UUID id, Map<String, Object> change, Map<String, Object> own) {
        var arguments = with(id, own);
        change.forEach((name, value) -> {
            if (!name.equals("decision")) arguments.put(name, value);
        });
        return new Step(
                switch (String.valueOf(change.get("decision"))) {
                    case "approve" -> "approveReview";
                    case "reject" -> "rejectReview";
                    default -> "requestReviewChanges";
                },
                arguments);
    }

    /** The members that differ from what the resource has; days are moved, tags are added and removed. */
    private static Optional<Step> patch(
            String operation,
            UUID id,
            JsonNode now,
            Map<String, ? extends @Nullable Object> change,
            List<String> days) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        change.forEach((name, value) -> {
            switch (name) {
                case "shiftDays" -> shift(members, now, ((Number) value).intValue(), days);
                case "tags" -> members.put("tags", tags(now, Json.tree(value)));
                default -> members.put(name, value);
            }
        });
        members.entrySet().removeIf(member -> isSame(member.getValue(), now.path(member.getKey())));
        if (members.isEmpty()) return Optional.empty();
        members.put(VERSION, now.get(VERSION).asInt());
        return Optional.of(new Step(operation, with(id, members)));
    }

    private static boolean isSame(@Nullable Object wanted, JsonNode now) {
        return wanted == null
                ? now.isNull() || now.isMissingNode()
                : Json.tree(wanted).equals(now);
    }

    private static void shift(Map<String, @Nullable Object> members, JsonNode now, int by, List<String> days) {
        for (String day : days) {
            var date = now.get(day);
            if (date != null && !date.isNull())
                members.put(day, LocalDate.parse(date.asString()).plusDays(by).toString());
        }
    }

    private static List<String> tags(JsonNode now, JsonNode change) {
        var tags = new TreeSet<String>();
        now.path("tags").forEach(tag -> tags.add(tag.asString()));
        change.path("add").forEach(tag -> tags.add(tag.asString()));
        change.path("remove").forEach(tag -> tags.remove(tag.asString()));
        return new ArrayList<>(tags);
    }

    /** The call that puts back what another will change, read before that is made; null where there is no way back. */
    @Nullable
    Step undo(Step step, Current caller) {
        return switch (step.operation()) {
            case "changeCampaign" -> back(step, read("readCampaign", id(step), caller));
            case "changeTask" -> back(step, read("readTask", id(step), caller));
            case "archiveCampaign" -> new Step("changeCampaign", with(id(step), Map.of("archived", false)));
            case "autoAssignTasks" -> new Step("changeTask", with(id(step), unassigned()));
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> unassigned() {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("assignee", null);
        return members;
    }

    private static UUID id(Step step) {
        Object tasks = step.arguments().get("taskIds");
        return UUID.fromString(String.valueOf(
                tasks instanceof List<?> ids ? ids.getFirst() : step.arguments().get("id")));
    }

    private static Step back(Step step, JsonNode now) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        for (String name : step.arguments().keySet())
            if (!name.equals("id") && !name.equals(VERSION))
                members.put(name, Json.convert(now.path(name), Object.class));
        return new Step(step.operation(), with(id(step), members));
    }

    /** What a call has done: what undoes it, and the name of what it changed. */
    record Performed(@Nullable Step undo, @Nullable String title) {}

    /** Makes a call; what undoes it takes only the version that the call made. Refused where the operation refuses. */
    Performed perform(Step step, @Nullable Step undo, Current caller) {
        var body = invocation.call(step.operation(), step.arguments(), caller).body();
        var result = Json.tree(body == null ? Map.of() : body);
        requireAssigned(step, result);
        if (undo == null || !result.has(VERSION)) return new Performed(undo, title(result));
        var arguments = new LinkedHashMap<String, @Nullable Object>(undo.arguments());
        arguments.put(VERSION, result.get(VERSION).asInt());
        return new Performed(new Step(undo.operation(), arguments), title(result));
    }

    /** What an item is called; null if that can't be read. */
    @Nullable
    String title(Bulk.Kind kind, UUID id, Current caller) {
        try {
            return switch (kind) {
                case CAMPAIGNS_UPDATE, CAMPAIGNS_TRANSITION, CAMPAIGNS_ARCHIVE ->
                    title(read("readCampaign", id, caller));
                case TASKS_UPDATE, TASKS_ASSIGN -> title(read("readTask", id, caller));
                case APPROVALS_DECIDE -> title(read("readReview", id, caller));
                case UNDO -> null;
            };
        } catch (Refused gone) {
            return null;
        }
    }

    private static @Nullable String title(JsonNode found) {
        String campaign = found.path("campaignName").asString("");
        String scope = found.path("scope").asString("");
        if (!campaign.isEmpty() && !scope.isEmpty()) return scope + " of " + campaign;
        String title = found.path("title").asString(found.path("name").asString(""));
        return title.isEmpty() ? null : title;
    }

    private static void requireAssigned(Step step, JsonNode result) {
        var left = result.path("unassigned");
        if (step.operation().equals("autoAssignTasks") && !left.isEmpty())
            throw Refused.conflict(
                    "no_one_fits", left.get(0).path("reason").asString("No member of the team fits this task."));
    }

    /** Tries a call and takes it back. */
    void rehearse(Step step, Current caller) {
        if (step.operation().equals("autoAssignTasks")) {
            var arguments = new LinkedHashMap<String, @Nullable Object>(step.arguments());
            arguments.put("dryRun", true);
            var result = invocation.call(step.operation(), arguments, caller).body();
            requireAssigned(step, Json.tree(Objects.requireNonNull(result)));
        } else invocation.rehearse(step.operation(), step.arguments(), caller, () -> true);
    }

    /** The ids of everything that a list shows with these filters, at most so many. */
    List<UUID> matching(String list, Map<String, Object> filter, int most, Current caller) {
        var found = new ArrayList<UUID>();
        while (true) {
            var arguments = new LinkedHashMap<>(filter);
            arguments.put("limit", 200);
            arguments.put("offset", found.size());
            var page = Json.tree(Objects.requireNonNull(
                    invocation.call(list, arguments, caller).body()));
            if (page.path("total").asLong() > most)
                throw Refused.invalid(
                        "filter",
                        "matches " + page.path("total").asLong() + " items; at most " + most + " are changed together");
            page.path("items")
                    .forEach(item -> found.add(UUID.fromString(item.get("id").asString())));
            if (page.path("items").isEmpty()
                    || found.size() >= page.path("total").asLong()) return found;
        }
    }
}
