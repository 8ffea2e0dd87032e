package io.fanfare.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SearchTest {
    private final Api owner = Api.workspace();

    private String campaign(String name) {
        return owner.post("/api/campaigns", Map.of("name", name)).expect(201).text("id");
    }

    private String draft(String campaign, String name, String text) {
        return owner.post(
                        "/api/campaigns/" + campaign + "/creatives",
                        Map.of(
                                "name",
                                name,
                                "kind",
                                "text",
                                "platform",
                                "linkedin",
                                "components",
                                Map.of("caption", text)))
                .expect(201)
                .text("id");
    }

    private static String encoded(String q) {
        return URLEncoder.encode(q, StandardCharsets.UTF_8);
    }

    private List<String> titles(String q) {
        return titles(owner, "/api/search?q=" + encoded(q));
    }

    private static List<String> titles(Api who, String path) {
        return StreamSupport.stream(who.get(path).expect(200).at("items").spliterator(), false)
                .map(item -> item.get("title").asString())
                .toList();
    }

    @Test
    void what_was_just_made_changed_or_deleted_is_found_as_it_is_now() {
        var campaign = campaign("Autumn harvest");
        assertThat(titles("harvest")).containsExactly("Autumn harvest");
        owner.patch("/api/campaigns/" + campaign, Map.of("name", "Winter menu")).expect(200);
        assertThat(titles("harvest")).isEmpty();
        var draft = draft(campaign, "Sourdough basics", "Flour, water and patience");
        assertThat(titles("patience")).containsExactly("Sourdough basics");
        owner.delete("/api/creatives/" + draft).expect(204);
        assertThat(titles("patience")).isEmpty();
    }

    @Test
    void all_words_must_match_and_the_last_is_the_beginning_of_a_word() {
        var campaign = campaign("Bakery");
        draft(campaign, "Half the waste", "Leftover bread becomes breadcrumbs");
        draft(campaign, "Open day", "Fresh bread at seven");
        assertThat(titles("bread")).containsExactlyInAnyOrder("Half the waste", "Open day");
        assertThat(titles("bread sev")).containsExactly("Open day");
        assertThat(titles("sev bread")).isEmpty();
        assertThat(titles("\"fresh bread\"")).containsExactly("Open day");
        assertThat(titles("\"bread fresh\"")).isEmpty();
        assertThat(titles("bread -fresh")).containsExactly("Half the waste");
        assertThat(titles("-fresh")).contains("Half the waste", "Bakery").doesNotContain("Open day");
    }

    @Test
    void accents_case_and_scripts_do_not_matter() {
        var campaign = campaign("Café Größe");
        draft(campaign, "Øresund", "Smørrebrød for all");
        draft(campaign, "焼きたてのパン", "毎朝七時に開店します");
        draft(campaign, "Хлеб", "Свежий хлеб каждое утро");
        assertThat(titles("CAFE")).containsExactly("Café Größe");
        assertThat(titles("grösse")).containsExactly("Café Größe");
        assertThat(titles("smorrebrod")).containsExactly("Øresund");
        assertThat(titles("開店")).containsExactly("焼きたてのパン");
        assertThat(titles("店開")).isEmpty();
        assertThat(titles("свеж")).containsExactly("Хлеб");
    }

    @Test
    void words_with_a_typing_error_are_corrected_when_nothing_else_matches() {
        campaign("Sourdough weekend");
        campaign("Summer sale");
        Api.drain();
        assertThat(titles("sourdogh")).containsExactly("Sourdough weekend");
        assertThat(titles("sumer sale")).containsExactly("Summer sale");
        assertThat(titles("zzzzzz")).isEmpty();
    }

    @Test
    void a_post_is_found_with_its_campaign_and_the_draft_it_came_from_is_left_out() {
        var campaign = campaign("Rye");
        var draft = draft(campaign, "Rye is back", "Our rye loaf is back");
        assertThat(titles("loaf")).containsExactly("Rye is back");
        owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                campaign,
                                "platform",
                                "newsroom",
                                "creativeId",
                                draft,
                                "scheduledFor",
                                "2040-01-01T10:00:00Z"))
                .expect(201);
        var found = owner.get("/api/search?q=loaf").expect(200);
        assertThat(found.at("total").asInt()).isEqualTo(1);
        assertThat(found.text("items.0.kind")).isEqualTo("post");
        assertThat(found.text("items.0.campaignName")).isEqualTo("Rye");
        assertThat(found.text("items.0.channel")).isEqualTo("newsroom");
        assertThat(found.text("items.0.status")).isEqualTo("scheduled");
        var range = found.at("items.0.highlights.0");
        assertThat(found.text("items.0.snippet")
                        .substring(range.get(0).asInt(), range.get(1).asInt()))
                .isEqualTo("loaf");
    }

    @Test
    void the_counts_of_a_filter_ignore_the_filter_itself() {
        var campaign = campaign("Bread week");
        draft(campaign, "Bread one", "a");
        draft(campaign, "Bread two", "b");
        var found = owner.get("/api/search?q=bread&kind=campaign").expect(200);
        assertThat(found.at("total").asInt()).isEqualTo(1);
        assertThat(counts(found.at("facets.kind"))).isEqualTo(Map.of("campaign", 1, "creative", 2));
        assertThat(counts(found.at("facets.status"))).isEqualTo(Map.of("draft", 1));
    }

    private static Map<String, Integer> counts(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .collect(java.util.stream.Collectors.toMap(
                        value -> value.get("value").asString(),
                        value -> value.get("count").asInt()));
    }

    @Test
    void suggestions_start_with_titles_and_without_words_with_the_last_changes() {
        var campaign = campaign("Pretzel days");
        draft(campaign, "Opening hours", "We bake a pretzel at six");
        assertThat(titles(owner, "/api/search/suggest?q=pret")).containsExactly("Pretzel days", "Opening hours");
        assertThat(titles(owner, "/api/search/suggest")).containsExactly("Opening hours", "Pretzel days");
        assertThat(titles(owner, "/api/search/suggest?limit=1")).hasSize(1);
    }

    @Test
    void no_one_finds_what_they_may_not_read_or_what_belongs_to_others() {
        campaign("Secret launch");
        owner.post(
                        "/api/email/segments",
                        Map.of(
                                "name",
                                "Secret buyers",
                                "rules",
                                Map.of("field", "email", "op", "ends_with", "value", "x")))
                .expect(201);
        assertThat(titles("secret")).containsExactlyInAnyOrder("Secret launch", "Secret buyers");
        var key = owner.post("/api/api-keys", Map.of("name", "k", "scopes", List.of("campaign.read")))
                .expect(201)
                .text("key");
        assertThat(titles(Api.nobody().with("Authorization", "Bearer " + key), "/api/search?q=secret"))
                .containsExactly("Secret launch");
        assertThat(titles(Api.workspace(), "/api/search?q=secret")).isEmpty();
    }

    @Test
    void unusual_words_are_no_error() {
        for (String q : List.of(
                "'",
                "''",
                ":*",
                "a & b",
                "!",
                "<->",
                "\\",
                "\"",
                "-",
                "--",
                "\"\"",
                "(",
                "a'b",
                "💥",
                "% _",
                "x".repeat(500))) owner.get("/api/search?q=" + encoded(q)).expect(200);
        owner.get("/api/search?q=" + "x".repeat(501)).refused(400, "invalid");
        owner.get("/api/search?kind=nothing").refused(400, "invalid");
        owner.get("/api/search?sort=nothing").refused(400, "invalid");
        owner.get("/api/search/suggest?limit=21").refused(400, "invalid");
    }

    @Test
    void the_lane_builds_the_index_of_what_is_older() {
        campaign("Ancient campaign");
        var current = Current.house(owner.workspace, "test");
        current.run(() -> Api.bean(Transactions.class).write(() -> Api.bean(Sql.class)
                .of("delete from search_document where workspace_id = :workspace")
                .run()));
        assertThat(titles("ancient")).isEmpty();
        current.run(() -> Api.bean(SearchLane.class).work());
        assertThat(titles("ancient")).containsExactly("Ancient campaign");
        assertThat(UUID.fromString(owner.get("/api/search?q=ancient").text("items.0.id")))
                .isNotNull();
    }
}
