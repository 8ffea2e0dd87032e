package io.fanfare.kernel;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Part of a long list: pass {@code next} as {@code after} for the next part; null at the end. */
public record Slice<T>(List<T> items, @Nullable UUID next) {
    /** Cuts rows that were read with {@code limit + 1} down to the part. */
    public static <T> Slice<T> of(List<T> read, int limit, Function<T, UUID> id) {
        if (read.size() <= limit) return new Slice<>(read, null);
        return new Slice<>(read.subList(0, limit), id.apply(read.get(limit - 1)));
    }

    public static int limit(@Nullable Integer limit) {
        return Page.Range.of(limit, 0).limit();
    }
}
