package io.fanfare.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    @Test
    void files_are_sorted_by_name_size_type_or_age() {
        Story.upload(owner, "b.png", picture("png", 8, 8, 1)).expect(201);
        Story.upload(owner, "A.png", picture("png", 64, 64, 2)).expect(201);
        Story.upload(owner, "c.png", picture("png", 16, 16, 3)).expect(201);
        assertThat(sorted("name")).containsExactly("A.png", "b.png", "c.png");
        assertThat(sorted("-size")).containsExactly("A.png", "c.png", "b.png");
        assertThat(sorted("createdAt")).containsExactly("b.png", "A.png", "c.png");
        assertThat(sorted("type")).hasSize(3);
        owner.get("/api/campaign-assets/assets?sort=color").expect(400);
    }

    private List<String> sorted(String sort) {
        return owner.get("/api/campaign-assets/assets?sort=" + sort)
                .expect(200)
                .json()
                .at("/items")
                .findValuesAsString("assetName");
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
    void a_complete_webp_is_stored() throws IOException {
        byte[] webp = made(".webp", "-f", "lavfi", "-i", "testsrc=size=100x50", "-frames:v", "1");
        var asset = Story.upload(owner, "a.webp", webp).expect(201);
        assertThat(asset.text("mimeType")).isEqualTo("image/webp");
        assertThat(asset.at("width").asInt()).isEqualTo(100);
        Story.upload(owner, "a.webp", Arrays.copyOf(webp, webp.length - 20)).refused(422, "picture_broken");
    }

    /** The output of ffmpeg. */
    public static byte[] made(String ending, String... arguments) throws IOException {
        try (var file = Api.bean(Ffmpeg.class).scratch(ending)) {
            var all = new java.util.ArrayList<>(java.util.List.of("-nostdin", "-v", "error", "-y"));
            all.addAll(java.util.List.of(arguments));
            all.add(file.path().toString());
            var said = Api.bean(Ffmpeg.class).run("ffmpeg", all, java.time.Duration.ofMinutes(1));
            assertThat(said.ok()).as(said.errorOutput()).isTrue();
            return Files.readAllBytes(file.path());
        }
    }

    private static byte[] video(String ending) throws IOException {
        return made(ending, "-f", "lavfi", "-i", "testsrc=size=320x180:rate=10:duration=2", "-pix_fmt", "yuv420p");
    }

    @Test
    void a_video_is_known_by_size_and_length_and_has_a_poster() throws IOException {
        byte[] mp4 = video(".mp4");
        var asset = Story.upload(owner, "film.mp4", mp4).expect(201);
        assertThat(asset.text("assetType")).isEqualTo("video");
        assertThat(asset.text("mimeType")).isEqualTo("video/mp4");
        assertThat(asset.at("width").asInt()).isEqualTo(320);
        assertThat(asset.at("height").asInt()).isEqualTo(180);
        assertThat(asset.at("duration").asDouble()).isEqualTo(2.0);
        String file = "/api/campaign-assets/" + asset.text("id") + "/file";
        assertThat(asset.text("thumbnailUrl")).endsWith(file + "?rendition=thumb");
        assertThat(owner.get(file + "?rendition=thumb").expect(200).header("Content-Type"))
                .isEqualTo("image/jpeg");
        assertThat(owner.get(file + "?rendition=poster").expect(200).header("Content-Type"))
                .isEqualTo("image/jpeg");
        var part = owner.with("Range", "bytes=100-199").get(file).expect(206);
        assertThat(part.header("Content-Length")).isEqualTo("100");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 100-199/" + mp4.length);
        Story.upload(owner, "film.mp4", Arrays.copyOf(mp4, mp4.length - 400)).refused(422, "file_broken");
        byte[] head = made(
                ".mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=320x180:rate=10:duration=4",
                "-pix_fmt",
                "yuv420p",
                "-movflags",
                "+faststart");
        Story.upload(owner, "film.mp4", Arrays.copyOf(head, head.length / 2)).refused(422, "file_broken");
        assertThat(Story.upload(
                                owner,
                                "film.webm",
                                made(".webm", "-f", "lavfi", "-i", "testsrc=size=64x64:rate=5:duration=1"))
                        .expect(201)
                        .text("mimeType"))
                .isEqualTo("video/webm");
        assertThat(Story.upload(owner, "film.mov", video(".mov")).expect(201).text("mimeType"))
                .isEqualTo("video/quicktime");
    }

    @Test
    void complete_documents_and_texts_are_stored() {
        var text = Story.upload(owner, "notes.md", "# Notes\n\nSome words.".getBytes(StandardCharsets.UTF_8))
                .expect(201);
        assertThat(text.text("assetType")).isEqualTo("document");
        assertThat(text.text("mimeType")).isEqualTo("text/markdown");
        assertThat(owner.get("/api/campaign-assets/" + text.text("id") + "/file")
                        .header("Content-Disposition"))
                .startsWith("attachment");
        owner.get("/api/campaign-assets/" + text.text("id") + "/file?rendition=thumb")
                .refused(422, "no_rendition");
        owner.get("/api/campaign-assets/" + text.text("id") + "/file?rendition=huge")
                .refused(400, "invalid");
        String pdf = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n";
        Story.upload(owner, "a.pdf", pdf.getBytes(StandardCharsets.UTF_8)).expect(201);
        Story.upload(owner, "b.pdf", pdf.substring(0, 30).getBytes(StandardCharsets.UTF_8))
                .refused(422, "file_broken");
        Story.upload(owner, "b.txt", new byte[] {'a', (byte) 0xff, (byte) 0xfe, 'b', 'c', ' ', 'd'})
                .expect(422);
        Story.upload(owner, "b.txt", "<html><body>hello</body></html>".getBytes(StandardCharsets.UTF_8))
                .expect(415);
    }

    @Test
    void a_resized_picture_looks_like_its_original_and_another_does_not() throws IOException {
        byte[] large = made(".png", "-f", "lavfi", "-i", "mandelbrot=size=800x600:rate=1", "-frames:v", "1");
        byte[] requireSmall = made(
                ".jpg",
                "-f",
                "lavfi",
                "-i",
                "mandelbrot=size=800x600:rate=1",
                "-frames:v",
                "1",
                "-vf",
                "scale=400:300");
        byte[] other = made(".png", "-f", "lavfi", "-i", "testsrc=size=800x600", "-frames:v", "1");
        var id = Story.upload(owner, "large.png", large).expect(201).text("id");
        var twin = Story.upload(owner, "small.jpg", requireSmall).expect(201).text("id");
        Story.upload(owner, "other.png", other).expect(201);
        var alike = owner.get("/api/campaign-assets/assets?similarTo=" + id).expect(200);
        assertThat(alike.at("total").asInt()).isEqualTo(1);
        assertThat(alike.text("items.0.id")).isEqualTo(twin);
    }

    @Test
    void a_camera_that_was_held_sideways_gives_an_upright_picture() {
        var asset = Story.upload(owner, "phone.jpg", turned(picture("jpeg", 40, 20, 9)))
                .expect(201);
        assertThat(asset.at("width").asInt()).isEqualTo(20);
        assertThat(asset.at("height").asInt()).isEqualTo(40);
        owner.get("/api/campaign-assets/" + asset.text("id") + "/file?rendition=thumb")
                .expect(200);
    }

    /** The same picture from a camera that was held sideways. */
    public static byte[] turned(byte[] jpeg) {
        byte[] exif = "Exif\0\0II*\0\b\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0\u0006\0\0\0\0\0\0\0"
                .getBytes(StandardCharsets.ISO_8859_1);
        var turned = ByteBuffer.allocate(jpeg.length + exif.length + 4);
        turned.put(jpeg, 0, 2)
                .putShort((short) 0xffe1)
                .putShort((short) (exif.length + 2))
                .put(exif);
        turned.put(jpeg, 2, jpeg.length - 2);
        return turned.array();
    }

    @Test
    void files_are_found_by_name_tags_type_and_space() {
        var space = owner.post("/api/campaign-spaces", java.util.Map.of("campaign_name", "Autumn", "platform", "meta"))
                .expect(201);
        String assets = "/api/campaign-assets/campaign-spaces/" + space.text("id") + "/assets";
        var first = form(
                        owner,
                        assets,
                        picture("png", 9, 9, 11),
                        java.util.Map.of("asset_name", "Red_Shoe 100%.png", "tags", "shoes, red"))
                .expect(201);
        form(
                        owner,
                        assets,
                        picture("png", 9, 9, 12),
                        java.util.Map.of("assetName", "Blue shoe.png", "tags", "shoes,blue"))
                .expect(201);
        Story.upload(owner, "Hat.png", picture("png", 9, 9, 13)).expect(201);
        assertThat(first.text("campaignSpaceId")).isEqualTo(space.text("id"));
        assertThat(found("tags=shoes")).isEqualTo(2);
        assertThat(found("tags=shoes,red")).isEqualTo(1);
        assertThat(found("tags=shoes,green")).isZero();
        assertThat(found("fileName=SHOE")).isEqualTo(2);
        assertThat(found("fileName=_Shoe%20100%25")).isEqualTo(1);
        assertThat(found("type=image")).isEqualTo(3);
        assertThat(found("type=video")).isZero();
        assertThat(found("spaceId=" + space.text("id"))).isEqualTo(2);
        assertThat(owner.get(assets + "?tags=red").expect(200).at("total").asInt())
                .isEqualTo(1);
        var list = owner.get("/api/campaign-assets/assets").expect(200);
        assertThat(list.text("items.0.assetName")).isEqualTo("Hat.png");
        assertThat(owner.get("/api/campaign-spaces/" + space.text("id"))
                        .at("assetCount")
                        .asInt())
                .isEqualTo(2);
        owner.delete("/api/campaign-spaces/" + space.text("id") + "?hard=true").refused(409, "space_not_empty");
        Api.workspace().get(assets).refused(404, "not_found");
        form(Api.workspace(), assets, picture("png", 9, 9, 14), java.util.Map.of())
                .refused(404, "not_found");
    }

    /** The number of files of the workspace on disk. */
    private long kept() {
        var folder = Path.of("target/test-data/blobs/" + owner.workspace);
        if (!Files.exists(folder)) return 0;
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int found(String filter) {
        return owner.get("/api/campaign-assets/assets?" + filter)
                .expect(200)
                .at("total")
                .asInt();
    }

    private static Api.Answer form(Api who, String path, byte[] bytes, java.util.Map<String, String> fields) {
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        String part = path.endsWith("/batch") ? "files" : "file";
        body.writeBytes(("--cut\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"p.png\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        body.writeBytes("--cut--\r\n".getBytes(StandardCharsets.UTF_8));
        return who.with("Content-Type", "multipart/form-data; boundary=cut").send("POST", path, body.toByteArray());
    }

    @Test
    void many_files_at_once_are_judged_one_by_one() {
        var space = owner.post("/api/campaign-spaces", java.util.Map.of("campaignName", "Batch", "platform", "other"))
                .expect(201);
        String path = "/api/campaign-assets/campaign-spaces/" + space.text("id") + "/assets/batch";
        var made = form(owner, path, picture("png", 9, 9, 21), java.util.Map.of("tags", "x"))
                .expect(200);
        assertThat(made.at("created").asInt()).isEqualTo(1);
        assertThat(form(owner, path, picture("png", 9, 9, 21), java.util.Map.of())
                        .at("duplicates")
                        .asInt())
                .isEqualTo(1);
        var refused =
                form(owner, path, new byte[] {1, 2, 3}, java.util.Map.of()).expect(200);
        assertThat(refused.at("refused").asInt()).isEqualTo(1);
        assertThat(refused.text("items.0.code")).isEqualTo("unsupported_media_type");
    }

    @Test
    void the_description_of_a_file_changes_by_merge_patch_and_its_content_does_not() {
        var id = Story.upload(owner, "a.png", picture("png", 9, 9, 31))
                .expect(201)
                .text("id");
        String path = "/api/campaign-assets/" + id;
        var changed = owner.put(
                        path,
                        java.util.Map.of("title", "Title", "cta_text", "Buy", "tags", java.util.List.of("a", "b")))
                .expect(200);
        assertThat(changed.text("ctaText")).isEqualTo("Buy");
        assertThat(changed.at("tags").size()).isEqualTo(2);
        assertThat(changed.text("assetName")).isEqualTo("a.png");
        assertThat(owner.put(path, "{\"title\": null}").expect(200).at("title").isNull()
                        || owner.get(path).at("title").isMissingNode())
                .isTrue();
        owner.put(path, java.util.Map.of("assetType", "video")).refused(400, "invalid");
        owner.put(path, java.util.Map.of("title", "x", "version", 1)).refused(409, "asset_version_conflict");
        owner.put(path, java.util.Map.of("campaignSpaceId", java.util.UUID.randomUUID()))
                .refused(400, "invalid");
        owner.as("viewer").put(path, java.util.Map.of("title", "x")).refused(403, "forbidden");
    }

    @Test
    void a_deleted_file_can_be_brought_back_until_it_is_gone_for_good() {
        byte[] bytes = picture("png", 9, 9, 41);
        var asset = Story.upload(owner, "a.png", bytes).expect(201);
        String path = "/api/campaign-assets/" + asset.text("id");
        owner.get(path + "/file?rendition=thumb").expect(200);
        owner.delete(path).expect(204);
        assertThat(found("")).isZero();
        assertThat(found("archived=true")).isEqualTo(1);
        owner.put(path, "{\"deletedAt\": null}").expect(200);
        assertThat(found("")).isEqualTo(1);
        var reused = owner.post(path + "/reuse", java.util.Map.of("reusedInType", "ad", "reused_in_name", "Autumn ad"))
                .expect(200);
        assertThat(reused.at("reusedCount").asInt()).isEqualTo(1);
        assertThat(owner.get(path + "/uses").expect(200).text("history.0.reusedInName"))
                .isEqualTo("Autumn ad");
        owner.as("viewer").delete(path).refused(403, "forbidden");
        owner.delete(path + "?hard=true").expect(204);
        owner.get(path).refused(404, "not_found");
        assertThat(kept()).isZero();
        Story.upload(owner, "a.png", bytes).expect(201);
    }

    @Test
    void the_same_bytes_are_stored_once() {
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
    void a_damaged_picture_is_refused_and_nothing_is_stored() {
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
        Story.upload(owner, "a.png", new byte[0]).refused(422, "file_empty");
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
        assertThat(kept()).isZero();
    }

    @Test
    void an_upload_accepts_an_idempotency_key() {
        byte[] png = picture("png", 20, 20, 31);
        Story.upload(owner.with("Idempotency-Key", "one"), "a.png", png).expect(201);
    }

    @Test
    void a_jpeg_that_is_named_svg_is_stored_as_the_jpeg_it_is() {
        var asset =
                Story.upload(owner, "drawing.svg", picture("jpg", 30, 20, 7)).expect(201);
        assertThat(asset.text("mimeType")).isEqualTo("image/jpeg");
        assertThat(asset.text("assetType")).isEqualTo("image");
        Story.upload(owner, "page.html", picture("jpg", 30, 20, 8)).expect(415);
    }

    @Test
    void the_bytes_of_a_file_that_becomes_no_asset_are_deleted() {
        byte[] bytes = picture("jpg", 30, 20, 9);
        String hash = Json.sha256(bytes);
        Story.upload(owner, "/api/campaign-assets/assets", "a.jpg", bytes, Map.of("asset_type", "video"))
                .refused(400, "invalid");
        assertThat(isStored(hash)).isFalse();
        Story.upload(owner, "a.jpg", bytes).expect(201);
        assertThat(isStored(hash)).isTrue();
        Story.upload(owner, "/api/campaign-assets/assets", "a.jpg", bytes, Map.of("asset_type", "video"))
                .refused(400, "invalid");
        assertThat(isStored(hash)).as("an asset has these bytes").isTrue();
    }

    private boolean isStored(String hash) {
        return Current.house(owner.workspace, "test")
                .call(() -> Api.bean(Blobs.class).exists(hash));
    }

    @Test
    void a_video_that_was_cut_off_is_broken_whatever_it_is_in() throws IOException {
        byte[] webm = made(".webm", "-f", "lavfi", "-i", "testsrc=size=160x90:duration=2", "-c:v", "libvpx");
        for (int length : new int[] {webm.length / 2, webm.length - 50})
            Story.upload(owner, "a.webm", Arrays.copyOf(webm, length)).refused(422, "file_broken");
        Story.upload(owner, "a.webm", webm).expect(201);
    }

    @Test
    void a_video_of_one_picture_has_a_poster_and_a_large_one_a_smaller_poster() throws Exception {
        byte[] one = made(".mp4", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=1:duration=1", "-c:v", "mjpeg");
        byte[] large = made(".mp4", "-f", "lavfi", "-i", "color=red:size=8192x256:rate=4:duration=1", "-c:v", "mjpeg");
        for (byte[] video : List.of(one, large)) {
            var id = Story.upload(owner, "a.mp4", video).expect(201).text("id");
            var poster = poster(id);
            assertThat(poster.getWidth()).isEqualTo(video == one ? 64 : 4096);
            assertThat(poster.getHeight()).isEqualTo(video == one ? 48 : 128);
        }
    }

    private BufferedImage poster(String id) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(Api.url() + "/api/campaign-assets/" + id + "/file?rendition=poster"));
        owner.headers().forEach(request::header);
        try (var http = HttpClient.newHttpClient();
                var in =
                        http.send(request.build(), BodyHandlers.ofInputStream()).body()) {
            return ImageIO.read(in);
        }
    }

    @Test
    void a_long_name_is_cut_between_characters() {
        var asset = Story.upload(owner, "x" + "😀".repeat(200) + ".png", picture("png", 8, 8, 32))
                .expect(201);
        assertThat(asset.text("assetName")).startsWith("x😀").endsWith("😀").doesNotContain("?");
    }

    @Test
    void a_playlist_named_as_a_video_is_refused() {
        for (String text : List.of(
                "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile /etc/passwd\n"))
            for (String name : List.of("a.mp4", "a.webm", "a.mov"))
                Story.upload(owner, name, text.getBytes(StandardCharsets.UTF_8)).expect(415);
        assertThat(kept()).isZero();
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
    void other_workspaces_and_roles_are_refused() {
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
