package io.fanfare.campaign;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Complete dates within a text, such as the objective of a campaign: {@code 2026-12-20}, {@code December 20, 2026}. */
final class DatesInText {
    private static final String MONTH =
            "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August|September"
                    + "|October|November|December)";
    private static final String DATE =
            "\\d{4}-\\d{2}-\\d{2}|" + MONTH + " \\d{1,2}, \\d{4}|\\d{1,2} " + MONTH + " \\d{4}";
    private static final Pattern ANY = Pattern.compile("\\b(?:" + DATE + ")\\b");
    private static final Pattern DEADLINE = Pattern.compile(" (?:by|until|before) (?:" + DATE + ")\\b");
    private static final List<DateTimeFormatter> FORMS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            form("MMM d, uuuu"),
            form("MMMM d, uuuu"),
            form("d MMM uuuu"),
            form("d MMMM uuuu"));
    /** A text near its limit is not made longer by the name of another month. */
    private static final int NEAR_LIMIT = 900;

    private DatesInText() {}

    /** The text with its dates so many days later; without a number of days it names no deadline. */
    static @Nullable String moved(@Nullable String text, @Nullable Integer days) {
        if (text == null) return null;
        if (days == null) return DEADLINE.matcher(text).replaceAll("");
        var moved = ANY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(later(found.group(), days)));
        return moved.length() > text.length() && text.length() > NEAR_LIMIT ? text : moved;
    }

    private static String later(String date, int days) {
        return FORMS.stream()
                .flatMap(form -> later(date, form, days).stream())
                .findFirst()
                .orElse(date);
    }

    private static Optional<String> later(String date, DateTimeFormatter form, int days) {
        try {
            return Optional.of(LocalDate.parse(date, form).plusDays(days).format(form));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder().appendPattern(pattern).toFormatter(Locale.US);
    }
}
