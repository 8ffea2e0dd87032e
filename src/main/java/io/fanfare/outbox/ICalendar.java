package io.fanfare.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes iCalendar (RFC 5545): UTC times, escaped texts, lines of at most 75 bytes that end in CRLF. */
public final class ICalendar {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final Duration LENGTH = Duration.ofMinutes(15);
    private static final int LONGEST_LINE = 75;

    private final StringBuilder text = new StringBuilder(4096);
    private final Instant written;

    public ICalendar(String name, Instant written) {
        this.written = written;
        line("BEGIN", "VCALENDAR");
        line("VERSION", "2.0");
        line("PRODID", "-//Fanfare//Calendar//EN");
        line("CALSCALE", "GREGORIAN");
        line("METHOD", "PUBLISH");
        line("NAME", escaped(name));
        line("X-WR-CALNAME", escaped(name));
        line("REFRESH-INTERVAL;VALUE=DURATION", "PT15M");
    }

    /** An event of fifteen minutes. */
    record Event(String uid, Instant at, String summary, String description, String url, String status) {}

    void event(Event event) {
        line("BEGIN", "VEVENT");
        line("UID", event.uid());
        line("DTSTAMP", UTC.format(written));
        line("DTSTART", UTC.format(event.at()));
        line("DTEND", UTC.format(event.at().plus(LENGTH)));
        line("SUMMARY", escaped(event.summary()));
        line("DESCRIPTION", escaped(event.description()));
        line("URL", event.url());
        line("STATUS", event.status());
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }

    /** An event of entire days, the first and the last included. */
    public record Days(String uid, LocalDate from, LocalDate to, String summary, String description) {}

    public void days(Days days) {
        line("BEGIN", "VEVENT");
        line("UID", days.uid());
        line("DTSTAMP", UTC.format(written));
        line("DTSTART;VALUE=DATE", DATE.format(days.from()));
        line("DTEND;VALUE=DATE", DATE.format(days.to().plusDays(1)));
        line("SUMMARY", escaped(days.summary()));
        line("DESCRIPTION", escaped(days.description()));
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }

    public String text() {
        line("END", "VCALENDAR");
        return text.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("[\\p{Cc}]", "");
    }

    /** Folded between characters, never inside one. */
    private void line(String name, String value) {
        int bytes = 0;
        String all = name + ":" + value;
        for (int i = 0; i < all.length(); ) {
            String character = Character.toString(all.codePointAt(i));
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > LONGEST_LINE) {
                text.append("\r\n ");
                bytes = 1;
            }
            text.append(character);
            bytes += size;
            i += character.length();
        }
        text.append("\r\n");
    }
}
