package io.fanfare.launch;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignCopy.Left;
import io.fanfare.campaign.LinkTagging;
import io.fanfare.launch.TemplateContent.Part;
import io.fanfare.planning.TaskTemplates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads a campaign as a template holds it: each room is asked by its operation, and what belongs to this campaign alone is left out. */
@Component
class CampaignReading {
    private static final int PAGE = 200;
    private static final int SHARE_DIGITS = 4;

    private final TemplateCalls calls;
    private final TaskTemplates tasks;
    private final LinkTagging links;

    CampaignReading(TemplateCalls calls, TaskTemplates tasks, LinkTagging links) {
        this.calls = calls;
        this.tasks = tasks;
        this.links = links;
    }

    /** What the campaign has, as the members of {@link TemplateContent}; its texts are still those of the campaign. */
    record Read(Map<String, Object> content, LocalDate launch, List<Placeholder> targets, List<Left> left) {}

    /** What is read of one campaign. */
    private final class Case {
        private final Campaign campaign;
        private final Set<Part> parts;
        private final List<JsonNode> creatives;
        private final List<JsonNode> posts;
        private final List<JsonNode> mailings;
        private final LocalDate launch;
        private final Map<String, Object> content = new LinkedHashMap<>();
        private final Map<String, String> keys = new HashMap<>();
        private final List<Placeholder> targets = new ArrayList<>();
        private final List<Left> left = new ArrayList<>();

        Case(Campaign campaign, Set<Part> parts) {
            this.campaign = campaign;
            this.parts = parts;
            var id = campaign.id();
            posts = uncancelled(all("listQueue", Map.of("campaignId", id)));
            mailings = uncancelled(all("listMailings", Map.of("campaignId", id)));
            creatives = all("listCreatives", Map.of("id", id));
            launch = launch();
        }

        private LocalDate launch() {
            if (campaign.startDate() != null) return campaign.startDate();
            return Stream.concat(posts.stream(), mailings.stream())
                    .filter(item -> item.hasNonNull("localTime"))
                    .map(item -> time(item).toLocalDate())
                    .min(LocalDate::compareTo)
                    .orElseGet(() -> LocalDate.ofInstant(campaign.createdAt(), ZoneId.of(campaign.timeZone())));
        }

        private boolean has(Part part) {
            return parts.contains(part);
        }

        private void left(String kind, String title, String reason) {
            left.add(new Left(kind, title, reason));
        }

        private int offset(LocalDate day) {
            return Math.toIntExact(ChronoUnit.DAYS.between(launch, day));
        }

        Read read() {
            if (has(Part.BRIEF)) brief();
            if (has(Part.STRATEGY)) strategy();
            if (has(Part.BUDGET)) budget();
            if (has(Part.TIMELINE)) timeline();
            if (has(Part.CREATIVES) || has(Part.POSTS) || has(Part.MAILINGS)) creatives();
            if (has(Part.POSTS)) posts();
            if (has(Part.MAILINGS)) mailings();
            if (has(Part.APPROVAL_POLICY)) policy();
            left("date", "Dates", "Days are counted from the launch; each campaign has its own.");
            left("person", "Owner and people", "The new campaign belongs to the person who makes it.");
            left("approval", "Approvals and comments", "Each campaign needs its own approval.");
            left("figure", "Deliveries and results", "They belong to this campaign.");
            return new Read(content, launch, targets, left);
        }

        private void brief() {
            var brief = new LinkedHashMap<String, Object>();
            put(brief, "objective", campaign.objective());
            put(brief, "description", campaign.description());
            if (campaign.startDate() != null && campaign.endDate() != null)
                brief.put("durationDays", offset(campaign.endDate()));
            brief.put("channels", campaign.channels());
            brief.put("priority", campaign.priority());
            brief.put("tags", campaign.tags());
            put(brief, "brandId", campaign.brandId());
            content.put("brief", brief);
        }

        /** The target of a goal is asked for again, its baseline is a result. */
        private void strategy() {
            var current = calls.attempt("readCurrentStrategy", Map.of("id", campaign.id()), missing -> {});
            if (current.isEmpty()) return;
            var from = current.get();
            var strategy = TemplateRun.arguments(
                    from, "platforms", "targetAudience", "contentPillars", "brandTone", "constraints", "cadence");
            var goals = new ArrayList<Object>();
            for (var goal : from.path("goals")) goals.add(goal.isString() ? goal.asString() : goal(goal));
            if (!goals.isEmpty()) strategy.put("goals", goals);
            var ads = from.path("adsConfig");
            if (ads.isObject()) {
                strategy.put(
                        "adsConfig",
                        TemplateRun.arguments(ads, "objective", "platforms", "bidStrategy", "targeting", "placements"));
                left("budget", "Ad settings", "Amounts and dates of the ads are set in each campaign.");
            }
            content.put("strategy", strategy);
        }

        private Map<String, Object> goal(JsonNode goal) {
            var measure = TemplateRun.arguments(goal, "metric", "unit");
            if (goal.hasNonNull("by"))
                measure.put(
                        "byOffsetDays", offset(LocalDate.parse(goal.get("by").asString())));
            if (!goal.hasNonNull("target")) return measure;
            String key = "target" + (targets.size() + 1);
            String metric = goal.path("metric").asString("goal");
            targets.add(new Placeholder(key, "Target: " + metric, false, null));
            measure.put("target", "[[" + key + "]]");
            left("goal", metric, "Its target is asked for when the template is used.");
            return measure;
        }

        private void budget() {
            var budget = calls.call("budget", "readBudget", Map.of("id", campaign.id()));
            var total = budget.path("total");
            if (!total.isNumber()) return;
            left("budget", "Budget", "Only the shares of the channels are kept, not the amounts.");
            if (total.decimalValue().signum() == 0) return;
            var shares = new ArrayList<Map<String, Object>>();
            for (var share : budget.path("allocations"))
                shares.add(Map.of("channel", share.get("channel").asString(), "share", share(share, total)));
            content.put("budgetShares", shares);
        }

        private void timeline() {
            var list = tasks.of(campaign, launch);
            if (list.isEmpty()) return;
            var timeline = new LinkedHashMap<String, Object>();
            tasks.timeline(campaign.id()).ifPresent(known -> {
                timeline.put("anchor", known.anchor());
                timeline.put("direction", known.direction());
                timeline.put("anchorOffsetDays", offset(known.anchorDate()));
            });
            timeline.put("tasks", cut(list, TemplateContent.MOST_TASKS, "task", "Tasks"));
            content.put("timeline", timeline);
            left("person", "Assignees", "Tasks are assigned again in each campaign.");
        }

        private <T> List<T> cut(List<T> all, int most, String kind, String title) {
            if (all.size() <= most) return all;
            left(kind, title, "A template holds at most " + most + " of them. The others are left out.");
            return all.subList(0, most);
        }

        /** With those that posts and e-mails take their text from, also where drafts are not asked for. */
        private void creatives() {
            var needed = Stream.concat(
                            has(Part.POSTS) ? posts.stream() : Stream.empty(),
                            has(Part.MAILINGS) ? mailings.stream() : Stream.empty())
                    .map(item -> item.path("creativeId").asString(""))
                    .toList();
            var list = new ArrayList<Map<String, Object>>();
            var chosen = creatives.stream()
                    .filter(creative -> has(Part.CREATIVES)
                            || needed.contains(creative.get("id").asString()))
                    .toList()
                    .reversed();
            for (var creative : cut(chosen, TemplateContent.MOST_CREATIVES, "creative", "Drafts")) {
                String key = "draft" + (list.size() + 1);
                keys.put(creative.get("id").asString(), key);
                var kept =
                        TemplateRun.arguments(creative, "name", "kind", "platform", "brief", "components", "channels");
                kept.put("key", key);
                list.add(kept);
            }
            content.put("creatives", list);
        }

        private void posts() {
            var list = new ArrayList<Map<String, Object>>();
            for (var post : cut(posts, TemplateContent.MOST_POSTS, "post", "Posts")) list.add(post(post));
            content.put("posts", list);
            if (posts.stream().anyMatch(post -> post.hasNonNull("accountId")))
                left("account", "Accounts", "Posts go to the account that is connected when the template is used.");
        }

        private Map<String, Object> post(JsonNode post) {
            var kept = timed(post);
            kept.putAll(TemplateRun.arguments(post, "platform", "title", "link"));
            if (post.path("by").asString("").equals("hand")) kept.put("by", "hand");
            String key = keys.get(post.path("creativeId").asString(""));
            boolean own = key == null || post.path("ownWords").asBoolean(true);
            if (key != null) kept.put("creative", key);
            if (own) kept.putAll(TemplateRun.arguments(post, "text", "assetIds", "altTexts", "thread"));
            return untagged(kept, post);
        }

        /** Tags of links name this campaign; a new one adds its own. */
        private Map<String, Object> untagged(Map<String, Object> kept, JsonNode post) {
            String creative = post.path("creativeId").asString("");
            String item = creatives.stream()
                    .filter(each -> each.get("id").asString().equals(creative))
                    .map(each -> each.get("name").asString())
                    .findFirst()
                    .orElse(post.path("title").asString(""));
            var tagger = links.of(campaign.id()).on(post.get("platform").asString(), item);
            return PlaceholderText.texts(kept, tagger::without);
        }

        private Map<String, Object> timed(JsonNode item) {
            var kept = new LinkedHashMap<String, Object>();
            if (!item.hasNonNull("localTime")) return kept;
            var time = time(item);
            kept.put("offsetDays", offset(time.toLocalDate()));
            kept.put(
                    "localTime",
                    time.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString());
            String zone = item.path("timeZone").asString("");
            if (!zone.isEmpty() && !zone.equals(campaign.timeZone())) kept.put("timeZone", zone);
            return kept;
        }

        private void mailings() {
            var list = new ArrayList<Map<String, Object>>();
            for (var mailing : cut(mailings, TemplateContent.MOST_MAILINGS, "mailing", "E-mails"))
                list.add(mailing(mailing));
            content.put("mailings", list);
            if (list.isEmpty()) return;
            left("recipient", "Recipients and senders", "Each campaign chooses its own recipients and its sender.");
        }

        private Map<String, Object> mailing(JsonNode mailing) {
            var kept = timed(mailing);
            kept.putAll(TemplateRun.arguments(mailing, "name", "subject", "preheader", "markdown", "mjml", "html"));
            String key = keys.get(mailing.path("creativeId").asString(""));
            if (key == null) return kept;
            kept.put("creative", key);
            for (var field : mailing.path("creativeFields")) kept.remove(field.asString());
            return kept;
        }

        private void policy() {
            var approvals = calls.call("approvals", "readApprovals", Map.of("id", campaign.id()));
            for (var scope : approvals.path("scopes"))
                if (scope.path("scope").asString("").equals("content") && scope.hasNonNull("policy"))
                    content.put("approvalPolicy", scope.get("policy").asString());
        }
    }

    Read read(Campaign campaign, Set<Part> parts) {
        return new Case(campaign, parts).read();
    }

    private static List<JsonNode> uncancelled(List<JsonNode> items) {
        return items.stream()
                .filter(item -> !item.path("status").asString("").equals("cancelled"))
                .toList();
    }

    private static BigDecimal share(JsonNode share, JsonNode total) {
        return share.get("amount").decimalValue().divide(total.decimalValue(), SHARE_DIGITS, RoundingMode.DOWN);
    }

    private static LocalDateTime time(JsonNode item) {
        return LocalDateTime.parse(item.get("localTime").asString());
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) into.put(name, value);
    }

    /** All pages of a list. */
    private List<JsonNode> all(String operation, Map<String, ?> arguments) {
        var all = new ArrayList<JsonNode>();
        while (true) {
            var query = new HashMap<String, Object>(arguments);
            query.put("limit", PAGE);
            query.put("offset", all.size());
            var page = calls.call(operation, operation, query);
            page.path("items").forEach(all::add);
            if (page.path("items").isEmpty() || all.size() >= page.path("total").asLong()) return all;
        }
    }
}
