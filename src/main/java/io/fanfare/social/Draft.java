package io.fanfare.social;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post as it would be: its words, and the creative they are of; with {@code ownWords} it says or shows something else
 * than its creative and does not change with it.
 */
record Draft(PostDetails details, @Nullable UUID creativeId, boolean ownWords) {

    /** Whether all of it is in the creative. A title or a link is not: somebody has to look at it. */
    boolean onlyTheCreative() {
        return creativeId != null && !ownWords && details.title() == null && details.link() == null;
    }
}
