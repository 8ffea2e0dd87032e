package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.files.Cell;
import io.fanfare.kernel.files.RowFault;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of a file of tasks. {@code dependsOn} are titles or ids of other tasks. */
record TaskRow(
        String title,
        Task.Status status,
        Campaign.Priority priority,
        @Nullable String email,
        @Nullable LocalDate start,
        @Nullable LocalDate due,
        @Nullable BigDecimal estimateHours,
        List<String> dependsOn) {
    private static final int LONGEST_TITLE = 300;
    private static final BigDecimal MOST_HOURS = BigDecimal.valueOf(100_000);

    static TaskRow of(List<Cell> cells) throws RowFault {
        var known = cells.stream().collect(Collectors.toMap(Cell::field, Function.identity(), (one, _) -> one));
        var title = known.get("title");
        if (title == null) throw new RowFault(null, "has no title");
        if (title.text().strip().length() > LONGEST_TITLE)
            throw new RowFault(title.column(), "must not be longer than " + LONGEST_TITLE + " characters");
        var email = known.get("assignee");
        var row = new TaskRow(
                title.text().strip(),
                word(known.get("status"), Task.Status.values(), Task.Status.TODO),
                word(known.get("priority"), Campaign.Priority.values(), Campaign.Priority.NORMAL),
                email == null ? null : email.text().strip().toLowerCase(Locale.ROOT),
                date(known.get("start")),
                date(known.get("due")),
                hours(known.get("estimateHours")),
                names(known.get("dependsOn")));
        row.require(known);
        return row;
    }

    private void require(Map<String, Cell> known) throws RowFault {
        if (status == Task.Status.BLOCKED)
            throw new RowFault(column(known, "status"), "must not be blocked: a file has no reason for it");
        try {
            details(null, null).checked();
        } catch (Refused refused) {
            throw new RowFault(column(known, "due"), "must not be before the start, and be a usual year");
        }
    }

    private static @Nullable String column(Map<String, Cell> known, String field) {
        var cell = known.get(field);
        return cell == null ? null : cell.column();
    }

    private static <E extends Enum<E>> E word(@Nullable Cell cell, E[] values, E usual) throws RowFault {
        if (cell == null) return usual;
        String word = cell.text().strip().toLowerCase(Locale.ROOT).replaceAll("[ -]", "_");
        for (E value : values) if (value.name().toLowerCase(Locale.ROOT).equals(word)) return value;
        throw new RowFault(
                cell.column(),
                "must be one of "
                        + Arrays.stream(values)
                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
    }

    private static @Nullable LocalDate date(@Nullable Cell cell) throws RowFault {
        if (cell == null) return null;
        try {
            return LocalDate.parse(cell.text().strip());
        } catch (DateTimeException malformed) {
            throw new RowFault(cell.column(), "must be a date, e.g. 2026-11-24");
        }
    }

    private static @Nullable BigDecimal hours(@Nullable Cell cell) throws RowFault {
        if (cell == null) return null;
        String text = cell.text().strip().replace(',', '.');
        if (!text.matches("\\d{1,6}(\\.\\d{1,6})?") || new BigDecimal(text).compareTo(MOST_HOURS) > 0)
            throw new RowFault(cell.column(), "must be a number of hours, e.g. 4.5");
        return new BigDecimal(text);
    }

    private static List<String> names(@Nullable Cell cell) {
        if (cell == null) return List.of();
        return Arrays.stream(cell.text().split("[;\\n]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    TaskDetails details(@Nullable UUID campaign, @Nullable UUID assignee) {
        return new TaskDetails(
                title,
                campaign,
                null,
                "task",
                status,
                priority,
                assignee,
                List.of(),
                estimateHours,
                null,
                null,
                BigDecimal.ZERO,
                null,
                start,
                due,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                false,
                null,
                null);
    }
}
