package io.fanfare.approval;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The people of a stage: its {@code members}, who decides for them while they are away, by the person who does, and {@code guests}
 * with a link. {@code ownWork} says that they may approve what they wrote.
 */
record Panel(
        int position,
        PolicyStage terms,
        List<UUID> members,
        Map<UUID, List<UUID>> standIns,
        List<Guest> guests,
        boolean ownWork) {
    /** Of a review without stages of its own: any one decides. */
    static final Panel PLAIN = new Panel(1, PolicyStage.of("Review", null, 8), List.of(), Map.of(), List.of(), false);

    /** Someone with a link that may approve. It can't approve what {@code by}, who made it, has written. */
    record Guest(UUID id, String name, @Nullable UUID by) {}

    /** Whether one decision of anyone who may decide on approvals is enough. */
    boolean isPlain() {
        return terms.isPlain();
    }

    /** The members, then those who only decide for them. */
    List<UUID> people() {
        var people = new LinkedHashSet<>(members);
        people.addAll(standIns.keySet());
        return List.copyOf(people);
    }

    /** The other members for whom a person decides. */
    List<UUID> representedBy(UUID person) {
        return standIns.getOrDefault(person, List.of()).stream()
                .filter(member -> !member.equals(person))
                .toList();
    }

    boolean includes(UUID person) {
        return members.contains(person) || members.isEmpty() && terms.isForEveryone();
    }

    /** Whether a person decides here, for themselves or for a member. */
    boolean has(UUID person) {
        return includes(person) || standIns.containsKey(person) || guest(person).isPresent();
    }

    /** Whether a person may approve what {@code wrote} tells the authors of: for themselves or for a member who did not write it either. */
    boolean mayApprove(UUID person, Predicate<UUID> wrote) {
        var guest = guest(person);
        if (guest.isPresent()) return isImpartial(guest.get(), wrote);
        if (!ownWork && wrote.test(person)) return false;
        return includes(person) || representedBy(person).stream().anyMatch(member -> ownWork || !wrote.test(member));
    }

    private Optional<Guest> guest(UUID id) {
        return guests.stream().filter(guest -> guest.id().equals(id)).findFirst();
    }

    private boolean isImpartial(Guest guest, Predicate<UUID> wrote) {
        return ownWork || guest.by() == null || !wrote.test(guest.by());
    }

    /** Whether those who approved are as many as the stage asks for; {@code authors} have no say. */
    boolean isSatisfied(Collection<UUID> deciders, Collection<UUID> represented, Predicate<UUID> wrote) {
        if (deciders.isEmpty()) return false;
        if (!terms.how().isAll())
            return Set.copyOf(deciders).size() >= terms.how().needed(1);
        return members.stream()
                        .filter(member -> ownWork || !wrote.test(member))
                        .allMatch(member -> deciders.contains(member) || represented.contains(member))
                && guests.stream()
                        .filter(guest -> isImpartial(guest, wrote))
                        .allMatch(guest -> deciders.contains(guest.id()));
    }

    /** How many more people are needed than there are; 0 if there are enough. */
    int missing(Collection<UUID> deciders, Predicate<UUID> wrote) {
        long more = Stream.concat(people().stream(), guests.stream().map(Guest::id))
                .filter(person -> !deciders.contains(person) && mayApprove(person, wrote))
                .count();
        int needed = terms.how().isAll() ? 1 : terms.how().needed(1);
        return (int) Math.max(0, needed - more - Set.copyOf(deciders).size());
    }

    static Map<UUID, List<UUID>> standIns(List<UUID> members, Map<UUID, Set<UUID>> delegates) {
        return members.stream()
                .flatMap(member ->
                        delegates.getOrDefault(member, Set.of()).stream().map(other -> Map.entry(other, member)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}
