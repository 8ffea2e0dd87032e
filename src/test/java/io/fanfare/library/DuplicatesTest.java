package io.fanfare.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
    private static final String ASSETS = "/api/campaign-assets/assets";

    private final Api owner = Api.workspace();
    private final byte[] bytes = AssetsTest.picture("png", 20, 20, 7);

    private String space(String name) {
        return owner.post("/api/campaign-spaces", Map.of("campaignName", name, "platform", "meta"))
                .expect(201)
                .text("id");
    }

    private static String in(String space) {
        return "/api/campaign-assets/campaign-spaces/" + space + "/assets";
    }

    private static String at(Api.Answer asset) {
        return "/api/campaign-assets/" + asset.text("id");
    }

    private long total(String path) {
        return owner.get(path).expect(200).at("total").asLong();
    }

    @Test
    void the_same_file_in_another_space_is_an_asset_of_its_own_there() {
        String first = space("First");
        String second = space("Second");
        var one = Story.upload(owner, in(first), "a.png", bytes, Map.of("title", "One"))
                .expect(201);
        var two = Story.upload(owner, in(second), "b.png", bytes, Map.of("title", "Two", "tags", "x,y"))
                .expect(201);
        assertThat(two.id("id")).isNotEqualTo(one.id("id"));
        assertThat(two.text("title")).isEqualTo("Two");
        assertThat(two.id("duplicateOf")).isEqualTo(one.id("id"));
        assertThat(total(in(first))).isEqualTo(1);
        assertThat(total(in(second))).isEqualTo(1);
        var again = Story.upload(owner, in(second), "c.png", bytes, Map.of()).expect(200);
        assertThat(again.id("id")).isEqualTo(two.id("id"));
        assertThat(total(in(second))).isEqualTo(1);
        owner.delete(at(one) + "?hard=true").expect(204);
        assertThat(owner.get(at(two) + "/file").expect(200).header("Content-Length"))
                .isEqualTo(String.valueOf(bytes.length));
    }

    @Test
    void a_file_that_is_only_in_the_bin_is_restored_or_added_again_as_the_client_decides() {
        var binned = Story.upload(owner, ASSETS, "a.png", bytes, Map.of("tags", "kept"))
                .expect(201);
        owner.delete(at(binned)).expect(204);
        Story.upload(owner, "a.png", bytes).refused(409, "asset_in_bin");
        var restored = Story.upload(owner, ASSETS, "a.png", bytes, Map.of("restore", "true"))
                .expect(200);
        assertThat(restored.id("id")).isEqualTo(binned.id("id"));
        assertThat(restored.at("tags.0").asString()).isEqualTo("kept");
        owner.delete(at(binned)).expect(204);
        var fresh = Story.upload(owner, ASSETS, "a.png", bytes, Map.of("restore", "false"))
                .expect(201);
        assertThat(fresh.id("id")).isNotEqualTo(binned.id("id"));
        owner.put(at(binned), "{\"deletedAt\":null}").refused(409, "asset_duplicate");
    }

    @Test
    void a_deleted_space_takes_its_files_out_of_the_lists_and_brings_them_back() {
        String space = space("Gone");
        var asset = Story.upload(owner, in(space), "a.png", bytes, Map.of()).expect(201);
        owner.delete("/api/campaign-spaces/" + space).expect(204);
        assertThat(total(ASSETS)).isZero();
        assertThat(total(in(space))).isZero();
        assertThat(total(ASSETS + "?deleted=true")).isEqualTo(1);
        assertThat(owner.get("/api/campaign-spaces?deleted=true").expect(200).id("items.0.id"))
                .isEqualTo(UUID.fromString(space));
        owner.put("/api/campaign-spaces/" + space, "{\"deletedAt\":null}").expect(200);
        assertThat(owner.get(ASSETS).expect(200).id("items.0.id")).isEqualTo(asset.id("id"));
    }

    @Test
    void the_parts_of_an_upload_are_read_in_both_spellings() {
        var asset = Story.upload(
                        owner,
                        ASSETS,
                        "a.png",
                        bytes,
                        Map.of(
                                "external_asset_id", "x-1",
                                "brand_id", "north",
                                "ad_copy_text", "Buy it",
                                "headlineText", "Now",
                                "cta_text", "Shop",
                                "platform_metadata", "{\"adset\":\"7\"}"))
                .expect(201);
        assertThat(asset.text("externalAssetId")).isEqualTo("x-1");
        assertThat(asset.text("brandId")).isEqualTo("north");
        assertThat(asset.text("adCopyText")).isEqualTo("Buy it");
        assertThat(asset.text("headlineText")).isEqualTo("Now");
        assertThat(asset.text("ctaText")).isEqualTo("Shop");
        assertThat(asset.text("platformMetadata.adset")).isEqualTo("7");
        assertThat(asset.at("publicUrl").isNull() || asset.at("publicUrl").isMissingNode())
                .isTrue();
        assertThat(asset.at("can").valueStream().map(n -> n.asString())).contains("changeAsset", "deleteAsset");
        var wrong = Story.upload(owner, ASSETS, "b.png", bytes, Map.of("platformMetadata", "[1]"))
                .expect(400);
        assertThat(wrong.text("errors.platformMetadata")).isEqualTo("must be a JSON object");
    }

    @Test
    void a_file_in_use_goes_to_the_bin_only_by_force() {
        var logo = Story.upload(owner, "logo.png", bytes).expect(201);
        owner.patch("/api/workspaces/current", Map.of("brand", Map.of("logoAssetId", logo.text("id"))))
                .expect(200);
        owner.delete(at(logo)).refused(409, "asset_used");
        owner.delete(at(logo) + "?force=true").expect(204);
        owner.delete(at(logo) + "?hard=true&force=true").refused(409, "asset_used");
    }

    @Test
    void a_patch_that_changes_nothing_leaves_the_version_and_the_audit_trail_alone() {
        var asset = Story.upload(owner, "a.png", bytes).expect(201);
        assertThat(owner.put(at(asset), Map.of("assetName", "a.png"))
                        .expect(200)
                        .at("version")
                        .asInt())
                .isEqualTo(1);
        String space = "/api/campaign-spaces/" + space("Same");
        assertThat(owner.put(space, Map.of("campaignName", "Same"))
                        .expect(200)
                        .at("version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_space_has_a_real_currency() {
        assertThat(owner.post(
                                "/api/campaign-spaces",
                                Map.of("campaignName", "X", "platform", "meta", "currency", "XXQ"))
                        .expect(400)
                        .text("errors.currency"))
                .isEqualTo("must be an ISO 4217 code, e.g. EUR");
    }

    /**
     * The bytes were once deleted after the commit, outside the lock, and with them those of an asset uploaded in
     * between.
     */
    @Test
    void an_upload_beside_a_deletion_of_the_same_bytes_never_loses_its_file() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 25; round++) {
                var first = Story.upload(owner, "a.png", bytes);
                if (first.status() != 201) continue;
                var deletion = CompletableFuture.runAsync(() -> owner.delete(at(first) + "?hard=true"), threads);
                var uploads = java.util.stream.Stream.generate(
                                () -> CompletableFuture.supplyAsync(() -> Story.upload(owner, "b.png", bytes), threads))
                        .limit(4)
                        .toList();
                deletion.get();
                for (var upload : uploads) assertThat(upload.get().status()).isIn(200, 201, 409);
                for (var left : owner.get(ASSETS).expect(200).json().at("/items")) {
                    String path = "/api/campaign-assets/" + left.at("/id").asString();
                    owner.get(path + "/file").expect(200);
                    owner.delete(path + "?hard=true").expect(204);
                }
            }
        }
    }
}
