package io.fanfare.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.identity.SignInTrailByHand;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Owner;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the audit trail records beside changes: sign-ins, refusals, reads and exports; and how long it keeps what it holds. */
class AuditEntriesTest {
    private final Api owner = Api.workspace();

    @Test
    void signing_in_and_out_is_recorded_with_method_and_device() {
        var browser = Api.nobody()
                .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        var answer = browser.post("/api/auth/login", Map.of("email", owner.email, "password", Api.PASSWORD))
                .expect(200);
        var entry = entries("sign_in").getFirst();
        assertThat(entry.at("/operation").asString()).isEqualTo("signIn");
        assertThat(entry.at("/actor/id").asString()).isEqualTo(owner.person.toString());
        assertThat(entry.at("/after/method").asString()).isEqualTo("password");
        assertThat(entry.at("/after/device").asString()).contains("Firefox");
        assertThat(entry.at("/after/network").asString()).isNotBlank();

        String cookie = answer.headers("Set-Cookie").stream()
                .filter(header -> header.startsWith("fanfare_refresh="))
                .findFirst()
                .orElseThrow()
                .split(";")[0];
        Api.nobody().with("Cookie", cookie).post("/api/auth/logout").expect(204);
        assertThat(operations("sign_in")).startsWith("signOut");
        Api.nobody().with("Cookie", cookie).post("/api/auth/logout").expect(204);
        assertThat(operations("sign_in")).containsOnlyOnce("signOut");
    }

    @Test
    void a_wrong_password_is_recorded_in_the_workspace_of_the_person() {
        Api.nobody()
                .post("/api/auth/login", Map.of("email", owner.email, "password", "wrong password"))
                .refused(401, "unauthorized");
        SignInTrailByHand.settle();
        var entry = entries("sign_in").getFirst();
        assertThat(entry.at("/operation").asString()).isEqualTo("signInFailed");
        assertThat(entry.at("/actor/kind").asString()).isEqualTo("system");
        assertThat(entry.at("/subject/id").asString()).isEqualTo(owner.person.toString());
        assertThat(entry.toString()).doesNotContain("wrong password");
    }

    @Test
    void guessing_at_an_account_does_not_fill_the_trail() {
        for (int i = 0; i < 40; i++)
            Api.nobody().post("/api/auth/login", Map.of("email", owner.email, "password", "wrong password " + i));
        SignInTrailByHand.settle();
        // Five tries are free, then the throttle lets few through and what it refuses is recorded once a minute.
        assertThat(operations("sign_in").stream().filter("signInFailed"::equals).count())
                .isBetween(5L, 9L);
    }

    @Test
    void an_address_that_belongs_to_nobody_is_counted_for_the_operator() {
        String email = "q" + Ids.next() + "@unknown.example";
        Api.nobody().post("/api/auth/login", Map.of("email", email, "password", "wrong password"));
        SignInTrailByHand.settle();
        var rows = Api.bean(Transactions.class).read(() -> Api.bean(Sql.class)
                .of("select address from identity_failed_sign_in where hour = date_trunc('hour', fanfare_now())")
                .list(String.class));
        assertThat(rows).contains("q…@unknown.example");
        assertThat(rows.toString()).doesNotContain(email);
    }

    @Test
    void a_new_password_and_ended_sessions_are_entries_of_sign_ins() {
        owner.post("/api/auth/sessions/end-others").expect(204);
        owner.post(
                        "/api/auth/me/password",
                        Map.of("currentPassword", Api.PASSWORD, "newPassword", "another long password"))
                .expect(200);
        var again = Api.signedIn(
                owner.email,
                Api.nobody()
                        .post("/api/auth/login", Map.of("email", owner.email, "password", "another long password"))
                        .expect(200));
        assertThat(again.get("/api/audit?class=sign_in").expect(200).at("items"))
                .extracting(entry -> entry.get("operation").asString())
                .containsExactly("signIn", "changePassword", "endOtherSessions");
    }

    @Test
    void a_request_without_permission_is_recorded_and_repetitions_are_counted() {
        var viewer = owner.as("viewer");
        var ids = new java.util.ArrayList<UUID>();
        for (int i = 0; i < 25; i++) {
            ids.add(Ids.next());
            viewer.post("/api/campaigns/" + ids.getLast() + "/launch").refused(403, "forbidden");
        }
        var first = entries("refusal");
        assertThat(first).hasSize(1);
        assertThat(first.getFirst().at("/operation").asString()).isEqualTo("launchCampaign");
        assertThat(first.getFirst().at("/actor/id").asString()).isEqualTo(viewer.person.toString());
        assertThat(first.getFirst().at("/subject/id").asString())
                .isEqualTo(ids.getFirst().toString());
        assertThat(first.getFirst().at("/after/code").asString()).isEqualTo("forbidden");
        Api.bean(Refusals.class).write(true);
        var counted = entries("refusal").getFirst();
        assertThat(counted.at("/after/times").asInt()).isEqualTo(24);
        assertThat(counted.at("/after/subjects")).hasSize(20);
        assertThat(entries("refusal")).hasSize(2);
    }

    @Test
    void one_who_tries_everything_gets_a_bounded_number_of_entries() {
        var viewer = owner.as("viewer");
        var refused = Api.bean(Operations.class).list().stream()
                .filter(operation -> List.of(
                                "campaign.write", "content.write", "plan.write", "team.manage", "webhook.manage")
                        .contains(operation.allow().value()))
                .limit(45)
                .toList();
        assertThat(refused).hasSizeGreaterThan(40);
        refused.forEach(operation -> viewer.send(
                operation.httpMethod(),
                operation.path().replaceAll("\\{[^}]+}", Ids.next().toString()),
                null));
        Api.bean(Refusals.class).write(true);
        assertThat(entries("refusal")).hasSizeLessThanOrEqualTo(31);
        assertThat(entries("refusal").getFirst().at("/after/times").asInt()).isPositive();
    }

    @Test
    void a_decision_that_is_refused_is_recorded_with_its_reason() {
        var story = new Story();
        assertThat(story.owner
                        .post("/api/campaigns/" + story.campaign + "/launch")
                        .status())
                .isIn(409, 422);
        var entry = entries(story.owner, "refusal").getFirst();
        assertThat(entry.at("/operation").asString()).isEqualTo("launchCampaign");
        assertThat(entry.at("/after/code").asString()).isNotBlank();
        // A refused decision is no activity of the campaign.
        assertThat(story.owner
                        .get("/api/campaigns/" + story.campaign + "/activity")
                        .body())
                .doesNotContain("launched");
    }

    @Test
    void reading_personal_data_is_recorded_once_for_each_request() {
        var contact = owner.post("/api/contacts", Map.of("email", "ada@example.com"))
                .expect(201)
                .text("id");
        owner.get("/api/contacts?q=ada&limit=10").expect(200);
        owner.get("/api/contacts/" + contact).expect(200);
        owner.get("/api/campaigns").expect(200);
        // A list of nothing shows no data of anyone.
        owner.get("/api/contacts?q=somebody-else").expect(200);
        var entries = entries("access");
        assertThat(entries)
                .extracting(entry -> entry.at("/operation").asString())
                .containsExactly("readContact", "listContacts");
        assertThat(entries.get(0).at("/subject/id").asString()).isEqualTo(contact);
        assertThat(entries.get(1).at("/after/filter/q").asString()).isEqualTo("ada");
        assertThat(entries.get(1).at("/after/rows").asInt()).isEqualTo(1);
        assertThat(entries.get(1).at("/subject/kind").asString()).isEqualTo("contact");
        owner.get("/api/contacts/" + Ids.next()).refused(404, "not_found");
        assertThat(entries("access")).hasSize(2);
    }

    @Test
    void an_export_of_contacts_is_recorded_with_its_filter_and_rows() {
        for (String name : List.of("a", "b", "c"))
            owner.post("/api/contacts", Map.of("email", name + "@example.com", "tags", List.of(name)))
                    .expect(201);
        owner.get("/api/contacts/export?tag=b").expect(200);
        var entry = entries("export").getFirst();
        assertThat(entry.at("/operation").asString()).isEqualTo("exportContacts");
        assertThat(entry.at("/after/filter/tag").asString()).isEqualTo("b");
        assertThat(entry.at("/after/rows").asInt()).isEqualTo(1);
    }

    @Test
    void every_export_and_every_list_of_addresses_has_a_class() {
        assertThat(Api.bean(Operations.class).list())
                .filteredOn(operation -> operation.id().startsWith("export"))
                .allSatisfy(operation -> assertThat(operation.allow().audited()).isEqualTo(AuditClass.EXPORT));
        assertThat(Api.bean(Operations.class).list())
                .filteredOn(operation -> operation.allow().audited() == AuditClass.ACCESS)
                .extracting(operation -> operation.id())
                .contains(
                        "listContacts",
                        "readContact",
                        "listSuppressions",
                        "listDeliveries",
                        "readDelivery",
                        "readCapturedMail");
    }

    @Test
    void the_trail_is_filtered_by_class() {
        var audience = owner.get("/api/audit?class=change").expect(200);
        assertThat(audience.at("items"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.get("class").asString()).isEqualTo("change"));
        owner.get("/api/audit?class=nothing").refused(400, "invalid");
    }

    @Test
    void retention_erases_by_class_never_during_a_hold_and_the_chain_stays_valid() {
        owner.post("/api/contacts", Map.of("email", "ada@example.com")).expect(201);
        owner.get("/api/contacts").expect(200);
        assertThat(owner.get("/api/audit/retention").expect(200).at("days").asInt())
                .isEqualTo(365);
        var hold = Map.of("until", "2199-01-01T00:00:00Z", "reason", "Case 17");
        var classes = List.of(Map.of("class", "access", "days", 30));
        owner.put("/api/audit/retention", Map.of("days", 400, "classes", classes, "hold", hold))
                .expect(200);
        age(Duration.ofDays(60));
        care();
        assertThat(entries("access").getFirst().at("/after").isNull()).isFalse();

        owner.put("/api/audit/retention", Map.of("days", 400, "classes", classes))
                .expect(200);
        assertThat(operations("change")).startsWith("releaseAuditHold", "setAuditRetention", "holdAudit");
        care();
        assertThat(entries("access").getFirst().at("/after").isNull()).isTrue();
        assertThat(entries("access").getFirst().at("/operation").asString()).isEqualTo("listContacts");
        assertThat(entries("change"))
                .noneSatisfy(
                        entry -> assertThat(entry.at("/actor/name").isNull()).isTrue());

        var forever = new java.util.HashMap<String, @Nullable Object>();
        forever.put("days", null);
        owner.put("/api/audit/retention", forever).expect(200);
        assertThat(owner.get("/api/audit/retention").expect(200).at("days").isNull())
                .isTrue();
        Api.bean(Sealing.class).mark();
        Api.drain();
        assertThat(owner.get("/api/audit/verify").expect(200).at("whole").asBoolean())
                .isTrue();
        var exported = Verifier.verify(owner.get("/api/audit/export").body());
        assertThat(exported.status()).as(exported.text()).isZero();
        assertThat(exported.text()).contains("without names and changes");
    }

    @Test
    void only_owners_change_retention_and_bad_values_name_their_field() {
        owner.as("admin").put("/api/audit/retention", Map.of("days", 90)).refused(403, "forbidden");
        assertThat(owner.as("analyst").get("/api/audit/retention").status()).isEqualTo(200);
        owner.put("/api/audit/retention", Map.of("days", 29)).refused(400, "invalid");
        owner.put("/api/audit/retention", Map.of("days", 90, "classes", List.of(Map.of("class", "access", "days", 5))))
                .refused(400, "invalid");
        var twice = Map.of("class", "access", "days", 50);
        owner.put("/api/audit/retention", Map.of("days", 90, "classes", List.of(twice, twice)))
                .refused(400, "invalid");
        owner.put(
                        "/api/audit/retention",
                        Map.of("days", 90, "hold", Map.of("until", "2020-01-01T00:00:00Z", "reason", "x")))
                .refused(400, "invalid");
        assertThat(owner.get("/api/audit/retention").at("days").asInt()).isEqualTo(365);
    }

    @Test
    void a_daily_checkpoint_is_written_only_where_there_are_new_entries() {
        Api.bean(Sealing.class).mark();
        Api.drain();
        care();
        care();
        var list = owner.get("/api/audit/checkpoints").expect(200);
        assertThat(list.at("total").asInt()).isEqualTo(1);
        assertThat(list.text("items.0.hash"))
                .isEqualTo(owner.get("/api/audit/verify").text("head"));
        owner.as("viewer").get("/api/audit/checkpoints").refused(403, "forbidden");
        assertThat(Api.workspace()
                        .get("/api/audit/checkpoints")
                        .expect(200)
                        .at("total")
                        .asInt())
                .isZero();
    }

    @Test
    void old_events_of_webhooks_go_with_their_log_unless_they_still_wait() {
        UUID webhook = Ids.next();
        var old = Ids.next();
        var waits = Ids.next();
        var fresh = Ids.next();
        inside(() -> {
            var sql = Api.bean(Sql.class);
            for (var id : List.of(old, waits, fresh)) {
                sql.of(
                                "insert into activity_event (id, type, at, body) values (:id, 'campaign.launched', fanfare_now() - make_interval(days => :days), '{}')")
                        .bind("id", id)
                        .bind("days", id.equals(fresh) ? 29 : 31)
                        .run();
                sql.of(
                                "insert into activity_webhook_delivery (webhook_id, event_id, state) values (:webhook, :id, :state)")
                        .bind("webhook", webhook)
                        .bind("id", id)
                        .bind("state", id.equals(waits) ? "pending" : "delivered")
                        .run();
                sql.of(
                                "insert into activity_webhook_attempt (webhook_id, event_id, id, fence, at, ms, body) values (:webhook, :id, :id, 1, fanfare_now(), 1, '')")
                        .bind("webhook", webhook)
                        .bind("id", id)
                        .run();
            }
            return null;
        });
        care();
        for (String table : List.of("activity_webhook_delivery", "activity_webhook_attempt"))
            assertThat(inside(() -> Api.bean(Sql.class)
                            .of("select event_id from " + table + " where workspace_id = :workspace order by event_id")
                            .list(UUID.class)))
                    .containsExactlyInAnyOrder(waits, fresh);
        assertThat(inside(() -> Api.bean(Sql.class)
                        .of("select id from activity_event where workspace_id = :workspace")
                        .list(UUID.class)))
                .containsExactlyInAnyOrder(waits, fresh);
    }

    /** What the nightly turn does for this workspace. */
    private void care() {
        var lane = Api.bean(AuditCare.class);
        Current.house(owner.workspace, AuditCare.LANE).run(() -> {
            while (lane.work().filter(Instant.EPOCH::equals).isPresent()) {}
        });
    }

    /** Before they are sealed, with the rights of the owner of the schema. */
    private void age(Duration by) {
        try (var connection = Owner.connect();
                var update = connection.prepareStatement(
                        "update activity_audit set at = at - make_interval(secs => ?) where workspace_id = ?")) {
            update.setDouble(1, (double) by.toSeconds());
            update.setObject(2, owner.workspace);
            update.execute();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private List<String> operations(String entryClass) {
        return entries(entryClass).stream()
                .map(entry -> entry.get("operation").asString())
                .toList();
    }

    private List<JsonNode> entries(String entryClass) {
        return entries(owner, entryClass);
    }

    private static List<JsonNode> entries(Api who, String entryClass) {
        return who.get("/api/audit?limit=200&class=" + entryClass)
                .expect(200)
                .at("items")
                .valueStream()
                .toList();
    }

    private <T extends @Nullable Object> T inside(Supplier<T> work) {
        return Current.house(owner.workspace, "test")
                .<T, RuntimeException>call(() -> Api.bean(Transactions.class).write(work));
    }
}
