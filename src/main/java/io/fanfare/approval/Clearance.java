package io.fanfare.approval;

import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Refused;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whether a campaign may send, and which items: the one answer for the gate, for operations that send and for screens that say
 * why something waits. {@code digests} has the digest over all scopes of each item that the approvals let pass, by {@link
 * Item#key}; {@code withheld} are the items that approvals left out because changes were requested.
 */
public record Clearance(List<Blocker> blockers, Map<String, String> digests, Set<String> withheld) {
    static Clearance of(Map<Scope, ScopeState> states) {
        return new Clearance(
                Blocker.of(states.values()),
                digests(states),
                states.values().stream()
                        .flatMap(state -> state.withheld().stream())
                        .map(ItemRow::key)
                        .collect(Collectors.toSet()));
    }

    private static Map<String, String> digests(Map<Scope, ScopeState> states) {
        var ofScopes = new HashMap<String, Map<Scope, String>>();
        states.forEach((scope, state) -> state.passing()
                .forEach((key, digest) -> ofScopes.computeIfAbsent(key, any -> new EnumMap<>(Scope.class))
                        .put(scope, digest)));
        var digests = new HashMap<String, String>();
        ofScopes.forEach((key, scopes) -> digests.put(key, Item.combined(scopes)));
        return digests;
    }

    /** Whether everything scheduled is approved in its current version. */
    public boolean isComplete() {
        return blockers.isEmpty();
    }

    /** Whether an item may be sent: everything is approved, and no changes were requested for it. */
    public boolean passes(String kind, UUID id) {
        return isComplete() && !isWithheld(kind, id);
    }

    /** Whether changes were requested for an item when the others were approved. It is not sent. */
    public boolean isWithheld(String kind, UUID id) {
        return withheld.contains(Item.key(kind, id));
    }

    /** Whether some version of an item is approved. */
    public boolean approves(String kind, UUID id) {
        return digests.containsKey(Item.key(kind, id));
    }

    /** Whether exactly this version of an item is approved. */
    public boolean approves(String kind, UUID id, String digest) {
        return digest.equals(digests.get(Item.key(kind, id)));
    }

    /** Refuses with 409 {@code not_approved} and the blockers if anything is not approved in its current version. */
    public void requireComplete() {
        if (isComplete()) return;
        throw Refused.conflict(
                        "not_approved",
                        "Nothing is sent without approval. "
                                + blockers.getFirst().message())
                .with("blockers", blockers);
    }

    /** As {@code requireComplete}, and refuses an item for which changes were requested. */
    public void require(String kind, UUID id) {
        requireComplete();
        if (isWithheld(kind, id))
            throw Refused.conflict(
                    "not_approved",
                    "Nothing is sent without approval. Changes were requested for this item: change it, then request"
                            + " another review.");
    }
}
