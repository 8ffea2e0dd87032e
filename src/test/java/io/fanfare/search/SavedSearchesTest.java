package io.fanfare.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SavedSearchesTest {
    private static final String SAVED = "/api/search/saved";

    private final Api owner = Api.workspace();
    private final Api editor = owner.as("editor");

    @AfterEach
    void clockBack() {
        shift(Duration.ZERO);
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    private static Map<String, Object> bread(String name, boolean shared, String alert) {
        return Map.of(
                "name", name, "query", Map.of("q", "bread", "kind", "campaign"), "shared", shared, "alert", alert);
    }

    private String campaign(String name) {
        return owner.post("/api/campaigns", Map.of("name", name)).expect(201).text("id");
    }

    private static List<String> names(Api who) {
        return who.get(SAVED)
                .expect(200)
                .at("items")
                .valueStream()
                .map(saved -> saved.get("name").asString())
                .toList();
    }

    private static List<String> alerts(Api who) {
        Api.drain();
        return who.get("/api/notifications?limit=100")
                .expect(200)
                .at("items")
                .valueStream()
                .filter(notice -> notice.get("kind").asString().equals("search_matched"))
                .map(notice -> notice.get("title").asString() + ": "
                        + notice.get("text").asString())
                .toList();
    }

    @Test
    void a_saved_search_is_run_changed_and_deleted_by_who_saved_it() {
        campaign("Bread week");
        var saved = editor.post(SAVED, bread("Bread", false, "never")).expect(201);
        String path = SAVED + "/" + saved.text("id");
        assertThat(editor.post(path + "/run").expect(200).text("items.0.title")).isEqualTo("Bread week");
        assertThat(names(owner)).isEmpty();
        owner.post(path + "/run").refused(404, "not_found");
        editor.patch(path, Map.of("name", "All bread", "query", Map.of("q", "cake")))
                .expect(200);
        assertThat(editor.post(path + "/run").at("total").asInt()).isZero();
        assertThat(editor.get(SAVED).text("items.0.query.kind")).isEqualTo("campaign");
        editor.delete(path).expect(204);
        assertThat(names(editor)).isEmpty();
    }

    @Test
    void a_shared_search_is_run_by_others_with_their_own_permissions_and_changed_by_none_of_them() {
        campaign("Bread week");
        var path = SAVED + "/"
                + editor.post(SAVED, bread("Bread", true, "never")).expect(201).text("id");
        assertThat(names(owner)).containsExactly("Bread");
        assertThat(owner.post(path + "/run").expect(200).at("total").asInt()).isEqualTo(1);
        owner.patch(path, Map.of("name", "Mine")).refused(403, "not_yours");
        owner.delete(path).refused(403, "not_yours");
        assertThat(owner.get(SAVED).at("items.0.can").toString()).isEqualTo("[\"runSavedSearch\"]");
        Api.workspace().post(path + "/run").refused(404, "not_found");
        editor.patch(path, Map.of("shared", false)).expect(200);
        assertThat(names(owner)).isEmpty();
    }

    @Test
    void a_search_that_can_not_be_run_is_not_saved() {
        editor.post(SAVED, bread("Bread", false, "never")).expect(201);
        editor.post(SAVED, bread("bread", false, "never")).refused(409, "saved_search_exists");
        owner.post(SAVED, bread("bread", false, "never")).expect(201);
        editor.post(SAVED, Map.of("name", " ", "query", Map.of())).refused(400, "invalid");
        editor.post(SAVED, Map.of("name", "x", "query", Map.of("kind", "nothing")))
                .refused(400, "invalid");
        editor.post(SAVED, Map.of("name", "x", "query", Map.of("sort", "nothing")))
                .refused(400, "invalid");
        editor.post(SAVED, Map.of("name", "x", "query", Map.of("alert", "daily")))
                .expect(400);
        for (int i = 1; i < 100; i++)
            editor.post(SAVED, bread("Bread " + i, false, "never")).expect(201);
        editor.post(SAVED, bread("One too many", false, "never")).refused(422, "saved_search_limit");
    }

    @Test
    void an_alert_comes_once_in_the_morning_and_only_for_what_is_new() {
        campaign("Bread week");
        editor.post(SAVED, bread("Bread", false, "daily")).expect(201);
        var daily = new HashMap<>(bread("Cake", false, "daily"));
        daily.put("query", Map.of("q", "cake"));
        editor.post(SAVED, daily).expect(201);
        shift(Duration.ofDays(1));
        assertThat(alerts(editor)).isEmpty();
        var first = campaign("Bread for all");
        campaign("Rye bread");
        assertThat(alerts(editor)).isEmpty();
        shift(Duration.ofDays(2));
        assertThat(alerts(editor)).containsExactly("2 new results in “Bread”: Rye bread, Bread for all");
        owner.patch("/api/campaigns/" + first, Map.of("name", "More bread for all"))
                .expect(200);
        assertThat(alerts(editor)).hasSize(1);
        shift(Duration.ofDays(3));
        assertThat(alerts(editor)).hasSize(1);
        assertThat(alerts(owner)).isEmpty();
    }

    @Test
    void a_former_member_gets_no_alert() {
        var saved = editor.post(SAVED, bread("Bread", true, "daily")).expect(201);
        String member = owner.get("/api/members")
                .expect(200)
                .at("items")
                .valueStream()
                .filter(each -> each.get("email").asString().equals(editor.email))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
        owner.delete("/api/members/" + member).expect(204);
        campaign("Bread for all");
        shift(Duration.ofDays(1));
        Api.drain();
        assertThat(owner.get(SAVED).text("items.0.id")).isEqualTo(saved.text("id"));
        assertThat(owner.get(SAVED).text("items.0.alert")).isEqualTo("never");
        assertThat(alerts(owner)).isEmpty();
    }
}
