package io.fanfare.approval;

import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.ReviewDetails.Blocked;
import io.fanfare.approval.ReviewDetails.EligiblePerson;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.identity.Members;
import io.fanfare.identity.Workspace;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Current;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may decide on which items of a scope. */
@Component
class Deciders {
    private static final String DECIDE = "approval.decide";

    private final Members members;
    private final Workspaces workspaces;
    private final MarkStore marks;

    Deciders(Members members, Workspaces workspaces, MarkStore marks) {
        this.members = members;
        this.workspaces = workspaces;
        this.marks = marks;
    }

    OpenItems open(ScopeState state) {
        return open(List.of(state)).getFirst();
    }

    /** The open items of each of these scopes. */
    List<OpenItems> open(Collection<ScopeState> states) {
        if (states.isEmpty()) return List.of();
        var able = members.with(DECIDE);
        boolean selfApproval = selfApproval();
        var reviews = states.stream()
                .map(state -> state.row().reviewId())
                .filter(Objects::nonNull)
                .toList();
        Map<UUID, List<Mark>> made = reviews.isEmpty()
                ? Map.of()
                : marks.of(reviews).stream().collect(Collectors.groupingBy(Mark::reviewId));
        return states.stream()
                .map(state -> new OpenItems(
                        state, ItemVerdicts.of(state, made(made, state.row().reviewId())), able, selfApproval))
                .toList();
    }

    private static List<Mark> made(Map<UUID, List<Mark>> made, @Nullable UUID review) {
        return review == null ? List.of() : made.getOrDefault(review, List.of());
    }

    List<EligiblePerson> named(List<UUID> people) {
        var names = members.people(people);
        return people.stream()
                .map(id -> new EligiblePerson(id, names.getOrDefault(id, "")))
                .toList();
    }

    /** Why the caller can't approve all of a scope; {@code decides} says whether their role may decide at all. */
    @Nullable
    Blocked blocked(ScopeState state, boolean decides) {
        var open = open(state);
        var person = Current.get().actor().personId();
        List<ItemRow> own = decides && person != null ? open.own(person) : List.of();
        var who = own.isEmpty() ? open.eligible() : open.eligible(own);
        if (own.isEmpty() && person != null && who.contains(person)) return null;
        // What no one may approve is named, unless that is everything.
        var titles =
                (who.isEmpty() ? stuck(open) : own).stream().map(ItemRow::title).toList();
        return Blocked.of(decides, titles, named(who));
    }

    private static List<ItemRow> stuck(OpenItems open) {
        var stuck = open.stuck();
        return stuck.size() == open.items().size() ? List.of() : stuck;
    }

    boolean selfApproval() {
        return workspaces.current().selfApproval() == Workspace.SelfApproval.WHILE_ALONE && members.count() == 1;
    }
}
