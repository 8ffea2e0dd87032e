package io.fanfare.kernel;

import java.util.List;
import java.util.function.Function;

/** One page of a list with a total. */
public record Page<T>(List<T> items, long total, int limit, int offset) {
    /** The page of rows that {@code select …, count(*) over () as total} returned. */
    public static <T> Page<T> of(List<T> items, long total, Range range) {
        return new Page<>(items, total, range.limit(), range.offset());
    }

    public static <T> Page<T> all(List<T> items) {
        return new Page<>(items, items.size(), items.size(), 0);
    }

    public <R> Page<R> map(Function<T, R> each) {
        return new Page<>(items.stream().map(each).toList(), total, limit, offset);
    }

    /** {@code ?limit=&offset=}: 1 to 200 items, default: 50. */
    public record Range(int limit, int offset) {
        public static Range of(
                @org.jspecify.annotations.Nullable Integer limit, @org.jspecify.annotations.Nullable Integer offset) {
            int size = limit == null ? 50 : limit;
            int from = offset == null ? 0 : offset;
            if (size < 1 || size > 200) throw Refused.invalid("limit", "1 to 200");
            if (from < 0) throw Refused.invalid("offset", "0 or more");
            return new Range(size, from);
        }

        /** The items of a complete list that are on this page. */
        public <T> List<T> cut(List<T> all) {
            return all.subList(Math.min(offset, all.size()), (int) Math.min((long) offset + limit, all.size()));
        }
    }
}
