package io.fanfare.library;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file of the workspace; {@code fileHash} is the SHA-256 of its bytes, {@code fileSize} their number. */
public record Asset(
        UUID id,
        String assetName,
        AssetType assetType,
        String mimeType,
        long fileSize,
        String fileHash,
        @Nullable Integer width,
        @Nullable Integer height,
        Instant uploadedAt,
        @Nullable UUID duplicateOf) {
    /** What a file is, found by what it holds. */
    public enum AssetType {
        IMAGE
    }

    /** The answer to an upload of bytes that were there already. */
    Asset asDuplicate() {
        return new Asset(id, assetName, assetType, mimeType, fileSize, fileHash, width, height, uploadedAt, id);
    }
}
