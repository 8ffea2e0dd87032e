package io.fanfare.creative;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Ids;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CreativesTest {
    private final Api owner = Api.workspace();
    private final String campaign =
            owner.post("/api/campaigns", Map.of("name", "Aero")).expect(201).text("id");

    private static final String BRIEF =
            "Write a LinkedIn post about our new running shoe. Aero 2 weighs 198 grams and costs €129. "
                    + "Its sole is made of recycled fishing nets from Kiel. The shoe is in stores from 4 December. "
                    + "Order your pair at https://example.com/aero before Sunday. Runners of the Berlin marathon tested it for 600 kilometres.";

    private Api.Answer create(Map<String, Object> body) {
        return owner.post("/api/campaigns/" + campaign + "/creatives", body);
    }

    @Test
    void components_are_stored_unchanged() {
        var caption = "  Two  spaces, <b>no</b> *changes* ";
        var made = create(Map.of(
                        "name",
                        "n",
                        "kind",
                        "text",
                        "mode",
                        "manual",
                        "components",
                        Map.of("caption", caption, "script", "Say hi.")))
                .expect(201);
        assertThat(made.text("components.caption")).isEqualTo(caption);
        assertThat(made.text("components.script")).isEqualTo("Say hi.");
        assertThat(made.at("revision").asInt()).isEqualTo(1);
        assertThat(made.text("writer")).isEqualTo("person");
        assertThat(owner.get("/api/creatives/" + made.text("id")).expect(200).text("components.caption"))
                .isEqualTo(caption);
        assertThat(owner.get("/api/campaigns/" + campaign + "/creatives")
                        .expect(200)
                        .at("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void instructions_to_the_writer_in_a_brief_are_not_published() {
        var made = create(Map.of("name", "n", "kind", "text", "platform", "linkedin", "brief", BRIEF))
                .expect(201);
        assertThat(made.text("mode")).isEqualTo("ai");
        assertThat(made.text("writer")).isEqualTo("offline");
        assertThat(made.text("text")).contains("198 grams").contains("€129").doesNotContain("Write a LinkedIn post");
        assertThat(made.text("text")).contains("https://example.com/aero");
    }

    @Test
    void in_hybrid_mode_sent_components_are_kept_and_the_rest_is_written() {
        var made = create(Map.of(
                        "name",
                        "n",
                        "kind",
                        "text",
                        "platform",
                        "twitter",
                        "brief",
                        BRIEF,
                        "components",
                        Map.of("cta", "Mine!")))
                .expect(201);
        assertThat(made.text("mode")).isEqualTo("hybrid");
        assertThat(made.text("components.cta")).isEqualTo("Mine!");
        assertThat(made.text("components.caption")).isNotBlank();
        assertThat(made.text("writers.cta")).isEqualTo("person");
        assertThat(made.text("writers.caption")).isEqualTo("offline");
        assertThat(made.at("length").asInt()).isBetween(1, 280);
    }

    @Test
    void with_nothing_to_write_from_nothing_is_invented() {
        create(Map.of("name", "n", "kind", "text", "mode", "ai")).refused(422, "too_little_material");
        create(Map.of("name", "n", "kind", "text", "mode", "ai", "writer", "shakespeare", "brief", BRIEF))
                .refused(422, "writer_unknown");
    }

    @Test
    void neither_the_objective_nor_the_instructions_of_a_brief_are_published() {
        String sale = owner.post(
                        "/api/campaigns",
                        Map.of("name", "Sale", "objective", "Sell 500 pairs", "description", "Winter sale."))
                .expect(201)
                .text("id");
        String creatives = "/api/campaigns/" + sale + "/creatives";
        owner.post(creatives, Map.of("name", "n", "kind", "text", "mode", "ai")).refused(422, "too_little_material");
        for (String brief : List.of(
                "Announce the winter sale.",
                "Write a LinkedIn post about our winter sale.",
                "Sell 500 pairs",
                "Tell people: soon!"))
            owner.post(creatives, Map.of("name", "n", "kind", "text", "mode", "ai", "brief", brief))
                    .refused(422, "too_little_material");
        var made = owner.post(
                        creatives,
                        Map.of(
                                "name",
                                "n",
                                "kind",
                                "video",
                                "platform",
                                "tiktok",
                                "mode",
                                "ai",
                                "brief",
                                "Announce the winter sale: all coats cost half from Monday. Keep it short. The shop in Kiel opens at 8."))
                .expect(201);
        assertThat(made.at("components").toString())
                .contains("All coats cost half from Monday.")
                .doesNotContain("Announce")
                .doesNotContain("Keep it short")
                .doesNotContain("500 pairs");
    }

    @Test
    void regenerating_without_anything_new_changes_nothing_and_says_so() {
        String id = create(Map.of(
                        "name",
                        "n",
                        "kind",
                        "text",
                        "platform",
                        "linkedin",
                        "components",
                        Map.of("caption", "Aero 2 weighs 198 grams.")))
                .expect(201)
                .text("id");
        String path = "/api/creatives/" + id + "/regenerate";
        for (boolean apply : List.of(true, false)) {
            var same = owner.post(
                            path,
                            Map.of("components", List.of("caption", "cta"), "apply", apply, "instructions", "zebras"))
                    .expect(200);
            assertThat(same.at("version").asInt()).isEqualTo(1);
            assertThat(same.at("unchanged").toString()).contains("caption");
            assertThat(same.at("notes").toString()).contains("caption").contains("does not mention this topic");
        }
        var some = owner.post(path, Map.of("components", List.of("caption", "cta", "hashtags")))
                .expect(200);
        assertThat(some.at("unchanged").toString()).contains("cta");
        assertThat(some.at("notes").toString()).contains("cta: the material contains nothing for it.");
    }

    @Test
    void a_creative_is_created_once_for_one_idempotency_key() {
        var keyed = owner.with("Idempotency-Key", "creative-1");
        var body = Map.of("name", "n", "kind", "text", "platform", "linkedin", "brief", BRIEF);
        String first = keyed.post("/api/campaigns/" + campaign + "/creatives", body)
                .expect(201)
                .text("id");
        assertThat(keyed.post("/api/campaigns/" + campaign + "/creatives", body)
                        .expect(201)
                        .text("id"))
                .isEqualTo(first);
        assertThat(owner.get("/api/campaigns/" + campaign + "/creatives")
                        .at("total")
                        .asInt())
                .isEqualTo(1);
        owner.post("/api/creatives/" + first + "/regenerate", Map.of("components", List.of("caption"), "version", 7))
                .refused(409, "creative_version_conflict");
    }

    @Test
    void regenerating_one_component_leaves_all_others_byte_for_byte() {
        var made = create(Map.of("name", "n", "kind", "text", "platform", "linkedin", "brief", BRIEF))
                .expect(201);
        String id = made.text("id");
        var again = owner.post("/api/creatives/" + id + "/regenerate", Map.of("components", List.of("caption")))
                .expect(200);
        assertThat(again.text("components.caption")).isNotEqualTo(made.text("components.caption"));
        for (String other : List.of("hashtags", "cta"))
            assertThat(again.at("components." + other)).isEqualTo(made.at("components." + other));
        assertThat(again.at("revision").asInt()).isEqualTo(2);
        var revisions = owner.get("/api/creatives/" + id + "/revisions").expect(200);
        assertThat(revisions.at("items").size()).isEqualTo(2);

        var restored =
                owner.post("/api/creatives/" + id + "/revisions/1/restore").expect(200);
        assertThat(restored.at("revision").asInt()).isEqualTo(3);
        assertThat(restored.at("components")).isEqualTo(made.at("components"));
        assertThat(restored.text("digest")).isEqualTo(made.text("digest"));
        owner.post("/api/creatives/" + id + "/revisions/9/restore").expect(404);
    }

    @Test
    void a_proposal_is_applied_only_if_the_creative_has_not_changed() {
        String id = create(Map.of("name", "n", "kind", "text", "platform", "linkedin", "brief", BRIEF))
                .expect(201)
                .text("id");
        var request = Map.of("components", List.of("caption"), "apply", false);
        var proposal =
                owner.post("/api/creatives/" + id + "/regenerate", request).expect(200);
        assertThat(owner.get("/api/creatives/" + id).at("revision").asInt()).isEqualTo(1);
        var stale = owner.post("/api/creatives/" + id + "/regenerate", request)
                .expect(200)
                .text("proposalId");
        String accept = "/api/creatives/" + id + "/proposals/";
        var taken = owner.post(accept + proposal.text("proposalId") + "/accept").expect(200);
        assertThat(taken.text("components.caption")).isEqualTo(proposal.text("components.caption"));
        owner.post(accept + stale + "/accept").refused(409, "proposal_stale");
        owner.post(accept + Ids.next() + "/accept").expect(404);
    }

    @Test
    void a_change_merges_by_component_and_reports_a_newer_version() {
        String id = create(Map.of("name", "n", "kind", "text", "components", Map.of("caption", "a", "cta", "b")))
                .expect(201)
                .text("id");
        var body = new java.util.HashMap<String, Object>();
        body.put("cta", null);
        body.put("hashtags", List.of("#New"));
        var changed = owner.patch("/api/creatives/" + id, Map.of("components", body, "version", 1))
                .expect(200);
        assertThat(changed.text("components.caption")).isEqualTo("a");
        assertThat(changed.at("components").has("cta")).isFalse();
        assertThat(changed.text("text")).isEqualTo("a\n\n#New");
        owner.patch("/api/creatives/" + id, Map.of("name", "x", "version", 1))
                .refused(409, "creative_version_conflict");
        assertThat(owner.patch("/api/creatives/" + id, Map.of("components", Map.of("hashtags", List.of("no tag"))))
                        .expect(400)
                        .body())
                .contains("hashtags");
        assertThat(owner.patch("/api/creatives/" + id, Map.of("components", Map.of("script", 17)))
                        .expect(400)
                        .body())
                .contains("script");
    }

    @Test
    void a_creative_is_a_draft_that_a_decision_covers() {
        String id = create(Map.of("name", "n", "kind", "text", "components", Map.of("caption", "a")))
                .expect(201)
                .text("id");
        var approvals = owner.get("/api/campaigns/" + campaign + "/approvals").expect(200);
        assertThat(approvals.body()).contains("\"drafts\"").contains(id);
        owner.delete("/api/creatives/" + id).expect(204);
        owner.delete("/api/creatives/" + id).expect(204);
        assertThat(owner.get("/api/creatives/" + id).expect(200).text("status")).isEqualTo("archived");
        assertThat(owner.get("/api/campaigns/" + campaign + "/approvals").body())
                .doesNotContain(id);
        owner.patch("/api/creatives/" + id, Map.of("name", "x")).refused(409, "creative_archived");
    }

    @Test
    void a_viewer_reads_and_writes_nothing() {
        var viewer = owner.as("viewer");
        String id = create(Map.of("name", "n", "kind", "text", "components", Map.of("caption", "a")))
                .expect(201)
                .text("id");
        viewer.get("/api/creatives/" + id).expect(200);
        viewer.post("/api/creatives/" + id + "/regenerate", Map.of("components", List.of("caption")))
                .expect(403);
        viewer.delete("/api/creatives/" + id).expect(403);
        Api.workspace().get("/api/creatives/" + id).expect(404);
    }

    @Test
    void a_creative_that_a_scheduled_item_uses_is_not_archived() {
        String id = create(Map.of("name", "n", "kind", "text", "components", Map.of("caption", "Aero 2 is here.")))
                .expect(201)
                .text("id");
        String post = owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                campaign,
                                "creativeId",
                                id,
                                "platform",
                                "newsroom",
                                "scheduledFor",
                                "2035-01-01T10:00:00Z"))
                .expect(201)
                .text("queueId");
        var refused = owner.delete("/api/creatives/" + id).refused(409, "creative_in_use");
        assertThat(refused.text("uses.0.id")).isEqualTo(post);
        var content = owner.get("/api/campaigns/" + campaign + "/content").expect(200);
        assertThat(content.text("channels.0.channel")).isEqualTo("newsroom");
        assertThat(content.text("channels.0.items.0.id")).isEqualTo(post);
    }

    @Test
    void a_creative_that_one_of_many_scheduled_posts_uses_is_not_archived() {
        String id = create(Map.of("name", "n", "kind", "text", "components", Map.of("caption", "Aero 2 is here.")))
                .expect(201)
                .text("id");
        owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                campaign,
                                "creativeId",
                                id,
                                "platform",
                                "newsroom",
                                "scheduledFor",
                                "2036-01-01T10:00:00Z"))
                .expect(201);
        for (int i = 0; i < 5; i++) {
            var items = new java.util.ArrayList<Map<String, Object>>();
            for (int n = 0; n < 100; n++)
                items.add(Map.of(
                        "campaignId",
                        campaign,
                        "platform",
                        "newsroom",
                        "title",
                        "Post " + n,
                        "text",
                        "Text of post " + i + "-" + n + ".",
                        "scheduledFor",
                        "2035-01-01T10:00:00Z"));
            owner.post("/api/social/queue/batch", Map.of("posts", items)).expect(201);
        }
        assertThat(owner.delete("/api/creatives/" + id)
                        .refused(409, "creative_in_use")
                        .at("uses")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_channel_with_a_post_or_a_mailing_is_not_reported_as_without_content() {
        owner.patch("/api/campaigns/" + campaign, Map.of("channels", List.of("newsroom", "email", "linkedin")))
                .expect(200);
        create(Map.of("name", "n", "kind", "text", "platform", "linkedin", "components", Map.of("caption", "a")))
                .expect(201);
        String evaluate = "/api/campaigns/" + campaign + "/prompting/evaluate";
        assertThat(owner.get(evaluate).body()).contains("No content for the newsroom, e-mail yet");
        owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                campaign,
                                "platform",
                                "newsroom",
                                "title",
                                "News",
                                "text",
                                "Aero 2 is here.",
                                "scheduledFor",
                                "2036-01-01T10:00:00Z"))
                .expect(201);
        assertThat(owner.get(evaluate).body()).contains("No content for e-mail yet");
        owner.post(
                        "/api/email/create",
                        Map.of(
                                "campaignId",
                                campaign,
                                "name",
                                "Mail",
                                "subject",
                                "Aero 2",
                                "markdown",
                                "It is here.",
                                "from",
                                Map.of("name", "Acme", "email", "hello@example.com")))
                .expect(201);
        assertThat(owner.get(evaluate).body()).doesNotContain("platform_without_creative");
        assertThat(owner.get("/api/content/recommendations?campaignId=" + campaign)
                        .body())
                .doesNotContain("has no content for it yet");
    }

    @Test
    void hashtags_may_be_sent_without_their_sign_and_are_stored_with_it() {
        var made = create(Map.of(
                        "name",
                        "n",
                        "kind",
                        "text",
                        "components",
                        Map.of("caption", "a", "hashtags", List.of("Launch", "#New"))))
                .expect(201);
        assertThat(made.at("components.hashtags").toString()).isEqualTo("[\"#Launch\",\"#New\"]");
        assertThat(made.text("text")).isEqualTo("a\n\n#Launch #New");
        owner.patch("/api/creatives/" + made.text("id"), Map.of("components", Map.of("hashtags", List.of("two words"))))
                .expect(400);
    }

    @Test
    void drafts_that_wait_for_review_are_one_recommendation_per_blog_post() {
        String post = owner.post(
                        "/api/content/blog-posts",
                        Map.of("title", "Aero 2 is here", "markdown", BRIEF, "campaignId", campaign))
                .expect(201)
                .text("id");
        owner.post("/api/content/repurpose/" + post, Map.of()).expect(201);
        var items = owner.get("/api/content/recommendations?campaignId=" + campaign)
                .expect(200)
                .at("items");
        assertThat(items.findValuesAsString("title")).contains("Aero 2 is here").doesNotContain("");
        assertThat(items.findValuesAsString("why"))
                .filteredOn(why -> why.contains("waiting for review"))
                .hasSize(1);
    }

    @Test
    void the_fix_of_a_content_recommendation_can_be_called_unchanged() {
        var fits = "Aero 2 weighs 198 grams and costs €129 in every store from Monday. ".repeat(8);
        create(Map.of("name", "n", "kind", "text", "platform", "twitter", "components", Map.of("caption", fits)))
                .expect(201);
        owner.post("/api/content/blog-posts", Map.of("markdown", "# Aero 2\n\n" + BRIEF, "campaignId", campaign))
                .expect(201);
        var advice =
                owner.get("/api/campaigns/" + campaign + "/prompting/evaluate").expect(200);
        assertThat(advice.body()).contains("creative_too_long").contains("blog_post_unused");
        for (var check : advice.at("recommendations")) {
            String code = check.path("code").asString();
            if (!code.equals("creative_too_long") && !code.equals("blog_post_unused")) continue;
            var fix = check.path("fix");
            int status = owner.send(
                            fix.path("method").asString(), fix.path("path").asString(), fix.path("body"))
                    .status();
            assertThat(status).as(code).isIn(200, 201);
        }
        assertThat(owner.get("/api/campaigns/" + campaign + "/prompting/evaluate")
                        .body())
                .doesNotContain("creative_too_long")
                .doesNotContain("blog_post_unused");
        var next =
                owner.get("/api/content/recommendations?campaignId=" + campaign).expect(200);
        assertThat(next.at("items").size()).isPositive();
        assertThat(next.text("items.0.why")).isNotBlank();
    }

    @Test
    void a_text_is_measured_with_the_own_text_of_each_channel() {
        var shared = "Aero 2 weighs 198 grams and costs €129 in every store from Monday. ".repeat(6);
        String id = create(Map.of(
                        "name",
                        "Own texts",
                        "kind",
                        "text",
                        "components",
                        Map.of("caption", shared),
                        "channels",
                        Map.of(
                                "bluesky",
                                Map.of("caption", "Aero 2 is here."),
                                "linkedin",
                                Map.of(),
                                "mastodon",
                                Map.of("thread", List.of("One.", "x".repeat(501))),
                                "twitter",
                                Map.of())))
                .expect(201)
                .text("id");
        assertThat(tooLong()).containsExactlyInAnyOrder("mastodon", "twitter");
        for (var check : evaluation().at("recommendations"))
            if (check.path("code").asString().equals("creative_too_long")
                    && check.path("evidence").path("platform").asString().equals("twitter")) {
                var fix = check.path("fix");
                owner.send(fix.path("method").asString(), fix.path("path").asString(), fix.path("body"))
                        .expect(200);
            }
        assertThat(tooLong()).containsExactly("mastodon");
        var after = owner.get("/api/creatives/" + id).expect(200);
        assertThat(after.text("components.caption")).isEqualTo(shared);
        assertThat(after.text("channels.twitter.caption")).hasSizeLessThan(281);
    }

    private Api.Answer evaluation() {
        return owner.get("/api/campaigns/" + campaign + "/prompting/evaluate").expect(200);
    }

    private List<String> tooLong() {
        var platforms = new java.util.ArrayList<String>();
        for (var check : evaluation().at("recommendations"))
            if (check.path("code").asString().equals("creative_too_long"))
                platforms.add(check.path("evidence").path("platform").asString());
        return platforms;
    }

    @Test
    void a_picture_without_alt_text_is_reported_until_it_has_one() {
        String picture = io.fanfare.Story.upload(
                        owner, "sunset.png", io.fanfare.library.AssetsTest.picture("png", 64, 48, 3))
                .expect(201)
                .text("id");
        String id = create(Map.of(
                        "name",
                        "Sunset",
                        "kind",
                        "text",
                        "components",
                        Map.of("caption", "Look.", "image", Map.of("assetId", picture))))
                .expect(201)
                .text("id");
        assertThat(evaluation().body()).contains("creative_without_alt_text");
        owner.patch(
                        "/api/creatives/" + id,
                        Map.of("components", Map.of("image", Map.of("assetId", picture, "altText", "The sun sets."))))
                .expect(200);
        assertThat(evaluation().body()).doesNotContain("creative_without_alt_text");
    }

    @Test
    void a_link_that_leads_nowhere_is_reported_until_it_works() {
        var site = io.fanfare.Pages.site();
        site.put("kit", "text/html", "<h1>Kit</h1>");
        String works = site.url() + "kit";
        String dead = site.url() + "old";
        create(Map.of(
                        "name",
                        "Links",
                        "kind",
                        "text",
                        "components",
                        Map.of("caption", "The kit: " + works + " and " + dead + ".")))
                .expect(201);
        var checked = owner.post(
                        "/api/content/check-links", Map.of("urls", List.of(works, dead, "http://10.0.0.1/internal")))
                .expect(200);
        assertThat(checked.text("items.0.state")).isEqualTo("ok");
        assertThat(checked.text("items.1.state")).isEqualTo("dead");
        assertThat(checked.at("items.1.status").asInt()).isEqualTo(404);
        assertThat(checked.text("items.2.state")).isEqualTo("dead");
        assertThat(evaluation().body()).contains("link_dead").contains(dead).doesNotContain("10.0.0.1");
        site.put("old", "text/html", "<h1>Back</h1>");
        owner.post("/api/content/check-links", Map.of("urls", List.of(dead))).expect(200);
        assertThat(evaluation().body()).doesNotContain("link_dead");
        owner.post("/api/content/check-links", Map.of("urls", List.of("not a link")))
                .refused(400, "invalid");
    }

    @Test
    void hashtags_are_saved_together_under_a_name() {
        var set = owner.post(
                        "/api/content/hashtag-sets",
                        Map.of("name", "Launch", "hashtags", List.of("#Aero2", "Audio", "#Aero2")))
                .expect(201);
        assertThat(set.at("hashtags").toString()).isEqualTo("[\"#Aero2\",\"#Audio\"]");
        owner.post("/api/content/hashtag-sets", Map.of("name", "launch", "hashtags", List.of("#a")))
                .refused(409, "hashtag_set_exists");
        owner.post("/api/content/hashtag-sets", Map.of("name", "Bad", "hashtags", List.of("two words")))
                .refused(400, "invalid");
        assertThat(owner.get("/api/content/hashtag-sets").expect(200).text("items.0.name"))
                .isEqualTo("Launch");
        owner.delete("/api/content/hashtag-sets/" + set.text("id")).expect(204);
        assertThat(owner.get("/api/content/hashtag-sets")
                        .expect(200)
                        .at("items")
                        .size())
                .isZero();
    }
}
