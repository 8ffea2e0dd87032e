package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.Comment.Anchor;
import io.fanfare.approval.Comment.AnchoredItem;
import io.fanfare.approval.Comment.Point;
import io.fanfare.approval.ItemContents.ItemContent;
import io.fanfare.approval.ItemDecisions.ReviewedItem;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Comments on a review, pinned to words, to a point of a picture or to a second of a video. */
@RestController
@RequestMapping("/api/approvals/{id}")
class ReviewComments {
    private final Reviews reviews;
    private final CommentStore store;
    private final ApprovedContents contents;
    private final Members members;
    private final Notifications notifications;
    private final Audit audit;
    private final Live live;
    private final Now now;

    ReviewComments(
            Reviews reviews,
            CommentStore store,
            ApprovedContents contents,
            Members members,
            Notifications notifications,
            Audit audit,
            Live live,
            Now now) {
        this.reviews = reviews;
        this.store = store;
        this.contents = contents;
        this.members = members;
        this.notifications = notifications;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /**
     * A comment. {@code parent} is the comment that it answers; {@code resolve} resolves that one, or opens it again if it is
     * false. {@code mentions} are notified.
     */
    record NewComment(
            @NotBlank @Size(max = 5000) String text,
            @Nullable UUID parent,
            @Nullable @Valid NewAnchor anchor,
            @Nullable @Size(max = 50) List<@NotNull UUID> mentions,
            @Nullable Boolean resolve,
            @Nullable Boolean internal) {
        List<UUID> mentioned() {
            return mentions == null ? List.of() : mentions.stream().distinct().toList();
        }
    }

    /** What an anchor is about. */
    record NewAnchoredItem(
            @NotBlank @Size(max = 50) String kind, @NotNull UUID id) {}

    /** A point of a picture, as shares of its width and height. */
    record NewPoint(
            @NotNull @DecimalMin("0") @DecimalMax("1") BigDecimal x,
            @NotNull @DecimalMin("0") @DecimalMax("1") BigDecimal y) {}

    /** The place in an item: a range of a component in code points, a point of a picture, or a second of a video. */
    record NewAnchor(
            @NotNull @Valid NewAnchoredItem item,
            @Nullable @Size(max = 50) String component,

            @Nullable @Size(min = 2, max = 2) List<@NotNull @Min(0) Integer> range,

            @Nullable @Valid NewPoint point,
            @Nullable @DecimalMin("0") @DecimalMax("86400") BigDecimal second,
            @Nullable UUID assetId) {
        Anchor in(@Nullable ItemContent content) {
            if (content == null) throw Refused.invalid("anchor.item", "must be an item of this campaign");
            String quote = range == null ? null : quote(content, range);
            return new Anchor(
                    new AnchoredItem(item.kind(), item.id()),
                    component,
                    range,
                    quote,
                    point == null ? null : new Point(point.x(), point.y()),
                    second,
                    point == null && second == null ? null : asset(content));
        }

        private String quote(ItemContent content, List<Integer> of) {
            String text = component == null ? null : content.components().get(component);
            if (text == null) throw Refused.invalid("anchor.component", "must be a component of the item, e.g. text");
            String quote = Anchor.cut(text, of.getFirst(), of.getLast());
            if (quote == null) throw Refused.invalid("anchor.range", "must lie within the text of the component");
            return quote;
        }

        private UUID asset(ItemContent content) {
            if (assetId != null && content.assetIds().contains(assetId)) return assetId;
            if (assetId != null || content.assetIds().isEmpty())
                throw Refused.invalid("anchor.assetId", "must be a picture or video of the item");
            return content.assetIds().getFirst();
        }
    }

    /**
     * Comments on a review, also a closed one. With {@code anchor}, the comment is pinned to a range of a component in code
     * points (its words are stored as {@code quote}), to a point of a picture or to a second of a video; it becomes {@code
     * outdated} when they are gone. Notifies the people mentioned, the person who requested the review and those in the
     * conversation.
     */
    @PostMapping("/comments")
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(value = Tool.Set.CAMPAIGNS, openWorld = true)
    @Allow("approval.comment")
    Comment commentOnReview(@PathVariable UUID id, @RequestBody @Valid NewComment request) {
        var review = reviews.get(id);
        var parent = request.parent() == null
                ? null
                : store.find(review, request.parent())
                        .orElseThrow(() -> Refused.invalid("parent", "must be a comment of this review"));
        if (!members.with("approval.read").containsAll(request.mentioned()))
            throw Refused.invalid("mentions", "must only list members");
        var content = content(review, request.anchor());
        var actor = Current.get().actor();
        var row = new Comment.Row(
                Ids.next(),
                id,
                parent == null ? null : Objects.requireNonNullElse(parent.parent(), parent.id()),
                request.text(),
                request.anchor() == null ? null : request.anchor().in(content),
                request.mentioned(),
                Boolean.TRUE.equals(request.internal()),
                actor.kind() == Actor.Kind.GUEST ? null : actor.personId(),
                actor.name(),
                now.instant(),
                null,
                null);
        store.insert(review, row);
        if (row.parent() != null && request.resolve() != null)
            store.resolve(row.parent(), request.resolve() ? actor.name() : null);
        audit.record(Reviews.subject(review), null, Map.of("comment", request.text()));
        notifyPeople(review, row);
        live.changed(Topic.APPROVALS, "comment", review.id(), null);
        live.changed(Topic.CAMPAIGN.of(review.campaignId()), "approval", review.campaignId(), null);
        return row.comment(content);
    }

    /** The caller's comments on these items, or on the scope of the review, that are not resolved. */
    List<String> open(Review review, @Nullable List<ReviewedItem> items) {
        return store.open(
                review,
                Current.get().person(),
                items == null
                        ? List.of()
                        : items.stream().map(item -> item.id().toString()).toList());
    }

    private @Nullable ItemContent content(Review review, @Nullable NewAnchor anchor) {
        if (anchor == null
                || !store.isItem(
                        review.campaignId(), anchor.item().kind(), anchor.item().id())) return null;
        var item = new Entry(anchor.item().kind(), anchor.item().id(), "", "", null);
        return contents.current(List.of(item)).get(item.key());
    }

    private void notifyPeople(Review review, Comment.Row comment) {
        var actor = Current.get().actor();
        String title = actor.name() + " commented on the " + review.scope().word() + " of " + reviews.title(review);
        var subject = Reviews.subject(review);
        var mentioned = new HashSet<>(comment.mentions());
        mentioned.remove(comment.byId());
        notifications.notify(
                mentioned,
                "mentioned",
                actor.name() + " mentioned you in the review of " + reviews.title(review),
                comment.text(),
                subject);
        var others = new HashSet<UUID>();
        if (review.requestedBy() != null) others.add(review.requestedBy());
        store.of(review).stream()
                .filter(other -> comment.parent() != null
                        && (comment.parent().equals(other.id())
                                || comment.parent().equals(other.parent())))
                .map(Comment.Row::byId)
                .filter(Objects::nonNull)
                .forEach(others::add);
        others.removeAll(comment.mentions());
        others.remove(comment.byId());
        notifications.notify(others, "approval_commented", title, comment.text(), subject);
    }
}
