package io.fanfare.outbox;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.outbox.OutgoingKind.CalendarEntry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private final Operations operations;
    private final Now now;

    Calendar(CampaignOutbox outbox, Campaigns campaigns, Workspaces workspaces, Operations operations, Now now) {
        this.outbox = outbox;
        this.campaigns = campaigns;
        this.workspaces = workspaces;
        this.operations = operations;
        this.now = now;
    }

    /**
     * A post or a mailing: {@code at} is the time it was published or its sending started or, before that, its
     * planned time. {@code platform} is {@code email} for a mailing; {@code can} lists the operations of the item itself.
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
            List<String> can) {}

    /** The kind of an item. */
    public enum Kind {
        POST,
        MAILING
    }

    /** A post or a mailing that has no time yet. */
    record UnscheduledItem(Kind kind, UUID id, UUID campaignId, String title, List<String> can) {}

    /** The calendar of a period; {@code unscheduled} is empty in the calendar of all campaigns. */
    record CalendarPeriod(
            Instant from, Instant to, String timeZone, List<CalendarItem> items, List<UnscheduledItem> unscheduled) {}

    /**
     * Lists posts and mailings between {@code from} (included) and {@code to} (excluded), without cancelled ones: what was sent
     * at the time it was sent, the rest at its planned time. Both are a date in the time zone of the workspace or a time with
     * an offset; default: today and the 35 days after it. At most 400 days. With {@code campaignId}, only those of
     * one campaign; {@code unscheduled} then lists its items that have no time yet.
     */
    @GetMapping("/api/social/calendar")
    @Allow("content.read")
    CalendarPeriod readCalendar(
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable UUID campaignId) {
        ZoneId zone = workspaces.current().zone();
        Instant start = from == null ? startOfToday(zone) : instant("from", from, zone);
        Instant end = to == null ? start.plus(Duration.ofDays(35)) : instant("to", to, zone);
        if (!start.isBefore(end)) throw Refused.invalid("to", "must be after from");
        if (Duration.between(start, end).compareTo(LONGEST) > 0)
            throw Refused.invalid("to", "must be at most 400 days after from");
        var entries = outbox.calendar(campaignId, start, end);
        var known =
                campaigns.all(entries.stream().map(CalendarEntry::campaignId).collect(Collectors.toSet()));
        var items = entries.stream()
                .map(entry -> planned(entry, Objects.requireNonNull(known.get(entry.campaignId()))))
                .toList();
        var unscheduled = campaignId == null ? List.<UnscheduledItem>of() : unscheduled(campaignId);
        return new CalendarPeriod(start, end, zone.getId(), items, unscheduled);
    }

    private List<UnscheduledItem> unscheduled(UUID campaignId) {
        return outbox.unscheduled(campaignId).stream()
                .map(entry -> new UnscheduledItem(
                        kind(entry.kind()), entry.id(), campaignId, entry.title(), operations.permitted(entry.moves())))
                .toList();
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
                .map(entry -> planned(entry, campaign))
                .toList();
    }

    private CalendarItem planned(CalendarEntry entry, Campaign campaign) {
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
                operations.permitted(entry.moves()));
    }

    private Instant startOfToday(ZoneId zone) {
        return now.instant().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    private static Instant instant(String field, String text, ZoneId zone) {
        try {
            Instant at = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    // A plus in a query is a space unless it is encoded.
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (at.isBefore(Instant.parse("1900-01-01T00:00:00Z")) || at.isAfter(Instant.parse("2300-01-01T00:00:00Z")))
                throw new DateTimeException("out of range");
            return at;
        } catch (DateTimeException malformed) {
            throw Refused.invalid(field, "must be a date, e.g. 2026-11-21, or a time with an offset");
        }
    }
}
