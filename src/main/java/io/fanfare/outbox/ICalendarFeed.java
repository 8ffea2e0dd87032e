package io.fanfare.outbox;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import io.fanfare.outbox.OutgoingKind.CalendarEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The calendar as other calendars read it. */
@RestController
class ICalendarFeed {
    private static final Duration BEFORE = Duration.ofDays(60);
    private static final Duration AFTER = Duration.ofDays(330);
    private static final MediaType TYPE = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final CalendarFeeds feeds;
    private final CampaignOutbox outbox;
    private final Campaigns campaigns;
    private final Workspaces workspaces;
    private final Transactions transactions;
    private final BaseUrl base;
    private final Now now;

    ICalendarFeed(
            CalendarFeeds feeds,
            CampaignOutbox outbox,
            Campaigns campaigns,
            Workspaces workspaces,
            Transactions transactions,
            BaseUrl base,
            Now now) {
        this.feeds = feeds;
        this.outbox = outbox;
        this.campaigns = campaigns;
        this.workspaces = workspaces;
        this.transactions = transactions;
        this.base = base;
        this.now = now;
    }

    /**
     * Reads a calendar subscription as iCalendar (RFC 5545): posts and e-mails from 60 days ago to 330 days ahead, what was
     * sent at the time it was sent. {@code t} is the signed token of its address; an unknown or revoked one is 404.
     */
    @GetMapping("/api/calendar.ics")
    @Allow(value = "public", outside = true)
    ResponseEntity<String> readCalendarFeed(@RequestParam @Nullable String t) {
        return Optional.ofNullable(t)
                .flatMap(feeds::read)
                .flatMap(found -> Current.house(found.workspace(), "calendar")
                        .call(() ->
                                transactions.read(() -> feeds.find(found.feed()).map(this::written))))
                .map(text -> ResponseEntity.ok()
                        .contentType(TYPE)
                        .header("Cache-Control", "private, max-age=300")
                        .header("Content-Disposition", "inline; filename=\"fanfare.ics\"")
                        .body(text))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private String written(CalendarFeeds.Row feed) {
        Instant at = now.instant();
        var entries = outbox.calendar(feed.campaignId(), at.minus(BEFORE), at.plus(AFTER));
        Map<UUID, Campaign> known =
                campaigns.all(entries.stream().map(CalendarEntry::campaignId).collect(Collectors.toSet()));
        String name = feed.campaignId() == null
                ? workspaces.current().name()
                : campaigns.get(feed.campaignId()).name();
        var calendar = new ICalendar(name, at);
        for (var entry : entries) calendar.event(event(entry, known.get(entry.campaignId())));
        return calendar.text();
    }

    private ICalendar.Event event(CalendarEntry entry, @Nullable Campaign campaign) {
        String where = entry.kind().equals("post") ? "posts" : "mailings";
        boolean planned = entry.status().equals("scheduled") || entry.status().equals("draft");
        return new ICalendar.Event(
                entry.kind() + "-" + entry.id() + "@fanfare",
                entry.at(),
                ChannelName.label(entry.channel()) + ": " + entry.title(),
                (campaign == null ? "" : campaign.name() + "\n")
                        + entry.status().replace('_', ' '),
                base.get() + "/campaigns/" + entry.campaignId() + "/content/" + where + "/" + entry.id(),
                planned ? "TENTATIVE" : "CONFIRMED");
    }
}
