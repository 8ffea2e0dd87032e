package io.fanfare.creative;

import io.fanfare.creative.PlannedContent.ItemRow;
import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters, order and page of a list of items. */
record CampaignItemQuery(
        CampaignItem.@Nullable State state,
        CampaignItem.@Nullable Kind kind,
        @Nullable String channel,
        @Nullable UUID owner,
        @Nullable String q,
        @Nullable Boolean archived,
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    /** Coming up first, the next one first; then drafts, the newest first; then past items, the latest first. */
    private static final Comparator<ItemRow> BY_TIME = Comparator.comparing(ItemRow::group)
            .thenComparing((a, b) -> {
                if (a.group() == CampaignItem.Group.UNSCHEDULED)
                    return b.updatedAt().compareTo(a.updatedAt());
                int order = at(a).compareTo(at(b));
                return a.group() == CampaignItem.Group.PAST ? -order : order;
            });

    private static final Orders<Comparator<ItemRow>> ORDERS = Orders.of("time", BY_TIME)
            .and("title", Comparator.comparing(row -> row.title().toLowerCase(Locale.ROOT)))
            .and("state", Comparator.comparing(ItemRow::state))
            .and("channel", Comparator.comparing(ItemRow::channel))
            .and("updated", Comparator.comparing(ItemRow::updatedAt));

    private static Instant at(ItemRow row) {
        return row.at() == null ? row.updatedAt() : row.at();
    }

    Comparator<ItemRow> order() {
        return Orders.comparator(ORDERS.chosen(sort, "time"))
                .thenComparing(BY_TIME)
                .thenComparing(ItemRow::id);
    }

    /** All filters but the state, so that a list can count the items in each state. */
    boolean covers(ItemRow row) {
        return (kind == null || kind == row.kind())
                && (channel == null || channel.equals(row.channel()))
                && (owner == null || owner.equals(row.owner()))
                && (q == null || q.isBlank() || contains(row.title(), q) || contains(row.text(), q));
    }

    private static boolean contains(@Nullable String text, String words) {
        return text != null
                && text.toLowerCase(Locale.ROOT).contains(words.strip().toLowerCase(Locale.ROOT));
    }

    boolean archivedOnly() {
        return Boolean.TRUE.equals(archived);
    }

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }
}
