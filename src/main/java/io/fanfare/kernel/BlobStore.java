package io.fanfare.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where the bytes of {@link Blobs} are: a folder, or a bucket. Names are {@code <workspace>/<aa>/<sha256>}. */
interface BlobStore {
    /** Keeps the bytes of a file, which may be moved away. */
    void put(String name, Path part) throws IOException;

    /** @throws java.nio.file.NoSuchFileException when there is none of that name */
    InputStream open(String name) throws IOException;

    boolean exists(String name) throws IOException;

    /** Whether there was one. */
    boolean delete(String name) throws IOException;

    /** Deletes for good what was deleted a day ago. */
    void clear() throws IOException;
}
