package io.fanfare.analytics;

import io.fanfare.kernel.Sql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What facts add to the daily sums. Summed here, while PostgreSQL writes the facts before. */
final class DailySums {
    private final List<Measure> measures;
    private final Map<Cell, BigDecimal[]> sums = new LinkedHashMap<>();

    /** @param feed the number of the feed in its statement */
    private record Cell(int feed, LocalDate day, String currency) {}

    DailySums(Collection<Measure> measures) {
        this.measures = List.copyOf(measures);
    }

    void add(int feed, LocalDate day, Fact fact) {
        var sum = sums.computeIfAbsent(new Cell(feed, day, fact.currency()), cell -> zeros());
        for (int i = 0; i < sum.length; i++) {
            var figure = fact.figures().get(measures.get(i));
            if (figure != null) sum[i] = sum[i].add(figure);
        }
    }

    private BigDecimal[] zeros() {
        var zeros = new BigDecimal[measures.size()];
        java.util.Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
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
                        sums.keySet().stream().map(Cell::currency).toList());
        for (int i = 0; i < measures.size(); i++) {
            var column = new ArrayList<BigDecimal>(sums.size());
            for (var sum : sums.values()) column.add(sum[i]);
            String word = measures.get(i).word();
            statement.array("sum_" + word, FactStatements.type(word), column);
        }
    }
}
