package io.fanfare.kernel;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a list can be sorted by: the names that {@code sort} takes, each with what it stands for. A minus before a name reverses the
 * order.
 */
public final class Orders<T> {
    /** A name that was chosen. */
    public record Chosen<T>(T order, boolean descending) {}

    private final Map<String, T> names = new LinkedHashMap<>();

    private Orders() {}

    public static <T> Orders<T> of(String name, T order) {
        return new Orders<T>().and(name, order);
    }

    public Orders<T> and(String name, T order) {
        names.put(name, order);
        return this;
    }

    /** The order that is asked for, or the usual one; 400 names the others. */
    public Chosen<T> chosen(@Nullable String sort, String usual) {
        String text = sort == null ? usual : sort;
        boolean descending = text.startsWith("-");
        var order = names.get(descending ? text.substring(1) : text);
        if (order == null) throw Refused.invalid("sort", "must be " + known() + ", or one of them after a minus");
        return new Chosen<>(order, descending);
    }

    private String known() {
        var all = List.copyOf(names.keySet());
        if (all.size() == 1) return all.getFirst();
        return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
    }

    /** For {@code order by}: the direction takes the place of {@code %s} in each text. */
    public static String sql(Chosen<String> chosen) {
        return chosen.order().formatted(chosen.descending() ? " desc" : "");
    }

    public static <T> Comparator<T> comparator(Chosen<Comparator<T>> chosen) {
        return chosen.descending() ? chosen.order().reversed() : chosen.order();
    }
}
