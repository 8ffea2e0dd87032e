package io.fanfare.social;

import io.fanfare.campaign.Campaigns;
import io.fanfare.email.Mailing;
import io.fanfare.email.Mailings;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everything that is planned or has gone out, by time. */
@RestController
class Calendar {
    private static final Duration LONGEST = Duration.ofDays(400);

    private final PostStore posts;
    private final Mailings mailings;
    private final Campaigns campaigns;
    private final Workspaces workspaces;
    private final Now now;

    Calendar(PostStore posts, Mailings mailings, Campaigns campaigns, Workspaces workspaces, Now now) {
        this.posts = posts;
        this.mailings = mailings;
        this.campaigns = campaigns;
        this.workspaces = workspaces;
        this.now = now;
    }

    /** A post or a mailing at its time; {@code platform} is {@code email} for a mailing. */
    record Planned(
            Kind kind,
            UUID id,
            UUID campaignId,
            String campaignName,
            String title,
            String platform,
            Instant at,
            String timeZone,
            String status) {}

    /** What it is. */
    enum Kind {
        POST,
        MAILING
    }

    /** What stands in the calendar. */
    record Plan(Instant from, Instant to, String timeZone, List<Planned> items) {}

    /**
     * Lists posts and mailings with a time between {@code from} (included) and {@code to} (not included), cancelled ones
     * left out. Both are a date in the time zone of the workspace or a time with offset; today and 35 days on unless told.
     * At most 400 days at once.
     */
    @GetMapping("/api/social/calendar")
    @Allow("content.read")
    Plan readCalendar(@RequestParam @Nullable String from, @RequestParam @Nullable String to) {
        ZoneId zone = workspaces.current().zone();
        Instant start = from == null ? startOfToday(zone) : instant("from", from, zone);
        Instant end = to == null ? start.plus(Duration.ofDays(35)) : instant("to", to, zone);
        if (!start.isBefore(end)) throw Refused.invalid("to", "lies after from");
        if (Duration.between(start, end).compareTo(LONGEST) > 0)
            throw Refused.invalid("to", "400 days after from at most");
        var planned = posts.between(start, end);
        var mails = mailings.between(start, end);
        var names = campaigns.names(Stream.concat(
                        planned.stream().map(Post::campaignId), mails.stream().map(Mailing::campaignId))
                .collect(Collectors.toSet()));
        var items = Stream.concat(
                        planned.stream()
                                .map(post -> new Planned(
                                        Kind.POST,
                                        post.queueId(),
                                        post.campaignId(),
                                        names.getOrDefault(post.campaignId(), ""),
                                        post.details().heading(),
                                        post.platform().word(),
                                        post.scheduledFor(),
                                        post.timeZone(),
                                        word(post.status()))),
                        mails.stream()
                                .map(mailing -> new Planned(
                                        Kind.MAILING,
                                        mailing.id(),
                                        mailing.campaignId(),
                                        names.getOrDefault(mailing.campaignId(), ""),
                                        mailing.name(),
                                        "email",
                                        java.util.Objects.requireNonNull(mailing.scheduledFor()),
                                        java.util.Objects.requireNonNull(mailing.timeZone()),
                                        word(mailing.status()))))
                .sorted(Comparator.comparing(Planned::at).thenComparing(Planned::id))
                .toList();
        return new Plan(start, end, zone.getId(), items);
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
            throw Refused.invalid(field, "is a date such as 2026-11-21 or a time with offset");
        }
    }

    private static String word(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
