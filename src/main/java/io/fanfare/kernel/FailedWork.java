package io.fanfare.kernel;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work of the current workspace that has failed and is not tried again automatically; a room that has such work implements it. */
public interface FailedWork {
    /**
     * Something that failed.
     *
     * @param lane the kind of work, such as {@code render}
     * @param retry the operation that tries it again, with its id as the only argument; null where a person has to do something else
     */
    record Failed(
            UUID id,
            String lane,
            Instant failedAt,
            int attempts,
            String error,
            @Nullable String retry) {}

    /** The newest first. */
    List<Failed> failed(int most);
}
