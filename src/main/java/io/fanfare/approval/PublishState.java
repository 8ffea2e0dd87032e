package io.fanfare.approval;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign still needs before it can be published: the blockers, the open reviews, the members who may decide each
 * undecided scope, how many scheduled items each scope has, the items that the last decision left out because changes were requested, and
 * those for which an open review asks for changes, those that no member may approve, and what is missing for that in each undecided
 * scope, as a sentence.
 */
public record PublishState(
        List<Blocker> blockers,
        List<OpenReview> reviews,
        Map<Scope, List<UUID>> reviewers,
        Map<Scope, Integer> items,
        List<WithheldItem> withheld,
        List<RequestedChange> requested,
        List<StuckItem> stuck,
        Map<Scope, String> obstacles) {
    /** A scheduled item that an approval left out because changes were requested. */
    public record WithheldItem(Scope scope, String kind, UUID id, String title) {}

    /** A scheduled item that a reviewer sent back while its review goes on; {@code by} and {@code comment} are of the reviewer. */
    public record RequestedChange(
            String kind,
            UUID id,
            String title,
            String by,
            @Nullable String comment) {}

    /** An item that no member may approve, of a scope in which members may approve others. */
    public record StuckItem(Scope scope, String kind, UUID id, String title) {}

    /** Why no member may decide a scope or some of its items. */
    public String obstacle(Scope scope) {
        return obstacles.getOrDefault(scope, "");
    }

    /** Whether no member may decide a scope. */
    public boolean withoutReviewer(Scope scope) {
        return reviewers.containsKey(scope) && reviewers.get(scope).isEmpty();
    }

    /** Whether this person may decide all of a scope, and no one else. */
    public boolean onlyReviewer(Scope scope, @Nullable UUID person) {
        return person != null
                && List.of(person).equals(reviewers.get(scope))
                && stuck.stream().noneMatch(item -> item.scope() == scope);
    }

    public int items(Scope scope) {
        return items.getOrDefault(scope, 0);
    }
}
