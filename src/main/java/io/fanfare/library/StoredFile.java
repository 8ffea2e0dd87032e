package io.fanfare.library;

import io.fanfare.kernel.Blobs;

/** A file whose content was checked and whose bytes are stored; {@link AssetFiles#add} makes an asset of it. */
public final class StoredFile {
    private final FileContents contents;
    private final Blobs.Blob blob;

    StoredFile(FileContents contents, Blobs.Blob blob) {
        this.contents = contents;
        this.blob = blob;
    }

    FileContents contents() {
        return contents;
    }

    public String fileHash() {
        return blob.sha256();
    }

    long size() {
        return blob.size();
    }
}
