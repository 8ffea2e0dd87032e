package io.fanfare.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures are cropped around a focus point, for each channel. */
class CropsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;

    /** Its left half is red, its right half blue. */
    private static byte[] flag(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++)
            for (int y = 0; y < height; y++) image.setRGB(x, y, x < width / 2 ? 0xff0000 : 0x0000ff);
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String upload(int width, int height) {
        return Story.upload(owner, "Flag.png", flag(width, height)).expect(201).text("id");
    }

    private Api.Answer crop(String id, double ratio, double x, double y) {
        return owner.post("/api/campaign-assets/" + id + "/crops", Map.of("ratio", ratio, "x", x, "y", y));
    }

    private BufferedImage file(String id) {
        return download("/api/campaign-assets/" + id + "/file");
    }

    private BufferedImage download(String path) {
        var request = HttpRequest.newBuilder(URI.create(Api.url() + path));
        owner.headers().forEach(request::header);
        try (var client = HttpClient.newHttpClient()) {
            var bytes = client.send(request.build(), BodyHandlers.ofByteArray()).body();
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException | InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void a_crop_shows_the_part_around_its_focus_point_and_is_a_file_beside_the_picture() {
        String flag = upload(800, 400);
        var right = crop(flag, 0.8, 0.9, 0.5).expect(201);
        assertThat(right.at("width").asInt()).isEqualTo(320);
        assertThat(right.at("height").asInt()).isEqualTo(400);
        assertThat(right.text("variantOf")).isEqualTo(flag);
        assertThat(right.text("crop.assetId")).isEqualTo(flag);
        assertThat(right.at("crop.x").asDouble()).isEqualTo(0.9);
        assertThat(file(right.text("id")).getRGB(20, 200) & 0xff).isGreaterThan(200);
        var left = crop(flag, 0.8, 0, 0.5).expect(201);
        assertThat(file(left.text("id")).getRGB(300, 200) & 0xff0000).isGreaterThan(200 << 16);
        // Nothing is enlarged, and the list shows one card.
        assertThat(owner.get("/api/campaign-assets/assets").at("total").asInt()).isEqualTo(1);
        assertThat(owner.get("/api/campaign-assets/" + flag).at("variants").asInt())
                .isEqualTo(2);
        assertThat(owner.get("/api/campaign-assets/" + flag).text("fileHash")).isNotEqualTo(left.text("fileHash"));
    }

    @Test
    void the_same_crop_is_the_same_file_and_a_crop_of_a_crop_is_taken_from_the_original() {
        String flag = upload(800, 400);
        String first = crop(flag, 1, 0.5, 0.5).expect(201).text("id");
        assertThat(crop(flag, 1, 0.5, 0.5).expect(200).text("id")).isEqualTo(first);
        assertThat(owner.post("/api/campaign-assets/" + flag + "/crops", Map.of("ratio", 1))
                        .expect(200)
                        .text("id"))
                .isEqualTo(first);
        var wide = crop(first, 1.6, 0.5, 0.5).expect(201);
        assertThat(wide.at("width").asInt()).isEqualTo(640);
        assertThat(wide.text("crop.assetId")).isEqualTo(flag);
        // All of the picture is the picture itself.
        assertThat(crop(flag, 2, 0.1, 0.1).expect(200).text("id")).isEqualTo(flag);
        assertThat(crop(first, 2, 0.1, 0.1).expect(200).text("id")).isEqualTo(flag);
    }

    @Test
    void a_crop_outlives_its_picture() {
        String flag = upload(800, 400);
        String crop = crop(flag, 1, 0.2, 0.5).expect(201).text("id");
        creative(Map.of("caption", "Look.", "image", Map.of("assetId", crop)), Map.of());
        owner.delete("/api/campaign-assets/" + flag + "?hard=true").expect(204);
        assertThat(file(crop).getWidth()).isEqualTo(400);
        // It is cropped itself now.
        var again = crop(crop, 0.5, 0.5, 0.5).expect(201);
        assertThat(again.at("width").asInt()).isEqualTo(200);
        assertThat(again.text("crop.assetId")).isEqualTo(crop);
    }

    @Test
    void what_is_no_still_picture_and_impossible_ratios_are_refused() {
        String gif = Story.upload(owner, "a.gif", AssetsTest.picture("gif", 40, 20, 1))
                .expect(201)
                .text("id");
        crop(gif, 1, 0.5, 0.5).refused(422, "not_croppable");
        String text = Story.upload(owner, "a.txt", "Hello".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .expect(201)
                .text("id");
        crop(text, 1, 0.5, 0.5).refused(422, "not_croppable");
        String flag = upload(80, 40);
        assertThat(crop(flag, 9, 0.5, 0.5).expect(400).body()).contains("ratio");
        assertThat(crop(flag, 1, 1.5, 0.5).expect(400).body()).contains("\"x\"");
        owner.post("/api/campaign-assets/" + UUID.randomUUID() + "/crops", Map.of("ratio", 1))
                .expect(404);
    }

    @Test
    void a_channel_publishes_its_crop_and_only_that_channel_needs_another_review() {
        String flag = upload(1600, 800);
        var creative =
                creative(Map.of("caption", "Look.", "image", Map.of("assetId", flag, "altText", "A flag.")), Map.of());
        var news = story.post(post(creative, "newsroom")).expect(201).id("queueId");
        // Instagram does not take a picture this wide.
        assertThat(story.post(byHand(creative)).expect(422).body()).contains("image_ratio");
        String crop = crop(flag, 0.8, 0.9, 0.5).expect(201).text("id");
        owner.patch(
                        "/api/creatives/" + creative,
                        Map.of(
                                "channels",
                                Map.of(
                                        "instagram",
                                        Map.of("image", Map.of("assetId", crop, "altText", "The blue half.")))))
                .expect(200);
        var gram = story.post(byHand(creative)).expect(201);
        assertThat(gram.text("text")).isEqualTo("Look.");
        assertThat(gram.text("assetIds.0")).isEqualTo(crop);
        // The crop is not a size of the picture that other channels could choose.
        assertThat(owner.get("/api/social/" + news).text("assetIds.0")).isEqualTo(flag);
        story.approve("content", "schedule");
        story.launch();
        owner.post("/api/social/" + gram.text("queueId") + "/publish").expect(202);
        Api.drain();
        var handoff =
                owner.get("/api/social/" + gram.text("queueId") + "/handoff").expect(200);
        assertThat(download(handoff.text("assets.0.downloadUrl")).getWidth()).isEqualTo(640);
    }

    @Test
    void a_channel_shows_no_picture_although_the_others_do_and_keeps_the_shared_text() {
        String flag = upload(1600, 800);
        var creative = creative(
                Map.of("caption", "Look.", "image", Map.of("assetId", flag, "altText", "A flag.")),
                Map.of("mastodon", Map.of("noMedia", true)));
        var toot = story.post(byHand(creative, "mastodon")).expect(201);
        assertThat(toot.at("assetIds").size()).isZero();
        assertThat(toot.text("text")).isEqualTo("Look.");
        owner.patch("/api/creatives/" + creative, Map.of("components", Map.of("caption", "Look again.")))
                .expect(200);
        var after = owner.get("/api/social/" + toot.text("queueId")).expect(200);
        assertThat(after.text("text")).isEqualTo("Look again.");
        assertThat(after.at("assetIds").size()).isZero();
        owner.patch("/api/creatives/" + creative, "{\"channels\":{\"mastodon\":{\"noMedia\":null}}}")
                .expect(200);
        assertThat(owner.get("/api/social/" + toot.text("queueId")).text("assetIds.0"))
                .isEqualTo(flag);
    }

    @Test
    void a_picture_that_is_small_for_its_channel_is_a_check() {
        String flag = upload(800, 400);
        var creative = creative(
                Map.of("caption", "Look.", "image", Map.of("assetId", flag, "altText", "A flag.")),
                Map.of("linkedin", Map.of()));
        String path = "/api/campaigns/" + story.campaign + "/prompting/evaluate";
        assertThat(owner.get(path).expect(200).body()).contains("picture_small").contains("800 pixels wide");
        String large = upload(1600, 802);
        owner.patch(
                        "/api/creatives/" + creative,
                        Map.of("components", Map.of("image", Map.of("assetId", large, "altText", "A flag."))))
                .expect(200);
        assertThat(owner.get(path).expect(200).body()).doesNotContain("picture_small");
    }

    private UUID creative(Map<String, ?> components, Map<String, ?> channels) {
        return owner.post(
                        "/api/campaigns/" + story.campaign + "/creatives",
                        Map.of(
                                "name",
                                "Flag",
                                "kind",
                                "text",
                                "mode",
                                "manual",
                                "components",
                                components,
                                "channels",
                                channels))
                .expect(201)
                .id("id");
    }

    private Map<String, Object> post(UUID creative, String platform) {
        var body = new HashMap<String, Object>();
        body.put("text", "");
        body.put("title", "newsroom".equals(platform) ? "Flag" : "");
        body.put("creativeId", creative);
        body.put("platform", platform);
        return body;
    }

    private Map<String, Object> byHand(UUID creative) {
        return byHand(creative, "instagram");
    }

    private Map<String, Object> byHand(UUID creative, String platform) {
        var body = post(creative, platform);
        body.put("by", "hand");
        return body;
    }
}
