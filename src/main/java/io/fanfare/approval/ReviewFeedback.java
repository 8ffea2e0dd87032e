package io.fanfare.approval;

import io.fanfare.approval.ItemContents.ItemContent;
import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Operations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What reviewers said about the items of a campaign, for the people who work on them. */
@RestController
class ReviewFeedback {
    private final Manifest manifest;
    private final Reviews reviews;
    private final MarkStore marks;
    private final CommentStore comments;
    private final ApprovedContents contents;
    private final Operations operations;

    ReviewFeedback(
            Manifest manifest,
            Reviews reviews,
            MarkStore marks,
            CommentStore comments,
            ApprovedContents contents,
            Operations operations) {
        this.manifest = manifest;
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
     * approved and changed since. {@code reviewId} is the open review that includes it; {@code unapproved} lists the scopes in
     * which it needs another request.
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
            List<Scope> unapproved,
            List<String> can) {}

    /** Who asked for changes, and why; {@code changedSince} says that the item is no longer the version they read. */
    record RequestedChanges(String by, Instant at, @Nullable String comment, boolean changedSince) {}

    /** A comment with the review in which it is answered. */
    record CommentInReview(UUID reviewId, Comment comment) {}

    /**
     * Lists the items of a campaign that reviewers asked to change or commented on, and those that lost their approval by a
     * change: who asked and why, the comments that are still open, and whether the item was changed since. An item that is
     * approved and has no open comment is left out.
     */
    @GetMapping("/api/campaigns/{id}/approvals/feedback")
    @Allow("approval.read")
    CampaignFeedback readFeedback(@PathVariable UUID id) {
        var scopes =
                manifest.states(id).values().stream().map(ScopeStandings::of).toList();
        var said = said(comments.open(id));
        var requests = requests(scopes, id);
        var found = new LinkedHashMap<String, ItemRow>();
        for (var scope : scopes)
            for (var item : scope.state().items())
                if (item.digest() != null
                        && (said.containsKey(item.key())
                                || requests.containsKey(item.key())
                                || scope.of(item) == Standing.APPROVAL_LOST)) found.putIfAbsent(item.key(), item);
        var current = contents.current(found.values().stream()
                .filter(item -> said.containsKey(item.key()))
                .map(Entry::of)
                .toList());
        boolean closed = manifest.closed(id) != null;
        return new CampaignFeedback(found.values().stream()
                .map(item -> feedback(
                        item,
                        requests.get(item.key()),
                        comments(said.getOrDefault(item.key(), List.of()), current.get(item.key())),
                        scopes,
                        closed))
                .toList());
    }

    /** A scope with the standing of each of its items. */
    private record ScopeStandings(ScopeState state, Map<String, Standing> standings) {
        static ScopeStandings of(ScopeState state) {
            return new ScopeStandings(state, state.standings());
        }

        @Nullable
        Standing of(ItemRow item) {
            return standings.get(item.key());
        }

        Scope scope() {
            return state.row().scope();
        }
    }

    private ItemFeedback feedback(
            ItemRow item,
            @Nullable RequestedChanges requested,
            List<CommentInReview> comments,
            List<ScopeStandings> scopes,
            boolean closed) {
        var open = scopes.stream()
                .filter(scope -> scope.of(item) != null && scope.of(item) != Standing.APPROVED)
                .toList();
        var unapproved = open.stream()
                .filter(scope -> scope.state().row().reviewId() == null)
                .map(ScopeStandings::scope)
                .toList();
        return new ItemFeedback(
                item.kind(),
                item.itemId(),
                item.title(),
                item.uses(),
                requested,
                comments,
                open.stream().anyMatch(scope -> scope.of(item) == Standing.APPROVAL_LOST),
                open.stream()
                        .map(scope -> scope.state().row().reviewId())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                unapproved,
                unapproved.isEmpty() || closed ? List.of() : operations.permitted(List.of("requestApproval")));
    }

    /** The last request for changes of each item that is not approved since. */
    private Map<String, RequestedChanges> requests(List<ScopeStandings> scopes, UUID campaign) {
        var last = reviews.last(campaign);
        var byReview = marks.of(last.stream().map(Review::id).toList()).stream()
                .collect(Collectors.groupingBy(Mark::reviewId));
        var requests = new HashMap<String, RequestedChanges>();
        for (var review : last)
            for (var scope : scopes)
                if (scope.scope() == review.scope())
                    requests(scope, byReview.getOrDefault(review.id(), List.of()))
                            .forEach((key, request) -> requests.merge(key, request, ReviewFeedback::merged));
        return requests;
    }

    private static Map<String, RequestedChanges> requests(ScopeStandings scope, List<Mark> marks) {
        var lastMark = marks.stream().collect(Collectors.toMap(Mark::key, mark -> mark, (a, b) -> b));
        var requests = new HashMap<String, RequestedChanges>();
        for (var item : scope.state().plannedRows()) {
            var mark = lastMark.get(item.key());
            var standing = scope.of(item);
            if (standing == Standing.APPROVED) continue;
            if (mark != null && mark.decision() == Verdict.CHANGES_REQUESTED)
                requests.put(
                        item.key(),
                        new RequestedChanges(
                                mark.decidedByName(),
                                mark.at(),
                                mark.comment(),
                                !mark.digest().equals(item.digest())));
            else if (standing == Standing.CHANGES_REQUESTED && mark == null) {
                var decided = ofScope(scope.state());
                if (decided != null) requests.put(item.key(), decided);
            }
        }
        return requests;
    }

    /** The reason for which the scope was rejected with all of its items; they are still as they were then. */
    private static @Nullable RequestedChanges ofScope(ScopeState state) {
        var row = state.row();
        return row.decidedAt() == null || row.decidedByName() == null
                ? null
                : new RequestedChanges(row.decidedByName(), row.decidedAt(), row.reason(), false);
    }

    /** One matter in two scopes: a text that was changed is changed, though its time is as it was. */
    private static RequestedChanges merged(RequestedChanges one, RequestedChanges other) {
        var later = other.at().isAfter(one.at()) ? other : one;
        return new RequestedChanges(
                later.by(), later.at(), later.comment(), one.changedSince() || other.changedSince());
    }

    /** The open conversations about each item. */
    private static Map<String, List<Comment.Row>> said(List<Comment.Row> open) {
        var threads = new LinkedHashMap<UUID, String>();
        var said = new LinkedHashMap<String, List<Comment.Row>>();
        for (var row : open) {
            String key = row.anchor() == null
                    ? threads.get(row.parent())
                    : Item.key(row.anchor().item().kind(), row.anchor().item().id());
            if (key == null) continue;
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
