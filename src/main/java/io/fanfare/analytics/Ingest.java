package io.fanfare.analytics;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Figures from outside sources. */
@RestController
class Ingest {
    private static final int MOST_ERRORS = 200;

    private final FactStore store;
    private final Campaigns campaigns;
    private final Audit audit;
    private final Live live;
    private final Now now;

    Ingest(FactStore store, Campaigns campaigns, Audit audit, Live live, Now now) {
        this.store = store;
        this.campaigns = campaigns;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /** A batch of records. */
    public record MetricRecords(@Size(max = MOST) List<MetricRecord> records) {
        static final int MOST = 50_000;
    }

    /**
     * The result of a batch. {@code accepted} counts all stored records, including {@code restated} ones, which replaced other
     * figures, and {@code unchanged} ones, which were known already; {@code rejected} counts those with an error.
     */
    public record IngestResult(long accepted, long restated, long unchanged, long rejected, List<RecordError> errors) {}

    /** Why a record was not stored; {@code record} is its index in the batch, from 0. */
    public record RecordError(
            int record,
            String field,
            String message,
            @Nullable String key) {}

    /**
     * Stores figures: JSON {@code {records:[…]}}, one JSON object per line ({@code application/x-ndjson}) or a CSV file with a
     * header of the same names ({@code text/csv}; an unknown column is refused), at most 50,000 records and 8 MB per request. A record is identified by
     * campaign, channel, source, entity and date or hour: the same record again changes nothing, and one with other figures
     * replaces it (restates). If hours of a day are reported, they take precedence over the figure for the day. A record
     * with an error is listed in {@code errors} (at most 200) with its index and field, and does not affect the others; so are
     * an unknown campaign and a day in the future. {@code source} must not be {@code fanfare}: this server counts opens,
     * clicks, views and posts itself. The channel {@code x} is stored as {@code twitter}.
     */
    @PostMapping(
            path = "/api/metrics/ingest",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MetricTable.LINES, MetricTable.CSV})
    @Allow("metric.write")
    IngestResult ingestMetrics(@RequestBody @Valid MetricRecords batch) {
        var known = campaigns.all(batch.records().stream()
                .filter(record -> record.campaignId() != null)
                .map(record -> java.util.Objects.requireNonNull(record.campaignId()))
                .distinct()
                .toList());
        var latest = now.instant().plus(Duration.ofDays(1));
        var facts = new LinkedHashMap<Fact.Identity, Fact>();
        var keys = new HashMap<String, Fact>();
        var errors = new ArrayList<RecordError>();
        long rejected = 0;
        long repeated = 0;
        Fact.Feed feed = null;
        for (int i = 0; i < batch.records().size(); i++) {
            var record = batch.records().get(i);
            var faults = faults(record, known, latest);
            if (!faults.isEmpty()) {
                rejected++;
                for (var fault : faults)
                    if (errors.size() < MOST_ERRORS)
                        errors.add(new RecordError(i, fault.field(), fault.message(), record.key()));
                continue;
            }
            var fact = fact(record, known, feed);
            feed = fact.feed();
            if (fact.key() != null) {
                var twin = keys.put(fact.feed().campaign() + fact.key(), fact);
                if (twin != null && facts.remove(twin.identity(), twin)) repeated++;
            }
            // Of two the later is meant.
            if (facts.put(fact.identity(), fact) != null) repeated++;
        }
        var zones = new HashMap<UUID, String>();
        known.forEach((id, campaign) -> zones.put(id, campaign.timeZone()));
        var written = store.write(List.copyOf(facts.values()), zones, false);
        long accepted = facts.size() + repeated;
        tell(facts.values(), accepted, written.restated(), rejected);
        return new IngestResult(
                accepted, written.restated(), accepted - written.fresh() - written.restated(), rejected, errors);
    }

    private static List<MetricRecord.Fault> faults(MetricRecord record, Map<UUID, Campaign> known, Instant latest) {
        if (!record.faults().isEmpty()) return record.faults();
        if (!known.containsKey(record.campaignId()))
            return List.of(new MetricRecord.Fault("campaignId", "must be the id of a campaign of this workspace"));
        boolean future = record.hour() != null
                ? record.hour().isAfter(latest)
                : record.date() != null && record.date().isAfter(LocalDate.ofInstant(latest, ZoneOffset.UTC));
        if (future)
            return List.of(
                    new MetricRecord.Fault(record.hour() == null ? "date" : "hour", "must not be in the future"));
        return List.of();
    }

    private static Fact fact(MetricRecord record, Map<UUID, Campaign> known, Fact.@Nullable Feed before) {
        var campaign = java.util.Objects.requireNonNull(known.get(record.campaignId()));
        var figures = new EnumMap<Measure, BigDecimal>(Measure.class);
        for (Measure measure : Measure.ALL) {
            var figure = record.figure(measure);
            if (figure != null) figures.put(measure, figure);
        }
        boolean money = record.spend() != null || record.revenue() != null;
        String currency = record.currency() == null ? campaign.currency() : record.currency();
        var feed = new Fact.Feed(
                campaign.id(),
                java.util.Objects.requireNonNull(record.channel()),
                java.util.Objects.requireNonNull(record.source()));
        return new Fact(
                // Neighbours are of one feed most often, and are compared faster if they share it.
                before != null && before.equals(feed) ? before : feed,
                record.date(),
                record.hour(),
                record.entity() == null ? "" : record.entity(),
                money ? currency : "",
                record.key(),
                figures);
    }

    private void tell(java.util.Collection<Fact> facts, long accepted, long restated, long rejected) {
        var touched =
                facts.stream().map(fact -> fact.feed().campaign()).distinct().toList();
        touched.forEach(id -> live.changed(Topic.DASHBOARD.of(id), "metrics", id, null));
        UUID only = touched.size() == 1 ? touched.getFirst() : null;
        audit.record(
                new Subject("metrics", only, accepted + " records", only),
                null,
                Map.of("accepted", accepted, "restated", restated, "rejected", rejected, "campaigns", touched.size()));
    }
}
