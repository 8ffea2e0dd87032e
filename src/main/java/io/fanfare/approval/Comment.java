package io.fanfare.approval;

import io.fanfare.approval.ItemContents.ItemContent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a review. {@code anchor} is the place it is about; {@code outdated} says that the commented words or the
 * commented picture are no longer there. {@code parent} is the comment that it answers.
 */
record Comment(
        UUID id,
        @Nullable UUID parent,
        String text,
        String by,
        @Nullable UUID byId,
        Instant at,
        @Nullable Anchor anchor,
        List<UUID> mentions,
        boolean internal,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        boolean outdated) {

    /** What an anchor is about. */
    record AnchoredItem(String kind, UUID id) {}

    /** A point of a picture, as shares of its width and height. */
    record Point(BigDecimal x, BigDecimal y) {}

    /**
     * The place of a comment: an item, and in it a range of a component in code points with the words there, a point of a
     * picture, or a second of a video. {@code assetId} is that picture or video.
     */
    record Anchor(
            AnchoredItem item,
            @Nullable String component,
            @Nullable List<Integer> range,
            @Nullable String quote,
            @Nullable Point point,
            @Nullable BigDecimal second,
            @Nullable UUID assetId) {
        /** The anchor in the content as it is now; null if its place is gone. */
        @Nullable
        Anchor in(@Nullable ItemContent content) {
            if (content == null) return null;
            if (assetId != null) return content.assetIds().contains(assetId) ? this : null;
            if (quote == null || component == null || range == null) return this;
            String text = content.components().get(component);
            if (text == null) return null;
            if (quote.equals(cut(text, range.getFirst(), range.getLast()))) return this;
            int at = text.indexOf(quote);
            if (at < 0) return null;
            int from = text.codePointCount(0, at);
            return new Anchor(
                    item,
                    component,
                    List.of(from, from + quote.codePointCount(0, quote.length())),
                    quote,
                    point,
                    second,
                    null);
        }

        /** The words between two positions in code points; null if the text is too short. */
        static @Nullable String cut(String text, int from, int to) {
            if (from >= to || to > text.codePointCount(0, text.length())) return null;
            int start = text.offsetByCodePoints(0, from);
            return text.substring(start, text.offsetByCodePoints(start, to - from));
        }
    }

    /** Its row. */
    record Row(
            UUID id,
            UUID reviewId,
            @Nullable UUID parent,
            String text,
            @Nullable Anchor anchor,
            List<UUID> mentions,
            boolean internal,
            @Nullable UUID byId,
            String byName,
            Instant at,
            @Nullable Instant resolvedAt,
            @Nullable String resolvedBy) {
        Comment comment(@Nullable ItemContent content) {
            var now = anchor == null ? null : anchor.in(content);
            boolean outdated = anchor != null && now == null;
            return new Comment(
                    id,
                    parent,
                    text,
                    byName,
                    byId,
                    at,
                    outdated ? anchor : now,
                    mentions,
                    internal,
                    resolvedAt,
                    resolvedBy,
                    outdated);
        }
    }
}
