package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.activity.Notifications;
import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.delivery.Gates;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random edits of each class, requests, decisions, delegations, moves of the clock and restarts, through the door, under a policy that
 * keeps approvals, approves by rules and escalates; {@code walk.steps} makes it longer.
 */
class ReviewWalkTest {
    private static final int STEPS = Integer.getInteger("walk.steps", 300);
    private static final int QUORUM = 2;
    private static final int SHORT = 40;

    private final Random random = new Random(Long.getLong("walk.seed", 15));
    private final Story story = new Story();
    private final String campaign = "/api/campaigns/" + story.campaign;
    private final List<Api> people = new ArrayList<>();
    private final List<UUID> posts = new ArrayList<>();
    /** Who changed a post since a version of it was approved. */
    private final Map<UUID, Set<UUID>> authors = new HashMap<>();

    /** By their digests. */
    private final Map<String, Version> known = new HashMap<>();

    private Map<UUID, String> passed = Map.of();
    private @Nullable UUID lastDecision;
    private final Set<UUID> seen = new HashSet<>();
    private int versions;
    private int keptVersions;
    private int ruled;

    private record Version(String text) {
        /** The words, without what is cosmetic or metadata. */
        String said() {
            return text.replaceAll("utm_source=[a-z0-9]+", "")
                    .replaceAll("[.!]*$", "")
                    .replaceAll(" +", " ");
        }
    }

    @AfterEach
    void back() {
        shift(Duration.ZERO);
    }

    @Test
    void nothing_passes_that_some_stage_did_not_approve_as_it_is() {
        people.add(story.owner);
        people.add(member("manager", "content"));
        people.add(member("manager", "content", "compliance"));
        people.add(member("manager", "compliance"));
        people.add(member("reviewer", "compliance"));
        people.add(member("reviewer", "content"));
        story.owner
                .put(
                        "/api/approvals/policies/walk",
                        Map.of(
                                "stages",
                                List.of(
                                        stage("Words", "content", Map.of()),
                                        stage("Law", "compliance", Map.of("rule", Map.of("quorum", QUORUM)))),
                                "onChange",
                                Map.of("cosmetic", "keep", "metadata", "keep", "substantive", "restart"),
                                "autoApprove",
                                List.of(
                                        Map.of(
                                                "id",
                                                "short",
                                                "because",
                                                "it is short",
                                                "stages",
                                                List.of("Words"),
                                                "when",
                                                Map.of(
                                                        "all",
                                                        List.of(
                                                                Map.of(
                                                                        "field",
                                                                        "item.length",
                                                                        "op",
                                                                        "lte",
                                                                        "value",
                                                                        SHORT)))),
                                        Map.of(
                                                "id",
                                                "late",
                                                "because",
                                                "no one decided",
                                                "stages",
                                                List.of("Law"),
                                                "when",
                                                Map.of(),
                                                "afterDeadlineHours",
                                                60))))
                .expect(201);
        story.owner
                .post(campaign + "/approvals/initialize", Map.of("policy", "walk", "scopes", List.of("content")))
                .expect(200);
        for (int i = 0; i < 3; i++) {
            posts.add(story.post(Map.of("title", "Post " + i)).expect(201).id("queueId"));
            authors.put(posts.getLast(), new HashSet<>(Set.of(story.owner.person)));
            know(
                    posts.getLast(),
                    story.owner
                            .get("/api/social/" + posts.getLast())
                            .expect(200)
                            .text("text"));
        }
        int ended = 0;
        for (int step = 0; step < STEPS; step++) {
            var wrote = posts.stream().collect(Collectors.toMap(post -> post, post -> Set.copyOf(changed(post))));
            String did = step();
            byOthers(wrote, "step " + step + ": " + did);
            var now = passing();
            for (var post : posts) {
                var digest = now.get(post);
                if (digest == null || digest.equals(passed.get(post))) continue;
                ended++;
                check(post, digest, "step " + step + ": " + did);
            }
            passed = now;
            decided();
        }
        assertThat(ended).as("versions that passed").isGreaterThan(STEPS / 40);
        assertThat(keptVersions).as("versions that were kept").isGreaterThan(STEPS / 200);
        assertThat(ruled).as("versions that a rule approved").isPositive();
        escalatedOnce();
    }

    private static Map<String, Object> stage(String name, String role, Map<String, Object> more) {
        var stage = new HashMap<String, Object>(Map.of(
                "name",
                name,
                "role",
                role,
                "remindBeforeHours",
                List.of(4, 1),
                "escalation",
                List.of(
                        Map.of("afterHours", 2, "to", List.of("compliance")),
                        Map.of("afterHours", 20, "to", List.of("managers")))));
        stage.putAll(more);
        return stage;
    }

    /** Each stage and tier of a review once, whatever the clock did. */
    private void escalatedOnce() {
        var said = read(() -> Api.bean(AlarmStore.class)
                .of(Api.bean(ReviewStore.class).last(story.campaign).stream()
                        .map(Review::id)
                        .toList()));
        assertThat(said.stream().map(one -> one.reviewId() + " " + one.stage() + " " + one.tier()))
                .doesNotHaveDuplicates();
    }

    /** No one approved what they had worked on when the step began; a step edits or decides, never both. */
    private void byOthers(Map<UUID, Set<UUID>> wrote, String step) {
        var made =
                read(() -> posts.stream()
                        .flatMap(post -> Api.bean(MarkStore.class)
                                .approvals(story.campaign, Scope.CONTENT, Item.key("post", post))
                                .stream())
                        .toList());
        for (var mark : made)
            if (seen.add(mark.id()) && mark.decidedBy() != null)
                assertThat(wrote.get(mark.itemId())).as(step).doesNotContain(mark.decidedBy());
    }

    /** Every stage approved this version, or one for which a rule of the policy was recorded, with the same words. */
    private void check(UUID post, String digest, String step) {
        var now = version(digest);
        var versions = new HashSet<>(Set.of(digest));
        var changes = read(() -> posts.stream()
                .flatMap(each ->
                        Api.bean(ChangeStore.class).changesOf(story.campaign, Scope.CONTENT, "post", each).stream())
                .toList());
        changes.stream()
                .filter(change -> change.itemId().equals(post)
                        && change.action() == ChangeStore.Action.KEEP
                        && change.digest().equals(digest))
                .forEach(change -> versions.addAll(change.compared()));
        for (String version : versions)
            assertThat(version(version).said()).as(step).isEqualTo(now.said());
        if (versions.size() > 1) keptVersions++;
        var made = read(() ->
                        Api.bean(MarkStore.class).approvals(story.campaign, Scope.CONTENT, Item.key("post", post)))
                .stream()
                .filter(mark -> versions.contains(mark.digest()))
                .filter(mark -> changes.stream()
                        .noneMatch(change -> change.action() == ChangeStore.Action.RESTART
                                && mark.reviewId().equals(change.reviewId())
                                && change.id().compareTo(mark.id()) > 0))
                .toList();
        boolean shortEnough = isRuled(made, 1, "short");
        made.stream().filter(mark -> mark.stage() == 1 && mark.auto() != null).forEach(mark -> assertThat(
                        version(mark.digest()).text().length())
                .as(step)
                .isLessThanOrEqualTo(SHORT));
        if (!shortEnough) assertThat(deciders(made, 1)).as(step).isNotEmpty();
        boolean late = isRuled(made, 2, "late");
        if (!late) assertThat(deciders(made, 2)).as(step).hasSizeGreaterThanOrEqualTo(QUORUM);
        if (shortEnough || late) ruled++;
    }

    /** After an approval, those who had worked on its items are no authors any more. */
    private void decided() {
        var row = read(() -> Objects.requireNonNull(
                        Api.bean(Manifest.class).states(story.campaign).get(Scope.CONTENT))
                .row());
        var last = read(() -> Api.bean(ApprovalStore.class).decisions(story.campaign)).stream()
                .filter(decision ->
                        decision.scope() == Scope.CONTENT && decision.decision() == ScopeState.Decision.APPROVED)
                .map(ApprovalStore.PastDecision::id)
                .findFirst();
        if (last.isEmpty() || last.get().equals(lastDecision)) return;
        lastDecision = last.get();
        row.approvedManifest().forEach(entry -> changed(entry.id()).clear());
    }

    private static boolean isRuled(List<Mark> made, int stage, String rule) {
        return made.stream()
                .anyMatch(mark -> mark.stage() == stage
                        && mark.auto() != null
                        && mark.auto().rule().equals(rule));
    }

    private static Set<UUID> deciders(List<Mark> made, int stage) {
        return made.stream()
                .filter(mark -> mark.stage() == stage && mark.decidedBy() != null)
                .map(Mark::decidedBy)
                .collect(Collectors.toSet());
    }

    private Version version(String digest) {
        return Objects.requireNonNull(known.get(digest), digest);
    }

    private void know(UUID post, String text) {
        var row = read(() ->
                Objects.requireNonNull(
                                Api.bean(Manifest.class).states(story.campaign).get(Scope.CONTENT))
                        .items()
                        .stream()
                        .filter(item -> item.itemId().equals(post))
                        .findFirst()
                        .orElseThrow());
        known.put(String.valueOf(row.digest()), new Version(text));
    }

    private String step() {
        var who = people.get(random.nextInt(people.size()));
        String review = review();
        return switch (random.nextInt(24)) {
            case 0 ->
                edit(
                        who,
                        "Version " + ++versions + (random.nextInt(4) == 0 ? " too" : " of a text that is much longer"));
            case 20, 21 -> retouch(who, random.nextBoolean());
            case 22 -> retouch(who, false);
            case 23 -> restart();
            case 1, 2, 3, 4 -> did("request", story.owner.post(campaign + "/approvals/content/request"));
            case 5 -> review == null ? "" : part(who, review, "changes_requested");
            case 6, 7, 8 -> review == null ? "" : part(who, review, "approved");
            case 9 -> {
                var from = Story.today().minusDays(2).toString();
                var delegate = people.get(random.nextInt(people.size()));
                var terms = new HashMap<String, Object>(
                        Map.of("from", from, "to", Story.today().plusDays(5).toString()));
                if (random.nextBoolean()) terms.put("delegateId", delegate.person);
                yield did("delegate", who.put("/api/approvals/delegation", terms));
            }
            case 10 -> {
                shift(Duration.ofHours(random.nextInt(120) - 24));
                Api.drain();
                yield "clock";
            }
            case 11 ->
                random.nextInt(4) > 0 || review == null
                        ? ""
                        : did("reject", who.post("/api/approvals/" + review + "/reject", Map.of("reason", "No")));
            case 12 -> did("approve scope", who.post(campaign + "/approvals/content/approve"));
            default -> review == null ? "" : everyone(review);
        };
    }

    private String everyone(String review) {
        var order = new ArrayList<>(people);
        Collections.shuffle(order, random);
        return order.stream()
                .map(who -> did("approve", who.post("/api/approvals/" + review + "/approve")))
                .collect(Collectors.joining(", "));
    }

    /** The same words with another end, or with another tag on the link. */
    private String retouch(Api who, boolean link) {
        var post = posts.get(random.nextInt(posts.size()));
        String text = story.owner.get("/api/social/" + post).expect(200).text("text");
        String words = text.replaceAll("[.!]*$", "").replaceAll(" See https:.*$", "");
        String tag = link ? " See https://a.example/x?utm_source=s" + random.nextInt(3) + " now" : "";
        return edit(who, post, words + tag + List.of("", ".", "!").get(random.nextInt(3)));
    }

    /** Lanes that know nothing but what is stored. */
    private String restart() {
        var alarms = new ReviewAlarms(
                Api.bean(AlarmStore.class),
                Api.bean(ReviewStore.class),
                Api.bean(Reviews.class),
                Api.bean(EscalationPeople.class),
                Api.bean(Notifications.class),
                Api.bean(Audit.class),
                Api.bean(Transactions.class),
                Api.bean(Now.class));
        var rules = new AutoLane(
                Api.bean(ReviewStore.class),
                Api.bean(AutoApprovals.class),
                Api.bean(Manifest.class),
                Api.bean(Gates.class),
                Api.bean(Transactions.class),
                Api.bean(Now.class));
        story.inWorkspace(() -> {
            rules.work();
            alarms.work();
        });
        return "restart";
    }

    private String edit(Api who, String text) {
        return edit(who, posts.get(random.nextInt(posts.size())), text);
    }

    private String edit(Api who, UUID post, String text) {
        String before = story.owner.get("/api/social/" + post).expect(200).text("text");
        var answer = who.patch("/api/social/" + post, Map.of("text", text));
        if (answer.status() == 200) {
            if (!before.equals(text)) changed(post).add(who.person);
            know(post, text);
        }
        return did("edit by " + who.person, answer);
    }

    private String part(Api who, String review, String decision) {
        var items = story.owner
                .get("/api/approvals/" + review)
                .expect(200)
                .json()
                .at("/items")
                .valueStream()
                .filter(one -> random.nextBoolean())
                .map(one -> Map.of(
                        "kind",
                        "post",
                        "id",
                        one.at("/id").asString(),
                        "digest",
                        one.at("/digest").asString()))
                .toList();
        if (items.isEmpty()) return "";
        return did(
                decision,
                who.post(
                        "/api/approvals/decide",
                        Map.of(
                                "decision",
                                decision,
                                "comment",
                                "Because",
                                "reviews",
                                List.of(Map.of("reviewId", review, "items", items)))));
    }

    /** Nothing is answered with an error of the server, however odd the order. */
    private static String did(String what, Api.Answer answer) {
        assertThat(answer.status()).as(what).isLessThan(500);
        return what + " " + answer.status();
    }

    private @Nullable String review() {
        return story.owner
                .get(campaign + "/approvals")
                .expect(200)
                .json()
                .at("/scopes")
                .valueStream()
                .filter(scope -> scope.at("/scope").asString().equals("content")
                        && scope.at("/review/state").asString("").equals("open"))
                .map(scope -> scope.at("/reviewId").asString())
                .findFirst()
                .orElse(null);
    }

    private Map<UUID, String> passing() {
        return read(() -> Objects.requireNonNull(
                        Api.bean(Manifest.class).states(story.campaign).get(Scope.CONTENT))
                .passing()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        one -> UUID.fromString(one.getKey().substring("post:".length())), Map.Entry::getValue)));
    }

    private <T> T read(Supplier<T> work) {
        var found = new AtomicReference<T>();
        story.inWorkspace(() -> found.set(work.get()));
        return found.get();
    }

    private Set<UUID> changed(UUID post) {
        return Objects.requireNonNull(authors.get(post));
    }

    private Api member(String role, String... stages) {
        var member = story.owner.as(role);
        story.owner
                .patch("/api/members/" + member.person, Map.of("stageRoles", List.of(stages)))
                .expect(200);
        return member;
    }

    private static void shift(Duration offset) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(offset));
    }
}
