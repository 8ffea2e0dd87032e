package io.fanfare.approval;

import io.fanfare.approval.GuestReview.GuestBrand;
import io.fanfare.approval.GuestReview.GuestComment;
import io.fanfare.approval.GuestReview.GuestFile;
import io.fanfare.approval.GuestReview.GuestItem;
import io.fanfare.approval.GuestReview.GuestPreview;
import io.fanfare.approval.GuestReview.GuestWorkspace;
import io.fanfare.approval.ItemContents.ItemContent;
import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.identity.BrandKit;
import io.fanfare.identity.Brands;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Current;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a review shows to a guest: what they are asked about, and nothing else of the workspace. */
@Component
class GuestReader {
    /** How e-mails are written; guests see the page. */
    private static final Set<String> SOURCES = Set.of("markdown", "mjml", "html");

    private final Manifest manifest;
    private final Reviews reviews;
    private final Deciders deciders;
    private final CommentStore comments;
    private final ApprovedContents contents;
    private final Workspaces workspaces;
    private final Brands brands;

    GuestReader(
            Manifest manifest,
            Reviews reviews,
            Deciders deciders,
            CommentStore comments,
            ApprovedContents contents,
            Workspaces workspaces,
            Brands brands) {
        this.manifest = manifest;
        this.reviews = reviews;
        this.deciders = deciders;
        this.comments = comments;
        this.contents = contents;
        this.workspaces = workspaces;
        this.brands = brands;
    }

    GuestReview read(ReviewShare share, String token) {
        var review = reviews.get(share.reviewId());
        var state = Objects.requireNonNull(manifest.states(review.campaignId()).get(review.scope()));
        boolean open = review.id().equals(state.row().reviewId());
        var waiting = deciders.open(state);
        var actor = Current.get().actor();
        String member = actor.kind() == Actor.Kind.PERSON ? actor.name() : null;
        var items = open ? items(share, waiting, token) : List.<GuestItem>of();
        return new GuestReview(
                workspace(token),
                reviews.title(review),
                review.scope(),
                review.state(),
                review.message(),
                review.requestedByName(),
                open ? review.deadline() : null,
                state.digest(),
                items,
                open ? comments(review, waiting) : List.of(),
                share.may(),
                open ? stage(share, waiting) : null,
                open && waiting.has(share.id()),
                items.stream().anyMatch(GuestItem::waitsForYou),
                member == null ? share.name() : member,
                member,
                member == null ? share.expiresAt() : null);
    }

    /** The files that a link shows. */
    boolean shows(ReviewShare share, UUID asset) {
        if (asset.equals(brands.of(null).logoAssetId())) return true;
        var review = reviews.get(share.reviewId());
        var state = Objects.requireNonNull(manifest.states(review.campaignId()).get(review.scope()));
        return review.id().equals(state.row().reviewId())
                && contents.current(entries(deciders.open(state))).values().stream()
                        .anyMatch(content -> content.assetIds().contains(asset));
    }

    private GuestWorkspace workspace(String token) {
        BrandKit kit = brands.of(null);
        var logo = kit.logoAssetId();
        String name = workspaces.current().name();
        return new GuestWorkspace(
                name,
                new GuestBrand(
                        kit.name().isBlank() ? name : kit.name(),
                        kit.colors(),
                        logo == null ? null : url(token, logo)));
    }

    private static String url(String token, UUID asset) {
        return "/api/reviews/" + token + "/files/" + asset;
    }

    private static @Nullable String stage(ReviewShare share, OpenItems open) {
        return open.verdicts().panels().stream()
                .filter(panel -> panel.has(share.id()))
                .map(panel -> panel.terms().name())
                .findFirst()
                .orElse(null);
    }

    private static List<Entry> entries(OpenItems open) {
        return open.verdicts().shown().stream().map(Entry::of).toList();
    }

    private List<GuestItem> items(ReviewShare share, OpenItems open, String token) {
        var entries = entries(open);
        var current = contents.current(entries);
        var pages = contents.pages(entries);
        return open.verdicts().shown().stream()
                .map(row -> new GuestItem(
                        row.kind(),
                        row.itemId(),
                        row.title(),
                        String.valueOf(row.digest()),
                        said(share, open.verdicts(), row),
                        open.has(share.id()) && open.mayApprove(share.id(), row),
                        preview(current.get(row.key()), pages.get(row.key()), token)))
                .sorted(Comparator.comparing(GuestReader::at))
                .toList();
    }

    /** What goes out first comes first; what has no time, last. */
    private static Instant at(GuestItem item) {
        return item.preview() == null || item.preview().at() == null
                ? Instant.MAX
                : item.preview().at();
    }

    /** The last that the guest decided about the current version of an item. */
    private static String said(ReviewShare share, ItemVerdicts verdicts, ItemRow row) {
        Mark last = verdicts.marks().getOrDefault(row.key(), List.of()).stream()
                .filter(mark -> share.id().equals(mark.decidedBy()))
                .reduce((a, b) -> b)
                .orElse(null);
        return ReviewDetails.word(last == null ? null : last.decision());
    }

    private static @Nullable GuestPreview preview(@Nullable ItemContent content, @Nullable String page, String token) {
        if (content == null) return null;
        boolean mail = "email".equals(content.channel());
        Map<String, String> components = new LinkedHashMap<>(content.components());
        if (page != null) components.keySet().removeAll(SOURCES);
        return new GuestPreview(
                content.channel(),
                // The lists of a workspace are its own business.
                mail ? null : content.to(),
                components,
                content.assetIds().stream()
                        .map(asset -> new GuestFile(asset, url(token, asset)))
                        .toList(),
                content.at(),
                content.timeZone(),
                page);
    }

    /** Those of this review about what the guest sees, without internal ones and their answers. */
    private List<GuestComment> comments(Review review, OpenItems open) {
        var shown = open.verdicts().shown().stream().map(ItemRow::key).collect(Collectors.toSet());
        var all = comments.of(review).stream()
                .filter(row -> row.reviewId().equals(review.id()))
                .filter(row -> row.anchor() == null
                        || shown.contains(Item.key(
                                row.anchor().item().kind(), row.anchor().item().id())))
                .toList();
        var internal = all.stream()
                .filter(row -> row.parent() == null && row.internal())
                .map(Comment.Row::id)
                .collect(Collectors.toSet());
        var current = contents.current(all.stream()
                .flatMap(row -> Stream.ofNullable(row.anchor()))
                .map(anchor -> new Entry(anchor.item().kind(), anchor.item().id(), "", "", null))
                .distinct()
                .toList());
        return all.stream()
                .filter(row -> !row.internal() && (row.parent() == null || !internal.contains(row.parent())))
                .map(row -> row.comment(ReviewReader.content(row, current)))
                .map(comment -> new GuestComment(
                        comment.id(),
                        comment.parent(),
                        comment.text(),
                        comment.by(),
                        comment.at(),
                        comment.anchor(),
                        comment.resolvedAt() != null,
                        comment.outdated()))
                .toList();
    }
}
