package io.fanfare.launch;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.launch.TemplateContent.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Fills a campaign with what a template makes: strategy, shares of the budget, tasks, items and the approval policy. */
@Component
class TemplateFilling {
    private static final int CENTS = 2;

    /** What someone needs for a part, beside the permission to write campaigns. */
    private static final Map<Part, String> PERMISSIONS = Map.of(
            Part.TIMELINE, "plan.write",
            Part.CREATIVES, "content.write",
            Part.POSTS, "content.write",
            Part.MAILINGS, "content.write",
            Part.APPROVAL_POLICY, "approval.request");

    private final TemplateCalls calls;
    private final TemplateItems items;
    private final TemplateStore store;
    private final Campaigns campaigns;

    TemplateFilling(TemplateCalls calls, TemplateItems items, TemplateStore store, Campaigns campaigns) {
        this.calls = calls;
        this.items = items;
        this.store = store;
        this.campaigns = campaigns;
    }

    /** The parts that are asked for; by default all that the caller may make. */
    static Set<Part> parts(@Nullable List<Part> include) {
        var parts = EnumSet.noneOf(Part.class);
        if (include != null) {
            parts.addAll(include);
            return parts;
        }
        for (Part part : Part.values()) {
            String permission = PERMISSIONS.get(part);
            if (permission == null || Current.get().may(permission)) parts.add(part);
        }
        return parts;
    }

    /** What is made of a template: only the parts asked for, with all placeholders filled in that they use. */
    static JsonNode content(
            CampaignTemplate template, @Nullable Map<String, String> values, LocalDate launch, Set<Part> parts) {
        var chosen = chosen(template.content(), parts);
        var given = values == null ? Map.<String, String>of() : values;
        requireKnown(template, given.keySet());
        var used = PlaceholderText.usedIn(chosen);
        var filled = new LinkedHashMap<String, String>();
        var missing = new LinkedHashMap<String, String>();
        for (var placeholder : template.placeholders()) {
            String value = given.getOrDefault(placeholder.key(), "").strip();
            if (value.isEmpty() && placeholder.preset() != null) value = placeholder.preset();
            if (value.isEmpty() && placeholder.required() && used.contains(placeholder.key()))
                missing.put(placeholder.key(), placeholder.label());
            filled.put(placeholder.key(), value);
        }
        if (!missing.isEmpty())
            throw Refused.unprocessable("placeholder_missing", "Fill in " + String.join(", ", missing.values()) + ".")
                    .with(
                            "placeholders",
                            missing.entrySet().stream()
                                    .map(each -> Map.of("key", each.getKey(), "label", each.getValue()))
                                    .toList());
        return Json.tree(PlaceholderText.filled(Json.convert(chosen, Map.class), filled, launch));
    }

    private static void requireKnown(CampaignTemplate template, Set<String> keys) {
        var known = template.placeholders().stream().map(Placeholder::key).collect(Collectors.toSet());
        var errors = new LinkedHashMap<String, String>();
        for (String key : keys)
            if (!known.contains(key)) errors.put("values." + key, "must be a placeholder of this template");
        if (!errors.isEmpty()) throw Refused.invalid(errors);
    }

    /** Drafts that posts or e-mails take their text from come along with these. */
    private static TemplateContent chosen(TemplateContent all, Set<Part> parts) {
        var posts = parts.contains(Part.POSTS) ? all.postList() : List.<TemplateContent.TemplatePost>of();
        var mailings = parts.contains(Part.MAILINGS) ? all.mailingList() : List.<TemplateContent.TemplateMailing>of();
        var needed = new LinkedHashSet<@Nullable String>();
        posts.forEach(post -> needed.add(post.creative()));
        mailings.forEach(mailing -> needed.add(mailing.creative()));
        return new TemplateContent(
                parts.contains(Part.BRIEF) ? all.brief() : null,
                parts.contains(Part.STRATEGY) ? all.strategy() : null,
                parts.contains(Part.BUDGET) ? all.shares() : List.of(),
                parts.contains(Part.TIMELINE) ? all.timeline() : null,
                parts.contains(Part.APPROVAL_POLICY) ? all.approvalPolicy() : null,
                all.creativeList().stream()
                        .filter(creative -> parts.contains(Part.CREATIVES) || needed.contains(creative.key()))
                        .toList(),
                posts,
                mailings);
    }

    TemplateRun fill(UUID campaign, CampaignTemplate template, LocalDate launch, JsonNode content, Set<Part> parts) {
        var run = new TemplateRun(campaigns.get(campaign), launch, content, parts);
        if (content.hasNonNull("strategy")) strategy(run);
        if (!content.path("budgetShares").isEmpty()) budget(run);
        if (content.hasNonNull("timeline")) tasks(run);
        items.make(run);
        if (content.hasNonNull("approvalPolicy")) policy(run);
        campaigns.madeFrom(campaign, template.id());
        store.used(template, campaign);
        return run;
    }

    private void strategy(TemplateRun run) {
        var body = TemplateRun.arguments(
                run.content("strategy"),
                "platforms",
                "targetAudience",
                "contentPillars",
                "brandTone",
                "constraints",
                "cadence",
                "adsConfig");
        var goals = new ArrayList<Object>();
        for (var goal : run.content("strategy").path("goals")) goal(goal, run).ifPresent(goals::add);
        if (!goals.isEmpty()) body.put("goals", goals);
        if (body.isEmpty()) return;
        body.put("id", run.id());
        calls.call("strategy", "createStrategy", body);
    }

    /** A target that was not filled in is left out; one that is a number becomes one. */
    private static Optional<Object> goal(JsonNode goal, TemplateRun run) {
        if (goal.isString())
            return Optional.of(goal.asString()).filter(text -> !text.isBlank()).map(text -> text);
        Map<String, Object> measure =
                TemplateRun.arguments(goal, goal.propertyNames().toArray(String[]::new));
        Object offset = measure.remove("byOffsetDays");
        if (offset instanceof Number days)
            measure.put("by", run.day(days.intValue()).toString());
        if (measure.get("target") instanceof String text) {
            measure.remove("target");
            target(text).ifPresent(target -> measure.put("target", target));
        }
        return Optional.of(measure);
    }

    private static Optional<Object> target(String text) {
        if (text.isBlank()) return Optional.empty();
        try {
            return Optional.of(new BigDecimal(text.strip().replace(",", "")));
        } catch (NumberFormatException words) {
            return Optional.of(text);
        }
    }

    /** The shares are rounded down to cents, so that they never exceed the budget. */
    private void budget(TemplateRun run) {
        var total = run.campaign().budgetAmount();
        if (total == null) {
            run.left("budget", "Budget shares", "The campaign has no budget yet. Set one to divide it.");
            return;
        }
        var shares = new ArrayList<Map<String, Object>>();
        for (var share : run.content("budgetShares"))
            shares.add(Map.of(
                    "channel",
                    share.get("channel").asString(),
                    "amount",
                    total.multiply(share.get("share").decimalValue()).setScale(CENTS, RoundingMode.DOWN)));
        calls.call(
                "budgetShares",
                "setBudget",
                Map.of("id", run.id(), "currency", run.campaign().currency(), "total", total, "allocations", shares));
    }

    private void tasks(TemplateRun run) {
        var timeline = run.content("timeline");
        var tasks = timeline.path("tasks");
        if (timeline.hasNonNull("anchor")) {
            var body = TemplateRun.arguments(timeline, "anchor", "direction", "tasks");
            body.put("id", run.id());
            body.put("date", run.day(timeline.path("anchorOffsetDays").asInt(0)).toString());
            calls.call("timeline", "createTimeline", body);
        } else {
            list(tasks, run);
        }
        run.made(Part.TIMELINE, tasks.size());
    }

    /** Tasks without a timeline; what they wait for is set when all of them are there. */
    private void list(JsonNode tasks, TemplateRun run) {
        var ids = new LinkedHashMap<String, String>();
        for (int i = 0; i < tasks.size(); i++)
            ids.put(tasks.get(i).get("key").asString(), task("timeline.tasks[" + i + "]", tasks.get(i), run));
        for (var task : tasks) {
            var before = new ArrayList<Map<String, Object>>();
            for (var after : task.path("after")) {
                var link = TemplateRun.arguments(after, "type", "lagDays");
                link.put(
                        "taskId",
                        Objects.requireNonNull(ids.get(after.get("key").asString())));
                before.add(link);
            }
            String id = Objects.requireNonNull(ids.get(task.get("key").asString()));
            if (!before.isEmpty()) calls.call("timeline", "changeTask", Map.of("id", id, "dependsOn", before));
        }
    }

    private String task(String field, JsonNode task, TemplateRun run) {
        var body = TemplateRun.arguments(
                task,
                "title",
                "description",
                "kind",
                "priority",
                "durationDays",
                "estimateHours",
                "estimateLow",
                "estimateHigh",
                "skills",
                "tags");
        body.put("campaignId", run.id());
        if (task.hasNonNull("dueOffsetDays"))
            body.put("due", run.day(task.get("dueOffsetDays").asInt()).toString());
        var checklist = new ArrayList<Map<String, Object>>();
        for (var text : task.path("checklist")) checklist.add(Map.of("text", text.asString(), "done", false));
        body.put("checklist", checklist);
        return calls.call(field, "createTask", body).get("id").asString();
    }

    /** A policy that no one here could decide by would hold up the campaign. */
    private void policy(TemplateRun run) {
        String name = run.content("approvalPolicy").asString();
        var tried = calls.attempt(
                "simulatePolicy",
                Map.of("name", name, "campaignId", run.id()),
                missing ->
                        run.left("approval_policy", name, "This workspace has no such policy. The usual one applies."));
        if (tried.isEmpty()) return;
        for (var stage : tried.get().path("stages"))
            if (stage.path("outcome").asString("").equals("nobody")) {
                run.left(
                        "approval_policy",
                        name,
                        "Its stage " + stage.path("name").asString()
                                + " has no reviewer here. The usual policy applies.");
                return;
            }
        calls.attempt(
                "initializeApprovals",
                Map.of("id", run.id(), "policy", name),
                refused -> run.left("approval_policy", name, TemplateCalls.sentence(refused)));
    }
}
