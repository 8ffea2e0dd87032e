package io.fanfare.launch;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a day is written in a text, so that {@code December 20, 2026} becomes {@code [[day+5]]} and another such date. */
enum DayForm {
    LONG("MMMM d, uuuu", "<month> \\d{1,2}, \\d{4}"),
    SHORT("MMM d, uuuu", "<short> \\d{1,2}, \\d{4}"),
    ISO("uuuu-MM-dd", "\\d{4}-\\d{2}-\\d{2}"),
    DMY("d MMMM uuuu", "\\d{1,2} <month> \\d{4}"),
    SDMY("d MMM uuuu", "\\d{1,2} <short> \\d{4}"),
    DOTS("d.M.uuuu", "\\d{1,2}\\.\\d{1,2}\\.\\d{4}"),
    SLASHES("M/d/uuuu", "\\d{1,2}/\\d{1,2}/\\d{4}"),
    MD("MMMM d", "<month> \\d{1,2}"),
    SMD("MMM d", "<short> \\d{1,2}"),
    DM("d MMMM", "\\d{1,2} <month>"),
    SDM("d MMM", "\\d{1,2} <short>"),
    WEEKDAY("EEEE", "");

    private static final String MONTH =
            "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
    private static final String SHORT_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final int HALF_A_YEAR = 183;
    private static final Pattern ANY = Pattern.compile("(?<skip>https?://\\S+)|" + all());

    private final DateTimeFormatter format;
    private final String shape;

    DayForm(String format, String shape) {
        this.format = new DateTimeFormatterBuilder().appendPattern(format).toFormatter(Locale.US);
        this.shape = shape;
    }

    private static String all() {
        return Arrays.stream(values())
                .filter(form -> form != WEEKDAY)
                .map(form -> "(?<" + form.word() + ">(?<![\\w./-])"
                        + form.shape.replace("<month>", MONTH).replace("<short>", SHORT_MONTH) + "(?![\\w/-]))")
                .collect(Collectors.joining("|"));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DayForm of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(form -> form.word().equals(word))
                .findFirst()
                .orElse(LONG);
    }

    String text(LocalDate day) {
        return format.format(day);
    }

    /** A text with its dates as days from the launch; addresses of pages stay as they are. */
    static String counted(String text, LocalDate launch) {
        return ANY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(counted(found, launch)));
    }

    private static String counted(MatchResult found, LocalDate launch) {
        if (found.group("skip") != null) return found.group();
        for (var form : values()) {
            if (form == WEEKDAY || found.group(form.word()) == null) continue;
            return form.read(found.group(), launch)
                    .map(day -> form.placeholder(ChronoUnit.DAYS.between(launch, day)))
                    .orElse(found.group());
        }
        return found.group();
    }

    private String placeholder(long days) {
        String offset = days == 0 ? "" : days > 0 ? "+" + days : String.valueOf(days);
        return "[[" + PlaceholderText.DAY + offset + (this == LONG ? "" : " " + word()) + "]]";
    }

    private Optional<LocalDate> read(String text, LocalDate launch) {
        try {
            return Optional.of(
                    shape.contains("\\d{4}")
                            ? LocalDate.parse(text, format)
                            : nearest(MonthDay.parse(text, format), launch));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    /** A day without a year is the one closest to the launch. */
    private static LocalDate nearest(MonthDay day, LocalDate launch) {
        var same = day.atYear(launch.getYear());
        if (same.isBefore(launch.minusDays(HALF_A_YEAR))) return day.atYear(launch.getYear() + 1);
        return same.isAfter(launch.plusDays(HALF_A_YEAR)) ? day.atYear(launch.getYear() - 1) : same;
    }
}
