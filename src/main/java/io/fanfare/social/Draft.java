package io.fanfare.social;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A post as it would be: its words, and the creative they are of; {@code ownWords} where it says something else beside it. */
record Draft(PostDetails details, @Nullable UUID creativeId, boolean ownWords) {}
