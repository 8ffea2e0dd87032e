package io.fanfare.start;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a first campaign would contain: its name, and a draft for each channel in the order of its times. */
record FirstCampaignPreview(String name, List<DraftPreview> items) {
    /**
     * One draft. A post has {@code text} or {@code thread}, an e-mail has {@code mail}. {@code picture} is a {@code data:} address,
     * missing while pictures are not asked for and where an item has none.
     */
    record DraftPreview(
            String channel,
            String title,
            @Nullable String text,
            List<String> thread,
            @Nullable MailPreview mail,
            @Nullable String picture,
            String localTime) {}

    /** An e-mail as its reader sees it. */
    record MailPreview(String subject, String preheader, String html) {}
}
