package io.fanfare.activity;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What {@link NotificationProofTest} plays: people in 40 time zones, what they are notified of, and when each should arrive. */
final class NotificationPlan {
    /** Over the change of daylight saving in Europe and, a week later, in Australia and New Zealand. */
    static final Instant FROM = Instant.parse("2027-03-26T12:10:00Z");

    static final Instant UNTIL = Instant.parse("2027-04-06T12:10:00Z");
    static final Duration ROUND = Duration.ofHours(6);
    private static final int PER_PERSON = 4;

    static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "Europe/London",
            "Europe/Lisbon",
            "Europe/Athens",
            "Europe/Helsinki",
            "Europe/Istanbul",
            "Europe/Moscow",
            "Atlantic/Azores",
            "Atlantic/Reykjavik",
            "Africa/Lagos",
            "Africa/Cairo",
            "Africa/Nairobi",
            "Africa/Johannesburg",
            "Asia/Dubai",
            "Asia/Tehran",
            "Asia/Karachi",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Asia/Dhaka",
            "Asia/Yangon",
            "Asia/Bangkok",
            "Asia/Singapore",
            "Asia/Shanghai",
            "Asia/Tokyo",
            "Asia/Seoul",
            "Australia/Perth",
            "Australia/Darwin",
            "Australia/Adelaide",
            "Australia/Sydney",
            "Australia/Lord_Howe",
            "Pacific/Auckland",
            "Pacific/Chatham",
            "Pacific/Honolulu",
            "Pacific/Kiritimati",
            "America/Anchorage",
            "America/Los_Angeles",
            "America/New_York",
            "America/St_Johns",
            "America/Sao_Paulo",
            "America/Bogota");

    private NotificationPlan() {}

    /** A person and their settings. Every second one is reached by Slack, the others by e-mail. */
    record Reader(int number) {
        ZoneId zone() {
            return ZoneId.of(ZONES.get(number % ZONES.size()));
        }

        boolean bySlack() {
            return (number + number / ZONES.size()) % 2 == 1;
        }

        String slackUser() {
            return "UPROOF" + number;
        }

        String email() {
            return "reader-" + number + "@example.com";
        }

        LocalTime quietFrom() {
            return LocalTime.of(20, 0).plusHours(number % 3);
        }

        LocalTime quietTo() {
            return LocalTime.of(5, 30).plusMinutes(30L * (number % 4));
        }

        Set<DayOfWeek> quietDays() {
            return number % 5 == 0 ? EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY) : EnumSet.allOf(DayOfWeek.class);
        }

        boolean daily() {
            return number % 11 != 0;
        }

        LocalTime digestAt() {
            return LocalTime.of(7, 0).plusMinutes(15L * (number % 5));
        }

        /** The request that sets this. */
        Map<String, Object> settings() {
            var days = quietDays().stream()
                    .map(day -> day.name().substring(0, 3).toLowerCase(java.util.Locale.ROOT))
                    .toList();
            return Map.of(
                    "timeZone", zone().getId(),
                    "quietHours",
                            Map.of(
                                    "from",
                                    quietFrom().toString(),
                                    "to",
                                    quietTo().toString(),
                                    "days",
                                    days),
                    "digest",
                            Map.of(
                                    "daily",
                                            Map.of(
                                                    "on",
                                                    daily(),
                                                    "at",
                                                    digestAt().toString()),
                                    "weekly",
                                            Map.of(
                                                    "on",
                                                    !daily(),
                                                    "day",
                                                    "sun",
                                                    "at",
                                                    digestAt().toString())),
                    "throttlePerHour", 500,
                    "kinds",
                            List.of(
                                    choice("approval_given", "digest"),
                                    choice("approval_refused", "now"),
                                    choice("approval_overdue", "now")));
        }

        private Map<String, Object> choice(String kind, String how) {
            return Map.of("kind", kind, "email", bySlack() ? "off" : how, "slack", bySlack() ? how : "off");
        }

        /** By the wall clock of the reader: what a person would check. */
        boolean isQuiet(Instant at) {
            var local = at.atZone(zone());
            var time = local.toLocalTime();
            return !time.isBefore(quietFrom()) && quietDays().contains(local.getDayOfWeek())
                    || time.isBefore(quietTo())
                            && quietDays().contains(local.getDayOfWeek().minus(1));
        }

        private boolean isDigest(Instant at) {
            ZonedDateTime local = at.atZone(zone());
            return local.toLocalTime().equals(digestAt()) && (daily() || local.getDayOfWeek() == DayOfWeek.SUNDAY);
        }
    }

    /** Something that a person is notified of. */
    record Notice(int round, int reader, String kind, boolean settled) {
        /** Its title; no other contains it. */
        String token() {
            return "matter-" + reader + "-" + round + "-" + kind + ".";
        }

        Instant told() {
            return FROM.plus(ROUND.multipliedBy(round));
        }

        /** The minute in which it should arrive, found by trying each minute. */
        Instant expected() {
            var reader = new Reader(this.reader);
            var minute = told().truncatedTo(ChronoUnit.MINUTES);
            if (kind.equals("approval_overdue")) return minute;
            if (kind.equals("approval_refused")) {
                while (reader.isQuiet(minute)) minute = minute.plus(1, ChronoUnit.MINUTES);
                return minute;
            }
            do minute = minute.plus(1, ChronoUnit.MINUTES);
            while (!reader.isDigest(minute));
            return minute;
        }
    }

    static int rounds() {
        return (int) (Duration.between(FROM, UNTIL).toHours() / ROUND.toHours());
    }

    /** All of it; every tenth is settled before it is sent, unless it is urgent. */
    static List<Notice> notices(int people) {
        var random = new Random(20270328);
        var kinds =
                List.of("approval_given", "approval_refused", "approval_given", "approval_overdue", "approval_refused");
        var notices = new ArrayList<Notice>();
        // What a weekly digest brings arrives within the time that is played.
        int last = rounds() - 28;
        for (int reader = 0; reader < people; reader++) {
            int first = random.nextInt(5);
            for (int i = 0; i < PER_PERSON; i++) {
                String kind = kinds.get(random.nextInt(kinds.size()));
                int round = first + i * (last - 5) / (PER_PERSON - 1);
                boolean late = !kind.equals("approval_overdue") && random.nextInt(10) == 0;
                var notice = new Notice(round, reader, kind, false);
                boolean waits = notice.expected().isAfter(notice.told());
                notices.add(new Notice(round, reader, kind, late && waits));
            }
        }
        return notices;
    }
}
