package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
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

/** Random edits, requests, decisions, delegations and moves of the clock, through the door; {@code walk.steps} makes it longer. */
class ReviewWalkTest {
    private static final int STEPS = Integer.getInteger("walk.steps", 300);
    private static final int QUORUM = 2;

    private final Random random = new Random(Long.getLong("walk.seed", 15));
    private final Story story = new Story();
    private final String campaign = "/api/campaigns/" + story.campaign;
    private final List<Api> people = new ArrayList<>();
    private final List<UUID> posts = new ArrayList<>();
    /** Who changed a post since a version of it passed. */
    private final Map<UUID, Set<UUID>> authors = new HashMap<>();

    private Map<UUID, String> passed = Map.of();
    private int versions;

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
                                        Map.of("name", "Words", "role", "content"),
                                        Map.of("name", "Law", "role", "compliance", "rule", Map.of("quorum", QUORUM)))))
                .expect(201);
        story.owner
                .post(campaign + "/approvals/initialize", Map.of("policy", "walk", "scopes", List.of("content")))
                .expect(200);
        for (int i = 0; i < 3; i++) {
            posts.add(story.post(Map.of("title", "Post " + i)).expect(201).id("queueId"));
            authors.put(posts.getLast(), new HashSet<>(Set.of(story.owner.person)));
        }
        int ended = 0;
        for (int step = 0; step < STEPS; step++) {
            String did = step();
            var now = passing();
            for (var post : posts) {
                var digest = now.get(post);
                if (digest == null || digest.equals(passed.get(post))) continue;
                ended++;
                check(post, digest, "step " + step + ": " + did);
            }
            passed = now;
        }
        assertThat(ended).as("versions that passed").isGreaterThan(STEPS / 40);
    }

    private void check(UUID post, String digest, String step) {
        var words = approvers(post, digest, 1);
        var law = approvers(post, digest, 2);
        assertThat(words).as(step).isNotEmpty();
        assertThat(law).as(step).hasSizeGreaterThanOrEqualTo(QUORUM);
        assertThat(words).as(step).doesNotContainAnyElementsOf(changed(post));
        assertThat(law).as(step).doesNotContainAnyElementsOf(changed(post));
        changed(post).clear();
    }

    private String step() {
        var who = people.get(random.nextInt(people.size()));
        String review = review();
        return switch (random.nextInt(20)) {
            case 0 -> edit(who);
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

    private String edit(Api who) {
        var post = posts.get(random.nextInt(posts.size()));
        var answer = who.patch("/api/social/" + post, Map.of("text", "Version " + ++versions));
        if (answer.status() == 200) changed(post).add(who.person);
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

    /** Who approved a version in a stage, whether or not for others. */
    private Set<UUID> approvers(UUID post, String digest, int stage) {
        return read(() ->
                Api.bean(MarkStore.class).approvals(story.campaign, Scope.CONTENT, Item.key("post", post)).stream()
                        .filter(mark -> mark.stage() == stage && mark.digest().equals(digest))
                        .map(mark -> Objects.requireNonNull(mark.decidedBy()))
                        .collect(Collectors.toSet()));
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
