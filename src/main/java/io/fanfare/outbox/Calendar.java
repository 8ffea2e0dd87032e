package io.fanfare.outbox;

import io.fanfare.approval.Item;
import io.fanfare.approval.Manifest;
import io.fanfare.approval.Standing;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Times;
import io.fanfare.kernel.Tool;
import io.fanfare.outbox.OutgoingKind.CalendarEntry;
import io.fanfare.outbox.OutgoingKind.UnscheduledEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The calendar of planned and sent items. */
@RestController
public class Calendar {
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration SOON = Duration.ofDays(14);

    private final CampaignOutbox outbox;
    private final Campaigns campaigns;
    private final Workspaces workspaces;
    private final Manifest manifest;
    private final Operations operations;
    private final Now now;

    Calendar(
            CampaignOutbox outbox,
            Campaigns campaigns,
            Workspaces workspaces,
            Manifest manifest,
            Operations operations,
            Now now) {
        this.outbox = outbox;
        this.campaigns = campaigns;
        this.workspaces = workspaces;
        this.manifest = manifest;
        this.operations = operations;
        this.now = now;
    }

    /**
     * A post or a mailing: {@code at} is the time it was published or its sending started or, before that, its
     * planned time. {@code platform} is {@code email} for a mailing; {@code byHand}: a person publishes it; {@code approval} says
     * how far its approval is ({@code approval_lost}: it was approved, and has changed since), and is null in dashboards; {@code
     * assetId} is its first picture, {@code ownerId} the owner of its campaign; {@code can} lists the operations of the item itself.
     */
    public record CalendarItem(
            Kind kind,
            UUID id,
            UUID campaignId,
            String campaignName,
            String title,
            String platform,
            Instant at,
            String timeZone,
            String status,
            boolean byHand,
            @Nullable Standing approval,
            @Nullable UUID assetId,
            UUID ownerId,
            List<String> can) {}

    /** The kind of an item. */
    public enum Kind {
        POST,
        MAILING
    }

    /** The kind of an item without a time. */
    enum UnscheduledKind {
        CREATIVE,
        POST,
        MAILING
    }

    /** A post or a mailing that has no time yet, or a creative that no post uses; {@code platform} is null for any. */
    record UnscheduledItem(
            UnscheduledKind kind,
            UUID id,
            UUID campaignId,
            String campaignName,
            String title,
            @Nullable String platform,
            @Nullable UUID assetId,
            List<String> can) {}

    /** The calendar of a period, and what has no time yet. */
    record CalendarPeriod(
            Instant from, Instant to, String timeZone, List<CalendarItem> items, List<UnscheduledItem> unscheduled) {}

    /**
     * Lists posts and mailings between {@code from} (included) and {@code to} (excluded), without cancelled ones: what was sent
     * at the time it was sent, the rest at its planned time. Both are a date in the time zone of the workspace or a time with
     * an offset; default: today and the 35 days after it. At most 400 days. With {@code campaignId}, only those of
     * one campaign, with {@code campaignIds} those of several. {@code unscheduled} lists items that have no time yet, and drafts: creatives that no post uses.
     */
    @GetMapping("/api/social/calendar")
    @Tool(Tool.Set.SOCIAL)
    @Allow("content.read")
    CalendarPeriod readCalendar(
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable UUID campaignId,
            @RequestParam @Nullable List<UUID> campaignIds) {
        ZoneId zone = workspaces.current().zone();
        Instant start = from == null ? startOfToday(zone) : Times.instantOrDay("from", from, zone);
        Instant end = to == null ? start.plus(Duration.ofDays(35)) : Times.instantOrDay("to", to, zone);
        if (!start.isBefore(end)) throw Refused.invalid("to", "must be after from");
        if (Duration.between(start, end).compareTo(LONGEST) > 0)
            throw Refused.invalid("to", "must be at most 400 days after from");
        var entries = outbox.calendar(campaignId, start, end).stream()
                .filter(entry -> campaignIds == null || campaignIds.contains(entry.campaignId()))
                .toList();
        var waiting = outbox.unscheduled(campaignId).stream()
                .filter(entry -> campaignIds == null || campaignIds.contains(entry.campaignId()))
                .toList();
        var known = campaigns.all(Stream.concat(
                        entries.stream().map(CalendarEntry::campaignId),
                        waiting.stream().map(UnscheduledEntry::campaignId))
                .collect(Collectors.toSet()));
        var approvals = manifest.standings(
                known.keySet(), entries.stream().map(CalendarEntry::id).toList());
        var items = entries.stream()
                .map(entry -> planned(entry, Objects.requireNonNull(known.get(entry.campaignId())), approvals))
                .toList();
        return new CalendarPeriod(start, end, zone.getId(), items, unscheduled(waiting, known));
    }

    private List<UnscheduledItem> unscheduled(List<UnscheduledEntry> waiting, Map<UUID, Campaign> known) {
        return waiting.stream()
                .filter(entry -> isOpen(known.get(entry.campaignId())))
                .map(entry -> new UnscheduledItem(
                        UnscheduledKind.valueOf(entry.kind().toUpperCase(Locale.ROOT)),
                        entry.id(),
                        entry.campaignId(),
                        Objects.requireNonNull(known.get(entry.campaignId())).name(),
                        entry.title(),
                        entry.channel(),
                        entry.assetId(),
                        operations.permitted(entry.moves())))
                .toList();
    }

    private static boolean isOpen(@Nullable Campaign campaign) {
        return campaign != null && !campaign.closed() && !campaign.archived();
    }

    private static Kind kind(String name) {
        return Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The next scheduled items of a campaign in the coming two weeks, for dashboards. */
    public List<CalendarItem> upcoming(Campaign campaign, int most) {
        var start = now.instant();
        return outbox.calendar(campaign.id(), start, start.plus(SOON)).stream()
                .filter(entry -> entry.status().equals("scheduled"))
                .limit(most)
                .map(entry -> planned(entry, campaign, Map.of()))
                .toList();
    }

    private CalendarItem planned(CalendarEntry entry, Campaign campaign, Map<String, Standing> approvals) {
        return new CalendarItem(
                kind(entry.kind()),
                entry.id(),
                entry.campaignId(),
                campaign.name(),
                entry.title(),
                entry.channel(),
                entry.at(),
                Objects.requireNonNullElse(entry.timeZone(), campaign.timeZone()),
                entry.status(),
                entry.byHand(),
                approvals.get(Item.key(entry.kind(), entry.id())),
                entry.assetId(),
                campaign.ownerId(),
                operations.permitted(entry.moves()));
    }

    private Instant startOfToday(ZoneId zone) {
        return now.instant().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }
}
