package io.fanfare.approval;

import io.fanfare.approval.ItemContents.ItemContent;
import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What reviewers said about the items of a campaign, for the people who work on them. */
@RestController
class ReviewFeedback {
    private final FeedbackStore store;
    private final Reviews reviews;
    private final MarkStore marks;
    private final CommentStore comments;
    private final ApprovedContents contents;
    private final Operations operations;

    ReviewFeedback(
            FeedbackStore store,
            Reviews reviews,
            MarkStore marks,
            CommentStore comments,
            ApprovedContents contents,
            Operations operations) {
        this.store = store;
        this.reviews = reviews;
        this.marks = marks;
        this.comments = comments;
        this.contents = contents;
        this.operations = operations;
    }

    /** The items with feedback. */
    record CampaignFeedback(List<ItemFeedback> items) {}

    /**
     * The feedback on one item. {@code uses} lists the drafts whose content it takes. {@code lostApproval} says that it was
     * approved and changed since. {@code reviewId} is the open review that includes it, {@code reviewers} are the names of those
     * who can decide it there; {@code unapproved} lists the scopes in which it needs another request.
     */
    record ItemFeedback(
            String kind,
            UUID id,
            String title,
            List<String> uses,
            @Nullable RequestedChanges requested,
            List<CommentInReview> comments,
            boolean lostApproval,
            @Nullable UUID reviewId,
            List<String> reviewers,
            List<Scope> unapproved,
            List<String> can) {}

    /** Who asked for changes, and why; {@code changedSince} says that the item is no longer the version they read. */
    record RequestedChanges(String by, Instant at, @Nullable String comment, boolean changedSince) {}

    /** A comment with the review in which it is answered. */
    record CommentInReview(UUID reviewId, Comment comment) {}

    /**
     * Lists the items of a campaign that reviewers asked to change or commented on, and those that lost their approval by a
     * change: who asked and why, the comments that are still open, and whether the item was changed since. An item that is
     * approved and has no open comment is left out. With {@code item}, e.g. {@code post:…}, only that item or those that take its
     * content, also while they wait for their first approval.
     */
    @GetMapping("/api/campaigns/{id}/approvals/feedback")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("approval.read")
    CampaignFeedback readFeedback(@PathVariable UUID id, @RequestParam @Nullable String item) {
        var campaign = store.campaign(id).orElseThrow(Refused::notFound);
        var scopes = store.scopes(id).stream().collect(Collectors.toMap(FeedbackStore.ScopeRow::scope, row -> row));
        var items = FeedbackItem.of(store.items(id, item), scopes);
        var keys = items.stream().map(FeedbackItem::key).toList();
        var said = said(comments.open(id), keys);
        var requests = requests(reviews.last(id), keys);
        var found = items.stream()
                .filter(each -> said.containsKey(each.key())
                        || each.isRequested(requests)
                        || each.is(Standing.APPROVAL_LOST)
                        || item != null && each.waits())
                .toList();
        var current = contents.current(found.stream()
                .filter(each -> said.containsKey(each.key()))
                .map(each -> Entry.of(each.first()))
                .toList());
        return new CampaignFeedback(found.stream()
                .map(each -> feedback(
                        each,
                        each.requested(requests),
                        comments(said.getOrDefault(each.key(), List.of()), current.get(each.key())),
                        campaign.closed() != null))
                .toList());
    }

    private ItemFeedback feedback(
            FeedbackItem item, Optional<RequestedChanges> requested, List<CommentInReview> comments, boolean closed) {
        var row = item.first();
        var unapproved = item.unapproved();
        var open = item.openReviews();
        return new ItemFeedback(
                row.kind(),
                row.itemId(),
                row.title(),
                row.uses(),
                requested.orElse(null),
                comments,
                item.is(Standing.APPROVAL_LOST),
                open.isEmpty() ? null : open.getFirst(),
                open.isEmpty() ? List.of() : reviews.deciderNames(open.getFirst(), item.authors()),
                unapproved,
                unapproved.isEmpty() || closed ? List.of() : operations.permitted(List.of("requestApproval")));
    }

    /** The last decision of reviewers on each item, by scope and item. */
    private Map<Scope, Map<String, Mark>> requests(List<Review> last, List<String> keys) {
        var scopes = last.stream().collect(Collectors.toMap(Review::id, Review::scope));
        return marks.of(scopes.keySet(), keys).stream()
                .collect(Collectors.groupingBy(
                        mark -> Objects.requireNonNull(scopes.get(mark.reviewId())),
                        Collectors.toMap(Mark::key, mark -> mark, (a, b) -> b)));
    }

    /** One item with its rows in the scopes it belongs to. */
    private record FeedbackItem(List<ItemRow> rows, Map<Scope, FeedbackStore.ScopeRow> scopes, boolean used) {
        static List<FeedbackItem> of(List<ItemRow> rows, Map<Scope, FeedbackStore.ScopeRow> scopes) {
            var used = rows.stream().flatMap(row -> row.uses().stream()).collect(Collectors.toSet());
            var items =
                    rows.stream().collect(Collectors.groupingBy(ItemRow::key, LinkedHashMap::new, Collectors.toList()));
            return items.entrySet().stream()
                    .map(item -> new FeedbackItem(item.getValue(), scopes, used.contains(item.getKey())))
                    .toList();
        }

        /** Its content comes first. */
        ItemRow first() {
            return rows.getFirst();
        }

        String key() {
            return first().key();
        }

        boolean is(Standing standing) {
            return rows.stream().anyMatch(row -> row.standing() == standing);
        }

        /** A draft waits for nothing before an item uses it; then that item does. */
        boolean waits() {
            return !first().draft() && rows.stream().anyMatch(FeedbackItem::isOpen);
        }

        private static boolean isOpen(ItemRow row) {
            return row.standing() != Standing.APPROVED;
        }

        private FeedbackStore.ScopeRow scope(ItemRow row) {
            return Objects.requireNonNull(scopes.get(row.scope()));
        }

        List<UUID> openReviews() {
            return rows.stream()
                    .filter(FeedbackItem::isOpen)
                    .map(row -> scope(row).reviewId())
                    .filter(Objects::nonNull)
                    .toList();
        }

        List<Scope> unapproved() {
            return rows.stream()
                    .filter(row -> isOpen(row) && scope(row).reviewId() == null)
                    .map(ItemRow::scope)
                    .toList();
        }

        List<UUID> authors() {
            return rows.stream()
                    .filter(FeedbackItem::isOpen)
                    .flatMap(row -> row.authors().stream())
                    .distinct()
                    .toList();
        }

        boolean isRequested(Map<Scope, Map<String, Mark>> marks) {
            return requested(marks).isPresent();
        }

        /** The last request for changes that is not approved since; one matter in two scopes is changed once its text is. */
        Optional<RequestedChanges> requested(Map<Scope, Map<String, Mark>> marks) {
            return rows.stream()
                    .filter(row -> isOpen(row) && (used || !row.draft()))
                    .flatMap(row -> requested(
                            row, marks.getOrDefault(row.scope(), Map.of()).get(key()))
                            .stream())
                    .reduce((one, other) -> {
                        var later = other.at().isAfter(one.at()) ? other : one;
                        return new RequestedChanges(
                                later.by(), later.at(), later.comment(), one.changedSince() || other.changedSince());
                    });
        }

        private Optional<RequestedChanges> requested(ItemRow row, @Nullable Mark mark) {
            if (mark != null)
                return mark.decision() == Verdict.CHANGES_REQUESTED
                        ? Optional.of(new RequestedChanges(
                                mark.decidedByName(),
                                mark.at(),
                                mark.comment(),
                                !mark.digest().equals(row.digest())))
                        : Optional.empty();
            var scope = scope(row);
            // The scope was rejected with all of its items; they are still as they were then.
            if (row.standing() != Standing.CHANGES_REQUESTED
                    || scope.decidedAt() == null
                    || scope.decidedByName() == null) return Optional.empty();
            return Optional.of(new RequestedChanges(scope.decidedByName(), scope.decidedAt(), scope.reason(), false));
        }
    }

    /** The open conversations about these items. */
    private static Map<String, List<Comment.Row>> said(List<Comment.Row> open, Collection<String> keys) {
        var threads = new LinkedHashMap<UUID, String>();
        var said = new LinkedHashMap<String, List<Comment.Row>>();
        for (var row : open) {
            String key = row.anchor() == null
                    ? threads.get(row.parent())
                    : Item.key(row.anchor().item().kind(), row.anchor().item().id());
            if (key == null || !keys.contains(key)) continue;
            if (row.parent() == null) threads.put(row.id(), key);
            else if (!threads.containsKey(row.parent())) continue;
            said.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
        }
        return said;
    }

    private static List<CommentInReview> comments(List<Comment.Row> rows, @Nullable ItemContent content) {
        return rows.stream()
                .map(row -> new CommentInReview(row.reviewId(), row.comment(content)))
                .toList();
    }
}
