package io.fanfare.library;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Uploads of files, one by one or many together. */
@RestController
@RequestMapping("/api/campaign-assets")
class Uploads {
    private static final int MOST_AT_ONCE = 50;

    private final AssetFiles files;
    private final AssetStore store;
    private final SpaceStore spaces;
    private final Assets assets;
    private final AssetAnswers answers;
    private final Ffmpeg ffmpeg;
    private final Transactions transactions;
    private final Inputs inputs;

    Uploads(
            AssetFiles files,
            AssetStore store,
            SpaceStore spaces,
            Assets assets,
            AssetAnswers answers,
            Ffmpeg ffmpeg,
            Transactions transactions,
            Inputs inputs) {
        this.files = files;
        this.store = store;
        this.spaces = spaces;
        this.assets = assets;
        this.answers = answers;
        this.ffmpeg = ffmpeg;
        this.transactions = transactions;
        this.inputs = inputs;
    }

    /** The result of an upload of several files. */
    record Batch(List<BatchItem> items, int created, int duplicates, int refused) {
        static Batch of(List<BatchItem> items) {
            return new Batch(
                    items,
                    count(items, BatchItem.Status.CREATED),
                    count(items, BatchItem.Status.DUPLICATE),
                    count(items, BatchItem.Status.REFUSED));
        }

        private static int count(List<BatchItem> items, BatchItem.Status status) {
            return (int) items.stream().filter(item -> item.status() == status).count();
        }
    }

    /** The result of one file: {@code code} and {@code message} explain a refusal. */
    record BatchItem(
            String fileName,
            Status status,
            @Nullable Asset asset,
            @Nullable String code,
            @Nullable String message) {
        enum Status {
            CREATED,
            DUPLICATE,
            REFUSED
        }
    }

    /**
     * Adds a file: a picture (PNG, JPEG, GIF or WebP, at most 25 MB and 50 million pixels), a video (MP4, WebM or MOV, 64 MB),
     * a document (PDF, DOCX, XLSX, PPTX) or a text (TXT, MD, CSV in UTF-8). Send {@code multipart/form-data} with the part
     * {@code file} and, optionally, {@code assetName} (default: the name of the file), {@code assetType} (what a text or
     * document is for), {@code title}, {@code description}, {@code tags} (separated by commas), {@code brandId}, {@code
     * externalAssetId}, {@code adCopyText}, {@code headlineText}, {@code ctaText} and {@code platformMetadata} (a JSON object).
     *
     * The file type is detected from the content, not from the name: another type is 415, a damaged file 422. Bytes that are
     * already in the library return 200 with {@code duplicateOf}. If they exist only in the bin, the response is 409 {@code
     * asset_in_bin}; {@code restore=true} restores that file, {@code restore=false} adds a new one. {@code
     * skip_duplicate_check} always adds a new asset. The bytes are stored once in every case.
     */
    @PostMapping(value = "/assets", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow(value = "content.write", outside = true, plain = true)
    ResponseEntity<Asset> uploadAsset(@RequestParam("file") MultipartFile file, UploadForm form) {
        return response(upload(null, file, form));
    }

    /**
     * Adds a file to a space, with the parts of {@code uploadAsset}. The same bytes in another space become a
     * separate asset with its own name, tags and title; {@code duplicateOf} is the first one.
     */
    @PostMapping(value = "/campaign-spaces/{spaceId}/assets", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow(value = "content.write", outside = true, plain = true)
    ResponseEntity<Asset> uploadSpaceAsset(
            @PathVariable UUID spaceId, @RequestParam("file") MultipartFile file, UploadForm form) {
        transactions.read(() -> spaces.open(spaceId));
        return response(upload(spaceId, file, form));
    }

    /**
     * Adds up to 50 files to a space in one request, as parts named {@code files}, all with the same {@code tags}. Each
     * file is checked separately: the response lists for each whether it was created, was a duplicate, or why it was
     * refused.
     */
    @PostMapping(value = "/campaign-spaces/{spaceId}/assets/batch", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow(value = "content.write", outside = true, plain = true)
    Batch uploadSpaceAssets(
            @PathVariable UUID spaceId,
            @RequestPart("files") List<MultipartFile> files,
            @RequestParam(required = false) @Nullable String tags) {
        transactions.read(() -> spaces.open(spaceId));
        if (files.size() > MOST_AT_ONCE) throw Refused.invalid("files", "must be at most 50");
        var form = UploadForm.tagged(tags);
        return Batch.of(files.stream().map(file -> tried(spaceId, file, form)).toList());
    }

    private BatchItem tried(UUID space, MultipartFile file, UploadForm form) {
        String name = name(file);
        try {
            var added = upload(space, file, form);
            var status = added.created() ? BatchItem.Status.CREATED : BatchItem.Status.DUPLICATE;
            return new BatchItem(name, status, answers.of(added.asset()), null, null);
        } catch (Refused refused) {
            return new BatchItem(name, BatchItem.Status.REFUSED, null, refused.code(), refused.sentence());
        }
    }

    private AssetFiles.Added upload(@Nullable UUID space, MultipartFile file, UploadForm form) {
        try (var scratch = ffmpeg.scratch(".upload")) {
            // An invalid form is refused before the file is inspected.
            var type = form.assetType();
            inputs.valid(form.details(space, name(file), type == null ? Asset.AssetType.OTHER : type));
            try (var in = file.getInputStream()) {
                Files.copy(in, scratch.path(), StandardCopyOption.REPLACE_EXISTING);
            }
            var stored = files.store(scratch.path(), name(file));
            try {
                var found = stored.contents().type();
                if (type != null) FileContents.requireType(stored.contents().mimeType(), type);
                var details = form.details(space, name(file), type == null ? found : type);
                return transactions.write(() -> added(stored, details, form));
            } catch (RuntimeException failed) {
                files.discard(stored);
                throw failed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AssetFiles.Added added(StoredFile file, AssetDetails details, UploadForm form) {
        var duplicate = files.duplicate(file, details.campaignSpaceId());
        if (duplicate.isPresent() && !form.anotherCopy()) return new AssetFiles.Added(duplicate.get(), false);
        var deleted = store.deleted(file.fileHash(), details.campaignSpaceId());
        if (deleted.isPresent() && duplicate.isEmpty() && !form.anotherCopy()) {
            if (form.restore() == null)
                throw Refused.conflict(
                                "asset_in_bin",
                                "This file is in the bin as \"" + deleted.get().assetName()
                                        + "\". Send restore=true to restore it, or restore=false to add it again.")
                        .with("assetId", deleted.get().id());
            if (form.restore()) return new AssetFiles.Added(assets.restored(deleted.get()), false);
        }
        var first = store.withBytes(file.fileHash(), null).map(Asset::id).orElse(null);
        return files.insert(file, details, Asset.Source.UPLOAD, first);
    }

    private ResponseEntity<Asset> response(AssetFiles.Added added) {
        var asset = answers.of(added.asset());
        return added.created()
                ? ResponseEntity.status(HttpStatus.CREATED).body(asset)
                : ResponseEntity.ok(asset.asDuplicate());
    }

    private static String name(MultipartFile file) {
        return Objects.requireNonNullElse(file.getOriginalFilename(), "");
    }
}
