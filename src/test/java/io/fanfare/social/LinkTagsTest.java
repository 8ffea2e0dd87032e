package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The links of a campaign get its tags in posts and e-mails, as part of what is approved. */
class LinkTagsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String path = "/api/campaigns/" + story.campaign + "/link-tags";

    private static final Map<String, Object> ON = Map.of(
            "on",
            true,
            "source",
            "{channel}",
            "medium",
            "{medium}",
            "campaign",
            "kit",
            "exclude",
            List.of("partner.example"));

    private String post(Map<String, ?> members) {
        return story.post(members).expect(201).text("queueId");
    }

    private String text(String post) {
        return owner.get("/api/social/" + post).expect(200).text("text");
    }

    private UUID creative(String caption) {
        return owner.post(
                        "/api/campaigns/" + story.campaign + "/creatives",
                        Map.of(
                                "name",
                                "Kit",
                                "kind",
                                "text",
                                "mode",
                                "manual",
                                "components",
                                Map.of("caption", caption)))
                .expect(201)
                .id("id");
    }

    private static Map<String, Object> of(UUID creative) {
        return Map.of("text", "", "creativeId", creative);
    }

    @Test
    void links_of_posts_get_the_tags_of_their_campaign_and_channel() {
        assertThat(owner.get(path).expect(200).at("on").asBoolean()).isFalse();
        owner.put(path, ON).expect(200);
        String news = post(Map.of("text", "Read [more](https://a.example/x?b=1#c) or https://partner.example/y."));
        assertThat(text(news))
                .isEqualTo(
                        "Read [more](https://a.example/x?b=1&utm_source=newsroom&utm_medium=newsroom&utm_campaign=kit#c) or https://partner.example/y.");
        String hand = post(Map.of(
                "platform", "linkedin", "by", "hand", "title", "", "text", "Go.", "link", "https://a.example/z"));
        assertThat(owner.get("/api/social/" + hand).text("link"))
                .isEqualTo("https://a.example/z?utm_source=linkedin&utm_medium=social&utm_campaign=kit");
        // Saving it again adds nothing.
        owner.patch("/api/social/" + news, Map.of("text", text(news) + " And https://b.example"))
                .expect(200);
        assertThat(text(news))
                .endsWith("y. And https://b.example?utm_source=newsroom&utm_medium=newsroom&utm_campaign=kit");
        assertThat(text(news).split("utm_source")).hasSize(3);
    }

    @Test
    void other_tags_reach_what_is_planned_and_it_needs_another_approval() {
        var creative = creative("Read https://a.example/x");
        String follows = post(of(creative));
        String own = post(Map.of("text", "Own words at https://a.example/y"));
        String plain = post(Map.of("text", "No link."));
        story.approve("content", "schedule");
        owner.put(path, ON).expect(200);
        assertThat(text(follows))
                .isEqualTo("Read https://a.example/x?utm_source=newsroom&utm_medium=newsroom&utm_campaign=kit");
        assertThat(text(own)).contains("utm_source=newsroom");
        // The draft is one row with its post.
        assertThat(changed()).containsExactlyInAnyOrder(follows, own);
        assertThat(changed()).doesNotContain(plain);
        story.approve("content");
        story.launch();
        // The same rule changes nothing.
        owner.put(path, ON).expect(200);
        assertThat(changed()).isEmpty();
        owner.post("/api/social/" + follows + "/publish").expect(202);
        Api.drain();
        assertThat(owner.get("/api/social/" + follows).text("status")).isEqualTo("published");
        // What is published stays; the others lose the tags when the rule is off.
        owner.put(path, Map.of("on", false)).expect(200);
        assertThat(text(follows)).contains("utm_source");
        assertThat(text(own)).isEqualTo("Own words at https://a.example/y");
        assertThat(changed()).contains(own).doesNotContain(plain);
    }

    @Test
    void an_approved_draft_covers_its_posts_with_the_tags_of_that_time_only() {
        owner.put(path, ON).expect(200);
        var creative = creative("Read https://a.example/x");
        String post = post(of(creative));
        story.approve("content", "schedule");
        story.launch();
        var other = new HashMap<>(ON);
        other.put("campaign", "other");
        owner.put(path, other).expect(200);
        owner.post("/api/social/" + post + "/publish").refused(409, "not_approved");
    }

    @Test
    void links_of_emails_get_tags_in_what_is_sent_and_their_words_stay() {
        owner.put(path, ON).expect(200);
        var mailing = owner.post(
                        "/api/email/create",
                        Map.of(
                                "campaignId",
                                story.campaign,
                                "name",
                                "Letter",
                                "subject",
                                "Hello",
                                "from",
                                Map.of("name", "Mara", "email", "mara@example.org"),
                                "markdown",
                                "Read https://a.example/x and [leave]({{ unsubscribeUrl }}) or [write](mailto:a@b.example)."))
                .expect(201);
        var preview = owner.get("/api/email/" + mailing.text("id") + "/preview").expect(200);
        assertThat(preview.text("html"))
                .contains("href=\"https://a.example/x?utm_source=email&amp;utm_medium=email&amp;utm_campaign=kit\"")
                .contains(">https://a.example/x</a>")
                .contains("href=\"mailto:a@b.example\"")
                .doesNotContain("preview?utm");
        story.approve("content");
        owner.put(path, Map.of("on", false)).expect(200);
        assertThat(changed()).containsExactly(mailing.text("id"));
        assertThat(owner.get("/api/email/" + mailing.text("id") + "/preview").text("html"))
                .doesNotContain("utm_source");
    }

    @Test
    void new_campaigns_begin_with_the_tags_of_the_workspace_and_copies_with_those_of_their_original() {
        owner.put("/api/link-tags", ON).expect(200);
        assertThat(owner.get(path).at("on").asBoolean()).isFalse();
        var made = owner.post("/api/campaigns", Map.of("name", "Next spring")).expect(201);
        var tags = owner.get("/api/campaigns/" + made.text("id") + "/link-tags").expect(200);
        assertThat(tags.at("on").asBoolean()).isTrue();
        assertThat(tags.text("slug")).isEqualTo("next-spring");
        var own = new HashMap<>(ON);
        own.put("campaign", "{campaign}");
        owner.put(path, own).expect(200);
        post(Map.of("text", "Own words at https://a.example/y"));
        var copy = owner.post("/api/campaigns/" + story.campaign + "/clone", Map.of("name", "Again", "shiftDays", 365))
                .expect(201);
        var posts = owner.get("/api/social/queue/" + copy.text("id")).expect(200);
        assertThat(posts.text("items.0.text")).endsWith("utm_campaign=again");
    }

    @Test
    void unknown_placeholders_are_refused_and_the_source_is_needed() {
        assertThat(owner.put(path, Map.of("on", true, "source", "{channels}"))
                        .expect(400)
                        .body())
                .contains("source")
                .contains("{channel}");
        assertThat(owner.put(path, Map.of("on", true, "source", "")).expect(400).body())
                .contains("source");
        assertThat(owner.put(path, Map.of("source", "x")).expect(400).body()).contains("\"on\"");
    }

    private List<String> changed() {
        return owner.get("/api/campaigns/" + story.campaign + "/approvals")
                .at("scopes")
                .valueStream()
                .filter(scope -> scope.at("/scope").asString().equals("content"))
                .flatMap(scope -> scope.at("/changedSince").findValuesAsString("id").stream())
                .toList();
    }
}
