package io.fanfare.library;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import io.fanfare.library.Asset.AssetType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The files of a workspace. */
@RestController
@RequestMapping("/api/campaign-assets")
public class Assets {
    private static final int MOST_BYTES = 25 * 1024 * 1024;

    private final Sql sql;
    private final Blobs blobs;
    private final Audit audit;

    Assets(Sql sql, Blobs blobs, Audit audit) {
        this.sql = sql;
        this.blobs = blobs;
        this.audit = audit;
    }

    /**
     * Adds a picture (PNG, JPEG, GIF or WebP, 25 MB and 50 million pixels at most), as {@code multipart/form-data} with
     * the part {@code file} and, if wanted, {@code assetName}; the name of the file is taken unless told. What a file is
     * follows from its bytes. The same bytes are kept once: sent again they answer 200 with {@code duplicateOf}. A file
     * of another kind is 415, a broken picture 422.
     */
    @PostMapping(value = "/assets", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allow(value = "content.write", plain = true)
    ResponseEntity<Asset> uploadAsset(
            @RequestParam("file") MultipartFile file,
            @RequestParam(required = false) @Nullable String assetName,
            @RequestParam(value = "asset_name", required = false) @Nullable String snakeName) {
        if (file.getSize() > MOST_BYTES) throw Refused.tooLarge("The file is larger than 25 MB; scale it down.");
        byte[] bytes = bytes(file);
        String fileName = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        var picture = Picture.of(bytes, fileName);
        var blob = blobs.put(new ByteArrayInputStream(bytes));
        var id = Ids.next();
        boolean fresh = sql.of("""
                insert into library_asset (id, asset_name, asset_type, mime_type, file_size, file_hash, width, height, uploaded_by)
                values (:id, :name, :type, :mimeType, :size, :hash, :width, :height, :by)
                on conflict (workspace_id, file_hash) do nothing""")
                        .bind("id", id)
                        .bind("name", name(assetName == null ? snakeName : assetName, fileName))
                        .bind("type", AssetType.IMAGE)
                        .bind("mimeType", picture.mimeType())
                        .bind("size", blob.size())
                        .bind("hash", blob.sha256())
                        .bind("width", picture.width())
                        .bind("height", picture.height())
                        .bind("by", Current.get().actor().personId())
                        .run()
                == 1;
        var asset = sql.of("select * from library_asset where workspace_id = :workspace and file_hash = :hash")
                .bind("hash", blob.sha256())
                .one(Asset.class);
        if (!fresh) return ResponseEntity.ok(asset.asDuplicate());
        audit.record(Subject.of("asset", asset.id(), asset.assetName()), null, asset);
        return ResponseEntity.status(HttpStatus.CREATED).body(asset);
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(@Nullable String given, String fileName) {
        if (given == null) {
            String base = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
            String readable = base.replace("\0", "");
            return readable.isBlank() ? "picture" : readable.substring(0, Math.min(300, readable.length()));
        }
        if (given.isBlank() || given.length() > 300 || given.indexOf(0) >= 0)
            throw Refused.invalid("assetName", "1 to 300 characters");
        return given;
    }

    /** Lists the files of the workspace, newest first. */
    @GetMapping("/assets")
    @Allow("content.read")
    Page<Asset> listAssets(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        var items = sql.of("""
                select * from library_asset where workspace_id = :workspace order by id desc limit :limit offset :offset""")
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Asset.class);
        long total = sql.of("select count(*) from library_asset where workspace_id = :workspace")
                .one(Long.class);
        return Page.of(items, total, range);
    }

    /** Reads one file's name, kind, size and hash. */
    @GetMapping("/{id}")
    @Allow("content.read")
    Asset readAsset(@PathVariable UUID id) {
        return find(id).orElseThrow(Refused::notFound);
    }

    /** The bytes of a file, as they were uploaded. */
    @GetMapping(value = "/{id}/file", produces = MediaType.ALL_VALUE)
    @Allow("content.read")
    ResponseEntity<Resource> readAssetFile(@PathVariable UUID id) {
        return serve(readAsset(id), "private");
    }

    public Optional<Asset> find(UUID id) {
        return sql.of("select * from library_asset where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Asset.class);
    }

    /** Those of the files that are there, in no order. */
    public List<Asset> list(Collection<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        return sql.of("select * from library_asset where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", ids)
                .list(Asset.class);
    }

    /** A file as an answer that can do nothing but be looked at; {@code cache} says who may keep it. */
    public ResponseEntity<Resource> serve(Asset asset, String cache) {
        var disposition = ContentDisposition.inline()
                .filename(asset.assetName().replaceAll("[\\p{Cntrl}\"\\\\]", "_"), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(asset.mimeType()))
                .contentLength(asset.fileSize())
                .eTag("\"" + asset.fileHash() + "\"")
                .header("Content-Disposition", disposition.toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", cache + ", max-age=31536000, immutable")
                .body(new InputStreamResource(blobs.open(asset.fileHash())));
    }
}
