package io.fanfare.activity;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a webhook reports of a change that the audit trail records: ids and states, never what people wrote. */
final class WebhookReport {
    private static final Set<String> ALWAYS_DIFFERENT = Set.of("version", "updatedAt", "can");

    private static final Pattern WORD = Pattern.compile("[a-z_]+");

    private final Audit.Event event;
    private final Subject subject;
    private final boolean created;
    private final boolean deleted;
    private final JsonNode before;
    private final JsonNode after;

    WebhookReport(Audit.Event event) {
        this.event = event;
        subject = event.subject();
        created = event.before() == null;
        deleted = event.after() == null;
        before = tree(event.before());
        after = tree(event.after());
    }

    /** An event and what it is about. */
    record Occurrence(WebhookType type, WebhookEvent.Data data) {}

    private static JsonNode tree(@Nullable Object value) {
        return value == null ? JsonNodeFactory.instance.missingNode() : Json.tree(value);
    }

    /** What is reported of this change, if anything. */
    Optional<Occurrence> occurrence() {
        var type = type();
        if (type == null) return Optional.empty();
        boolean post = type == WebhookType.POST_FAILED || type == WebhookType.POST_UNCONFIRMED;
        // The audit trail names the delivery; readers know the post.
        UUID id = post ? Ids.parse(item().substring(item().indexOf(':') + 1)).orElse(null) : subject.id();
        return Optional.ofNullable(id).map(known -> new Occurrence(type, data(post ? "post" : subject.kind(), known)));
    }

    /** What is said of a subject that did not change. */
    static Optional<WebhookEvent.Data> plain(Subject subject) {
        return Optional.ofNullable(subject.id())
                .map(id -> new WebhookEvent.Data(
                        Current.get().workspace(),
                        subject.kind(),
                        id,
                        subject.version(),
                        subject.campaignId(),
                        scope(subject),
                        null,
                        null,
                        null,
                        List.of(),
                        List.of()));
    }

    private WebhookEvent.Data data(String kind, UUID id) {
        return new WebhookEvent.Data(
                Current.get().workspace(),
                kind,
                id,
                kind.equals(subject.kind()) ? subject.version() : null,
                subject.campaignId(),
                scope(subject),
                status(before),
                to(),
                cause(),
                changed(),
                items());
    }

    private @Nullable WebhookType type() {
        return switch (subject.kind()) {
            case "campaign" -> campaign();
            case "approval" -> approval();
            case "task" -> task();
            case "creative" -> created ? WebhookType.CREATIVE_CREATED : WebhookType.CREATIVE_CHANGED;
            case "strategy" ->
                event.operation().equals("invalidateStrategy")
                        ? WebhookType.STRATEGY_INVALIDATED
                        : WebhookType.STRATEGY_CREATED;
            case "post" -> post();
            case "mailing" -> mailing();
            case "suppression" -> deleted ? WebhookType.SUPPRESSION_REMOVED : WebhookType.SUPPRESSION_CREATED;
            case "delivery" -> delivery();
            case "render_job" -> renderJob();
            case "asset" ->
                created ? WebhookType.ASSET_CREATED : deleted ? WebhookType.ASSET_DELETED : WebhookType.ASSET_CHANGED;
            case "account" -> account();
            case "invitation" -> created ? WebhookType.MEMBER_INVITED : null;
            case "member" ->
                created ? WebhookType.MEMBER_JOINED : deleted ? WebhookType.MEMBER_REMOVED : WebhookType.MEMBER_CHANGED;
            case "import" ->
                switch (event.operation()) {
                    case "importFinished" -> WebhookType.IMPORT_FINISHED;
                    case "importFailed" -> WebhookType.IMPORT_FAILED;
                    default -> null;
                };
            case "alert" -> alert();
            default -> null;
        };
    }

    /** An alert rule says itself whether webhooks hear of it. */
    private @Nullable WebhookType alert() {
        if (!after.path("webhook").asBoolean(false)) return null;
        return event.operation().equals("alertFired") ? WebhookType.ALERT_FIRED : WebhookType.ALERT_RESOLVED;
    }

    private WebhookType campaign() {
        if (event.operation().equals("campaignNotPublished")) return WebhookType.CAMPAIGN_NOT_PUBLISHED;
        if (created && !deleted) return WebhookType.CAMPAIGN_CREATED;
        if (deleted && !created) return WebhookType.CAMPAIGN_DELETED;
        String from = status(before);
        String to = status(after);
        if (to == null || to.equals(from)) return WebhookType.CAMPAIGN_CHANGED;
        return switch (to) {
            case "active" -> "paused".equals(from) ? WebhookType.CAMPAIGN_RESUMED : WebhookType.CAMPAIGN_LAUNCHED;
            case "paused" -> WebhookType.CAMPAIGN_PAUSED;
            case "completed" -> WebhookType.CAMPAIGN_COMPLETED;
            case "cancelled" -> WebhookType.CAMPAIGN_CANCELED;
            default -> WebhookType.CAMPAIGN_TRANSITIONED;
        };
    }

    private @Nullable WebhookType approval() {
        if (event.operation().equals("itemsDecided")) return WebhookType.APPROVAL_DECIDED;
        if (event.operation().equals("requestApproval")) return WebhookType.APPROVAL_REQUESTED;
        if (after.path("review").asString("").equals("withdrawn")) return WebhookType.APPROVAL_WITHDRAWN;
        return switch (String.valueOf(status(after))) {
            case "approved" -> WebhookType.APPROVAL_APPROVED;
            case "rejected" -> WebhookType.APPROVAL_REJECTED;
            default -> null;
        };
    }

    private @Nullable WebhookType task() {
        if (created && deleted || event.operation().contains("Comment")) return null;
        if (created) return event.operation().equals("taskAdded") ? WebhookType.TASK_CREATED : null;
        if (deleted) return WebhookType.TASK_DELETED;
        boolean done = "done".equals(status(after)) && !"done".equals(status(before));
        return done ? WebhookType.TASK_COMPLETED : WebhookType.TASK_CHANGED;
    }

    private WebhookType post() {
        if (event.operation().equals("postPublished") || "published".equals(status(after)))
            return WebhookType.POST_PUBLISHED;
        return created && !deleted ? WebhookType.POST_CREATED : WebhookType.POST_CHANGED;
    }

    private WebhookType mailing() {
        return switch (event.operation()) {
            case "mailingStarted" -> WebhookType.MAILING_STARTED;
            case "mailingSent" -> WebhookType.MAILING_SENT;
            case "mailingNotSent", "mailingWithoutRecipients" -> WebhookType.MAILING_NOT_SENT;
            default ->
                created && !deleted
                        ? WebhookType.MAILING_CREATED
                        : isStarted() ? WebhookType.MAILING_STARTED : WebhookType.MAILING_CHANGED;
        };
    }

    /** A person sends it now; one that was paused goes on. */
    private boolean isStarted() {
        return "sending".equals(status(after)) && !Set.of("sending", "paused").contains(String.valueOf(status(before)));
    }

    /** Deliveries of webhooks themselves are not reported: each would be followed by another. */
    private @Nullable WebhookType delivery() {
        if (item().isEmpty() || item().startsWith(WebhookStore.KIND + ":")) return null;
        boolean post = item().startsWith("post:");
        return switch (event.operation()) {
            case "deliveryFailed" -> post ? WebhookType.POST_FAILED : WebhookType.DELIVERY_FAILED;
            case "deliveryUnconfirmed" -> post ? WebhookType.POST_UNCONFIRMED : WebhookType.DELIVERY_UNCONFIRMED;
            default -> null;
        };
    }

    private WebhookType renderJob() {
        return switch (event.operation()) {
            case "renderPublished" -> WebhookType.RENDER_JOB_PUBLISHED;
            case "renderFailed" -> WebhookType.RENDER_JOB_FAILED;
            default -> created ? WebhookType.RENDER_JOB_CREATED : WebhookType.RENDER_JOB_CHANGED;
        };
    }

    private @Nullable WebhookType account() {
        return switch (event.operation()) {
            case "connectAccount" -> WebhookType.ACCOUNT_CONNECTED;
            case "disconnectAccount" -> WebhookType.ACCOUNT_DISCONNECTED;
            case "accountRefused" -> WebhookType.ACCOUNT_REFUSED;
            default -> null;
        };
    }

    /** What a delivery carried, as {@code kind:id}. */
    private String item() {
        return subject.kind().equals("delivery") ? after.path("item").asString("") : "";
    }

    private static @Nullable String scope(Subject subject) {
        boolean scoped = subject.kind().equals("approval") || subject.kind().equals("review");
        return scoped
                        && subject.title() != null
                        && WORD.matcher(subject.title()).matches()
                ? subject.title()
                : null;
    }

    private @Nullable String to() {
        String decision = after.path("decision").asString("");
        return decision.isEmpty() ? status(after) : decision;
    }

    private static @Nullable String status(JsonNode node) {
        String status = node.path("status").asString("");
        return WORD.matcher(status).matches() ? status : null;
    }

    private @Nullable String cause() {
        if (!subject.kind().equals("suppression")) return null;
        return (deleted ? before : after).path("reason").asString("manual");
    }

    /** Names only: what is in a member may be personal, or a secret. */
    private List<String> changed() {
        if (!before.isObject() || !after.isObject()) return List.of();
        return Stream.concat(before.propertyNames().stream(), after.propertyNames().stream())
                .distinct()
                .filter(name -> !ALWAYS_DIFFERENT.contains(name))
                .filter(name -> !before.path(name).equals(after.path(name)))
                .sorted()
                .toList();
    }

    private List<String> items() {
        if (!item().isEmpty()) return List.of(item());
        return after.path("items").isArray() && event.operation().equals("itemsDecided")
                ? after.path("items")
                        .valueStream()
                        .map(node -> node.asString(""))
                        .toList()
                : List.of();
    }
}
