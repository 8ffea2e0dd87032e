package io.fanfare.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class AssetsTest {
    private final Api owner = Api.workspace();

    public static byte[] picture(String format, int width, int height, long seed) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(seed);
        for (int x = 0; x < width; x++) for (int y = 0; y < height; y++) image.setRGB(x, y, random.nextInt(0xffffff));
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void a_picture_is_known_by_its_bytes_and_comes_back_as_it_was(String format) {
        byte[] bytes = picture(format, 64, 48, 1);
        var asset = Story.upload(owner, "Bild é." + format, bytes).expect(201);
        assertThat(asset.text("assetName")).isEqualTo("Bild é." + format);
        assertThat(asset.text("assetType")).isEqualTo("image");
        assertThat(asset.text("mimeType")).isEqualTo("image/" + format);
        assertThat(asset.at("width").asInt()).isEqualTo(64);
        assertThat(asset.at("height").asInt()).isEqualTo(48);
        assertThat(asset.at("fileSize").asInt()).isEqualTo(bytes.length);
        assertThat(owner.get("/api/campaign-assets/" + asset.id("id"))
                        .expect(200)
                        .text("fileHash"))
                .isEqualTo(asset.text("fileHash"));
        var file = owner.get("/api/campaign-assets/" + asset.id("id") + "/file").expect(200);
        assertThat(file.header("Content-Type")).isEqualTo("image/" + format);
        assertThat(file.header("Content-Security-Policy")).contains("sandbox");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.header("Content-Length")).isEqualTo(String.valueOf(bytes.length));
    }

    @Test
    void a_webp_is_kept_when_it_is_whole() {
        byte[] data = new byte[20];
        ByteBuffer.wrap(data).put(6, (byte) 100).put(8, (byte) 50);
        var webp = ByteBuffer.allocate(40).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        webp.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(32)
                .put("WEBPVP8 ".getBytes(StandardCharsets.US_ASCII));
        webp.putInt(20).put(data);
        var asset = Story.upload(owner, "a.webp", webp.array()).expect(201);
        assertThat(asset.text("mimeType")).isEqualTo("image/webp");
        assertThat(asset.at("width").asInt()).isEqualTo(100);
        Story.upload(owner, "a.webp", Arrays.copyOf(webp.array(), 35)).refused(422, "picture_broken");
    }

    @Test
    void the_same_bytes_are_kept_once() {
        byte[] bytes = picture("png", 10, 10, 2);
        var first = Story.upload(owner, "a.png", bytes).expect(201);
        var second = Story.upload(owner, "b.png", bytes).expect(200);
        assertThat(second.text("duplicateOf")).isEqualTo(first.text("id"));
        assertThat(second.text("id")).isEqualTo(first.text("id"));
        assertThat(owner.get("/api/campaign-assets/assets")
                        .expect(200)
                        .at("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(Story.upload(Api.workspace(), "a.png", bytes)
                                .expect(201)
                                .json()
                                .has("duplicateOf")
                        && !first.json().at("/duplicateOf").isNull())
                .isFalse();
    }

    @Test
    void what_is_no_whole_picture_is_refused_and_leaves_nothing_behind() {
        byte[] png = picture("png", 60, 60, 3);
        byte[] jpeg = picture("jpeg", 60, 60, 3);
        byte[] gif = picture("gif", 60, 60, 3);
        Story.upload(owner, "a.png", Arrays.copyOf(png, png.length / 2)).refused(422, "picture_broken");
        Story.upload(owner, "a.jpg", Arrays.copyOf(jpeg, jpeg.length / 2)).refused(422, "picture_broken");
        Story.upload(owner, "a.gif", Arrays.copyOf(gif, gif.length / 2)).refused(422, "picture_broken");
        byte[] scrambled = png.clone();
        Arrays.fill(scrambled, 60, 2000, (byte) 7);
        Story.upload(owner, "a.png", scrambled).refused(422, "picture_broken");
        byte[] noise = new byte[5000];
        new Random(4).nextBytes(noise);
        Story.upload(owner, "a.jpg", noise).expect(415);
        Story.upload(owner, "a.png", new byte[0]).expect(415);
        Story.upload(owner, "a.png", "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8))
                .expect(415);
        Story.upload(owner, "a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8))
                .expect(415);
        Story.upload(owner, "page.html", png).expect(415);
        assertThat(owner.get("/api/campaign-assets/assets")
                        .expect(200)
                        .at("total")
                        .asInt())
                .isZero();
        assertThat(Files.exists(Path.of("target/test-data/files/" + owner.workspace)))
                .isFalse();
    }

    @Test
    void a_small_file_that_unfolds_to_a_huge_picture_is_refused_unread() {
        byte[] png = picture("png", 10, 10, 5);
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        var crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        Story.upload(owner, "bomb.png", png).refused(422, "picture_too_large");
    }

    @Test
    void other_workspaces_and_roles_are_kept_out() {
        var id = Story.upload(owner, "a.png", picture("png", 8, 8, 6))
                .expect(201)
                .id("id");
        var stranger = Api.workspace();
        stranger.get("/api/campaign-assets/" + id).expect(404);
        stranger.get("/api/campaign-assets/" + id + "/file").expect(404);
        assertThat(stranger.get("/api/campaign-assets/assets")
                        .expect(200)
                        .at("total")
                        .asInt())
                .isZero();
        Story.upload(owner.as("viewer"), "b.png", picture("png", 8, 8, 7)).refused(403, "forbidden");
        owner.get("/api/campaign-assets/nonsense").expect(404);
    }
}
