package io.fanfare.audience;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Groups of contacts that mailings go to: built in, and by rules of one's own. */
@RestController
@RequestMapping("/api/email/segments")
public class Segments {
    private static final int MOST = 200;
    private static final int SAMPLE = 10;

    private final SegmentStore store;
    private final ContactStore contacts;
    private final Operations operations;
    private final Inputs inputs;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<Uses> uses;

    Segments(
            SegmentStore store,
            ContactStore contacts,
            Operations operations,
            Inputs inputs,
            Audit audit,
            ApplicationEventPublisher events,
            ObjectProvider<Uses> uses) {
        this.store = store;
        this.contacts = contacts;
        this.operations = operations;
        this.inputs = inputs;
        this.audit = audit;
        this.events = events;
        this.uses = uses;
    }

    /** What is planned to go to a segment; the room {@code email} answers with names. */
    public interface Uses {
        List<String> plannedFor(UUID segmentId);
    }

    /** A segment to be made, or as it shall be. */
    record SegmentDetails(
            @NotBlank @Size(max = 200) String name, @NotNull Map<String, @Nullable Object> rules) {}

    /** Rules to be tried. */
    record NewPreview(@NotNull Map<String, @Nullable Object> rules) {}

    /** For how many contacts the rules hold, and the newest ten of them. */
    record SegmentPreview(long count, List<Contact> sample) {}

    /**
     * Lists the segments with how many contacts each has now: the built in ones ({@code all}, {@code active},
     * {@code high_value}, {@code new}, {@code inactive}) first, then your own by name.
     */
    @GetMapping("/list")
    @Allow("contact.read")
    Page<Segment> listSegments(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        var all = store.list();
        int from = Math.min(range.offset(), all.size());
        var shown = all.subList(from, Math.min(from + range.limit(), all.size()));
        var counts = contacts.counts(shown.stream().map(Segment::rule).toList());
        var permitted = operations.permitted(List.of("changeSegment", "archiveSegment"));
        var items = new ArrayList<Segment>();
        for (int i = 0; i < shown.size(); i++)
            items.add(shown.get(i).with(counts.get(i), shown.get(i).builtIn() ? List.of() : permitted));
        return Page.of(items, all.size(), range);
    }

    /**
     * Makes a segment of rules: {@code {all|any|not: […]}} nested up to 8 deep, with up to 100 leaves
     * {@code {field, op, value}}. {@code all} holds where all of its rules do, {@code any} where one does, {@code not} where none
     * does.
     *
     * <p>Fields: {@code email}, {@code firstName}, {@code lastName}, {@code status}, {@code timeZone}, {@code locale} take
     * {@code eq, ne, contains, starts_with, ends_with, in, exists} and do not mind case; {@code createdAt} takes
     * {@code before, after} (a date, which is its first moment in UTC, or a time with offset) and {@code within_days} (the last
     * so many days); {@code tags} takes {@code contains, eq, ne, in, exists}; {@code attributes.<name>} takes all of them, where
     * {@code gt, gte, lt, lte} hold for numbers and for texts that are written as one, and dates are ISO 8601;
     * {@code event.opened}, {@code event.clicked}, {@code event.bought}, {@code event.visited} take {@code exists},
     * {@code within_days}, {@code before}, {@code after} (at least once then), and {@code eq, ne, gt, gte, lt, lte} with how many
     * times. What is unknown or does not fit is a 400 that names {@code rules} and the place.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("contact.write")
    Segment createSegment(@RequestBody @Valid SegmentDetails given) {
        Rule.of(given.rules());
        if (store.list().size() >= MOST + Segment.BUILT_IN.size())
            throw Refused.unprocessable("segment_limit", "A workspace has 200 segments at most; archive one first.");
        var id = Ids.next();
        store.insert(id, given.name(), given.rules());
        var segment = read(id);
        audit.record(Subject.of("segment", id, segment.name()), null, segment);
        return segment;
    }

    /** Says for how many contacts rules hold now, and shows ten of them. Nothing is kept. */
    @PostMapping("/preview")
    @Allow(value = "contact.read", plain = true)
    SegmentPreview previewSegment(@RequestBody @Valid NewPreview given) {
        var rule = Rule.of(given.rules());
        long count = contacts.counts(List.of(rule)).getFirst();
        var sample = count == 0
                ? List.<Contact>of()
                : contacts.list(new ContactStore.Filter(null, null, null, rule, null), SAMPLE);
        return new SegmentPreview(count, sample);
    }

    /**
     * Changes a segment of your own; {@code rules} are replaced as a whole. Mailings that are planned to go to it need a review
     * of {@code schedule} when its rules changed. A built in one is 409 {@code segment_built_in}.
     */
    @PatchMapping("/{id}")
    @Allow("contact.write")
    Segment changeSegment(@PathVariable UUID id, @RequestBody Patch<SegmentDetails> patch) {
        var before = store.hold(id);
        patch.version().filter(seen -> seen != before.version()).ifPresent(seen -> {
            throw Refused.conflict(
                    "segment_version_conflict",
                    "Someone else changed this segment (it is now version " + before.version()
                            + "). Read it again and repeat your change.");
        });
        var details = details(before, patch);
        Rule.of(details.rules());
        store.update(id, details.name(), details.rules());
        var after = read(id);
        audit.record(Subject.of("segment", id, after.name()), before, after);
        if (!before.rules().equals(after.rules())) events.publishEvent(new SegmentEvent(after));
        return after;
    }

    /** A merge would mix the members of two sets of rules. */
    private SegmentDetails details(Segment before, Patch<SegmentDetails> patch) {
        var rules = new LinkedHashMap<String, @Nullable Object>();
        if (!patch.names("rules")) rules.putAll(before.rules());
        return patch.onto(new SegmentDetails(before.name(), rules), SegmentDetails.class, inputs);
    }

    /**
     * Takes a segment out of the list. While a mailing is planned to go to it: 409 {@code segment_in_use} with the names of those
     * mailings.
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("contact.write")
    void archiveSegment(@PathVariable UUID id) {
        var segment = store.hold(id);
        var planned =
                uses.stream().flatMap(room -> room.plannedFor(id).stream()).toList();
        if (!planned.isEmpty())
            throw Refused.conflict(
                            "segment_in_use",
                            "Mailings are planned to go to this segment: " + String.join(", ", planned)
                                    + ". Give them another one first.")
                    .with("mailings", planned);
        store.archive(id);
        audit.record(Subject.of("segment", id, segment.name()), Map.of("archived", false), Map.of("archived", true));
    }

    private Segment read(UUID id) {
        var segment = store.find(id).orElseThrow(Refused::notFound);
        return segment.with(
                contacts.counts(List.of(segment.rule())).getFirst(),
                operations.permitted(List.of("changeSegment", "archiveSegment")));
    }

    // For later rooms

    /** A segment that something may be planned for, built in or of the workspace. */
    public Optional<Segment> find(UUID id) {
        return store.find(id);
    }

    /** Several by their ids; an unknown id is left out. */
    public Map<UUID, Segment> list(Collection<UUID> ids) {
        return store.list(ids).stream().collect(Collectors.toMap(Segment::id, segment -> segment));
    }

    /** By its id or the key of a built in one. */
    Optional<Segment> named(String idOrKey) {
        return Segment.BUILT_IN.stream()
                .filter(segment -> idOrKey.equals(segment.key()))
                .findFirst()
                .or(() -> Ids.parse(idOrKey).flatMap(store::find));
    }

    /** How many contacts rules hold for, and how many of these can and may be written to. */
    public Reach reach(Map<String, @Nullable Object> rules) {
        var rule = Rule.of(rules);
        var known = new Rule.Leaf(new Rule.Field.Text("email"), Rule.Op.EXISTS, true);
        var active = new Rule.Leaf(new Rule.Field.Text("status"), Rule.Op.EQ, "active");
        var counts = contacts.counts(
                List.of(rule, new Rule.All(List.of(rule, known)), new Rule.All(List.of(rule, known, active))));
        return new Reach(counts.get(0), counts.get(1), counts.get(2));
    }

    /** How many belong to a segment, how many of them have an address, and how many of these may be written to. */
    public record Reach(long contacts, long addressed, long mailable) {}

    /** Whether anybody for whom the rules hold can and may be written to; does not count them. */
    public boolean reachesAnybody(Map<String, @Nullable Object> rules) {
        var known = new Rule.Leaf(new Rule.Field.Text("email"), Rule.Op.EXISTS, true);
        var active = new Rule.Leaf(new Rule.Field.Text("status"), Rule.Op.EQ, "active");
        var all = new Rule.All(List.of(Rule.of(rules), known, active));
        return !contacts.list(new ContactStore.Filter(null, null, null, all, null), 1)
                .isEmpty();
    }

    /** Some of those for whom rules hold, in the order of their making: from behind {@code after} up to {@code last}. */
    public List<Contact> slice(Map<String, @Nullable Object> rules, @Nullable UUID after, UUID last, int most) {
        return contacts.slice(Rule.of(rules), after, last, most);
    }
}
