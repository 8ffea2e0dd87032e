package io.fanfare.approval;

import io.fanfare.approval.ScopeState.Difference;
import io.fanfare.kernel.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One reason why a campaign can't be published. */
public record Blocker(String code, @Nullable Scope scope, String message) {
    static final String NOTHING_TO_PUBLISH = "nothing_to_publish";

    /** Every reason, in the order of the scopes. A scope without items does not block. */
    static List<Blocker> of(Collection<ScopeState> states) {
        var blockers = new ArrayList<Blocker>();
        for (var state : states) {
            if (state.empty()) continue;
            var scope = state.row().scope();
            switch (state.status()) {
                case APPROVED -> {}
                case PENDING ->
                    blockers.add(
                            new Blocker("approval_pending", scope, "The " + scope.word() + " is not approved yet."));
                case REJECTED ->
                    blockers.add(new Blocker(
                            "approval_rejected",
                            scope,
                            "The " + scope.word() + " was rejected: "
                                    + state.row().reason()));
                case NEEDS_REVIEW ->
                    blockers.add(new Blocker("approval_needs_review", scope, changed(scope, state.changes())));
            }
        }
        if (states.stream().allMatch(state -> state.row().scope() == Scope.STRATEGY || state.empty()))
            blockers.add(new Blocker(NOTHING_TO_PUBLISH, null, "Schedule a post or create an e-mail first."));
        return blockers;
    }

    /** What it adds to "The content was rejected" or "The content needs another review": a reason or a change, or nothing. */
    public String detail() {
        int colon = message.indexOf(": ");
        return colon < 0 ? "" : message.substring(colon + 2);
    }

    private static String changed(Scope scope, List<Difference> differences) {
        if (differences.isEmpty()) return "Another review of the " + scope.word() + " was requested.";
        var first = differences.getFirst();
        String rest = differences.size() == 1 ? "" : " and " + (differences.size() - 1) + " more";
        return Texts.sentence("The " + scope.word() + " needs another review: " + first.by() + " "
                + first.change().name().toLowerCase(Locale.ROOT) + " “" + first.title() + "”" + rest);
    }
}
