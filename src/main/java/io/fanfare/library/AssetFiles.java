package io.fanfare.library;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The bytes of files, stored once per workspace and deleted when nothing refers to them any more. */
@Component
public class AssetFiles {
    private static final int LONGEST_NAME = 300;

    private final AssetStore store;
    private final FileContents.Inspector inspector;
    private final Renditions renditions;
    private final Blobs blobs;
    private final Transactions transactions;
    private final Live live;
    private final Audit audit;

    AssetFiles(
            AssetStore store,
            FileContents.Inspector inspector,
            Renditions renditions,
            Blobs blobs,
            Transactions transactions,
            Live live,
            Audit audit) {
        this.store = store;
        this.inspector = inspector;
        this.renditions = renditions;
        this.blobs = blobs;
        this.transactions = transactions;
        this.live = live;
        this.audit = audit;
    }

    /** An asset of the workspace, and whether it is new. */
    public record Added(Asset asset, boolean created) {}

    /**
     * Checks a file like an upload, rejects damaged or unknown content, and stores the bytes. Outside a transaction.
     */
    public StoredFile store(Path file, String fileName) {
        var contents = inspector.into(file, fileName);
        try (var in = Files.newInputStream(file)) {
            return new StoredFile(contents, blobs.put(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the bytes of a stored file that became no asset. Outside a transaction. */
    public void discard(StoredFile file) {
        discard(file.fileHash());
    }

    /**
     * Deletes bytes that nothing refers to. The lock is held until they are gone, so an upload of the same bytes waits
     * and then stores them again.
     */
    private void discard(String hash) {
        transactions.apart(() -> {
            store.lockBytes(hash);
            if (!store.isReferred(hash)) blobs.delete(hash);
        });
    }

    /** After the transaction commits, deletes those bytes that nothing refers to any more. */
    void discardLater(Collection<String> hashes) {
        var current = Current.get();
        Transactions.afterCommit(() -> current.run(() -> hashes.forEach(this::discard)));
    }

    /** The title of a file, and its description for people who can't see it. */
    public record Words(@Nullable String title, @Nullable String description) {}

    /** Shows further sizes of a picture together with it, on one card. */
    public void group(UUID primary, List<UUID> variants) {
        if (!variants.isEmpty()) store.group(primary, variants);
    }

    /** Adds a stored file with a title only. */
    public Added add(
            StoredFile file, String name, Asset.Source source, @Nullable String title, @Nullable String brand) {
        return add(file, name, source, new Words(title, null), brand);
    }

    /**
     * Adds a stored file as an asset, or returns the existing one with the same bytes. Within the transaction that
     * needs it.
     */
    public Added add(StoredFile file, String name, Asset.Source source, Words words, @Nullable String brand) {
        var type = file.contents().type();
        var details = new AssetDetails(
                Texts.cut(name, LONGEST_NAME),
                type,
                null,
                words.title(),
                words.description(),
                null,
                null,
                null,
                null,
                brand,
                null,
                null,
                null,
                null);
        var duplicate = duplicate(file, null);
        return duplicate.isPresent() ? new Added(duplicate.get(), false) : insert(file, details, source, null);
    }

    /**
     * The existing asset with these bytes, in this space or, without one, in the workspace. Uploads of the same
     * bytes wait here.
     */
    Optional<Asset> duplicate(StoredFile file, @Nullable UUID space) {
        store.lockBytes(file.fileHash());
        return store.withBytes(file.fileHash(), space);
    }

    Added insert(StoredFile file, AssetDetails details, Asset.Source source, @Nullable UUID copyOf) {
        // The bytes were deleted since they were checked and have to be sent again.
        if (!blobs.exists(file.fileHash()))
            throw Refused.conflict("asset_deleted", "The same file was deleted a moment ago. Send it again.");
        var asset = store.insert(details, file, source, copyOf);
        audit.record(Assets.subject(asset), null, asset);
        live.changed(Topic.LIBRARY, "asset", asset.id(), asset.version());
        return new Added(asset, true);
    }

    /** The bytes of a file. */
    public InputStream open(Asset asset) {
        return blobs.open(asset.fileHash());
    }

    /** Bytes in the store. */
    public record FileBytes(String mimeType, String fileHash, long fileSize) {}

    /** The bytes of a picture, scaled down if it has more than {@code mostBytes}. Outside a transaction. */
    public FileBytes within(Asset picture, long mostBytes) {
        if (picture.fileSize() <= mostBytes)
            return new FileBytes(picture.mimeType(), picture.fileHash(), picture.fileSize());
        var smaller = renditions.within(picture, mostBytes);
        return new FileBytes(smaller.mimeType(), smaller.fileHash(), smaller.fileSize());
    }

    /** Stores another form of a file, to be attached to its asset. Outside a transaction. */
    public FileBytes storeRendition(Path file, String mimeType) {
        try (var in = Files.newInputStream(file)) {
            var blob = blobs.put(in);
            return new FileBytes(mimeType, blob.sha256(), blob.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds stored bytes as a rendition, unless the asset has one of this name. */
    public void attach(UUID asset, String rendition, FileBytes bytes) {
        store.lockBytes(bytes.fileHash());
        if (!blobs.exists(bytes.fileHash()))
            throw Refused.conflict("asset_deleted", "The same file was deleted a moment ago. Try again.");
        store.insertRendition(
                asset, new AssetStore.Rendition(rendition, bytes.mimeType(), bytes.fileHash(), bytes.fileSize()));
    }

    /** Removes the bytes of a rendition that was not attached. Outside a transaction. */
    public void discard(FileBytes bytes) {
        discard(bytes.fileHash());
    }

    public InputStream open(FileBytes bytes) {
        return blobs.open(bytes.fileHash());
    }

    /**
     * A picture in its upright position, with at least {@code atLeast} pixels on its longer side if it is that
     * large.
     */
    public BufferedImage picture(Asset asset, int atLeast) {
        try (var in = blobs.open(asset.fileHash())) {
            return Picture.read(asset.mimeType(), in.readAllBytes(), atLeast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file as a response that browsers display but never run; {@code cache} says who may cache it. */
    public ResponseEntity<Resource> serve(Asset asset, String cache) {
        return serve(asset.assetName(), asset.mimeType(), asset.fileHash(), asset.fileSize(), cache);
    }

    ResponseEntity<Resource> serve(Asset asset, AssetStore.Rendition rendition) {
        return serve(asset.assetName(), rendition.mimeType(), rendition.fileHash(), rendition.fileSize(), "private");
    }

    private ResponseEntity<Resource> serve(String name, String mimeType, String hash, long size, String cache) {
        boolean displayed = mimeType.startsWith("image/") || mimeType.startsWith("video/");
        var disposition = (displayed ? ContentDisposition.inline() : ContentDisposition.attachment())
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

    /** The bytes of a file, with support for range requests. */
    private final class Bytes extends AbstractResource {
        /** The bytes are read after the request has left the workspace. */
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
