package io.fanfare.analytics;

import io.fanfare.analytics.Fact.Feed;
import io.fanfare.analytics.FactStore.Cell;
import io.fanfare.analytics.FactStore.Held;
import io.fanfare.kernel.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Facts as the columns of a statement; what belongs to a feed is sent once. */
final class FactChunk {
    private final List<Fact> facts;
    private final List<Held> feeds = new ArrayList<>();
    private final List<Integer> numbers;
    private final List<LocalDate> days;

    FactChunk(List<Fact> facts, Map<Feed, Held> held) {
        this.facts = facts;
        numbers = new ArrayList<>(facts.size());
        days = new ArrayList<>(facts.size());
        var known = new HashMap<Feed, Integer>();
        var zones = new ArrayList<ZoneId>();
        Feed last = null;
        int number = 0;
        for (Fact fact : facts) {
            // Most facts follow others of their feed.
            if (!fact.feed().equals(last))
                number = known.computeIfAbsent(fact.feed(), feed -> {
                    var row = java.util.Objects.requireNonNull(held.get(feed));
                    feeds.add(row);
                    zones.add(ZoneId.of(row.timeZone()));
                    return feeds.size();
                });
            last = fact.feed();
            numbers.add(number);
            days.add(FactStore.day(fact, zones.get(number - 1)));
        }
    }

    /** Whether no fact of these feeds can be on these days: each lies before or after all days that the feed has had. */
    boolean isNew() {
        for (int i = 0; i < facts.size(); i++) {
            Held feed = feeds.get(numbers.get(i) - 1);
            if (feed.mixed() || feed.covers(days.get(i))) return false;
        }
        return true;
    }

    boolean hourly() {
        return facts.stream().anyMatch(fact -> fact.hour() != null);
    }

    boolean keyed() {
        return facts.stream().anyMatch(fact -> fact.key() != null);
    }

    List<Cell> mixedCells() {
        if (feeds.stream().noneMatch(Held::mixed)) return List.of();
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < facts.size(); i++) {
            Held feed = feeds.get(numbers.get(i) - 1);
            if (feed.mixed())
                cells.add(new Cell(
                        feed.campaignId(),
                        feed.channel(),
                        feed.source(),
                        days.get(i),
                        facts.get(i).entity()));
        }
        return cells;
    }

    /** The measures of which there are figures. */
    Set<Measure> measures() {
        var measures = EnumSet.noneOf(Measure.class);
        for (Fact fact : facts) measures.addAll(fact.figures().keySet());
        return measures;
    }

    Sql.Statement bound(Sql.Statement statement, Set<Measure> measures) {
        statement
                .array("campaigns", "uuid", feeds.stream().map(Held::campaignId).toList())
                .array("channels", "text", feeds.stream().map(Held::channel).toList())
                .array("sources", "text", feeds.stream().map(Held::source).toList())
                .array("feeds", "integer", numbers)
                .array(
                        "days",
                        "integer",
                        days.stream().map(LocalDate::toEpochDay).toList())
                .array("hours", "timestamptz", column(Fact::hour))
                .array("entities", "text", column(Fact::entity))
                .array("currencies", "text", column(Fact::currency))
                .array("keys", "text", column(Fact::key));
        for (Measure measure : measures)
            statement.array(measure.word(), FactStatements.type(measure.word()), column(fact -> fact.figures()
                    .get(measure)));
        return statement;
    }

    DailySums sums(Set<Measure> measures) {
        var sums = new DailySums(measures);
        for (int i = 0; i < facts.size(); i++) sums.add(numbers.get(i), days.get(i), facts.get(i));
        return sums;
    }

    int size() {
        return facts.size();
    }

    /** A column that nobody reported is an empty array, which unnest fills with nulls. */
    private List<@Nullable Object> column(Function<Fact, @Nullable Object> of) {
        var column = new ArrayList<@Nullable Object>(facts.size());
        boolean any = false;
        for (Fact fact : facts) {
            Object value = of.apply(fact);
            any |= value != null;
            column.add(value);
        }
        if (!any) column.clear();
        return column;
    }
}
