package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.PlannedTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The best times for posts while there are no figures to learn from: one window per platform in the audience's time
 * zone, and a search for a time apart from other posts. The windows of Facebook, Instagram, LinkedIn and X are the
 * common recommendations for advertisers; the others are our own defaults and are described as such.
 */
final class OptimalTimes {
    private static final Duration STEP = Duration.ofMinutes(30);
    /**
     * The minimum time between two posts on one platform; half of it between two posts of a campaign on different
     * platforms.
     */
    private static final Duration APART = Duration.ofMinutes(60);

    private static final int FARTHEST_DAYS = 120;

    private OptimalTimes() {}

    /** Hours of the day, the last excluded; {@code workingDays}: Monday to Friday only. */
    record Window(LocalTime from, LocalTime to, boolean workingDays) {}

    /** A post that is planned already. */
    record PlannedPost(Platform platform, Instant at, boolean sameCampaign) {}

    static Window window(Platform platform) {
        return switch (platform) {
            case FACEBOOK -> hours(13, 19);
            case INSTAGRAM -> hours(11, 20);
            case LINKEDIN -> working(8, 17);
            case TWITTER -> hours(10, 14);
            case NEWSROOM -> working(9, 12);
            case TIKTOK -> hours(18, 22);
            case THREADS -> hours(8, 13);
            case YOUTUBE -> hours(15, 20);
            case PINTEREST -> hours(19, 22);
            case BLUESKY -> hours(9, 13);
            case MASTODON -> hours(16, 20);
        };
    }

    static String why(Platform platform) {
        String reason =
                switch (platform) {
                    case FACEBOOK, INSTAGRAM, LINKEDIN, TWITTER -> "The platform's usual time window";
                    case NEWSROOM -> "Editors read news on weekday mornings";
                    case TIKTOK, PINTEREST, YOUTUBE -> "Fanfare's default, because people use it in their free time";
                    case THREADS, BLUESKY -> "Fanfare's default, because people read it in the morning";
                    case MASTODON -> "Fanfare's default, because people read it after work";
                };
        return reason + ". Times are in the audience's time zone. Your own results are not used yet.";
    }

    /**
     * The best free time in a period: on the first day without a post of the campaign on the platform, the first
     * time apart from other posts; if there is no such day, the first free time.
     */
    static Optional<PlannedTime> choose(
            Platform platform, Instant from, Instant to, ZoneId zone, List<PlannedPost> planned) {
        var free = slots(platform, from, to, zone).stream()
                .filter(slot -> planned.stream().noneMatch(other -> collides(platform, slot.at(), other)))
                .toList();
        return free.stream()
                .min(Comparator.<PlannedTime>comparingInt(
                                slot -> postsOfDay(platform, slot, zone, planned) == 0 ? 0 : 1)
                        .thenComparing(PlannedTime::at));
    }

    private static boolean collides(Platform platform, Instant at, PlannedPost other) {
        var distance = Duration.between(at, other.at()).abs();
        if (other.platform() == platform) return distance.compareTo(APART) < 0;
        return other.sameCampaign() && distance.compareTo(APART.dividedBy(2)) < 0;
    }

    private static long postsOfDay(Platform platform, PlannedTime slot, ZoneId zone, List<PlannedPost> planned) {
        LocalDate day = slot.localTime().toLocalDate();
        return planned.stream()
                .filter(other -> other.sameCampaign() && other.platform() == platform)
                .filter(other -> other.at().atZone(zone).toLocalDate().equals(day))
                .count();
    }

    private static List<PlannedTime> slots(Platform platform, Instant from, Instant to, ZoneId zone) {
        var window = window(platform);
        var slots = new ArrayList<PlannedTime>();
        LocalDate day = from.atZone(zone).toLocalDate();
        for (int i = 0;
                i < FARTHEST_DAYS && !day.atStartOfDay(zone).toInstant().isAfter(to);
                i++, day = day.plusDays(1)) {
            if (window.workingDays() && weekend(day)) continue;
            for (LocalTime time = window.from(); time.isBefore(window.to()); time = time.plus(STEP)) {
                var slot = PlannedTime.wall(day.atTime(time), zone);
                if (slot.at().isAfter(from) && slot.at().isBefore(to)) slots.add(slot);
            }
        }
        return slots;
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static Window hours(int from, int to) {
        return new Window(LocalTime.of(from, 0), LocalTime.of(to, 0), false);
    }

    private static Window working(int from, int to) {
        return new Window(LocalTime.of(from, 0), LocalTime.of(to, 0), true);
    }
}
