package io.fanfare.social;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A post before it is stored. With {@code ownWords} it differs from its creative and does not follow it. */
record Draft(PostDetails details, @Nullable UUID creativeId, boolean ownWords) {

    /**
     * Whether the creative contains the complete post. A title or a link is not part of it and needs its own review.
     */
    boolean isCoveredByCreative() {
        return creativeId != null && !ownWords && details.title() == null && details.link() == null;
    }
}
