package io.fanfare.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Pages;
import io.fanfare.library.AssetsTest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The first campaign of a workspace, and the checklist. */
class FirstCampaignTest {
    private static final String POST =
            "<html><head><title>How we cut our food waste in half</title></head><body><article><h1>How we cut our food waste in half</h1>"
                    + "<p>Last January our bin weighed more than our bread delivery. It was 31 kilograms a day, for a cafe with forty seats.</p>"
                    + "<h2>Weigh first</h2><p>For four weeks we weighed every bucket. The scale cost 19 euros, and it ended a year of arguments about portions.</p>"
                    + "<h2>Change three things</h2><p>We start the prep list with the fridge. We serve smaller plates with seconds for free. We label everything with a date.</p>"
                    + "<p>Today we throw away 14 kilograms a day, with the same menu and the same guests.</p></article></body></html>";

    private final Api owner = Api.workspace();
    private final Pages.Site site = Pages.site();

    private Api.Answer finished(String id) {
        for (int i = 0; i < 500; i++) {
            Api.drain();
            var run = owner.get("/api/start/first-campaigns/" + id).expect(200);
            if (!run.text("state").equals("running")) return run;
        }
        throw new AssertionError(owner.get("/api/start/first-campaigns/" + id).body());
    }

    @Test
    void a_post_of_a_website_becomes_a_draft_campaign_with_texts_pictures_times_and_a_mail() {
        site.put("waste/", "text/html", POST);
        site.put("logo.png", "image/png", AssetsTest.picture("png", 200, 200, 5));
        site.put("bin.png", "image/png", AssetsTest.picture("png", 1200, 630, 6));
        var started = owner.post(
                        "/api/start/first-campaigns",
                        Map.of(
                                "postUrl", site.url() + "waste/",
                                "pictureUrl", site.url() + "bin.png",
                                "brand",
                                        Map.of(
                                                "name",
                                                "Hearth & Rye",
                                                "colors",
                                                List.of("#2b1d14", "#b84a1f", "#f7efe2"),
                                                "fonts",
                                                List.of("Fraunces", "Inter"),
                                                "logoUrl",
                                                site.url() + "logo.png",
                                                "senderEmail",
                                                "hello@hearth.example",
                                                "postalAddress",
                                                "Weserstraße 41, 12045 Berlin"),
                                "goal", Map.of("metric", "kit downloads", "target", 500),
                                "channels", List.of("newsroom", "linkedin", "instagram", "email")))
                .expect(202);
        var run = finished(started.text("id"));
        assertThat(run.text("state")).as(run.body()).isEqualTo("done");
        assertThat(run.text("name")).isEqualTo("How we cut our food waste in half");
        assertThat(run.at("items").size()).isEqualTo(4);
        var brand = owner.get("/api/brands").expect(200);
        assertThat(brand.text("items.0.name")).isEqualTo("Hearth & Rye");
        assertThat(brand.text("items.0.logoAssetId")).as(run.body()).isNotEmpty();
        String campaign = run.text("campaignId");
        assertThat(owner.get("/api/campaigns/" + campaign).expect(200).text("status"))
                .isEqualTo("draft");
        var strategy =
                owner.get("/api/campaigns/" + campaign + "/strategies/current").expect(200);
        assertThat(strategy.text("contentPillars.0")).isEqualTo("Weigh first");
        assertThat(strategy.text("goals.0.metric")).isEqualTo("kit downloads");
        var pictures = new HashSet<String>();
        for (int i = 0; i < 4; i++) {
            String post = run.text("items." + i + ".postId");
            if (!run.text("items." + i + ".assetId").isEmpty()) pictures.add(run.text("items." + i + ".assetId"));
            if (!run.text("items." + i + ".channel").equals("email")) {
                var planned = owner.get("/api/social/" + post).expect(200);
                assertThat(planned.text("by"))
                        .isEqualTo(planned.text("platform").equals("newsroom") ? "fanfare" : "hand");
                assertThat(planned.at("assetIds").size()).as(planned.body()).isEqualTo(1);
            }
            if (run.text("items." + i + ".channel").equals("email")) {
                var mail = owner.get("/api/email/" + run.text("items." + i + ".mailingId"))
                        .expect(200);
                assertThat(mail.text("from.email")).isEqualTo("hello@hearth.example");
                assertThat(mail.text("status")).isEqualTo("scheduled");
            }
        }
        assertThat(pictures).hasSize(2);
        var jobs = owner.get("/api/render-jobs?campaignId=" + campaign).expect(200);
        assertThat(jobs.body()).contains("\"template\":\"split\"", "\"template\":\"list\"");
        assertThat(owner.get("/api/deliveries").expect(200).at("items").size()).isZero();
        var list = owner.get("/api/start").expect(200);
        assertThat(list.at("tasks").toString()).contains("Logo, 3 colors, 2 fonts", "hello@hearth.example");
        assertThat(list.at("done").asInt()).isEqualTo(3);
    }

    @Test
    void a_preview_shows_the_drafts_that_are_made_afterwards_and_stores_nothing() throws Exception {
        site.put("waste/", "text/html", POST);
        site.put("bin.png", "image/png", striped());
        var request = Map.of(
                "postUrl",
                site.url() + "waste/",
                "pictureUrl",
                site.url() + "bin.png",
                "brand",
                Map.of("name", "Hearth & Rye", "colors", List.of("#2b1d14", "#b84a1f", "#f7efe2")),
                "channels",
                List.of("newsroom", "linkedin", "instagram", "email", "twitter"));
        var texts = owner.post("/api/start/first-campaigns/preview?pictures=false", request)
                .expect(200);
        var shown = owner.post("/api/start/first-campaigns/preview", request).expect(200);
        assertThat(shown.text("name")).isEqualTo("How we cut our food waste in half");
        assertThat(owner.get("/api/campaigns").at("total").asInt()).isZero();
        assertThat(owner.get("/api/campaign-assets/assets").at("total").asInt()).isZero();
        assertThat(owner.get("/api/content/blog-posts").at("total").asInt()).isZero();

        var run = finished(
                owner.post("/api/start/first-campaigns", request).expect(202).text("id"));
        assertThat(run.text("state")).as(run.body()).isEqualTo("done");
        for (int i = 0; i < 5; i++) {
            String item = "items." + i + ".";
            assertThat(texts.text(item + "picture")).isEmpty();
            for (String member : List.of("channel", "title", "localTime")) {
                assertThat(shown.text(item + member)).isEqualTo(run.text(item + member));
                assertThat(texts.text(item + member)).isEqualTo(run.text(item + member));
            }
            String creative = run.text(item + "creativeId");
            var made = owner.get("/api/creatives/" + creative).expect(200);
            if (shown.text(item + "channel").equals("email"))
                assertThat(made.text("components.subject")).isEqualTo(shown.text(item + "mail.subject"));
            else if (shown.text(item + "channel").equals("twitter"))
                assertThat(shown.at(item + "thread")).isEqualTo(made.at("components.thread"));
            else assertThat(made.text("text")).isEqualTo(shown.text(item + "text"));
            String asset = run.text(item + "assetId");
            assertThat(shown.text(item + "picture").isEmpty()).isEqualTo(asset.isEmpty());
            if (!asset.isEmpty())
                assertThat(likeness(shown.text(item + "picture"), asset)).isLessThan(8);
        }
        assertThat(owner.post("/api/start/first-campaigns/preview", Map.of("channels", List.of("newsroom")))
                        .refused(400, "invalid")
                        .text("errors.postUrl"))
                .isNotEmpty();
        owner.post(
                        "/api/start/first-campaigns/preview",
                        Map.of("postUrl", site.url() + "gone/", "channels", List.of("newsroom")))
                .refused(422, "url_unreadable");
    }

    private static byte[] striped() throws Exception {
        var image = new BufferedImage(1200, 630, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setColor(new Color(0x3a7d44));
        g.fillRect(0, 0, 1200, 630);
        g.setColor(new Color(0xf2c14e));
        g.fillRect(0, 200, 1200, 200);
        g.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** The mean difference of two pictures, from 0 to 255. */
    private double likeness(String dataUrl, String asset) throws Exception {
        var shown = ImageIO.read(
                new ByteArrayInputStream(Base64.getDecoder().decode(dataUrl.substring(dataUrl.indexOf(',') + 1))));
        var request = HttpRequest.newBuilder(URI.create(Api.url() + "/api/campaign-assets/" + asset + "/file"));
        owner.headers().forEach(request::header);
        BufferedImage made;
        try (var http = HttpClient.newHttpClient();
                var in =
                        http.send(request.build(), BodyHandlers.ofInputStream()).body()) {
            made = ImageIO.read(in);
        }
        double sum = 0;
        for (int x = 0; x < 40; x++)
            for (int y = 0; y < 40; y++)
                for (int shift : new int[] {0, 8, 16})
                    sum += Math.abs(channel(shown, x, y, shift) - channel(made, x, y, shift));
        return sum / (40 * 40 * 3);
    }

    private static int channel(BufferedImage image, int x, int y, int shift) {
        return image.getRGB(image.getWidth() * (2 * x + 1) / 80, image.getHeight() * (2 * y + 1) / 80) >> shift & 255;
    }

    @Test
    void a_workspace_without_a_name_takes_that_of_the_website_once() {
        String first = owner.get("/api/auth/me").text("user.name").split(" ")[0];
        owner.patch("/api/workspaces/current", Map.of("name", first + "'s workspace"))
                .expect(200);
        for (String name : List.of("Hearth & Rye", "Another name")) {
            var started = owner.post(
                            "/api/start/first-campaigns",
                            Map.of(
                                    "text",
                                    "# Open on Sundays\n\nFrom December on we bake on Sundays too.",
                                    "brand",
                                    Map.of("name", name),
                                    "channels",
                                    List.of("newsroom")))
                    .expect(202);
            assertThat(finished(started.text("id")).text("state")).isEqualTo("done");
            var workspaces = owner.get("/api/auth/me").expect(200);
            assertThat(workspaces.text("workspaces.0.name")).isEqualTo("Hearth & Rye");
            assertThat(workspaces.text("workspaces.0.slug")).startsWith("hearth-rye");
        }
    }

    @Test
    void a_post_that_cannot_be_read_leaves_no_campaign_and_says_why() {
        var started = owner.post(
                        "/api/start/first-campaigns",
                        Map.of("postUrl", site.url() + "gone/", "channels", List.of("newsroom")))
                .expect(202);
        var run = finished(started.text("id"));
        assertThat(run.text("state")).isEqualTo("failed");
        assertThat(run.text("error")).contains("404");
        assertThat(owner.get("/api/campaigns").expect(200).at("total").asInt()).isZero();
    }

    @Test
    void a_campaign_that_fails_is_archived_also_for_someone_who_may_not_archive_campaigns() {
        var editor = owner.as("editor");
        site.put("waste/", "text/html", POST);
        var started = editor.post(
                        "/api/start/first-campaigns",
                        Map.of("postUrl", site.url() + "waste/", "channels", List.of("newsroom")))
                .expect(202);
        for (int i = 0; i < 100 && owner.get("/api/campaigns").at("total").asInt() == 0; i++) Api.drain();
        owner.delete("/api/members/" + editor.person).expect(204);
        assertThat(finished(started.text("id")).text("state")).isIn("failed", "done");
    }

    @Test
    void an_api_key_starts_no_first_campaign_because_that_works_with_all_permissions_of_its_person() {
        var key = owner.post("/api/api-keys", Map.of("name", "k", "scopes", List.of("campaign.write", "content.write")))
                .expect(201)
                .text("key");
        var program = Api.nobody().with("Authorization", "Bearer " + key);
        program.post("/api/start/first-campaigns", Map.of("text", "# Hello", "channels", List.of("newsroom")))
                .refused(403, "person_needed");
        program.post("/api/start/sample").refused(403, "person_needed");
    }

    @Test
    void without_a_website_a_text_of_your_own_is_enough() {
        var started = owner.post(
                        "/api/start/first-campaigns",
                        Map.of(
                                "text",
                                "# We open on Sundays\n\nFrom December on we bake on Sundays too. The doors open at eight, and coffee is ready.",
                                "channels",
                                List.of("newsroom")))
                .expect(202);
        assertThat(finished(started.text("id")).text("state")).isEqualTo("done");
        owner.post("/api/start/first-campaigns", Map.of("channels", List.of("newsroom")))
                .refused(400, "invalid");
        owner.post("/api/start/first-campaigns", Map.of("text", "x", "channels", List.of()))
                .refused(400, "invalid");
        owner.as("viewer")
                .post("/api/start/first-campaigns", Map.of("text", "x", "channels", List.of("newsroom")))
                .refused(403, "forbidden");
        Api.workspace().get("/api/start/first-campaigns/" + started.text("id")).refused(404, "not_found");
    }

    @Test
    void sample_data_is_made_once_and_removed_with_exactly_what_it_made() {
        String own = owner.post("/api/campaigns", Map.of("name", "Mine", "type", "custom"))
                .expect(201)
                .text("id");
        owner.post("/api/content/blog-posts", Map.of("markdown", "# Mine\n\nMy own words."))
                .expect(201);
        var sample = owner.post("/api/start/sample", Map.of()).expect(202);
        assertThat(owner.post("/api/start/sample", Map.of()).expect(202).text("id"))
                .isEqualTo(sample.text("id"));
        var run = finished(sample.text("id"));
        assertThat(run.text("state")).as(run.body()).isEqualTo("done");
        var list = owner.get("/api/start").expect(200);
        assertThat(list.text("sampleCampaignId")).isEqualTo(run.text("campaignId"));
        // Its texts are not the person's own first content.
        assertThat(list.text("tasks.3.name")).isEqualTo("content");
        assertThat(list.at("tasks.3.done").asBoolean()).isFalse();
        assertThat(owner.get("/api/campaigns").at("total").asInt()).isEqualTo(2);
        assertThat(owner.get("/api/campaign-assets/assets").at("total").asInt()).isEqualTo(2);
        String path = "/api/campaigns/" + run.text("campaignId");
        assertThat(owner.get("/api/analytics/campaigns/" + run.text("campaignId") + "/goals")
                        .expect(200)
                        .body())
                .contains("\"target\":500", "\"counted\":\"conversions\"");
        assertThat(owner.get("/api/analytics/campaigns/" + run.text("campaignId") + "/dashboard")
                        .expect(200)
                        .at("totals.clicks")
                        .asInt())
                .isPositive();
        // What it published before is named with its figures; nothing of it is a message of Fanfare.
        var past = owner.get("/api/analytics/campaigns/" + run.text("campaignId") + "/items")
                .expect(200);
        assertThat(past.at("items").findValuesAsString("title"))
                .contains("Smaller plates, seconds for free", "Café news: ask for seconds");
        assertThat(past.body()).contains("\"opens\":287");
        assertThat(owner.get("/api/deliveries").expect(200).at("items").size()).isZero();
        // One thing is left to do, and the advice says what.
        var advice = owner.get(path + "/prompting/evaluate").expect(200);
        assertThat(advice.at("blockers").findValuesAsString("code"))
                .as(advice.body())
                .containsOnly("approval_pending");
        assertThat(advice.text("blockers.0.evidence.scope")).isEqualTo("content");
        assertThat(advice.at("blockers").size()).isEqualTo(1);
        assertThat(advice.at("recommendations").findValuesAsString("code"))
                .as(advice.body())
                .containsOnly("mail_server_missing");
        assertThat(owner.get("/api/approvals").expect(200).at("total").asInt()).isEqualTo(1);
        owner.as("viewer").delete("/api/start/sample").refused(403, "forbidden");
        owner.delete("/api/start/sample").expect(204);
        assertThat(owner.get("/api/campaigns").text("items.0.id")).isEqualTo(own);
        assertThat(owner.get("/api/campaigns").at("total").asInt()).isEqualTo(1);
        assertThat(owner.get("/api/campaign-assets/assets").at("total").asInt()).isZero();
        assertThat(owner.get("/api/content/blog-posts").at("total").asInt()).isEqualTo(1);
        assertThat(owner.get("/api/approvals").expect(200).at("total").asInt()).isZero();
        assertThat(owner.get("/api/notifications/unread-count").at("count").asInt())
                .isZero();
        assertThat(owner.get("/api/search?q=waste").expect(200).body()).doesNotContain("Sample");
        owner.delete("/api/start/sample").refused(404, "not_found");
    }

    @Test
    void the_checklist_of_a_new_workspace_is_open_and_can_be_hidden_by_each_person() {
        var list = owner.get("/api/start").expect(200);
        assertThat(list.at("done").asInt()).isZero();
        assertThat(list.at("empty").asBoolean()).isTrue();
        assertThat(list.at("tasks").size()).isEqualTo(6);
        assertThat(owner.patch("/api/start", Map.of("hidden", true))
                        .expect(200)
                        .at("hidden")
                        .asBoolean())
                .isTrue();
        assertThat(owner.get("/api/start").at("hidden").asBoolean()).isTrue();
        var reviewer = owner.as("reviewer");
        assertThat(reviewer.get("/api/start").at("hidden").asBoolean()).isFalse();
        assertThat(owner.get("/api/start").at("tasks.4.done").asBoolean()).isTrue();
        owner.patch("/api/start", Map.of("hidden", false)).expect(200);
        assertThat(owner.get("/api/start").at("hidden").asBoolean()).isFalse();
    }
}
