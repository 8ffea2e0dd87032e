package io.fanfare.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.AssetsTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.UnexpectedRollbackException;

class RenderJobsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;

    @Test
    void a_picture_is_drawn_in_the_size_asked_for_and_is_in_the_library_when_it_is_published() {
        var job = create(
                        "image",
                        Map.of("headline", "Open workshop", "text", "Saturday at ten.", "width", 1200, "height", 628),
                        Map.of())
                .expect(201);
        assertThat(job.text("status")).isEqualTo("queued");
        Api.drain();
        var done = status(job);
        assertThat(done.text("status")).isEqualTo("published");
        assertThat(done.at("progress.currentStep").asInt())
                .isEqualTo(done.at("progress.totalSteps").asInt());
        assertThat(done.at("logs").size()).isGreaterThanOrEqualTo(3);
        var asset = owner.get("/api/campaign-assets/" + done.text("outputAssets.primary"))
                .expect(200);
        assertThat(asset.at("width").asInt()).isEqualTo(1200);
        assertThat(asset.at("height").asInt()).isEqualTo(628);
        assertThat(asset.text("source")).isEqualTo("render");
        assertThat(asset.text("fileHash")).isEqualTo(done.text("metadata.hash"));
        String primary = done.text("outputUrls.primary");
        assertThat(owner.get(primary.substring(Api.url().length())).expect(200).header("Content-Type"))
                .isEqualTo("image/png");
        assertThat(file(done.text("outputUrls.variants.0")).header("Content-Type"))
                .isEqualTo("image/webp");
        assertThat(owner.get("/api/campaign-assets/assets").at("total").asInt()).isEqualTo(1);
        owner.post("/api/render-jobs/" + job.text("id") + "/cancel").refused(409, "render_job_over");
        owner.post("/api/render-jobs/" + job.text("id") + "/retry").refused(409, "render_job_not_failed");
        owner.post("/api/render-jobs/" + job.text("id") + "/submit").refused(409, "render_job_over");
        assertThat(owner.get("/api/render-jobs/" + job.text("id") + "/poll")
                        .expect(200)
                        .text("status"))
                .isEqualTo("published");
    }

    @Test
    void the_text_of_a_creative_is_cut_between_characters() {
        for (String caption : List.of("Head.\n" + "a".repeat(599) + "😀😀", "b".repeat(119) + "😀".repeat(20))) {
            var creative = owner.post(
                            "/api/campaigns/" + story.campaign + "/creatives",
                            Map.of("name", "Long", "kind", "text", "components", Map.of("caption", caption)))
                    .expect(201)
                    .id("id");
            var job = create(
                            "image",
                            Map.of("width", 400, "height", 400),
                            Map.of("creativeId", creative, "autoSubmit", false))
                    .expect(201);
            String words = job.text("params.headline") + job.text("params.text");
            assertThat(words.replace("Head.", "").replaceAll("[ab]|😀", "")).isEmpty();
        }
    }

    @Test
    void a_cancelled_campaign_takes_all_its_waiting_jobs_along() {
        for (int i = 0; i < 201; i++)
            create("image", small(), Map.of("autoSubmit", false)).expect(201);
        owner.post("/api/campaigns/" + story.campaign + "/transition", Map.of("to", "cancelled"))
                .expect(200);
        assertThat(owner.get("/api/render-jobs?campaignId=" + story.campaign + "&status=cancelled&limit=1")
                        .expect(200)
                        .at("total")
                        .asInt())
                .isEqualTo(201);
    }

    @Test
    void the_same_seed_gives_the_same_picture() {
        var params = Map.of("headline", "Same", "template", "split", "width", 400, "height", 400, "seed", 7);
        var first = create("image", params, Map.of()).expect(201);
        var second = create("image", params, Map.of()).expect(201);
        var other = new HashMap<String, Object>(params);
        other.put("seed", 8);
        var third = create("image", other, Map.of()).expect(201);
        Api.drain();
        assertThat(status(second).text("metadata.hash")).isEqualTo(status(first).text("metadata.hash"));
        assertThat(status(third).text("metadata.hash"))
                .isNotEqualTo(status(first).text("metadata.hash"));
    }

    @Test
    void a_short_video_has_its_size_length_poster_and_captions() {
        var job = create(
                        "video",
                        Map.of(
                                "headline",
                                "Hello & welcome",
                                "scenes",
                                List.of("One thing.", "Another <b>."),
                                "cta",
                                "Come",
                                "width",
                                270,
                                "height",
                                480,
                                "durationSeconds",
                                2),
                        Map.of())
                .expect(201);
        Api.drain();
        var done = status(job);
        assertThat(done.text("status")).as(done.body()).isEqualTo("published");
        var asset = owner.get("/api/campaign-assets/" + done.text("outputAssets.primary"))
                .expect(200);
        assertThat(asset.text("mimeType")).isEqualTo("video/mp4");
        assertThat(asset.at("width").asInt()).isEqualTo(270);
        assertThat(asset.at("height").asInt()).isEqualTo(480);
        assertThat(asset.at("duration").asDouble()).isBetween(1.9, 2.1);
        assertThat(file(done.text("outputUrls.posterFrame")).header("Content-Type"))
                .isEqualTo("image/jpeg");
        // One asset; the captions and the poster are renditions of it.
        assertThat(owner.get("/api/campaign-assets/assets").at("total").asInt()).isEqualTo(1);
        var captions = file(done.text("outputUrls.variants.0"));
        assertThat(captions.body())
                .startsWith("WEBVTT\n")
                .contains("Hello &amp; welcome")
                .contains("Another &lt;b&gt;.");
    }

    @Test
    void a_prompt_that_is_not_drawn_and_characters_that_can_not_be_drawn_are_named_in_the_log() {
        var job = create(
                        "image", Map.of("prompt", "A fox", "headline", "Fox 𝄞", "width", 200, "height", 200), Map.of())
                .expect(201);
        assertThat(job.at("logs").toString()).contains("The prompt is not used");
        Api.drain();
        assertThat(status(job).at("logs").toString()).contains("left out: 𝄞").contains("warn");
    }

    @Test
    void words_in_a_script_without_a_font_are_refused_with_the_name_of_the_script() {
        var refused = create("image", Map.of("headline", "Fox ဗမာ", "width", 200, "height", 200), Map.of())
                .refused(422, "script_unavailable");
        assertThat(refused.text("detail")).contains("Myanmar");
    }

    @Test
    void one_job_draws_a_picture_in_several_sizes_which_share_a_card_in_the_library() {
        var sizes = List.of(
                Map.of("width", 200, "height", 200),
                Map.of("width", 200, "height", 250),
                Map.of("width", 300, "height", 100));
        var job = create("image", Map.of("headline", "Three", "sizes", sizes), Map.of())
                .expect(201);
        Api.drain();
        var done = status(job);
        assertThat(done.text("status")).as(done.body()).isEqualTo("published");
        assertThat(done.at("outputAssets.variants").size()).isEqualTo(2);
        String primary = done.text("outputAssets.primary");
        var library = owner.get("/api/campaign-assets/assets").expect(200);
        assertThat(library.at("total").asInt()).isEqualTo(1);
        assertThat(library.text("items.0.id")).isEqualTo(primary);
        assertThat(library.at("items.0.variants").asInt()).isEqualTo(2);
        assertThat(library.text("items.0.description")).isEqualTo("Three.");
        var variants =
                owner.get("/api/campaign-assets/assets?variantOf=" + primary).expect(200);
        assertThat(variants.at("total").asInt()).isEqualTo(2);
        assertThat(variants.at("items.1.width").asInt()).isEqualTo(200);
        assertThat(variants.at("items.1.height").asInt()).isEqualTo(250);
        owner.delete("/api/campaign-assets/" + primary).expect(204);
        assertThat(owner.get("/api/campaign-assets/assets").at("total").asInt()).isZero();
    }

    @Test
    void the_next_picture_of_a_campaign_has_the_palette_of_the_last_one() {
        create("image", Map.of("headline", "First", "palette", "bold", "width", 200, "height", 200), Map.of())
                .expect(201);
        assertThat(create("image", small(), Map.of()).expect(201).text("params.palette"))
                .isEqualTo("bold");
        create("image", Map.of("headline", "First", "palette", "pink"), Map.of())
                .expect(400);
    }

    @Test
    void a_preview_draws_templates_and_sizes_without_a_job() {
        var drawings = List.of(
                Map.of("template", "figure", "width", 1080, "height", 1080),
                Map.of("template", "quote", "width", 728, "height", 90));
        var body = Map.of(
                "campaignId",
                story.campaign,
                "side",
                160,
                "drawings",
                drawings,
                "params",
                Map.of("headline", "Waste fell from 31 kg to 14 kg", "text", "Half of it.", "label", "ဗမာ"));
        var preview = owner.post("/api/render-previews", body).expect(200);
        assertThat(preview.at("drawings").size()).isEqualTo(2);
        assertThat(preview.text("drawings.0.image")).startsWith("data:image/jpeg;base64,/9j/");
        assertThat(preview.text("suggested.from")).isEqualTo("31");
        assertThat(preview.text("suggested.to")).isEqualTo("14 kg");
        assertThat(preview.at("palettes").size()).isEqualTo(3);
        assertThat(preview.at("palettes.0.contrast").asDouble()).isGreaterThanOrEqualTo(4.5);
        assertThat(preview.text("palette")).isEqualTo(preview.text("palettes.0.name"));
        assertThat(preview.text("missingScripts.0")).isEqualTo("Myanmar");
        assertThat(preview.text("altText")).isEqualTo("ဗမာ. Waste fell from 31 kg to 14 kg. Half of it.");
        assertThat(owner.get("/api/render-jobs").at("total").asInt()).isZero();
        var other = new HashMap<String, Object>(body);
        other.put("drawings", List.of(Map.of("template", "nonsense", "width", 100, "height", 100)));
        owner.post("/api/render-previews", Json.of(other).text()).expect(400);
        Api.workspace().post("/api/render-previews", body).refused(404, "not_found");
    }

    @Test
    void a_video_can_have_music() {
        var job = create(
                        "video",
                        Map.of(
                                "headline",
                                "Hello",
                                "width",
                                270,
                                "height",
                                480,
                                "durationSeconds",
                                3,
                                "music",
                                "bright"),
                        Map.of())
                .expect(201);
        Api.drain();
        assertThat(status(job).text("status")).as(status(job).body()).isEqualTo("published");
        assertThat(status(job).at("logs").toString()).contains("and music");
    }

    @Test
    void pictures_of_one_campaign_have_the_same_colors() {
        var colors = new java.util.HashSet<Integer>();
        for (String template : List.of("announcement", "figure")) {
            var job = create(
                            "image",
                            Map.of("headline", "Up 12 %", "template", template, "width", 200, "height", 200),
                            Map.of())
                    .expect(201);
            Api.drain();
            String hash = status(job).text("metadata.hash");
            story.inWorkspace(() -> {
                try (var in = Api.bean(io.fanfare.kernel.Blobs.class).open(hash)) {
                    colors.add(javax.imageio.ImageIO.read(in).getRGB(1, 1));
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
        assertThat(colors).hasSize(1);
    }

    @Test
    void a_video_without_a_headline_begins_with_its_first_scene_and_is_as_long_as_it_takes_to_read() {
        var job = create(
                        "video",
                        Map.of("scenes", List.of("One thing.", "Another."), "width", 90, "height", 160),
                        Map.of("autoSubmit", false))
                .expect(201);
        assertThat(job.text("params.headline")).isEmpty();
        assertThat(job.at("params.durationSeconds").asInt()).isEqualTo(5);
    }

    @Test
    void a_prepared_job_waits_until_it_is_submitted_and_a_cancelled_one_is_never_made() {
        var waiting = create("image", small(), Map.of("autoSubmit", false)).expect(201);
        Api.drain();
        assertThat(status(waiting).text("status")).isEqualTo("queued");
        assertThat(status(waiting).at("can").toString()).contains("submitRenderJob", "cancelRenderJob");
        assertThat(checks()).contains("render_not_submitted");
        owner.post(path(waiting, "submit")).expect(200);
        owner.post(path(waiting, "submit")).refused(409, "render_job_submitted");
        Api.drain();
        assertThat(status(waiting).text("status")).isEqualTo("published");
        var stopped = create("image", small(), Map.of()).expect(201);
        assertThat(owner.post(path(stopped, "cancel")).expect(200).text("status"))
                .isEqualTo("cancelled");
        Api.drain();
        assertThat(status(stopped).text("status")).isEqualTo("cancelled");
        assertThat(status(stopped).at("outputUrls.primary").isNull()
                        || status(stopped).at("outputUrls.primary").isMissingNode())
                .isTrue();
    }

    @Test
    void a_job_whose_worker_died_is_made_by_another_and_only_once() {
        var job = create("image", small(), Map.of()).expect(201);
        // The state that a killed worker leaves behind.
        story.inWorkspace(
                () -> Api.bean(Sql.class).of("""
                        update render_job set state = 'running', fence = 5, started_at = fanfare_now(),
                               claimed_until = fanfare_now() - interval '1 second'
                         where workspace_id = :workspace and id = :id""").bind("id", job.id("id")).run());
        Api.drain();
        var done = status(job);
        assertThat(done.text("status")).isEqualTo("published");
        assertThat(done.body()).contains("Continued after the previous worker");
        assertThat(owner.get("/api/campaign-assets/assets").at("total").asInt()).isEqualTo(1);
    }

    @Test
    void a_worker_that_lost_its_claim_publishes_nothing() {
        var job = create("image", small(), Map.of("autoSubmit", false)).expect(201);
        story.inWorkspace(() -> {
            var store = Api.bean(RenderStore.class);
            store.submit(job.id("id"));
            var claimed = store.claim(Lanes.PICTURES).orElseThrow();
            assertThat(store.cancel(claimed.id())).isPresent();
            var made = new RenderStore.Output(UUID.randomUUID(), List.of(), List.of(), "0");
            assertThat(store.publish(claimed, made)).isEmpty();
            assertThat(store.fail(claimed, new RenderJob.Failure("x", "x", Map.of())))
                    .isEmpty();
            assertThat(store.progress(claimed, 1, 2, 3)).isFalse();
        });
        assertThat(status(job).text("status")).isEqualTo("cancelled");
    }

    @Test
    void a_claim_that_can_not_be_renewed_for_a_moment_is_kept_until_it_is_really_lost() {
        var job = create("image", small(), Map.of("autoSubmit", false)).expect(201);
        var turn = Api.bean(RenderTurn.class);
        var transactions = Api.bean(Transactions.class);
        Current.house(owner.workspace, "test").run(() -> {
            var store = Api.bean(RenderStore.class);
            transactions.write(() -> store.submit(job.id("id")));
            var claimed = transactions.write(() -> store.claim(Lanes.PICTURES)).orElseThrow();
            // The database refuses to write: nothing is known about the claim.
            assertThatThrownBy(() -> transactions.read(() -> {
                        assertThatThrownBy(() -> store.renewClaim(claimed)).isInstanceOf(DataAccessException.class);
                        assertThat(turn.isHeld(claimed)).isTrue();
                        return true;
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(turn.isHeld(claimed)).isTrue();
            transactions.write(() -> store.cancel(claimed.id()));
            assertThat(turn.isHeld(claimed)).isFalse();
        });
    }

    @Test
    void the_text_below_a_headline_is_a_line_or_two_and_points_are_found_in_all_of_it() {
        String text =
                "Drei Änderungen haben die Arbeit gemacht. " + "Die Frühschicht beginnt am Kühlschrank und schreibt "
                        + "ihre Liste erst, wenn sie weiß, was heute noch weg muss. Und noch ein Satz, der zu lang für ein Bild ist.";
        var preview = owner.post(
                        "/api/render-previews",
                        Map.of(
                                "params",
                                Map.of("headline", "Halber Abfall", "text", text),
                                "drawings",
                                List.of(Map.of("template", "announcement", "width", 400, "height", 400))))
                .expect(200);
        assertThat(preview.text("suggested.text")).isEqualTo("Drei Änderungen haben die Arbeit gemacht.");
    }

    @Test
    void the_scenes_of_a_video_are_drawn_before_it_is_made() {
        var preview = owner.post(
                        "/api/render-previews/scenes",
                        Map.of(
                                "campaignId",
                                story.campaign,
                                "params",
                                Map.of(
                                        "headline",
                                        "Drei Änderungen",
                                        "scenes",
                                        List.of("Die Frühschicht plant.", "Der Suppentopf kocht."),
                                        "width",
                                        1080,
                                        "height",
                                        1920),
                                "side",
                                200))
                .expect(200);
        assertThat(preview.at("scenes").size()).isEqualTo(4);
        assertThat(preview.text("scenes.1.text")).isEqualTo("Die Frühschicht plant.");
        assertThat(preview.text("scenes.0.image")).startsWith("data:image/jpeg;base64,");
        double sum = 0;
        for (var scene : preview.at("scenes")) sum += scene.path("seconds").asDouble();
        assertThat(sum).isCloseTo(preview.at("seconds").asDouble(), org.assertj.core.data.Offset.offset(0.3));
        assertThat(owner.get("/api/render-jobs?campaignId=" + story.campaign)
                        .expect(200)
                        .at("total")
                        .asInt())
                .isZero();
    }

    @Test
    void the_sizes_of_a_picture_are_deleted_and_restored_with_it_unless_they_are_in_use() {
        var job = create(
                        "image",
                        Map.of(
                                "headline",
                                "Sizes",
                                "sizes",
                                List.of(
                                        Map.of("width", 300, "height", 300),
                                        Map.of("width", 300, "height", 157),
                                        Map.of("width", 240, "height", 300))),
                        Map.of())
                .expect(201);
        Api.drain();
        var done = status(job);
        String first = done.text("outputAssets.primary");
        String assets = "/api/campaign-assets/";
        owner.delete(assets + first).expect(204);
        assertThat(owner.get(assets + "assets").expect(200).at("total").asInt()).isZero();
        owner.send("PUT", assets + first, java.util.Collections.singletonMap("deletedAt", null))
                .expect(200);
        assertThat(owner.get(assets + "assets?variantOf=" + first)
                        .expect(200)
                        .at("total")
                        .asInt())
                .isEqualTo(2);
        var creative = owner.post(
                        "/api/campaigns/" + story.campaign + "/creatives",
                        Map.of(
                                "name",
                                "Uses a size",
                                "kind",
                                "text",
                                "mode",
                                "manual",
                                "components",
                                Map.of(
                                        "caption",
                                        "Look.",
                                        "image",
                                        Map.of("assetId", done.text("outputAssets.variants.1")))))
                .expect(201);
        assertThat(creative.text("id")).isNotEmpty();
        owner.delete(assets + first).expect(204);
        var left = owner.get(assets + "assets").expect(200);
        assertThat(left.at("total").asInt()).isEqualTo(1);
        assertThat(left.text("items.0.id")).isEqualTo(done.text("outputAssets.variants.1"));
    }

    @Test
    void a_post_shows_the_size_of_its_picture_that_suits_the_channel() {
        var job = create(
                        "image",
                        Map.of(
                                "headline",
                                "Sizes",
                                "sizes",
                                List.of(Map.of("width", 300, "height", 300), Map.of("width", 300, "height", 157))),
                        Map.of())
                .expect(201);
        Api.drain();
        var done = status(job);
        var creative = owner.post(
                        "/api/campaigns/" + story.campaign + "/creatives",
                        Map.of(
                                "name",
                                "Wide",
                                "kind",
                                "text",
                                "mode",
                                "manual",
                                "components",
                                Map.of(
                                        "caption",
                                        "Look.",
                                        "image",
                                        Map.of(
                                                "assetId",
                                                done.text("outputAssets.primary"),
                                                "altText",
                                                "The word Sizes."))))
                .expect(201);
        var post = owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                story.campaign,
                                "creativeId",
                                creative.text("id"),
                                "platform",
                                "newsroom",
                                "title",
                                "Wide",
                                "scheduledFor",
                                "2099-01-01T10:00:00Z"))
                .expect(201);
        String wide = done.text("outputAssets.variants.0");
        assertThat(post.text("assetIds.0")).isEqualTo(wide);
        assertThat(post.text("altTexts." + wide)).isEqualTo("The word Sizes.");
        assertThat(post.at("ownWords").asBoolean()).isFalse();
    }

    @Test
    void a_failed_job_is_tried_again_as_often_as_it_may_be() {
        var job = create("image", small(), Map.of("maxRetries", 1)).expect(201);
        fail(job);
        assertThat(checks()).contains("render_failed");
        var failed = status(job);
        assertThat(failed.text("error.code")).isEqualTo("broken");
        var again = owner.post(path(job, "retry")).expect(200);
        assertThat(again.at("retryCount").asInt()).isEqualTo(1);
        assertThat(again.at("metadata.regenerationCount").asInt()).isEqualTo(1);
        fail(job);
        owner.post(path(job, "retry")).refused(409, "retries_exhausted");
    }

    private void fail(Api.Answer job) {
        story.inWorkspace(() -> {
            var store = Api.bean(RenderStore.class);
            var claimed = store.claim(Lanes.PICTURES).orElseThrow();
            assertThat(claimed.id()).isEqualTo(job.id("id"));
            store.fail(claimed, new RenderJob.Failure("broken", "It broke.", Map.of()));
        });
    }

    @Test
    void photos_of_the_library_are_used_and_can_not_be_deleted_during_the_job() {
        var photo = Story.upload(owner, "photo.jpg", AssetsTest.picture("jpeg", 300, 200, 3))
                .expect(201)
                .text("id");
        var job = create(
                        "image",
                        Map.of("headline", "On a photo", "images", List.of(photo), "width", 320, "height", 320),
                        Map.of())
                .expect(201);
        owner.delete("/api/campaign-assets/" + photo + "?hard=true").refused(409, "asset_used");
        Api.drain();
        var done = status(job);
        assertThat(done.text("status")).isEqualTo("published");
        assertThat(owner.get("/api/campaign-assets/" + done.text("outputAssets.primary"))
                        .text("mimeType"))
                .isEqualTo("image/jpeg");
    }

    @Test
    void a_creative_provides_the_text_and_receives_the_picture_as_a_new_revision() {
        var creative = owner.post(
                        "/api/campaigns/" + story.campaign + "/creatives",
                        Map.of(
                                "name",
                                "Launch",
                                "kind",
                                "image",
                                "mode",
                                "manual",
                                "components",
                                Map.of("caption", "Beans are here. Taste them on Saturday.")))
                .expect(201);
        var body = Map.of(
                "campaignId",
                story.campaign,
                "creativeId",
                creative.text("id"),
                "type",
                "image",
                "params",
                Map.of("width", 300, "height", 300));
        var job = owner.post("/api/render-jobs/create", body).expect(201);
        assertThat(job.text("params.headline")).isEqualTo("Beans are here.");
        assertThat(job.text("params.text")).isEqualTo("Taste them on Saturday.");
        assertThat(checks()).contains("creative_rendering");
        Api.drain();
        var done = status(job);
        assertThat(done.text("status")).as(done.body()).isEqualTo("published");
        var after = owner.get("/api/creatives/" + creative.text("id")).expect(200);
        assertThat(after.text("components.image.assetId")).isEqualTo(done.text("outputAssets.primary"));
        assertThat(after.text("components.caption")).isEqualTo("Beans are here. Taste them on Saturday.");
        assertThat(after.text("digest")).isNotEqualTo(creative.text("digest"));
        owner.delete("/api/campaign-assets/" + done.text("outputAssets.primary") + "?hard=true")
                .refused(409, "asset_used");
        assertThat(owner.post("/api/render-jobs/create", body)
                        .expect(201)
                        .at("metadata.regenerationCount")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void an_impossible_job_is_refused_with_its_field() {
        for (var wrong : List.of(
                Map.of("width", 10),
                Map.of("width", 4096, "height", 4096),
                Map.of("width", 64, "height", 4000),
                Map.of("template", "baroque"),
                Map.of("images", List.of("nonsense")),
                Map.of("images", List.of(UUID.randomUUID().toString())),
                Map.of("brandId", "nobody")))
            assertThat(create("image", wrong, Map.of()).refused(400, "invalid").body())
                    .contains("params.");
        assertThat(create("video", Map.of("width", 1081, "height", 1920), Map.of())
                        .refused(400, "invalid")
                        .body())
                .contains("params.width");
        create("image", small(), Map.of("provider", "nobody")).refused(400, "invalid");
        create("image", small(), Map.of("provider", "replicate")).refused(422, "provider_not_configured");
        create("image", small(), Map.of("creativeId", UUID.randomUUID())).refused(422, "creative_unknown");
        owner.post("/api/render-jobs/create", Map.of("campaignId", UUID.randomUUID(), "type", "image"))
                .refused(404, "not_found");
    }

    @Test
    void jobs_are_listed_and_hidden_from_other_workspaces() {
        var job = create("image", small(), Map.of("autoSubmit", false)).expect(201);
        create("video", Map.of("headline", "V"), Map.of("autoSubmit", false)).expect(201);
        assertThat(owner.get("/api/render-jobs?campaignId=" + story.campaign)
                        .at("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(owner.get("/api/render-jobs?type=image&status=queued").text("items.0.id"))
                .isEqualTo(job.text("id"));
        assertThat(owner.get("/api/render-jobs?status=failed").at("total").asInt())
                .isZero();
        owner.as("viewer").post(path(job, "submit")).refused(403, "forbidden");
        owner.as("viewer").get(path(job, "status")).expect(200);
        var stranger = Api.workspace();
        for (String what : List.of("submit", "cancel", "retry"))
            stranger.post(path(job, what)).refused(404, "not_found");
        stranger.get(path(job, "status")).refused(404, "not_found");
        var providers = owner.get("/api/render-providers").expect(200);
        assertThat(providers.text("items.0.name")).isEqualTo("local");
        assertThat(providers.at("items.0.templates").size()).isGreaterThanOrEqualTo(3);
        assertThat(providers.at("items.1.configured").asBoolean()).isFalse();
    }

    private Api.Answer file(String address) {
        return owner.get(address.substring(Api.url().length())).expect(200);
    }

    private List<String> checks() {
        var codes = new java.util.ArrayList<String>();
        story.inWorkspace(() -> {
            var campaign = Api.bean(io.fanfare.campaign.Campaigns.class).get(story.campaign);
            Api.bean(RenderChecks.class).of(campaign).forEach(check -> codes.add(check.code()));
        });
        return codes;
    }

    private static Map<String, Object> small() {
        return Map.of("headline", "Small", "width", 200, "height", 200);
    }

    private Api.Answer create(String type, Map<String, ?> params, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("campaignId", story.campaign, "type", type, "params", params));
        body.putAll(more);
        return owner.post("/api/render-jobs/create", Json.of(body).text());
    }

    private static String path(Api.Answer job, String what) {
        return "/api/render-jobs/" + job.text("id") + "/" + what;
    }

    private Api.Answer status(Api.Answer job) {
        return owner.get(path(job, "status")).expect(200);
    }
}
