package io.fanfare.planning;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.fanfare.kernel.Refused;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Public holidays of countries. The library knows no holidays of China and not all of India and Japan, so a team can add days. */
final class Holidays {
    private static final Set<String> ISO = Set.of(Locale.getISOCountries());

    private Holidays() {}

    /** The holidays between two dates, by their names in English. */
    static Map<LocalDate, String> of(String country, LocalDate from, LocalDate to) {
        var found = new TreeMap<LocalDate, String>();
        HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)))
                .getHolidays(from, to, HolidayType.PUBLIC_HOLIDAY)
                .forEach(holiday -> found.merge(
                        holiday.getDate(), holiday.getDescription(Locale.ENGLISH), (one, other) -> one + ", " + other));
        return found;
    }

    /** Refuses what is not a country whose holidays are known. */
    static String require(String field, String country) {
        if (!ISO.contains(country) || !Known.CODES.contains(country.toLowerCase(Locale.ROOT)))
            throw Refused.invalid(field, "must be an ISO 3166 country code with known public holidays, e.g. DE");
        return country;
    }

    /** Read when it is first needed. */
    private static final class Known {
        static final Set<String> CODES = HolidayManager.getSupportedCalendarCodes().stream()
                .map(code -> code.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
