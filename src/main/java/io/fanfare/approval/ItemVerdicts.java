package io.fanfare.approval;

import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.approval.ScopeState.ItemRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has been decided about each item of a scope, in each stage of its review. A mark counts for exactly the version and the
 * strategy it was made on, and for versions that a policy keeps it for; without one, an item that the last approval covers is approved. An item is approved once every stage
 * approved it.
 */
record ItemVerdicts(ScopeState state, Rows rows, Map<String, List<Mark>> marks, List<Panel> panels) {
    /** In a review that any one person decides. */
    static ItemVerdicts of(ScopeState state, List<Mark> marks) {
        return of(state, marks, List.of(Panel.PLAIN));
    }

    static ItemVerdicts of(ScopeState state, List<Mark> marks, List<Panel> panels) {
        var items = state.items().stream()
                .filter(item -> item.digest() != null)
                .collect(Collectors.toMap(ItemRow::key, item -> item));
        var current = marks.stream()
                .filter(mark -> isGood(mark, items.get(mark.key()))
                        && Objects.equals(mark.basis(), state.basis().digest()))
                .collect(Collectors.groupingBy(Mark::key));
        return new ItemVerdicts(state, Rows.of(state), current, panels);
    }

    /** About this version, or an approval by a person that a policy kept for it; a request for changes is answered by any change. */
    private static boolean isGood(Mark mark, @Nullable ItemRow item) {
        if (item == null) return false;
        return mark.digest().equals(item.digest())
                || mark.decision() == Verdict.APPROVED
                        && mark.auto() == null
                        && item.kept().contains(mark.digest());
    }

    /** The scheduled items with the drafts they use, and which of them the last approval covers. */
    record Rows(
            List<ItemRow> planned,
            Map<String, ItemRow> drafts,
            Map<String, List<ItemRow>> users,
            Set<String> approved) {
        static Rows of(ScopeState state) {
            var planned = state.plannedRows();
            var users = new HashMap<String, List<ItemRow>>();
            for (var item : planned)
                if (!item.draft())
                    for (var used : item.uses())
                        users.computeIfAbsent(used, any -> new ArrayList<>()).add(item);
            return new Rows(
                    planned,
                    planned.stream().filter(ItemRow::draft).collect(Collectors.toMap(ItemRow::key, row -> row)),
                    users,
                    state.approved());
        }
    }

    /** Whether any one person decides, on all of it if they want. */
    boolean isPlain() {
        return panels.size() == 1 && panels.getFirst().isPlain();
    }

    /** What is decided on: the scheduled items. In stages, drafts if nothing is scheduled. */
    List<ItemRow> decidable() {
        return onlyDrafts() ? state.drafts() : rows.planned();
    }

    private boolean onlyDrafts() {
        return rows.planned().isEmpty() && !isPlain();
    }

    /** The decision on an item; empty if it is still open. A draft follows the items that use it. */
    Optional<Verdict> of(ItemRow item) {
        var own = own(item);
        if (own.isPresent()) return own;
        if (rows.approved().contains(item.key())) return Optional.of(Verdict.APPROVED);
        return item.draft() ? ofUsers(item) : Optional.empty();
    }

    /** What the marks on an item add up to over all stages. */
    private Optional<Verdict> own(ItemRow item) {
        if (!marks.containsKey(item.key())) return Optional.empty();
        var verdicts = panels.stream().map(panel -> in(panel, item)).toList();
        if (verdicts.contains(Optional.of(Verdict.CHANGES_REQUESTED))) return Optional.of(Verdict.CHANGES_REQUESTED);
        return verdicts.contains(Optional.<Verdict>empty()) ? Optional.empty() : Optional.of(Verdict.APPROVED);
    }

    /** What the people of a stage decided on an item. One of them who requests changes is enough; a rule decides it alone. */
    private Optional<Verdict> in(Panel panel, ItemRow item) {
        var made = counting(panel, item.key());
        if (made.stream().anyMatch(mark -> mark.decision() == Verdict.CHANGES_REQUESTED))
            return Optional.of(Verdict.CHANGES_REQUESTED);
        if (made.stream().anyMatch(mark -> mark.auto() != null)) return Optional.of(Verdict.APPROVED);
        var represented =
                made.stream().flatMap(mark -> mark.onBehalf().stream()).toList();
        return panel.isSatisfied(deciders(made), represented, person -> wrote(item, person))
                ? Optional.of(Verdict.APPROVED)
                : Optional.empty();
    }

    /** Each person's last word on an item in a stage; where one person decides, the last word of all. */
    private Collection<Mark> counting(Panel panel, String key) {
        var last = new LinkedHashMap<Object, Mark>();
        boolean one = panel.terms().how().needed(2) == 1;
        for (var mark : marks.getOrDefault(key, List.of()))
            if (mark.stage() == panel.position())
                last.put(one ? key : Objects.requireNonNullElse(mark.decidedBy(), mark.id()), mark);
        return last.values();
    }

    private static List<UUID> deciders(Collection<Mark> made) {
        return made.stream()
                .map(mark -> Objects.requireNonNullElse(mark.decidedBy(), mark.id()))
                .toList();
    }

    /** Who has approved an item in a stage so far. */
    List<UUID> approvedBy(Panel panel, ItemRow item) {
        return deciders(counting(panel, item.key()));
    }

    /** Whether a person wrote an item, or a draft that would be approved with it. */
    boolean wrote(ItemRow item, UUID person) {
        return Stream.concat(Stream.of(item), following(item)).anyMatch(row -> state.writtenBy(row, person));
    }

    /** Whether a stage needs no other decision on an item. */
    boolean isDecided(Panel panel, ItemRow item) {
        return of(item).isPresent() || in(panel, item).isPresent();
    }

    /** The items that a stage has yet to decide on. */
    List<ItemRow> open(Panel panel) {
        return decidable().stream()
                .filter(item -> isRead(item) && !isDecided(panel, item))
                .toList();
    }

    /** The items that some stage has yet to decide on. */
    List<ItemRow> open() {
        return decidable().stream()
                .filter(item -> isRead(item) && of(item).isEmpty())
                .toList();
    }

    /** What people read: without the drafts that are decided with the items that use them. */
    List<ItemRow> shown() {
        return decidable().stream().filter(this::isRead).toList();
    }

    /** Drafts are decided with the items that use them. */
    private boolean isRead(ItemRow item) {
        return !item.draft() || onlyDrafts();
    }

    /** The stages whose turn it is: of those that stand side by side, the ones with something to decide. */
    List<Panel> turn() {
        for (var group : groups()) {
            var waiting = group.stream().filter(panel -> !open(panel).isEmpty()).toList();
            if (!waiting.isEmpty()) return waiting;
        }
        return groups().getLast();
    }

    /** The position of the last stage that has opened. */
    int reached() {
        return groups().stream()
                .filter(group -> group.contains(turn().getFirst()))
                .findFirst()
                .orElseThrow()
                .getLast()
                .position();
    }

    /** The stages in order; those that open together are one group. */
    private List<List<Panel>> groups() {
        var groups = new ArrayList<List<Panel>>();
        for (var panel : panels) {
            if (groups.isEmpty() || !panel.terms().parallel()) groups.add(new ArrayList<>());
            groups.getLast().add(panel);
        }
        return groups;
    }

    /** The last mark on the current version of an item. */
    @Nullable
    Mark last(ItemRow item) {
        var made = marks.getOrDefault(item.key(), List.of());
        return made.isEmpty() ? null : made.getLast();
    }

    /** The requests for changes of the current versions. */
    List<Mark> requested() {
        return counting()
                .filter(mark -> mark.decision() == Verdict.CHANGES_REQUESTED)
                .toList();
    }

    private Stream<Mark> counting() {
        return marks.keySet().stream()
                .flatMap(key -> panels.stream().flatMap(panel -> counting(panel, key).stream()))
                .sorted(Comparator.comparing(Mark::id));
    }

    /** The drafts that get the verdict on this item, because no one has decided on them. */
    Stream<ItemRow> following(ItemRow item) {
        return item.uses().stream()
                .map(rows.drafts()::get)
                .filter(draft -> draft != null && !rows.approved().contains(draft.key()) && !hasOwn(draft));
    }

    /** Whether every stage has decided on a draft itself, or one of them sent it back. */
    private boolean hasOwn(ItemRow draft) {
        var made = panels.stream().map(panel -> counting(panel, draft.key())).toList();
        return made.stream().noneMatch(Collection::isEmpty)
                || made.stream()
                        .flatMap(Collection::stream)
                        .anyMatch(mark -> mark.decision() == Verdict.CHANGES_REQUESTED);
    }

    private Optional<Verdict> ofUsers(ItemRow draft) {
        var verdicts = rows.users().getOrDefault(draft.key(), List.of()).stream()
                .map(this::of)
                .toList();
        if (verdicts.contains(Optional.of(Verdict.APPROVED))) return Optional.of(Verdict.APPROVED);
        return verdicts.isEmpty() || verdicts.contains(Optional.<Verdict>empty())
                ? Optional.empty()
                : Optional.of(Verdict.CHANGES_REQUESTED);
    }

    /** What all verdicts add up to: the manifest of an approval, and the items it leaves out with the reason. */
    record Outcome(
            List<Entry> approved,
            List<String> withheld,
            @Nullable String reason) {}

    /** The outcome once every scheduled item is decided. Drafts that are not scheduled stay as they were. */
    Optional<Outcome> outcome() {
        var approved = new LinkedHashMap<String, Entry>();
        var withheld = new ArrayList<String>();
        for (var item : decidable()) {
            var verdict = of(item);
            if (verdict.isEmpty()) return Optional.empty();
            switch (verdict.get()) {
                case APPROVED -> approved.put(item.key(), onlyDrafts() ? draft(item) : Entry.of(item));
                case CHANGES_REQUESTED -> withheld.add(item.key());
            }
        }
        if (approved.isEmpty()) return Optional.of(new Outcome(List.of(), List.copyOf(withheld), reason()));
        state.drafts().stream()
                .filter(item -> rows.approved().contains(item.key()))
                .forEach(item -> approved.putIfAbsent(item.key(), draft(item)));
        return Optional.of(new Outcome(List.copyOf(approved.values()), List.copyOf(withheld), reason()));
    }

    private static Entry draft(ItemRow item) {
        return new Entry(item.kind(), item.itemId(), item.title(), String.valueOf(item.digest()), true);
    }

    /** With the titles of the items only if it is about several. */
    private @Nullable String reason() {
        var reasons = counting().filter(mark -> mark.comment() != null).toList();
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
