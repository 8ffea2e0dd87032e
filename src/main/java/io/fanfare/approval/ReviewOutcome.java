package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.ItemVerdicts.Outcome;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Subject;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one act of a reviewer did, as a person would say it: {@code items} are those decided on, each once though several reviews
 * include it. If the act ended a review, {@code approved} of its {@code planned} items are approved and {@code toChange} are not.
 */
record ReviewOutcome(
        List<ItemRow> items,
        List<Ended> ended,
        int approved,
        int planned,
        List<ItemRow> toChange,
        Verdict verdict,
        @Nullable String comment,
        @Nullable String reason,
        ItemNames names) {
    private static final int NAMED = 3;

    /** A review in which every item now has a decision. */
    record Ended(Review review, ScopeState state, Outcome outcome) {}

    static ReviewOutcome of(
            List<ItemRow> items, List<Ended> ended, Verdict verdict, @Nullable String comment, ItemNames names) {
        var planned = new LinkedHashMap<String, ItemRow>();
        var withheld = new HashSet<String>();
        for (var end : ended) {
            end.state().plannedRows().stream()
                    .filter(row -> !row.draft())
                    .forEach(row -> planned.putIfAbsent(row.key(), row));
            withheld.addAll(end.outcome().withheld());
        }
        var toChange = planned.values().stream()
                .filter(row ->
                        withheld.contains(row.key()) || row.uses().stream().anyMatch(withheld::contains))
                .toList();
        return new ReviewOutcome(
                readable(items),
                ended,
                planned.size() - toChange.size(),
                planned.size(),
                toChange,
                verdict,
                comment,
                ended.stream()
                        .map(end -> end.outcome().reason())
                        .filter(reason -> reason != null)
                        .findFirst()
                        .orElse(null),
                names);
    }

    /** A draft is named by the item that takes its content, if that is decided with it. */
    private static List<ItemRow> readable(List<ItemRow> items) {
        var used = items.stream().flatMap(item -> item.uses().stream()).collect(Collectors.toSet());
        return items.stream()
                .filter(item -> !item.draft() || !used.contains(item.key()))
                .toList();
    }

    private boolean isMixed() {
        return approved > 0 && !toChange.isEmpty();
    }

    /** Continues a sentence that starts with the name of the reviewer. */
    Subject subject(UUID campaign) {
        return new Subject("approval", campaign, sentence(), campaign);
    }

    private String sentence() {
        if (verdict == Verdict.CHANGES_REQUESTED) return "requested changes to " + titles(items);
        if (isMixed())
            return "approved " + approved + " of " + items(planned) + " and asked for changes to " + titles(toChange);
        return "approved " + (items.size() == 1 ? titles(items) : items(items.size()));
    }

    List<UUID> toChangeIds() {
        return toChange.stream().map(ItemRow::itemId).toList();
    }

    /** What the authors are told; nothing while the review goes on without a request for changes. */
    Optional<Notice> notice(String campaign) {
        if (verdict == Verdict.APPROVED && ended.isEmpty()) return Optional.empty();
        String by = Current.get().actor().name();
        if (isMixed()) {
            String need = toChange.size() == 1 ? " needs changes" : " need changes";
            return Optional.of(toChange(
                    approved + " of " + items(planned) + " approved, " + titles(toChange) + need, toChange, reason));
        }
        if (verdict == Verdict.CHANGES_REQUESTED)
            return Optional.of(toChange("Changes requested: " + titles(items), items, comment));
        String what = planned == 1 ? titles(items) : "all " + items(planned) + " of " + campaign;
        String text =
                by + (planned == 1 ? " approved it" : " approved them") + (comment == null ? "." : ": " + comment);
        return Optional.of(new Notice(
                "approval_given",
                "Approved: " + what,
                text,
                Reviews.subject(ended.getFirst().review())));
    }

    private Notice toChange(String title, List<ItemRow> rows, @Nullable String words) {
        var first = rows.getFirst();
        var subject = rows.size() == 1 || ended.isEmpty()
                ? new Subject(first.kind(), first.itemId(), names.of(first), first.campaignId())
                : Reviews.subject(ended.getFirst().review());
        String by = Current.get().actor().name();
        return new Notice(
                ItemDecisions.CHANGES_REQUESTED,
                title,
                words == null ? by + " requested changes." : by + ": " + words,
                subject);
    }

    /** One notification. */
    record Notice(String kind, String title, String text, Subject subject) {
        void send(Notifications notifications, Collection<UUID> people) {
            notifications.notifyOnce(people, kind, title, text, subject);
        }
    }

    /** The authors of the items and those who requested the reviews. */
    Set<UUID> people(List<ItemDecisions.Part> parts) {
        var people = new HashSet<UUID>();
        ended.forEach(end -> people.addAll(Decisions.authors(end.state(), end.review())));
        if (ended.isEmpty()) {
            items.stream().map(ItemRow::changedBy).filter(by -> by != null).forEach(people::add);
            parts.stream()
                    .map(part -> part.review().requestedBy())
                    .filter(by -> by != null)
                    .forEach(people::add);
        }
        var actor = Current.get().actor();
        if (actor.personId() != null) people.remove(actor.personId());
        return people;
    }

    private static String items(int count) {
        return count + (count == 1 ? " item" : " items");
    }

    private String titles(List<ItemRow> rows) {
        var titles = rows.stream().map(names::of).distinct().toList();
        String named =
                titles.stream().limit(NAMED).map(title -> "“" + title + "”").collect(Collectors.joining(", "));
        int more = titles.size() - NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }
}
