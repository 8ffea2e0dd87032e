package io.fanfare.approval;

import io.fanfare.approval.ScopeState.ItemRow;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The items of a scope that wait for a decision, and which of the members {@code able} to decide may approve each: those who
 * wrote neither it nor a draft that is decided with it.
 */
record OpenItems(ScopeState state, ItemVerdicts verdicts, List<UUID> able, boolean selfApproval) {
    /** Drafts are decided with the items that use them. */
    List<ItemRow> items() {
        return state.plannedRows().stream()
                .filter(item -> !item.draft() && verdicts.of(item).isEmpty())
                .toList();
    }

    /** The members who may approve at least one item. Without any, the scope is decided as a whole. */
    List<UUID> eligible() {
        var items = items();
        return items.isEmpty()
                ? able.stream()
                        .filter(person -> selfApproval || !state.writtenBy(person))
                        .toList()
                : eligible(items);
    }

    /** The members who may approve at least one of these items. */
    List<UUID> eligible(List<ItemRow> items) {
        return able.stream()
                .filter(person -> items.stream().anyMatch(item -> mayApprove(person, item)))
                .toList();
    }

    /** The items that no member may approve. */
    List<ItemRow> stuck() {
        return items().stream()
                .filter(item -> able.stream().noneMatch(person -> mayApprove(person, item)))
                .toList();
    }

    /** The items that this person changed, so that another one has to approve them. */
    List<ItemRow> own(UUID person) {
        return items().stream().filter(item -> !mayApprove(person, item)).toList();
    }

    private boolean mayApprove(UUID person, ItemRow item) {
        return selfApproval
                || Stream.concat(Stream.of(item), verdicts.following(item))
                        .noneMatch(row -> state.writtenBy(row, person));
    }
}
