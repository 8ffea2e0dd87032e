package io.fanfare.approval;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a campaign still needs before it can be published: the blockers, the open reviews, the scopes that no member may
 * decide, how many scheduled items each scope has, and the items for which changes were requested.
 */
public record PublishState(
        List<Blocker> blockers,
        List<OpenReview> reviews,
        Set<Scope> withoutReviewer,
        Map<Scope, Integer> items,
        List<WithheldItem> withheld) {
    /** A scheduled item that an approval left out because changes were requested. */
    public record WithheldItem(Scope scope, String kind, UUID id, String title) {}

    public int items(Scope scope) {
        return items.getOrDefault(scope, 0);
    }
}
