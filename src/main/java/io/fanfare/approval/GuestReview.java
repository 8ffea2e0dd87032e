package io.fanfare.approval;

import io.fanfare.approval.Comment.Anchor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review as its link shows it to a guest. {@code may} is what the link allows; {@code stage} is the stage that the guest decides
 * in, and {@code waitsForYou} says that it is open and some item waits for the guest. {@code name} is how they are named so far. {@code member} is the member whose mail the link was in. A
 * review that is closed shows no items.
 */
record GuestReview(
        GuestWorkspace workspace,
        String campaignName,
        Scope scope,
        String state,
        @Nullable String message,
        String requestedBy,
        @Nullable Instant deadline,
        String digest,
        List<GuestItem> items,
        List<GuestComment> comments,
        List<ReviewShare.May> may,
        @Nullable String stage,
        boolean yourTurn,
        boolean waitsForYou,
        String name,
        @Nullable String member,
        @Nullable Instant expiresAt) {

    /** The workspace that asks. */
    record GuestWorkspace(String name, GuestBrand brand) {}

    /** How its brand looks. */
    record GuestBrand(
            String name, List<String> colors, @Nullable String logoUrl) {}

    /**
     * One item. {@code state} is what the guest decided: {@code open, approved} or {@code changes_requested}; {@code waitsForYou} says
     * that they can decide now.
     */
    record GuestItem(
            String kind,
            UUID id,
            String title,
            String digest,
            String state,
            boolean waitsForYou,
            @Nullable GuestPreview preview) {}

    /**
     * An item as its readers see it: the text by the names of its components, its pictures and videos, when it goes out and where.
     * {@code html} is an e-mail as a page.
     */
    record GuestPreview(
            @Nullable String channel,
            @Nullable String to,
            Map<String, String> components,
            List<GuestFile> files,
            @Nullable Instant at,
            @Nullable String timeZone,
            @Nullable String html) {}

    /** A picture or video. */
    record GuestFile(UUID id, String url) {}

    /** A comment that is not internal. */
    record GuestComment(
            UUID id,
            @Nullable UUID parent,
            String text,
            String by,
            Instant at,
            @Nullable Anchor anchor,
            boolean resolved,
            boolean outdated) {}
}
