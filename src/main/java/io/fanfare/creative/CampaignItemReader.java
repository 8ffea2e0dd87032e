package io.fanfare.creative;

import io.fanfare.creative.CampaignItem.Kind;
import io.fanfare.creative.CampaignItem.State;
import io.fanfare.creative.PlannedContent.ItemRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the items of a campaign: which ones, in one statement, and then only those. */
@Component
public class CampaignItemReader {
    private final CampaignItemStore lines;
    private final CreativeStore store;
    private final List<PlannedContent> rooms;

    CampaignItemReader(CampaignItemStore lines, CreativeStore store, List<PlannedContent> rooms) {
        this.lines = lines;
        this.store = store;
        this.rooms = rooms;
    }

    CampaignItemStore.Lines page(UUID campaign, CampaignItemQuery query) {
        return lines.page(campaign, query);
    }

    /** Items that went out in a period, and those among {@code others} that went out at any time; the latest first. */
    public List<ItemRow> sent(UUID campaign, Instant from, Instant to, Collection<UUID> others, int most) {
        return rows(lines.sent(campaign, new CampaignItemStore.Outgoing(from, to, others, most)));
    }

    /** The items of a page, in its order. */
    List<ItemRow> rows(List<CampaignItemStore.Line> page) {
        var ids = page.stream().map(CampaignItemStore.Line::id).toList();
        if (ids.isEmpty()) return List.of();
        var read = Stream.concat(
                        rooms.stream().flatMap(room -> room.items(ids).stream()),
                        store.list(ids).stream().map(CampaignItemReader::draft))
                .collect(Collectors.toMap(ItemRow::id, Function.identity()));
        return page.stream()
                .filter(line -> read.containsKey(line.id()))
                .map(line -> Objects.requireNonNull(read.get(line.id())).in(line.state()))
                .toList();
    }

    private static ItemRow draft(Creative creative) {
        var components = creative.components();
        var media = components.video() == null ? components.image() : components.video();
        boolean email = creative.kind() == Creative.Kind.EMAIL;
        return new ItemRow(
                Kind.CREATIVE,
                creative.id(),
                creative.name(),
                email ? firstOf(components.markdown(), components.preheader()) : components.text(),
                creative.channel(),
                media == null ? null : media.posterAssetId() == null ? media.assetId() : media.posterAssetId(),
                State.DRAFT,
                null,
                null,
                creative.createdBy(),
                null,
                null,
                components.thread() == null ? null : components.thread().size(),
                creative.id(),
                creative.updatedAt(),
                creative.version(),
                creative.moves());
    }

    private static @Nullable String firstOf(@Nullable String text, @Nullable String other) {
        return text == null || text.isBlank() ? other : text;
    }
}
