package io.fanfare.kernel.backup;

import org.jspecify.annotations.Nullable;

/** A backup can't be made or restored; the sentence says why, and what to do. */
final class BackupFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    BackupFailed(String sentence) {
        super(sentence);
    }

    BackupFailed(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
