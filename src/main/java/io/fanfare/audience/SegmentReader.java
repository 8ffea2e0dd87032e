package io.fanfare.audience;

import io.fanfare.kernel.Ids;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads segments and the contacts that match their rules, for this room and later ones. */
@Component
public class SegmentReader {
    private static final Rule HAS_ADDRESS = new Rule.Leaf(new Rule.Field.Text("email"), Rule.Op.EXISTS, true);
    private static final Rule ACTIVE = new Rule.Leaf(new Rule.Field.Text("status"), Rule.Op.EQ, "active");

    private final SegmentStore store;
    private final SegmentCounts counts;
    private final ContactStore contacts;

    SegmentReader(SegmentStore store, SegmentCounts counts, ContactStore contacts) {
        this.store = store;
        this.counts = counts;
        this.contacts = contacts;
    }

    /** A segment of the workspace or a built-in one; archived segments are included. */
    public Optional<Segment> find(UUID id) {
        return store.find(id);
    }

    /** Several segments by their ids, without unknown ones. */
    public Map<UUID, Segment> list(Collection<UUID> ids) {
        return store.list(ids).stream().collect(Collectors.toMap(Segment::id, segment -> segment));
    }

    /** By the id, or by the key of a built-in segment. */
    Optional<Segment> named(String idOrKey) {
        return Segment.BUILT_IN.stream()
                .filter(segment -> idOrKey.equals(segment.key()))
                .findFirst()
                .or(() -> Ids.parse(idOrKey).flatMap(store::find));
    }

    /** The number of contacts that match each rule. */
    List<Long> counts(List<Rule> rules) {
        return counts.of(rules);
    }

    /** The number of contacts that match the rules, of those with an e-mail address, and of those who can be mailed. */
    public Reach reach(Map<String, @Nullable Object> rules) {
        var rule = Rule.of(rules);
        var numbers = contacts.counts(List.of(rule, new Rule.All(List.of(rule, HAS_ADDRESS)), mailable(rule)));
        return new Reach(numbers.get(0), numbers.get(1), numbers.get(2));
    }

    /** {@code addressed} contacts have an e-mail address; {@code mailable} ones are not suppressed either. */
    public record Reach(long contacts, long addressed, long mailable) {}

    /** Whether any contact that matches the rules can be mailed, without counting them. */
    public boolean isReachable(Map<String, @Nullable Object> rules) {
        return !first(mailable(Rule.of(rules)), 1).isEmpty();
    }

    /** The number of contacts of each segment that can be mailed, counted in one pass. */
    public Map<UUID, Integer> mailable(Collection<Segment> segments) {
        var list = List.copyOf(segments);
        var numbers =
                counts.of(list.stream().map(segment -> mailable(segment.rule())).toList());
        var mailable = new HashMap<UUID, Integer>();
        for (int i = 0; i < list.size(); i++)
            mailable.put(list.get(i).id(), numbers.get(i).intValue());
        return mailable;
    }

    private static Rule mailable(Rule rule) {
        return new Rule.All(List.of(rule, HAS_ADDRESS, ACTIVE));
    }

    /** The newest contacts that match a rule. */
    List<Contact> first(Rule rule, int limit) {
        return contacts.list(new ContactStore.Filter(null, null, null, rule, null), limit);
    }

    /** A contact that matches the rules. */
    public Optional<Contact> any(Map<String, @Nullable Object> rules) {
        return first(Rule.of(rules), 1).stream().findFirst();
    }

    /**
     * A part of the contacts that match the rules, in the order of their creation: after one id, up to another. They can't
     * be erased until the transaction ends.
     */
    public List<Contact> lockSlice(Map<String, @Nullable Object> rules, @Nullable UUID after, UUID last, int limit) {
        return contacts.lockSlice(Rule.of(rules), after, last, limit);
    }
}
