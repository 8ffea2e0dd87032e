package io.fanfare.approval;

import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.approval.ScopeState.ItemRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has been decided about each item of a scope. A mark counts for exactly the version and the strategy it was made on;
 * without one, an item that the last approval covers is approved.
 */
record ItemVerdicts(ScopeState state, Map<String, Mark> marks) {
    static ItemVerdicts of(ScopeState state, List<Mark> marks) {
        var digests = state.plannedRows().stream().collect(Collectors.toMap(ItemRow::key, ItemRow::digest));
        var last = new HashMap<String, Mark>();
        for (var mark : marks)
            if (mark.digest().equals(digests.get(mark.key()))
                    && Objects.equals(mark.basis(), state.basis().digest())) last.put(mark.key(), mark);
        return new ItemVerdicts(state, last);
    }

    /** The decision on an item; empty if it is still open. A draft follows the items that use it. */
    Optional<Verdict> of(ItemRow item) {
        var mark = marks.get(item.key());
        if (mark != null) return Optional.of(mark.decision());
        if (state.approves(item)) return Optional.of(Verdict.APPROVED);
        return item.draft() ? ofUsers(item) : Optional.empty();
    }

    /** The requests for changes of the current versions. */
    List<Mark> requested() {
        return marks.values().stream()
                .filter(mark -> mark.decision() == Verdict.CHANGES_REQUESTED)
                .sorted(Comparator.comparing(Mark::id))
                .toList();
    }

    /** The drafts that get the verdict on this item, because no one has decided on them. */
    Stream<ItemRow> following(ItemRow item) {
        return state.plannedRows().stream()
                .filter(draft -> draft.draft()
                        && item.uses().contains(draft.key())
                        && !marks.containsKey(draft.key())
                        && !state.approves(draft));
    }

    private Optional<Verdict> ofUsers(ItemRow draft) {
        var verdicts = state.plannedRows().stream()
                .filter(item -> !item.draft() && item.uses().contains(draft.key()))
                .map(this::of)
                .toList();
        if (verdicts.contains(Optional.of(Verdict.APPROVED))) return Optional.of(Verdict.APPROVED);
        return verdicts.contains(Optional.<Verdict>empty()) ? Optional.empty() : Optional.of(Verdict.CHANGES_REQUESTED);
    }

    /** What all verdicts add up to: the manifest of an approval, and the items it leaves out with the reason. */
    record Outcome(
            List<Entry> approved,
            List<String> withheld,
            @Nullable String reason) {}

    /** The outcome once every scheduled item is decided. Drafts that are not scheduled stay as they were. */
    Optional<Outcome> outcome() {
        var approved = new ArrayList<Entry>();
        var withheld = new ArrayList<String>();
        for (var item : state.plannedRows()) {
            var verdict = of(item);
            if (verdict.isEmpty()) return Optional.empty();
            switch (verdict.get()) {
                case APPROVED -> approved.add(Entry.of(item));
                case CHANGES_REQUESTED -> withheld.add(item.key());
            }
        }
        if (approved.isEmpty()) return Optional.of(new Outcome(List.of(), withheld, reason()));
        return Optional.of(new Outcome(
                Stream.concat(approved.stream(), approvedDrafts()).toList(), List.copyOf(withheld), reason()));
    }

    private Stream<Entry> approvedDrafts() {
        return state.drafts().stream()
                .filter(state::approves)
                .map(item -> new Entry(item.kind(), item.itemId(), item.title(), String.valueOf(item.digest()), true));
    }

    /** With the titles of the items only if it is about several. */
    private @Nullable String reason() {
        var reasons = marks.values().stream()
                .filter(mark -> mark.comment() != null)
                .sorted(Comparator.comparing(Mark::id))
                .toList();
        long titles = reasons.stream()
                .filter(mark -> mark.decision() == Verdict.CHANGES_REQUESTED)
                .map(Mark::title)
                .distinct()
                .count();
        String reason = reasons.stream()
                .map(mark -> mark.decision() == Verdict.APPROVED || titles < 2
                        ? mark.comment()
                        : "“" + mark.title() + "”: " + mark.comment())
                .distinct()
                .collect(Collectors.joining(" · "));
        return reason.isEmpty() ? null : reason.substring(0, Math.min(5000, reason.length()));
    }
}
