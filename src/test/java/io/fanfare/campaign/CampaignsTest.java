package io.fanfare.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Ids;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignsTest {
    private final Api owner = Api.workspace();

    @Test
    void a_new_campaign_is_a_draft_and_reads_back_as_it_was_written() {
        var created = owner.post(
                        "/api/campaigns",
                        Map.of(
                                "name", "Spring launch — Aurora",
                                "type", "product_launch",
                                "objective", "3,000 trial sign-ups",
                                "startDate", "2027-03-01",
                                "endDate", "2027-03-31",
                                "timeZone", "Europe/Berlin",
                                "budget", Map.of("amount", 12000.5, "currency", "EUR"),
                                "channels", List.of("newsroom", "email"),
                                "priority", "high",
                                "tags", List.of("spring", "q1")))
                .expect(201);
        var read = owner.get("/api/campaigns/" + created.id("id")).expect(200);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.text("status")).isEqualTo("draft");
        assertThat(read.text("phase")).isEqualTo("strategy");
        assertThat(read.text("type")).isEqualTo("product_launch");
        assertThat(read.text("budget.currency")).isEqualTo("EUR");
        assertThat(read.json().at("/budget/amount").decimalValue()).isEqualByComparingTo("12000.5");
        assertThat(read.json().at("/tags").toString()).isEqualTo("[\"spring\",\"q1\"]");
        assertThat(read.text("ownerName")).isEqualTo("Olivia Owner");
        assertThat(can(read))
                .contains("launchCampaign", "changeCampaign", "archiveCampaign")
                .doesNotContain("pauseCampaign");
        var approvals =
                owner.get("/api/campaigns/" + read.id("id") + "/approvals").expect(200);
        assertThat(approvals.json().at("/scopes").findValuesAsString("status"))
                .containsExactly("pending", "pending", "pending", "pending");
    }

    @Test
    void time_zone_and_currency_come_from_the_workspace() {
        owner.patch("/api/workspaces/current", Map.of("timeZone", "Asia/Tokyo", "currency", "JPY"))
                .expect(200);
        var created = owner.post("/api/campaigns", Map.of("name", "Sakura", "budget", Map.of("amount", 5)))
                .expect(201);
        assertThat(created.text("timeZone")).isEqualTo("Asia/Tokyo");
        assertThat(created.text("budget.currency")).isEqualTo("JPY");
    }

    @Test
    void bad_input_names_its_field() {
        refusedFor(Map.of("name", " "), "name");
        refusedFor(Map.of("name", "x".repeat(201)), "name");
        refusedFor(Map.of("name", 7), "name");
        refusedFor(Map.of(), "name");
        refusedFor(Map.of("name", "a", "type", "party"), "type");
        refusedFor(Map.of("name", "a", "startDate", "soon"), "startDate");
        refusedFor(Map.of("name", "a", "startDate", "2027-02-02", "endDate", "2027-02-01"), "endDate");
        refusedFor(Map.of("name", "a", "timeZone", "Mars/Olympus"), "timeZone");
        refusedFor(Map.of("name", "a", "budget", Map.of("amount", -1)), "budget.amount");
        refusedFor(Map.of("name", "a", "budget", Map.of("amount", 1, "currency", "XXY")), "budget.currency");
        refusedFor(Map.of("name", "a", "tags", List.of("ok", "")), "tags[1]");
        refusedFor(Map.of("name", "a", "tags", "spring"), "tags");
        refusedFor(Map.of("name", "a\u0000b"), "name");
        refusedFor(Map.of("name", "a", "ownerId", Ids.next()), "ownerId");
    }

    private void refusedFor(Map<String, ?> body, String field) {
        var answer = owner.post("/api/campaigns", body).expect(400);
        assertThat(answer.json().get("errors").propertyNames())
                .as(answer.body())
                .contains(field);
    }

    @Test
    void a_patch_sets_its_members_clears_null_members_and_keeps_the_rest() {
        var id = owner.post(
                        "/api/campaigns",
                        Map.of("name", "A", "objective", "B", "description", "C", "tags", List.of("t")))
                .expect(201)
                .id("id");
        var patch = new HashMap<String, Object>();
        patch.put("name", "A2");
        patch.put("objective", null);
        var changed = owner.patch("/api/campaigns/" + id, patch).expect(200);
        assertThat(changed.text("name")).isEqualTo("A2");
        assertThat(changed.json().get("objective").isNull()).isTrue();
        assertThat(changed.text("description")).isEqualTo("C");
        assertThat(changed.json().get("tags").toString()).isEqualTo("[\"t\"]");
        assertThat(changed.json().get("version").intValue()).isEqualTo(2);
        owner.patch("/api/campaigns/" + id, Map.of("name", "A3", "version", 1))
                .refused(409, "campaign_version_conflict");
        owner.patch("/api/campaigns/" + id, Map.of("name", "A3", "version", 2)).expect(200);
        owner.patch("/api/campaigns/" + id, Map.of("name", 3)).refused(400, "invalid");
    }

    @Test
    void lists_are_filtered_searched_sorted_and_paged() {
        for (String name : List.of("Alpha 100% off", "Beta_launch", "Gamma"))
            owner.post(
                            "/api/campaigns",
                            Map.of("name", name, "tags", List.of(name.substring(0, 1)), "channels", List.of("email")))
                    .expect(201);
        var gamma = owner.get("/api/campaigns?q=gam").expect(200);
        assertThat(names(gamma)).containsExactly("Gamma");
        assertThat(names(owner.get("/api/campaigns?q=100%25"))).containsExactly("Alpha 100% off");
        assertThat(names(owner.get("/api/campaigns?q=beta_l"))).containsExactly("Beta_launch");
        assertThat(names(owner.get("/api/campaigns?tag=B"))).containsExactly("Beta_launch");
        assertThat(names(owner.get("/api/campaigns?channel=email&sort=name&limit=2")))
                .containsExactly("Alpha 100% off", "Beta_launch");
        assertThat(names(owner.get("/api/campaigns?sort=-name&limit=1&offset=1")))
                .containsExactly("Beta_launch");
        assertThat(owner.get("/api/campaigns?limit=1").json().get("total").intValue())
                .isEqualTo(3);
        assertThat(names(owner.get("/api/campaigns?status=active"))).isEmpty();
        var id = gamma.id("items.0.id");
        owner.delete("/api/campaigns/" + id).expect(204);
        assertThat(names(owner.get("/api/campaigns?q=gam"))).isEmpty();
        assertThat(names(owner.get("/api/campaigns?archived=true"))).containsExactly("Gamma");
        owner.patch("/api/campaigns/" + id, Map.of("archived", false)).expect(200);
        assertThat(names(owner.get("/api/campaigns?q=gam"))).containsExactly("Gamma");
        owner.get("/api/campaigns?sort=colour").refused(400, "invalid");
        owner.get("/api/campaigns?limit=0").refused(400, "invalid");
        owner.get("/api/campaigns?status=sleeping").refused(400, "invalid");
    }

    @Test
    void a_move_that_is_not_allowed_names_the_allowed_ones() {
        var id = owner.post("/api/campaigns", Map.of("name", "A")).expect(201).id("id");
        var refused = owner.post("/api/campaigns/" + id + "/transition", Map.of("to", "completed"))
                .refused(409, "campaign_transition_not_allowed");
        assertThat(refused.json().get("allowed").toString()).isEqualTo("[\"cancelled\",\"planning\"]");
        owner.post("/api/campaigns/" + id + "/transition", Map.of("to", "planning"))
                .expect(200);
        assertThat(owner.post("/api/campaigns/" + id + "/transition", Map.of("to", "cancelled"))
                        .expect(200)
                        .text("phase"))
                .isEqualTo("cancelled");
        owner.post("/api/campaigns/" + id + "/transition", Map.of("to", "draft"))
                .refused(409, "campaign_transition_not_allowed");
        owner.post("/api/campaigns/" + id + "/transition", Map.of("to", "nowhere"))
                .refused(400, "invalid");
    }

    @Test
    void the_shares_of_a_budget_may_not_pass_its_total() {
        var id = owner.post("/api/campaigns", Map.of("name", "A")).expect(201).id("id");
        var budget = Map.of(
                "currency", "EUR", "total", 100, "allocations", List.of(share("email", 60), share("newsroom", 40)));
        var set = owner.put("/api/campaigns/" + id + "/budget", budget).expect(200);
        assertThat(set.json().get("remaining").decimalValue()).isZero();
        assertThat(set.json().get("unallocated").decimalValue()).isZero();
        assertThat(set.json().get("left").decimalValue()).isEqualByComparingTo("100");
        assertThat(set.json().at("/allocations/0/share").decimalValue()).isEqualByComparingTo("0.6");
        assertThat(owner.get("/api/campaigns/" + id + "/budget").expect(200).json())
                .isEqualTo(set.json());
        owner.patch("/api/campaigns/" + id, Map.of("budget", Map.of("amount", 99.99)))
                .refused(422, "budget_exceeded");
        owner.patch("/api/campaigns/" + id, Map.of("budget", Map.of("amount", 100.01)))
                .expect(200);
        owner.put(
                        "/api/campaigns/" + id + "/budget",
                        Map.of("currency", "EUR", "total", 100, "allocations", List.of(share("email", 100.01))))
                .refused(422, "budget_exceeded");
        owner.put(
                        "/api/campaigns/" + id + "/budget",
                        Map.of(
                                "currency",
                                "EUR",
                                "total",
                                100,
                                "allocations",
                                List.of(share("email", 1), share("email", 2))))
                .refused(400, "invalid");
    }

    @Test
    void the_same_idempotency_key_makes_one_campaign() {
        var keyed = owner.with("Idempotency-Key", "k-1");
        var first = keyed.post("/api/campaigns", Map.of("name", "Once")).expect(201);
        var second = keyed.post("/api/campaigns", Map.of("name", "Once")).expect(201);
        assertThat(second.body()).isEqualTo(first.body());
        keyed.post("/api/campaigns", Map.of("name", "Twice")).refused(422, "idempotency_key_reused");
        assertThat(owner.get("/api/campaigns").json().get("total").intValue()).isEqualTo(1);
    }

    @Test
    void the_budget_shows_spending_in_total_and_by_channel() {
        var id = owner.post("/api/campaigns", Map.of("name", "Spending"))
                .expect(201)
                .id("id");
        owner.put(
                        "/api/campaigns/" + id + "/budget",
                        Map.of("currency", "EUR", "total", 100, "allocations", List.of(share("meta", 60))))
                .expect(200);
        var record = Map.of(
                "campaignId",
                id,
                "channel",
                "meta",
                "source",
                "test",
                "date",
                "2026-01-05",
                "spend",
                25,
                "currency",
                "EUR");
        owner.post("/api/metrics/ingest", Map.of("records", List.of(record))).expect(200);
        var budget = owner.get("/api/campaigns/" + id + "/budget").expect(200).json();
        assertThat(budget.get("spent").decimalValue()).isEqualByComparingTo("25");
        assertThat(budget.get("left").decimalValue()).isEqualByComparingTo("75");
        assertThat(budget.get("unallocated").decimalValue()).isEqualByComparingTo("40");
        assertThat(budget.at("/allocations/0/left").decimalValue()).isEqualByComparingTo("35");
    }

    @Test
    void an_operation_that_the_role_does_not_allow_is_forbidden_and_not_offered() {
        var id = owner.post("/api/campaigns", Map.of("name", "A")).expect(201).id("id");
        var viewer = owner.as("viewer");
        assertThat(can(viewer.get("/api/campaigns/" + id).expect(200))).isEmpty();
        viewer.post("/api/campaigns", Map.of("name", "B")).refused(403, "forbidden");
        viewer.patch("/api/campaigns/" + id, Map.of("name", "B")).refused(403, "forbidden");
        Api.nobody().get("/api/campaigns").refused(401, "unauthorized");
    }

    @Test
    void another_workspace_sees_nothing() {
        var id = owner.post("/api/campaigns", Map.of("name", "Secret"))
                .expect(201)
                .id("id");
        var other = Api.workspace();
        for (String path : List.of("", "/approvals", "/activity", "/budget")) {
            var theirs = other.get("/api/campaigns/" + id + path).expect(404);
            var random = other.get("/api/campaigns/" + Ids.next() + path).expect(404);
            var malformed = other.get("/api/campaigns/none" + path).expect(404);
            assertThat(theirs.body()).isEqualTo(random.body()).isEqualTo(malformed.body());
        }
        assertThat(names(other.get("/api/campaigns?q=secret"))).isEmpty();
    }

    @Test
    void only_an_owner_deletes_for_good() {
        var id =
                owner.post("/api/campaigns", Map.of("name", "Gone")).expect(201).id("id");
        owner.as("manager").delete("/api/campaigns/" + id + "?hard=true").refused(403, "forbidden");
        owner.delete("/api/campaigns/" + id + "?hard=true").expect(204);
        owner.get("/api/campaigns/" + id).expect(404);
    }

    @Test
    void the_activity_is_listed_as_sentences() {
        var id =
                owner.post("/api/campaigns", Map.of("name", "Told")).expect(201).id("id");
        owner.patch("/api/campaigns/" + id, Map.of("name", "Retold")).expect(200);
        var activity = owner.get("/api/campaigns/" + id + "/activity").expect(200);
        assertThat(activity.json().at("/items").size()).isEqualTo(2);
        assertThat(activity.text("items.0.actor.name")).isEqualTo("Olivia Owner");
    }

    private static Map<String, Object> share(String channel, double amount) {
        return Map.of("channel", channel, "amount", amount);
    }

    private static List<String> names(Api.Answer answer) {
        return answer.expect(200).json().at("/items").findValuesAsString("name");
    }

    private static List<String> can(Api.Answer answer) {
        return Arrays.stream(answer.json().get("can").toString().split("\\W+"))
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
