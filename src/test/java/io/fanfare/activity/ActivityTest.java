package io.fanfare.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private final Api owner = Api.workspace();

    @Test
    void an_entry_contains_only_the_changed_members() {
        UUID thing = Ids.next();
        deed("changeThing", thing, Map.of("name", "Spring", "budget", 10), Map.of("name", "Spring", "budget", 20));

        var entry = owner.get("/api/audit?id=" + thing).expect(200).at("items.0");
        assertThat(entry.at("/operation").asString()).isEqualTo("changeThing");
        assertThat(entry.at("/before").toString()).isEqualTo("{\"budget\":10}");
        assertThat(entry.at("/after").toString()).isEqualTo("{\"budget\":20}");
        assertThat(entry.at("/subject/title").asString()).isEqualTo("A thing");
    }

    @Test
    void a_deed_that_is_rolled_back_was_never_done() {
        UUID thing = Ids.next();
        assertThatThrownBy(() -> inside(() -> {
                    audit().record("changeThing", Subject.of("thing", thing, "A thing"), null, Map.of("a", 1));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(owner.get("/api/audit?id=" + thing).expect(200).at("items")).isEmpty();
    }

    @Test
    void the_audit_is_read_piece_by_piece_newest_first() {
        UUID thing = Ids.next();
        for (int i = 1; i <= 5; i++) deed("changeThing", thing, null, Map.of("n", i));
        var first = owner.get("/api/audit?limit=2&id=" + thing).expect(200);
        assertThat(first.at("items.0.after.n").asInt()).isEqualTo(5);
        var second = owner.get("/api/audit?limit=2&id=" + thing + "&after=" + first.text("next"))
                .expect(200);
        assertThat(second.at("items.0.after.n").asInt()).isEqualTo(3);
        var third = owner.get("/api/audit?limit=2&id=" + thing + "&after=" + second.text("next"))
                .expect(200);
        assertThat(third.at("items")).hasSize(1);
        assertThat(third.at("next").isNull()).isTrue();
        owner.get("/api/audit?limit=0").refused(400, "invalid");
    }

    @Test
    void a_viewer_reads_no_audit() {
        owner.as("viewer").get("/api/audit").refused(403, "forbidden");
    }

    @Test
    void a_sealed_chain_verifies_after_a_round_trip_through_the_database() {
        deed(
                "changeThing",
                Ids.next(),
                Map.of("amount", new BigDecimal("12345678901234567890.10"), "rate", 1e2, "zero", -0.0),
                Map.of("amount", new BigDecimal("0.10"), "rate", 1.5e-7, "text", "ünï \u0000 \ud83d\ude00"));
        var before = owner.get("/api/audit/verify").expect(200);
        assertThat(before.at("waiting").asInt()).isPositive();
        seal();
        var verdict = owner.get("/api/audit/verify").expect(200);
        assertThat(verdict.at("whole").asBoolean()).as(verdict.body()).isTrue();
        assertThat(verdict.at("waiting").asInt()).isZero();
        assertThat(verdict.at("entries").asInt()).isPositive();
        assertThat(verdict.text("sealedUpTo")).isNotBlank();
    }

    @Test
    void the_chain_goes_on_where_it_ended() {
        deed("changeThing", Ids.next(), null, Map.of("n", 1));
        seal();
        var first = owner.get("/api/audit/verify").expect(200);
        deed("changeThing", Ids.next(), null, Map.of("n", 2));
        seal();
        var second = owner.get("/api/audit/verify").expect(200);
        assertThat(second.at("whole").asBoolean()).isTrue();
        assertThat(second.at("entries").asInt())
                .isGreaterThan(first.at("entries").asInt());
        assertThat(second.text("head")).isNotEqualTo(first.text("head"));
    }

    @Test
    void a_changed_text_breaks_the_chain_and_an_erased_one_does_not() {
        UUID changed = Ids.next();
        deed("changeThing", Ids.next(), null, Map.of("n", 1));
        deed("changeThing", changed, null, Map.of("n", 2));
        seal();
        sql("""
                update activity_audit set actor_name = null, subject_title = null, before = null, after = null, salt = null
                 where workspace_id = :workspace and operation <> 'changeThing'""");
        assertThat(owner.get("/api/audit/verify").expect(200).at("whole").asBoolean())
                .isTrue();

        sql("update activity_audit set after = '{\"n\": 3}' where workspace_id = :workspace and subject_id = '"
                + changed + "'");
        var verdict = owner.get("/api/audit/verify").expect(200);
        assertThat(verdict.at("whole").asBoolean()).isFalse();
        assertThat(verdict.text("firstBroken.id"))
                .isEqualTo(owner.get("/api/audit?id=" + changed).text("items.0.id"));
    }

    @Test
    void a_removed_entry_breaks_the_chain() {
        deed("changeThing", Ids.next(), null, Map.of("n", 1));
        seal();
        sql("update activity_audit set seq = null, hash = null where workspace_id = :workspace and seq = 1");
        var verdict = owner.get("/api/audit/verify").expect(200);
        assertThat(verdict.at("whole").asBoolean()).isFalse();
        assertThat(verdict.at("firstBroken.seq").asInt()).isEqualTo(1);
    }

    @Test
    void entries_that_changed_places_break_the_chain() {
        for (int i = 1; i <= 3; i++) deed("changeThing", Ids.next(), null, Map.of("n", i));
        seal();
        sql("update activity_audit set seq = 1000 where workspace_id = :workspace and seq = 2");
        sql("update activity_audit set seq = 2 where workspace_id = :workspace and seq = 3");
        sql("update activity_audit set seq = 3 where workspace_id = :workspace and seq = 1000");
        var verdict = owner.get("/api/audit/verify").expect(200);
        assertThat(verdict.at("whole").asBoolean()).isFalse();
        assertThat(verdict.at("firstBroken.seq").asInt()).isEqualTo(2);
    }

    @Test
    void nothing_at_run_time_may_remove_or_rewrite_a_deed() {
        assertThatThrownBy(() -> sql("delete from activity_audit where workspace_id = :workspace"))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> sql("update activity_audit set operation = 'x' where workspace_id = :workspace"))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void the_activity_of_a_campaign_is_written_in_sentences() {
        UUID campaign = Ids.next();
        inside(() -> {
            audit().record("launchCampaign", new Subject("campaign", campaign, "Spring", campaign), null, null);
            audit().record("approveScope", new Subject("approval", Ids.next(), "content", campaign), null, null);
            return null;
        });
        var moments =
                inside(() -> Api.bean(Timeline.class).of(campaign, null, null)).items();
        assertThat(moments)
                .extracting(TimelineEntry::text)
                .containsExactly("approved the content", "launched the campaign");
    }

    @Test
    void a_creative_made_from_a_blog_post_is_not_called_a_blog_post() {
        UUID campaign = Ids.next();
        inside(() -> {
            audit().record("repurposeBlogPost", new Subject("creative", Ids.next(), "Teaser", campaign), null, null);
            audit().record("repurposeBlogPost", new Subject("blog_post", Ids.next(), "Aurora", campaign), null, null);
            return null;
        });
        var moments =
                inside(() -> Api.bean(Timeline.class).of(campaign, null, null)).items();
        assertThat(moments)
                .extracting(TimelineEntry::text)
                .containsExactly("rewrote the blog post “Aurora” for other channels", "created the creative “Teaser”");
    }

    @Test
    void an_operation_without_a_saying_is_still_a_sentence() {
        assertThat(Sentence.of("deletePressKit", "Kit")).isEqualTo("deleted the press kit “Kit”");
        assertThat(Sentence.of("copyBrand", null)).isEqualTo("copied the brand");
        assertThat(Sentence.of("cancelPost", "Hello")).isEqualTo("canceled the post “Hello”");
    }

    @Test
    void a_notification_reaches_only_its_person() {
        var editor = owner.as("editor");
        var viewer = owner.as("viewer");
        notify(editor.person, "one");
        notify(editor.person, "two");

        assertThat(editor.get("/api/notifications/unread-count").at("count").asInt())
                .isEqualTo(2);
        assertThat(viewer.get("/api/notifications").at("total").asInt()).isZero();
        String second = editor.get("/api/notifications").text("items.0.id");
        viewer.post("/api/notifications/" + second + "/read").refused(404, "not_found");

        editor.post("/api/notifications/" + second + "/read").expect(204);
        editor.post("/api/notifications/" + second + "/read").expect(204);
        var list = editor.get("/api/notifications").expect(200);
        assertThat(list.text("items.0.title")).isEqualTo("one");
        assertThat(list.text("items.1.readAt")).isNotBlank();
        assertThat(editor.get("/api/notifications?unread=true").at("total").asInt())
                .isEqualTo(1);

        editor.post("/api/notifications/read-all").expect(204);
        assertThat(editor.get("/api/notifications/unread-count").at("count").asInt())
                .isZero();
        editor.post("/api/notifications/no-id/read").refused(404, "not_found");
    }

    private void notify(UUID person, String title) {
        inside(() -> {
            Api.bean(Notifications.class)
                    .notify(List.of(person), "mentioned", title, "Look at it.", Subject.of("thing", person, "T"));
            return null;
        });
    }

    private void deed(
            String operation,
            UUID thing,
            @org.jspecify.annotations.Nullable Object before,
            @org.jspecify.annotations.Nullable Object after) {
        inside(() -> {
            audit().record(operation, Subject.of("thing", thing, "A thing"), before, after);
            return null;
        });
    }

    private static Audit audit() {
        return Api.bean(Audit.class);
    }

    private void sql(String statement) {
        inside(() -> Api.bean(Sql.class).of(statement).run());
    }

    private void seal() {
        Api.bean(Sealing.class).mark();
        Api.drain();
    }

    private <T extends @org.jspecify.annotations.Nullable Object> T inside(Supplier<T> work) {
        return Current.house(owner.workspace, "test")
                .<T, RuntimeException>call(() -> Api.bean(Transactions.class).write(work));
    }
}
