package io.fanfare.library;

import io.fanfare.kernel.Blobs;

/** A file whose content was checked and whose bytes are stored; {@link AssetFiles#add} makes an asset of it. */
public final class StoredFile {
    private final Contents contents;
    private final Blobs.Blob blob;

    StoredFile(Contents contents, Blobs.Blob blob) {
        this.contents = contents;
        this.blob = blob;
    }

    Contents contents() {
        return contents;
    }

    public String fileHash() {
        return blob.sha256();
    }

    long size() {
        return blob.size();
    }
}
