package io.fanfare.analytics;

import io.fanfare.kernel.Sql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What facts add to the daily sums. Summed here, while PostgreSQL writes the facts before. */
final class DailySums {
    private final List<Measure> measures;
    private final Map<Cell, Sums> sums = new LinkedHashMap<>();

    /** @param feed the number of the feed in its statement */
    private record Cell(int feed, LocalDate day, String currency) {}

    private static final class Sums {
        private final BigDecimal[] of;
        private int facts;

        Sums(int measures) {
            of = new BigDecimal[measures];
            Arrays.fill(of, BigDecimal.ZERO);
        }
    }

    DailySums(Collection<Measure> measures) {
        this.measures = List.copyOf(measures);
    }

    void add(int feed, LocalDate day, Fact fact) {
        var sum = sums.computeIfAbsent(new Cell(feed, day, fact.currency()), cell -> new Sums(measures.size()));
        sum.facts++;
        for (int i = 0; i < sum.of.length; i++) {
            var figure = fact.figures().get(measures.get(i));
            if (figure != null) sum.of[i] = sum.of[i].add(figure);
        }
    }

    void bind(Sql.Statement statement) {
        statement
                .array(
                        "sum_feeds",
                        "integer",
                        sums.keySet().stream().map(Cell::feed).toList())
                .array(
                        "sum_days",
                        "integer",
                        sums.keySet().stream()
                                .map(cell -> cell.day().toEpochDay())
                                .toList())
                .array(
                        "sum_currencies",
                        "text",
                        sums.keySet().stream().map(Cell::currency).toList())
                .array(
                        "sum_facts",
                        "integer",
                        sums.values().stream().map(sum -> sum.facts).toList());
        for (int i = 0; i < measures.size(); i++) {
            var column = new ArrayList<BigDecimal>(sums.size());
            for (var sum : sums.values()) column.add(sum.of[i]);
            String word = measures.get(i).word();
            statement.array("sum_" + word, FactStatements.type(word), column);
        }
    }
}
