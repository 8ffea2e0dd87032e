package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LostApprovalsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String campaign = "/api/campaigns/" + story.campaign;

    @Test
    void a_change_of_the_brand_says_before_which_emails_need_another_approval() {
        var mailing = story.mailing(Map.of("name", "Spring news")).expect(201).id("id");
        story.post(Map.of("title", "A post")).expect(201);
        story.approve("content", "schedule");
        var brand = owner.get("/api/brands").expect(200).text("items.0.id");
        var change = Map.of("id", brand, "colors", List.of("#5b21b6"));
        var items = preview("changeBrand", change).at("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).at("/id").asString()).isEqualTo(mailing.toString());
        assertThat(items.get(0).at("/title").asString()).isEqualTo("Spring news");
        assertThat(items.get(0).at("/campaignName").asString()).isEqualTo("Story");

        // Nothing has changed.
        assertThat(owner.get("/api/brands").expect(200).at("items.0.colors")).isEmpty();
        story.assertScopes("approved", "approved");
        assertThat(preview("changeBrand", Map.of("id", brand, "voice", "Short."))
                        .at("items"))
                .isEmpty();
        owner.patch("/api/brands/" + brand, Map.of("colors", List.of("#5b21b6")))
                .expect(200);
        story.assertScopes("needs_review", "approved");
        // What needs approval already loses nothing.
        assertThat(preview("changeBrand", Map.of("id", brand, "colors", List.of("#000000")))
                        .at("items"))
                .isEmpty();
    }

    @Test
    void link_tags_and_a_new_strategy_say_so_too() {
        story.post(Map.of("title", "With a link", "text", "Read https://example.com/kit"))
                .expect(201);
        story.post(Map.of("title", "Without one")).expect(201);
        story.approve("content", "schedule");
        var tags = Map.of(
                "id",
                story.campaign,
                "on",
                true,
                "source",
                "{channel}",
                "medium",
                "{medium}",
                "campaign",
                "{campaign}");
        assertThat(preview("setLinkTags", tags).at("items").findValuesAsString("title"))
                .containsExactly("With a link");
        assertThat(owner.get(campaign + "/link-tags").expect(200).at("on").asBoolean())
                .isFalse();
        var strategy = Map.of("id", story.campaign, "platforms", List.of("newsroom"), "goals", List.of("Sign-ups"));
        assertThat(preview("createStrategy", strategy).at("items")).hasSize(2);
        assertThat(owner.get(campaign + "/strategies").expect(200).at("items")).isEmpty();
    }

    @Test
    void what_the_change_itself_refuses_is_refused() {
        var brand = owner.get("/api/brands").expect(200).text("items.0.id");
        var wrong = Map.of("operation", "changeBrand", "arguments", Map.of("id", brand, "colors", List.of("red")));
        owner.post("/api/approvals/preview", wrong).refused(400, "invalid");
        owner.post("/api/approvals/preview", Map.of("operation", "launchCampaign", "arguments", Map.of()))
                .refused(400, "invalid");
        owner.post(
                        "/api/approvals/preview",
                        Map.of("operation", "changeBrand", "arguments", Map.of("id", UUID.randomUUID(), "name", "x")))
                .expect(404);
        owner.as("viewer")
                .post(
                        "/api/approvals/preview",
                        Map.of("operation", "changeBrand", "arguments", Map.of("id", brand, "name", "x")))
                .refused(403, "forbidden");
    }

    private Api.Answer preview(String operation, Map<String, ?> arguments) {
        return owner.post("/api/approvals/preview", Map.of("operation", operation, "arguments", arguments))
                .expect(200);
    }
}
