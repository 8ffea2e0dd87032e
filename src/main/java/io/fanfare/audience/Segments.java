package io.fanfare.audience;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Transactions;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Groups of contacts that mailings are sent to: built-in ones, and those that a workspace defines by rules. */
@RestController
@RequestMapping("/api/email/segments")
class Segments {
    private static final int MOST = 200;
    private static final int SAMPLE = 10;

    private final SegmentStore store;
    private final SegmentReader reader;
    private final Operations operations;
    private final Inputs inputs;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<SegmentUses> uses;
    private final Transactions transactions;

    Segments(
            SegmentStore store,
            SegmentReader reader,
            Operations operations,
            Inputs inputs,
            Audit audit,
            ApplicationEventPublisher events,
            ObjectProvider<SegmentUses> uses,
            Transactions transactions) {
        this.store = store;
        this.reader = reader;
        this.operations = operations;
        this.inputs = inputs;
        this.audit = audit;
        this.events = events;
        this.uses = uses;
        this.transactions = transactions;
    }

    /** The name and the rules of a segment. */
    record SegmentDetails(
            @NotBlank @Size(max = 200) String name, @NotNull Map<String, @Nullable Object> rules) {}

    /** Rules to preview. */
    record NewPreview(@NotNull Map<String, @Nullable Object> rules) {}

    /** The number of contacts that match the rules, and the newest ten of them. */
    record SegmentPreview(long count, List<Contact> sample) {}

    /**
     * Lists the segments, each with the number of contacts that match now: the built-in ones ({@code all}, {@code active},
     * {@code high_value}, {@code new}, {@code inactive}) first, then your own by name. If counting takes more than a second,
     * the counts are reused for ten times as long. {@code sort}: {@code name} or {@code contacts}; a minus reverses it.
     */
    @GetMapping("/list")
    @Tool(Tool.Set.EMAIL)
    @Allow("contact.read")
    Page<Segment> listSegments(SegmentQuery query) {
        var range = query.range();
        var order = query.order();
        var all = store.list();
        if (order != null) {
            var sorted = counted(all).stream().sorted(order).toList();
            return Page.of(part(sorted, range), all.size(), range);
        }
        return Page.of(counted(part(all, range)), all.size(), range);
    }

    private static List<Segment> part(List<Segment> all, Page.Range range) {
        int from = Math.min(range.offset(), all.size());
        return all.subList(from, Math.min(from + range.limit(), all.size()));
    }

    private List<Segment> counted(List<Segment> segments) {
        var counts = reader.counts(segments.stream().map(Segment::rule).toList());
        var permitted = operations.permitted(List.of("changeSegment", "archiveSegment"));
        var items = new ArrayList<Segment>();
        for (int i = 0; i < segments.size(); i++)
            items.add(segments.get(i).with(counts.get(i), segments.get(i).builtIn() ? List.of() : permitted));
        return items;
    }

    /**
     * Creates a segment by rules: {@code {all|any|not: […]}} nested up to 8 deep, with up to 100 leaves
     * {@code {field, op, value}}. {@code all} matches if all of its rules match, {@code any} if at least one does, {@code not} if
     * none does.
     *
     * <ul>
     *   <li>{@code email}, {@code firstName}, {@code lastName}, {@code status}, {@code timeZone}, {@code locale}: {@code eq, ne,
     *       contains, starts_with, ends_with, in, exists}; not case-sensitive.
     *   <li>{@code createdAt}: {@code before, after} (a date, meaning 00:00 UTC, or a time with an offset) and {@code within_days} (the
     *       last N days).
     *   <li>{@code tags}: {@code contains, eq, ne, in, exists}.
     *   <li>{@code attributes.<name>}: all of these; {@code gt, gte, lt, lte} compare numbers and numeric texts; dates are ISO 8601.
     *   <li>{@code event.opened}, {@code event.clicked}, {@code event.bought}, {@code event.visited}: {@code exists}, {@code
     *       within_days}, {@code before}, {@code after} (at least one event then), and {@code eq, ne, gt, gte, lt, lte} for the
     *       number of events.
     * </ul>
     *
     * An unknown or invalid rule is a 400 that names {@code rules} and the place.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.EMAIL)
    @Allow(value = "contact.write", outside = true)
    Segment createSegment(@RequestBody @Valid SegmentDetails request) {
        Rule.of(request.rules());
        var segment = transactions.write(() -> created(request));
        return transactions.read(() -> counted(segment));
    }

    private Segment created(SegmentDetails request) {
        requireRoom();
        var id = Ids.next();
        store.insert(id, request.name(), request.rules());
        var segment = read(id);
        audit.record(Subject.of("segment", id, segment.name()), null, segment);
        return segment;
    }

    /** Counts the contacts that match rules now and returns ten of them. Nothing is stored. */
    @PostMapping("/preview")
    @Tool(Tool.Set.EMAIL)
    @Allow(value = "contact.read", plain = true, audited = AuditClass.ACCESS)
    SegmentPreview previewSegment(@RequestBody @Valid NewPreview request) {
        var rule = Rule.of(request.rules());
        long count = reader.counts(List.of(rule)).getFirst();
        return new SegmentPreview(count, count == 0 ? List.of() : reader.first(rule, SAMPLE));
    }

    /**
     * Changes one of your segments by a JSON merge patch; {@code rules} are replaced completely. If the rules change, mailings
     * that are planned for it need another review of {@code schedule}. Built in: 409 {@code segment_built_in}.
     */
    @PatchMapping("/{id}")
    @Allow(value = "contact.write", outside = true)
    Segment changeSegment(@PathVariable UUID id, @RequestBody Patch<SegmentDetails> patch) {
        var segment = transactions.write(() -> changed(id, patch));
        return transactions.read(() -> counted(segment));
    }

    private Segment changed(UUID id, Patch<SegmentDetails> patch) {
        var before = store.hold(id);
        Versions.expect(patch, before.version(), "segment");
        var details = details(before, patch);
        Rule.of(details.rules());
        store.update(id, details.name(), details.rules());
        var after = read(id);
        audit.record(Subject.of("segment", id, after.name()), before, after);
        if (!before.rules().equals(after.rules())) events.publishEvent(new SegmentEvent(after));
        Invocation.requireUnchanged(() -> counted(after));
        return after;
    }

    /** Rules are not merged: the result would mix both versions. */
    private SegmentDetails details(Segment before, Patch<SegmentDetails> patch) {
        var rules = new LinkedHashMap<String, @Nullable Object>();
        if (!patch.names("rules")) rules.putAll(before.rules());
        return patch.onto(new SegmentDetails(before.name(), rules), SegmentDetails.class, inputs);
    }

    /** Archives a segment. While mailings are planned for it: 409 {@code segment_in_use} with their names in {@code mailings[]}. */
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
                            "Scheduled e-mails use this segment: " + String.join(", ", planned)
                                    + ". Choose another segment for them first.")
                    .with("mailings", planned);
        store.archive(id, true);
        audit.record(Subject.of("segment", id, segment.name()), Map.of("archived", false), Map.of("archived", true));
    }

    /** Restores an archived segment. Repeating it changes nothing. Built in: 409 {@code segment_built_in}. */
    @PostMapping("/{id}/restore")
    @Allow(value = "contact.write", outside = true)
    Segment restoreSegment(@PathVariable UUID id) {
        var segment = transactions.write(() -> restored(id));
        return transactions.read(() -> counted(segment));
    }

    private Segment restored(UUID id) {
        var segment = store.lock(id);
        if (!segment.archived()) return segment;
        requireRoom();
        store.archive(id, false);
        audit.record(Subject.of("segment", id, segment.name()), Map.of("archived", true), Map.of("archived", false));
        return read(id);
    }

    private void requireRoom() {
        if (store.list().size() >= MOST + Segment.BUILT_IN.size())
            throw Refused.unprocessable(
                    "segment_limit", "A workspace can have " + MOST + " segments. Archive one first.");
    }

    private Segment read(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    private Segment counted(Segment segment) {
        return segment.with(
                reader.counts(List.of(segment.rule())).getFirst(),
                operations.permitted(List.of("changeSegment", "archiveSegment")));
    }
}
