package io.fanfare.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import io.fanfare.Story;
import io.fanfare.delivery.Gates;
import io.fanfare.kernel.Operation;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OutboxTest {
    /** Operations of these rooms that change no item. */
    private static final Set<String> WITHOUT_ITEMS = Set.of(
            "connectAccount",
            "disconnectAccount",
            "createMailTemplate",
            "changeMailTemplate",
            "archiveMailTemplate",
            "validateMailing",
            // Stores nothing; sends to members only.
            "previewUnsavedMailing",
            "sendTestMailing",
            "validatePost",
            "replaceSlots");

    private final Story story = new Story();
    private final Api owner = story.owner;

    /**
     * While another transaction holds the gate, each operation waits for it, and has locked neither an item nor a row of the
     * ledger by then: that transaction can lock all of them without waiting.
     */
    @Test
    void every_operation_locks_the_gate_before_items_and_rows_of_the_ledger() throws Exception {
        var post = story.post(Map.of()).expect(201).id("queueId");
        var failed = story.post(Map.of("title", "Other")).expect(201).id("queueId");
        var mailing = story.mailing(Map.of("recipients", List.of(Map.of("email", "a@example.com"))))
                .expect(201)
                .id("id");
        var draft = story.mailing(Map.of("name", "Draft")).expect(201).id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + mailing + "/send").expect(202);
        owner.post("/api/social/" + failed + "/publish").expect(202);

        var operations = new LinkedHashMap<String, Supplier<Answer>>();
        String social = "/api/social/";
        String email = "/api/email/";
        operations.put("schedulePost", () -> story.post(Map.of("title", "New")));
        operations.put(
                "schedulePosts",
                () -> owner.post(
                        "/api/social/queue/batch", Map.of("posts", List.of(story.newPost(Map.of("title", "Batch"))))));
        operations.put(
                "scheduleMultiPlatform",
                () -> owner.post(
                        "/api/social/schedule-multi-platform",
                        Map.of("campaignId", story.campaign, "text", "Everywhere", "platforms", List.of("newsroom"))));
        operations.put("changePost", () -> owner.patch(social + post, Map.of("text", "changed")));
        operations.put(
                "reschedulePost",
                () -> owner.patch(social + post + "/reschedule", Map.of("scheduledFor", "2027-05-01T09:00:00Z")));
        operations.put("publishPost", () -> owner.post(social + post + "/publish"));
        operations.put("undoPublishPost", () -> owner.post(social + post + "/undo-publish"));
        operations.put("retryPost", () -> owner.post(social + failed + "/retry"));
        operations.put("confirmPost", () -> owner.post(social + post + "/posted", Map.of()));
        operations.put("cancelPost", () -> owner.post(social + failed + "/cancel"));
        operations.put("createMailing", () -> story.mailing(Map.of("name", "New")));
        operations.put("changeMailing", () -> owner.patch(email + draft, Map.of("subject", "changed")));
        operations.put(
                "scheduleMailing",
                () -> owner.post(email + draft + "/schedule", Map.of("scheduledFor", "2027-05-01T09:00:00Z")));
        operations.put("sendMailing", () -> owner.post(email + draft + "/send"));
        operations.put("undoSendMailing", () -> owner.post(email + draft + "/undo-send"));
        operations.put("pauseMailing", () -> owner.post(email + mailing + "/pause"));
        operations.put("resumeMailing", () -> owner.post(email + mailing + "/resume"));
        operations.put("cancelMailing", () -> owner.post(email + mailing + "/cancel"));
        operations.put("archiveMailing", () -> owner.delete(email + draft));
        operations.put("restoreMailing", () -> owner.post(email + draft + "/restore"));
        operations.put("unscheduleMailing", () -> owner.post(email + draft + "/unschedule"));
        operations.put("restorePost", () -> owner.post(social + failed + "/restore"));
        operations.put("publishCampaign", () -> owner.post("/api/campaigns/" + story.campaign + "/publish"));

        assertThat(operations.keySet()).containsAll(writingOperations());
        for (var operation : operations.entrySet()) assertGateFirst(operation.getKey(), operation.getValue());
    }

    /** The operations of the rooms with outgoing items that may change one. */
    private static List<String> writingOperations() {
        var rooms = Api.context().getBeansOfType(OutgoingKind.class).values().stream()
                .map(kind -> kind.getClass().getPackageName())
                .toList();
        return Api.bean(Operations.class).list().stream()
                .filter(operation -> rooms.contains(operation.door().getPackageName()))
                .filter(operation -> !operation.reads() && !operation.allow().plain())
                .map(Operation::id)
                .filter(id -> !WITHOUT_ITEMS.contains(id))
                .toList();
    }

    private void assertGateFirst(String name, Supplier<Answer> operation) throws Exception {
        var answer = new AtomicReference<Future<Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            story.inWorkspace(() -> {
                Api.bean(Gates.class).lock(story.campaign);
                answer.set(threads.submit(operation::get));
                var sql = Api.bean(Sql.class);
                var waiting = sql.of("select 1 from pg_locks where not granted");
                long end = System.nanoTime() + 20_000_000_000L;
                while (!answer.get().isDone() && !waiting.exists() && System.nanoTime() < end) Thread.onSpinWait();
                assertThat(System.nanoTime()).as(name + " waits or ends").isLessThan(end);
                assertThat(answer.get().isDone())
                        .as(name + " waits for the gate")
                        .isFalse();
                for (String table : List.of("social_post", "email_mailing", "delivery"))
                    sql.of("select 1 from " + table
                                    + " where workspace_id = :workspace and campaign_id = :campaign for update nowait")
                            .bind("campaign", story.campaign)
                            .list(Integer.class);
            });
            assertThat(answer.get().get().status()).as(name).isLessThan(500).isNotEqualTo(404);
        }
    }

    @Test
    void publishing_a_campaign_before_its_start_sends_only_what_is_planned_before_it() {
        String start = Story.today().plusDays(20).toString();
        owner.patch("/api/campaigns/" + story.campaign, Map.of("startDate", start))
                .expect(200);
        var teaser = story.post(Map.of("title", "Teaser", "scheduledFor", inDays(5)))
                .expect(201)
                .id("queueId");
        var launch = story.post(Map.of("title", "Launch", "scheduledFor", inDays(21)))
                .expect(201)
                .id("queueId");
        story.mailing(Map.of()).expect(201);
        story.approve("content", "schedule");
        var published =
                owner.post("/api/campaigns/" + story.campaign + "/publish").expect(202);
        assertThat(published.at("planned").asInt()).isEqualTo(1);
        assertThat(published.at("later").asInt()).isEqualTo(2);
        Api.drain();
        assertThat(status(teaser)).isEqualTo("published");
        assertThat(status(launch)).isEqualTo("scheduled");
    }

    @Test
    void completing_a_campaign_says_how_much_it_cancels() {
        story.post(Map.of()).expect(201);
        story.mailing(Map.of()).expect(201);
        story.approve("content", "schedule");
        story.activate();
        var completed =
                owner.post("/api/campaigns/" + story.campaign + "/complete").expect(200);
        assertThat(completed.at("cancelledItems").asInt()).isEqualTo(2);
    }

    @Test
    void the_calendar_shows_when_something_was_sent() {
        var post = story.post(Map.of("scheduledFor", inDays(30))).expect(201).id("queueId");
        var mailing = story.mailing(Map.of()).expect(201).id("id");
        var planned = story.mailing(Map.of("name", "Planned")).expect(201).id("id");
        owner.post("/api/email/" + planned + "/schedule", Map.of("scheduledFor", inDays(3)))
                .expect(200);
        story.approve("content", "schedule");
        owner.post("/api/email/" + mailing + "/send").expect(202);
        owner.post("/api/social/" + post + "/publish").expect(202);
        Api.drain();
        var today = owner.get("/api/social/calendar").expect(200).at("items");
        assertThat(today.findValuesAsString("id")).contains(post.toString(), mailing.toString(), planned.toString());
        var later = owner.get("/api/social/calendar?from="
                        + Story.today().plusDays(29) + "&to="
                        + Story.today().plusDays(32))
                .expect(200);
        assertThat(later.at("items").size()).isZero();
    }

    private static String inDays(int days) {
        return java.time.Instant.now().plus(java.time.Duration.ofDays(days)).toString();
    }

    private String status(UUID post) {
        return owner.get("/api/social/" + post).expect(200).text("status");
    }
}
