package io.fanfare.approval;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a campaign still needs before it can be published: the blockers, the open reviews, the scopes that no member may
 * decide, and how many scheduled items each scope has.
 */
public record PublishState(
        List<Blocker> blockers, List<OpenReview> reviews, Set<Scope> withoutReviewer, Map<Scope, Integer> items) {
    public int items(Scope scope) {
        return items.getOrDefault(scope, 0);
    }
}
