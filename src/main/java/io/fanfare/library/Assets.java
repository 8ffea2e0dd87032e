package io.fanfare.library;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Texts;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset.AssetType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The files of a workspace. */
@RestController
@RequestMapping("/api/campaign-assets")
public class Assets {
    private static final int MOST_AT_ONCE = 50;
    private static final int LONGEST_NAME = 300;

    private final AssetStore store;
    private final SpaceStore spaces;
    private final Contents.Looking looking;
    private final Renditions renditions;
    private final Ffmpeg ffmpeg;
    private final Blobs blobs;
    private final BaseUrl base;
    private final Transactions transactions;
    private final ObjectProvider<AssetUses> uses;
    private final Inputs inputs;
    private final Live live;
    private final Audit audit;

    Assets(
            AssetStore store,
            SpaceStore spaces,
            Contents.Looking looking,
            Renditions renditions,
            Ffmpeg ffmpeg,
            Blobs blobs,
            BaseUrl base,
            Transactions transactions,
            ObjectProvider<AssetUses> uses,
            Inputs inputs,
            Live live,
            Audit audit) {
        this.store = store;
        this.spaces = spaces;
        this.looking = looking;
        this.renditions = renditions;
        this.ffmpeg = ffmpeg;
        this.blobs = blobs;
        this.base = base;
        this.transactions = transactions;
        this.uses = uses;
        this.inputs = inputs;
        this.live = live;
        this.audit = audit;
    }

    /** What came of many files sent at once. */
    record Batch(List<BatchItem> items, int created, int duplicates, int refused) {}

    /** What came of one of them: {@code code} and {@code message} say why it was refused. */
    record BatchItem(
            String fileName,
            Outcome status,
            @Nullable Asset asset,
            @Nullable String code,
            @Nullable String message) {
        enum Outcome {
            CREATED,
            DUPLICATE,
            REFUSED
        }
    }

    /** Where a file is used again, in the words of whoever uses it. */
    record NewReuse(
            @JsonAlias("reused_in_type") @NotBlank @Size(max = 100)
            String reusedInType,

            @JsonAlias("reused_in_id") @Nullable @Size(max = 300)
            String reusedInId,

            @JsonAlias("reused_in_name") @Nullable @Size(max = 500)
            String reusedInName,

            @JsonAlias("reuse_context") @Nullable @Size(max = 100)
            Map<@Size(max = 200) String, @Nullable Object> reuseContext) {}

    /** Where a file is used now, and where it was said to have been used, the last first. */
    record AssetHistory(List<AssetUses.Use> current, List<AssetStore.Reuse> history) {}

    /** A file as it was sent, and what is said about it. */
    private record Upload(MultipartFile file, AssetDetails details, boolean skipDuplicateCheck, boolean typed) {
        String fileName() {
            return Objects.requireNonNullElse(file.getOriginalFilename(), "");
        }
    }

    /**
     * Adds a file: a picture (PNG, JPEG, GIF or WebP, 25 MB and 50 million pixels at most), a video (MP4, WebM or MOV, 64 MB),
     * a document (PDF, DOCX, XLSX, PPTX) or a text (TXT, MD, CSV in UTF-8), as {@code multipart/form-data} with the part {@code
     * file} and, if wanted, {@code assetName}; the name of the file is taken unless told. What a file is follows from its
     * bytes. The same bytes are kept once: sent again they answer 200 with {@code duplicateOf}. A file of another kind is
     * 415, a broken one 422.
     */
    @PostMapping(value = "/assets", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow(value = "content.write", outside = true, plain = true)
    ResponseEntity<Asset> uploadAsset(
            @RequestParam("file") MultipartFile file,
            @RequestParam(required = false) @Nullable String assetName,
            @RequestParam(value = "asset_name", required = false) @Nullable String snakeName,
            @RequestParam(required = false) @Nullable AssetType assetType,
            @RequestParam(value = "asset_type", required = false) @Nullable AssetType snakeType,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(required = false) @Nullable String description,
            @RequestParam(required = false) @Nullable String tags,
            @RequestParam(value = "skip_duplicate_check", required = false) @Nullable Boolean skip) {
        return answer(upload(described(
                null,
                file,
                either(assetName, snakeName),
                either(assetType, snakeType),
                title,
                description,
                tags,
                skip)));
    }

    /**
     * Adds a file to a space, as {@code uploadAsset} does, with {@code assetType} (what a text or document is for), {@code
     * title}, {@code description} and {@code tags} (separated by commas). {@code skip_duplicate_check} makes another asset of
     * bytes that are there already; the bytes are still kept once.
     */
    @PostMapping(value = "/campaign-spaces/{spaceId}/assets", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow(value = "content.write", outside = true, plain = true)
    ResponseEntity<Asset> uploadSpaceAsset(
            @PathVariable UUID spaceId,
            @RequestParam("file") MultipartFile file,
            @RequestParam(required = false) @Nullable String assetName,
            @RequestParam(value = "asset_name", required = false) @Nullable String snakeName,
            @RequestParam(required = false) @Nullable AssetType assetType,
            @RequestParam(value = "asset_type", required = false) @Nullable AssetType snakeType,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(required = false) @Nullable String description,
            @RequestParam(required = false) @Nullable String tags,
            @RequestParam(value = "skip_duplicate_check", required = false) @Nullable Boolean skip) {
        transactions.read(() -> spaces.open(spaceId));
        return answer(upload(described(
                spaceId,
                file,
                either(assetName, snakeName),
                either(assetType, snakeType),
                title,
                description,
                tags,
                skip)));
    }

    /**
     * Adds up to 50 files to a space at once, as parts called {@code files}, all with the same {@code tags}. Each is judged by
     * itself: the answer says for every one whether it was created, was there already, or why it was refused.
     */
    @PostMapping(value = "/campaign-spaces/{spaceId}/assets/batch", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow(value = "content.write", outside = true, plain = true)
    Batch uploadSpaceAssets(
            @PathVariable UUID spaceId,
            @RequestPart("files") List<MultipartFile> files,
            @RequestParam(required = false) @Nullable String tags) {
        transactions.read(() -> spaces.open(spaceId));
        if (files.size() > MOST_AT_ONCE) throw Refused.invalid("files", "50 at most");
        var items = files.stream().map(file -> tried(spaceId, file, tags)).toList();
        return new Batch(
                items,
                (int) items.stream()
                        .filter(i -> i.status() == BatchItem.Outcome.CREATED)
                        .count(),
                (int) items.stream()
                        .filter(i -> i.status() == BatchItem.Outcome.DUPLICATE)
                        .count(),
                (int) items.stream()
                        .filter(i -> i.status() == BatchItem.Outcome.REFUSED)
                        .count());
    }

    private BatchItem tried(UUID space, MultipartFile file, @Nullable String tags) {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        try {
            var added = upload(described(space, file, null, null, null, null, tags, false));
            var outcome = added.fresh() ? BatchItem.Outcome.CREATED : BatchItem.Outcome.DUPLICATE;
            return new BatchItem(name, outcome, at(added.asset()), null, null);
        } catch (Refused refused) {
            return new BatchItem(name, BatchItem.Outcome.REFUSED, null, refused.code(), refused.sentence());
        }
    }

    private static <T> @Nullable T either(@Nullable T camel, @Nullable T snake) {
        return camel == null ? snake : camel;
    }

    private Upload described(
            @Nullable UUID space,
            MultipartFile file,
            @Nullable String name,
            @Nullable AssetType type,
            @Nullable String title,
            @Nullable String description,
            @Nullable String tags,
            @Nullable Boolean skip) {
        for (String text : Arrays.asList(name, title, description, tags))
            if (text != null && text.indexOf(0) >= 0)
                throw Refused.invalid("file", "is described with the character U+0000");
        var details = new AssetDetails(
                name == null ? name(Objects.requireNonNullElse(file.getOriginalFilename(), "")) : name,
                type == null ? AssetType.OTHER : type,
                null,
                title,
                description,
                null,
                null,
                null,
                space,
                null,
                words(tags),
                null,
                null,
                null);
        return new Upload(file, inputs.valid(details), Boolean.TRUE.equals(skip), type != null);
    }

    private static String name(String fileName) {
        String base = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String readable = base.replace("\0", "");
        return readable.isBlank() ? "file" : Texts.cut(readable, LONGEST_NAME);
    }

    /** {@code a,b} as two words. */
    static List<String> words(@Nullable String separated) {
        if (separated == null) return List.of();
        return Arrays.stream(separated.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private Added upload(Upload upload) {
        try (var scratch = ffmpeg.scratch(".upload")) {
            try (var in = upload.file().getInputStream()) {
                Files.copy(in, scratch.path(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            var kept = keep(scratch.path(), upload.fileName());
            try {
                if (upload.typed())
                    Contents.requireType(
                            kept.contents().mimeType(), upload.details().assetType());
                var details = upload.typed()
                        ? upload.details()
                        : typed(upload.details(), kept.contents().type());
                return transactions.write(() -> added(kept, details, Asset.Source.UPLOAD, upload.skipDuplicateCheck()));
            } catch (RuntimeException failed) {
                drop(kept);
                throw failed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AssetDetails typed(AssetDetails d, AssetType type) {
        return new AssetDetails(
                d.assetName(),
                type,
                d.externalAssetId(),
                d.title(),
                d.description(),
                d.adCopyText(),
                d.headlineText(),
                d.ctaText(),
                d.campaignSpaceId(),
                d.brandId(),
                d.tags(),
                d.platformMetadata(),
                d.platformVariants(),
                null);
    }

    /** A file of the workspace, and whether it is new. */
    public record Added(Asset asset, boolean fresh) {}

    private Added added(Kept kept, AssetDetails details, Asset.Source source, boolean another) {
        store.lockBytes(kept.blob().sha256());
        var twin = store.withBytes(kept.blob().sha256());
        if (twin.isPresent() && !another) return new Added(twin.get(), false);
        // Deleted for good since it was looked at: the bytes have to be there again.
        if (!blobs.exists(kept.blob().sha256()))
            throw Refused.conflict("asset_deleted", "The same file was deleted a moment ago. Send it again.");
        var asset = store.insert(
                details,
                kept.contents(),
                kept.blob(),
                source,
                twin.map(Asset::id).orElse(null));
        audit.record(subject(asset), null, asset);
        live.changed(Topic.LIBRARY, "asset", asset.id(), asset.version());
        return new Added(asset, true);
    }

    private ResponseEntity<Asset> answer(Added added) {
        var asset = at(added.asset());
        return added.fresh()
                ? ResponseEntity.status(HttpStatus.CREATED).body(asset)
                : ResponseEntity.ok(asset.asDuplicate());
    }

    /**
     * Lists the files of a space, newest first, with the filters of {@code listAssets}.
     */
    @GetMapping("/campaign-spaces/{spaceId}/assets")
    @Allow("content.read")
    Page<Asset> listSpaceAssets(
            @PathVariable UUID spaceId,
            @RequestParam @Nullable AssetType type,
            @RequestParam @Nullable String tags,
            @RequestParam @Nullable String fileName,
            @RequestParam @Nullable Boolean archived,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        var _ = spaces.find(spaceId).orElseThrow(Refused::notFound);
        var filter = new AssetStore.Filter(
                type, words(tags), fileName, Boolean.TRUE.equals(archived), null, null, null, spaceId);
        return store.page(filter, Page.Range.of(limit, offset)).map(this::at);
    }

    /**
     * Lists the files of the workspace, newest first. Filters: {@code type}; {@code tags} (separated by commas; those that have
     * all of them); {@code fileName}, any part of the name; {@code brandId}; {@code spaceId}; {@code similarTo} a picture
     * (those that look nearly the same, the nearest first). Deleted ones are listed with {@code archived=true} only.
     */
    @GetMapping("/assets")
    @Allow("content.read")
    Page<Asset> listAssets(
            @RequestParam @Nullable AssetType type,
            @RequestParam @Nullable String tags,
            @RequestParam @Nullable String fileName,
            @RequestParam(value = "file_name", required = false) @Nullable String snakeFileName,
            @RequestParam @Nullable Boolean archived,
            @RequestParam @Nullable UUID similarTo,
            @RequestParam @Nullable String brandId,
            @RequestParam(value = "brand_id", required = false) @Nullable String snakeBrand,
            @RequestParam @Nullable UUID spaceId,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        Long alike = similarTo == null ? null : store.look(similarTo).orElse(null);
        // What is no picture, or not there, looks like nothing.
        if (similarTo != null && alike == null) return Page.of(List.of(), 0, range);
        var filter = new AssetStore.Filter(
                type,
                words(tags),
                either(fileName, snakeFileName),
                Boolean.TRUE.equals(archived),
                similarTo,
                alike,
                either(brandId, snakeBrand),
                spaceId);
        return store.page(filter, range).map(this::at);
    }

    /** Reads what is known of one file. */
    @GetMapping("/{id}")
    @Allow("content.read")
    Asset readAsset(@PathVariable UUID id) {
        return at(get(id));
    }

    /**
     * Changes what is said about a file by a JSON merge patch of {@code assetName, assetType, externalAssetId, title,
     * description, adCopyText, headlineText, ctaText, campaignSpaceId, brandId, tags, platformMetadata, platformVariants}, in
     * snake_case too; {@code deletedAt: null} brings a deleted file back. With {@code version} only if nobody was faster
     * (409 {@code asset_version_conflict}).
     */
    @PutMapping("/{id}")
    @Allow("content.write")
    Asset changeAsset(@PathVariable UUID id, @RequestBody Patch<AssetDetails> given) {
        var before = store.lock(id).orElseThrow(Refused::notFound);
        var patch = Snake.camel(given);
        if (patch.version().filter(version -> version != before.version()).isPresent())
            throw Refused.conflict(
                    "asset_version_conflict",
                    "Somebody changed this file's description since you read it (it is version " + before.version()
                            + " now). Read it again and change what differs.");
        var details = patch.onto(before.details(), AssetDetails.class, inputs).checkedFor(before);
        if (details.campaignSpaceId() != null
                && !details.campaignSpaceId().equals(before.campaignSpaceId())
                && spaces.find(details.campaignSpaceId())
                        .filter(space -> space.deletedAt() == null)
                        .isEmpty()) throw Refused.invalid("campaignSpaceId", "is no space of this workspace");
        if (before.deletedAt() != null && details.deletedAt() == null) {
            store.lockBytes(before.fileHash());
            if (before.duplicateOf() == null
                    && store.withBytes(before.fileHash()).isPresent())
                throw Refused.conflict("asset_duplicate", "The same file was added again meanwhile; use that one.");
        }
        var after = store.update(id, details);
        audit.record(subject(after), before, after);
        live.changed(Topic.LIBRARY, "asset", id, after.version());
        return at(after);
    }

    /**
     * Deletes a file softly: lists leave it out, what uses it keeps it, and it can be brought back. With {@code hard=true} it
     * and its bytes are gone for good; 409 {@code asset_used} with {@code uses[]} while something uses it.
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("content.write")
    void deleteAsset(@PathVariable UUID id, @RequestParam @Nullable Boolean hard) {
        var asset = store.lock(id).orElseThrow(Refused::notFound);
        if (!Boolean.TRUE.equals(hard)) {
            store.deleteSoftly(id);
        } else {
            var used = uses(List.of(id));
            if (!used.isEmpty())
                throw Refused.conflict(
                                "asset_used",
                                "This file is used in " + used.size()
                                        + " places. Take it out there first, or delete it softly.")
                        .with("uses", used);
            var orphans = store.delete(asset);
            Transactions.afterCommit(() -> orphans.forEach(blobs::delete));
        }
        audit.record(subject(asset), asset, null);
        live.changed(Topic.LIBRARY, "asset", id, null);
    }

    /** Records that a file is used again somewhere, and counts it. */
    @PostMapping("/{id}/reuse")
    @Allow("content.write")
    Asset reuseAsset(@PathVariable UUID id, @Valid @RequestBody NewReuse reuse) {
        var before = store.lock(id).orElseThrow(Refused::notFound);
        AssetDetails.small("reuseContext", reuse.reuseContext());
        var after = store.reuse(id, reuse);
        audit.record(subject(after), Map.of("reusedCount", before.reusedCount()), reuse);
        live.changed(Topic.LIBRARY, "asset", id, after.version());
        return at(after);
    }

    /** Says where a file is used now, and where it was said to have been used (the last thousand times). */
    @GetMapping("/{id}/uses")
    @Allow("content.read")
    AssetHistory listAssetUses(@PathVariable UUID id) {
        get(id);
        return new AssetHistory(uses(List.of(id)), store.reuses(id));
    }

    /**
     * The bytes of a file as they were uploaded, or a {@code rendition} of a picture or video: {@code thumb} (480 pixels on the
     * longer side), {@code preview} (1280) or {@code poster} (a frame of a video, 4096 at most), as JPEG, or PNG where it is
     * transparent. A part of the file is answered to a {@code Range}.
     */
    @GetMapping(value = "/{id}/file", produces = MediaType.ALL_VALUE)
    @Allow(value = "content.read", outside = true)
    ResponseEntity<Resource> readAssetFile(@PathVariable UUID id, @RequestParam @Nullable String rendition) {
        var asset = transactions.read(() -> get(id));
        if (rendition == null || rendition.isEmpty()) return serve(asset, "private");
        var made = renditions.of(asset, rendition);
        return served(asset.assetName(), made.mimeType(), made.fileHash(), made.fileSize(), "private");
    }

    private Asset get(UUID id) {
        return find(id).orElseThrow(Refused::notFound);
    }

    private Asset at(Asset asset) {
        return asset.at(base.ofRequest(), Current.get().workspace());
    }

    private static Subject subject(Asset asset) {
        return Subject.of("asset", asset.id(), asset.assetName());
    }

    // For later rooms

    public Optional<Asset> find(UUID id) {
        return store.find(id);
    }

    /** Those of the files that are there, in no order. */
    public List<Asset> list(Collection<UUID> ids) {
        return store.list(ids);
    }

    /** The same, for whoever is about to use them: none is deleted for good before the transaction ends. */
    public List<Asset> hold(Collection<UUID> ids) {
        return store.hold(ids);
    }

    /** Where these files are used now. */
    public List<AssetUses.Use> uses(Collection<UUID> ids) {
        var all = new ArrayList<AssetUses.Use>();
        uses.forEach(room -> all.addAll(room.uses(ids)));
        return all;
    }

    /** The address of a file's bytes, to be read with a token. */
    public String address(UUID id) {
        return base.ofRequest() + Asset.address(id);
    }

    /** The bytes of a file. */
    public InputStream open(Asset asset) {
        return blobs.open(asset.fileHash());
    }

    /** A picture of the library, upright; at least {@code atLeast} pixels on its longer side where it has them. */
    public BufferedImage picture(Asset asset, int atLeast) {
        try (var in = blobs.open(asset.fileHash())) {
            return Picture.read(asset.mimeType(), in.readAllBytes(), atLeast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that was looked into and whose bytes are kept; {@link #add} makes an asset of it. */
    public static final class Kept {
        private final Contents contents;
        private final Blobs.Blob blob;

        Kept(Contents contents, Blobs.Blob blob) {
            this.contents = contents;
            this.blob = blob;
        }

        Contents contents() {
            return contents;
        }

        Blobs.Blob blob() {
            return blob;
        }

        public String fileHash() {
            return blob.sha256();
        }
    }

    /** Looks into a file as an upload does, refuses what is broken or of no known kind, and keeps the bytes. Outside a transaction. */
    public Kept keep(Path file, String fileName) {
        var contents = looking.into(file, fileName);
        try (var in = Files.newInputStream(file)) {
            return new Kept(contents, blobs.put(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets what was kept and became no asset. Outside a transaction. */
    public void drop(Kept kept) {
        String hash = kept.blob().sha256();
        transactions.write(() -> {
            store.lockBytes(hash);
            if (!store.isReferred(hash)) blobs.delete(hash);
        });
    }

    /** Makes an asset of what was kept, or answers the one that has the same bytes. Belongs into the transaction that says what it is for. */
    public Added add(Kept kept, String name, Asset.Source source, @Nullable String title, @Nullable String brand) {
        var type = kept.contents().type();
        String shown = Texts.cut(name, LONGEST_NAME);
        return added(
                kept,
                new AssetDetails(shown, type, null, title, null, null, null, null, null, brand, null, null, null, null),
                source,
                false);
    }

    /** A file as an answer that can do nothing but be looked at; {@code cache} says who may keep it. */
    public ResponseEntity<Resource> serve(Asset asset, String cache) {
        return served(asset.assetName(), asset.mimeType(), asset.fileHash(), asset.fileSize(), cache);
    }

    private ResponseEntity<Resource> served(String name, String mimeType, String hash, long size, String cache) {
        boolean seen = mimeType.startsWith("image/") || mimeType.startsWith("video/");
        var disposition = (seen ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(name.replaceAll("[\\p{Cntrl}\"\\\\]", "_"), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mimeType))
                .eTag("\"" + hash + "\"")
                .header("Content-Disposition", disposition.toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", cache + ", max-age=31536000, immutable")
                .body(new Bytes(hash, size));
    }

    /** The bytes of a file, of which a part may be asked for. */
    private final class Bytes extends AbstractResource {
        /** A public page has left the workspace by the time the bytes are read. */
        private final UUID workspace = Current.get().workspace();

        private final String hash;
        private final long size;

        Bytes(String hash, long size) {
            this.hash = hash;
            this.size = size;
        }

        @Override
        public InputStream getInputStream() {
            return Current.house(workspace, "reader").call(() -> blobs.open(hash));
        }

        @Override
        public long contentLength() {
            return size;
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public String getDescription() {
            return "file " + hash;
        }
    }
}
