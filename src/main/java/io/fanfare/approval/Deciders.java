package io.fanfare.approval;

import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.ReviewDetails.Blocked;
import io.fanfare.approval.ReviewDetails.EligiblePerson;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Current;
import java.util.ArrayList;
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
    private final ReviewPanels panels;
    private final StageReviewers reviewers;
    private final MarkStore marks;

    Deciders(ReviewPanels panels, StageReviewers reviewers, MarkStore marks) {
        this.panels = panels;
        this.reviewers = reviewers;
        this.marks = marks;
    }

    OpenItems open(ScopeState state) {
        return open(List.of(state)).getFirst();
    }

    /** The open items of each of these scopes. */
    List<OpenItems> open(Collection<ScopeState> states) {
        if (states.isEmpty()) return List.of();
        var reviews = states.stream()
                .map(state -> state.row().reviewId())
                .filter(Objects::nonNull)
                .toList();
        Map<UUID, List<Mark>> made = reviews.isEmpty()
                ? Map.of()
                : marks.counting(reviews).stream().collect(Collectors.groupingBy(Mark::reviewId));
        var people = panels.of(states).iterator();
        var open = new ArrayList<OpenItems>();
        for (var state : states) {
            var given = made(made, state.row().reviewId());
            open.add(OpenItems.of(state, ItemVerdicts.of(state, given, people.next())));
        }
        return open;
    }

    private static List<Mark> made(Map<UUID, List<Mark>> made, @Nullable UUID review) {
        return review == null ? List.of() : made.getOrDefault(review, List.of());
    }

    /** What was decided in a review, which may be closed. */
    ItemVerdicts verdicts(ScopeState state, Review review) {
        return ItemVerdicts.of(state, marks.counting(List.of(review.id())), panels.of(review));
    }

    /** Who decides in the stages of a review. */
    List<Panel> panels(Review review) {
        return panels.of(review);
    }

    /** Who may approve in a stage of an open review: members, then guests. */
    List<EligiblePerson> eligible(OpenItems open, int position) {
        var able = new ArrayList<EligiblePerson>();
        open.in(position).ifPresent(stage -> {
            able.addAll(named(stage.eligible()));
            able.addAll(stage.guests(stage.items()));
        });
        return able;
    }

    /** The policy that a review of this scope would follow if it were requested now. */
    ReviewPolicy policy(ScopeState state) {
        return panels.policy(state);
    }

    List<EligiblePerson> named(Collection<UUID> people) {
        return reviewers.named(people);
    }

    /** Why the caller can't approve all of a scope; {@code decides} says whether their role may decide at all. */
    @Nullable
    Blocked blocked(OpenItems open, boolean decides) {
        var person = Current.get().actor().personId();
        List<ItemRow> own = decides && person != null ? open.own(person) : List.of();
        var who = own.isEmpty() ? open.eligible() : open.eligible(own);
        if (own.isEmpty() && person != null && who.contains(person)) return null;
        // What no one may approve is named, unless that is everything.
        var titles =
                (who.isEmpty() ? stuck(open) : own).stream().map(ItemRow::title).toList();
        if (open.verdicts().isPlain()) return Blocked.of(decides, titles, named(who));
        var able = new ArrayList<>(named(who));
        able.addAll(open.guests(own.isEmpty() ? open.items() : own));
        return Blocked.inStage(open.turn().getFirst().terms(), titles, !own.isEmpty(), able);
    }

    private static List<ItemRow> stuck(OpenItems open) {
        var stuck = open.stuck();
        return stuck.size() == open.items().size() ? List.of() : stuck;
    }

    boolean selfApproval() {
        return reviewers.selfApproval();
    }
}
