package io.fanfare.approval;

import io.fanfare.approval.ReviewDetails.EligiblePerson;
import io.fanfare.approval.ScopeState.ItemRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The items of a scope that wait for a decision, and who may approve each in the stages whose turn it is: those who wrote neither it
 * nor a draft that is decided with it.
 */
record OpenItems(ScopeState state, ItemVerdicts verdicts, List<Panel> turn) {
    static OpenItems of(ScopeState state, ItemVerdicts verdicts) {
        return new OpenItems(state, verdicts, verdicts.turn());
    }

    List<ItemRow> items() {
        return verdicts.open();
    }

    /** The people who may approve at least one item. Without any, the scope is decided as a whole. */
    List<UUID> eligible() {
        var items = items();
        if (!items.isEmpty()) return eligible(items);
        return people().stream()
                .filter(person -> turn.stream().anyMatch(panel -> panel.mayApprove(person, state::writtenBy)))
                .toList();
    }

    /** The people who may approve at least one of these items. */
    List<UUID> eligible(List<ItemRow> items) {
        return people().stream()
                .filter(person -> items.stream().anyMatch(item -> mayApprove(person, item)))
                .toList();
    }

    /** The guests who may approve at least one of these items, in the stages whose turn it is. */
    List<EligiblePerson> guests(List<ItemRow> items) {
        return turn.stream()
                .flatMap(panel -> panel.guests().stream())
                .filter(guest -> items.isEmpty() || items.stream().anyMatch(item -> mayApprove(guest.id(), item)))
                .map(guest -> new EligiblePerson(guest.id(), guest.name()))
                .distinct()
                .toList();
    }

    /** This stage alone; nothing unless it is open. */
    Optional<OpenItems> in(int position) {
        return turn.stream()
                .filter(panel -> panel.position() == position)
                .findFirst()
                .map(panel -> new OpenItems(state, verdicts, List.of(panel)));
    }

    /** Whether this person decides in a stage whose turn it is. */
    boolean has(UUID person) {
        return turn.stream().anyMatch(panel -> panel.has(person));
    }

    Scope scope() {
        return state.row().scope();
    }

    /** Why items are stuck, as a sentence. */
    String obstacle() {
        return turn.stream()
                .filter(panel -> !verdicts.isPlain() && isLacking(panel))
                .findFirst()
                .map(panel -> "Stage " + PolicySimulator.nobody(panel.terms()) + ".")
                .orElse("Every member who may approve has worked on it.");
    }

    /** Everyone in the stages whose turn it is. */
    List<UUID> people() {
        var people = new LinkedHashSet<UUID>();
        turn.forEach(panel -> people.addAll(panel.people()));
        return List.copyOf(people);
    }

    /** Those of one stage; no one unless it is open. */
    List<UUID> eligible(int position) {
        return in(position).map(OpenItems::eligible).orElse(List.of());
    }

    /** The items that too few people may approve. */
    List<ItemRow> stuck() {
        return items().stream()
                .filter(item -> waiting(item).stream().anyMatch(panel -> isMissing(panel, item)))
                .toList();
    }

    /** Whether a stage has too few people for an item that it has yet to decide on. */
    boolean isLacking(Panel panel) {
        return verdicts.open(panel).stream().anyMatch(item -> isMissing(panel, item));
    }

    private boolean isMissing(Panel panel, ItemRow item) {
        return panel.missing(verdicts.approvedBy(panel, item), person -> verdicts.wrote(item, person)) > 0;
    }

    /** The stages that have yet to decide on an item. */
    private List<Panel> waiting(ItemRow item) {
        return turn.stream().filter(panel -> !verdicts.isDecided(panel, item)).toList();
    }

    /** The items that this person changed, so that another one has to approve them. */
    List<ItemRow> own(UUID person) {
        return items().stream()
                .filter(item -> verdicts.wrote(item, person)
                        && turn.stream().noneMatch(panel -> panel.mayApprove(person, one -> verdicts.wrote(item, one))))
                .toList();
    }

    /** Whether a stage whose turn it is needs this person, who has not approved the item in it yet. */
    boolean mayApprove(UUID person, ItemRow item) {
        return waiting(item).stream()
                .anyMatch(panel -> panel.mayApprove(person, one -> verdicts.wrote(item, one))
                        && !verdicts.approvedBy(panel, item).contains(person));
    }
}
