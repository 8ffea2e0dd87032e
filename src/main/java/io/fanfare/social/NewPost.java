package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.PlannedTime;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A new post: the platform, the content as in {@link PostDetails}, and the time in one of three forms. */
record NewPost(
        @NotNull UUID campaignId,
        @NotNull Platform platform,
        Post.@Nullable By by,
        @Nullable UUID accountId,
        @Nullable @Size(max = PostDetails.LONGEST_TITLE) String title,
        @Nullable UUID creativeId,
        @Nullable @Size(max = PostDetails.LONGEST_TEXT) String text,
        @Nullable @Size(max = PostDetails.MOST_ASSETS) List<@NotNull UUID> assetIds,

        @Nullable @Size(max = PostDetails.MOST_ASSETS)
        Map<UUID, @NotBlank @Size(max = PostDetails.LONGEST_ALT) String> altTexts,

        @Nullable @Size(max = PostDetails.LONGEST_LINK) String link,
        @Nullable @Size(max = PostDetails.MOST_PARTS) List<@NotNull @Valid ThreadPart> thread,
        @Nullable String scheduledFor,
        @Nullable String localTime,
        @Nullable String timeZone) {

    Post.By publisher() {
        return by == null ? Post.By.FANFARE : by;
    }

    Drafts.Input input() {
        return new Drafts.Input(campaignId, creativeId, text, title, assetIds, altTexts, link, thread);
    }

    PlannedTime.Asked time() {
        return new PlannedTime.Asked(scheduledFor, localTime, timeZone);
    }

    boolean optimal() {
        return "optimal".equals(scheduledFor);
    }
}
