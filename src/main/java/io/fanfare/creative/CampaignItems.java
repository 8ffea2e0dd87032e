package io.fanfare.creative;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.CampaignItem.Group;
import io.fanfare.creative.CampaignItem.State;
import io.fanfare.creative.PlannedContent.ItemRow;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Markup;
import io.fanfare.kernel.Operations;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The items of a campaign in one list: posts, mailings, and creatives that none of them uses yet. */
@RestController
class CampaignItems {
    private static final int EXCERPT = 160;

    private final CampaignItemReader reader;
    private final Campaigns campaigns;
    private final Members members;
    private final Operations operations;

    CampaignItems(CampaignItemReader reader, Campaigns campaigns, Members members, Operations operations) {
        this.reader = reader;
        this.campaigns = campaigns;
        this.members = members;
        this.operations = operations;
    }

    /** A page of items; {@code counts} is their number in each state under all other filters. */
    record CampaignItemPage(List<CampaignItem> items, long total, int limit, int offset, Map<State, Integer> counts) {}

    /**
     * Lists the items of a campaign: posts, mailings, and creatives that no post or mailing uses yet. {@code sort}: {@code time} (default: what is coming up, then drafts, then what was sent), {@code title},
     * {@code state}, {@code channel} or {@code updated}; a minus in front reverses it. {@code q} searches titles and texts.
     * {@code channel} is a platform, {@code email}, or {@code any} for creatives without a platform. With {@code archived},
     * only archived items.
     */
    @GetMapping("/api/campaigns/{id}/items")
    @Allow("content.read")
    CampaignItemPage listCampaignItems(@PathVariable UUID id, CampaignItemQuery query) {
        var campaign = campaigns.get(id);
        var range = query.range();
        var found = reader.page(id, query);
        var counts = new EnumMap<State, Integer>(State.class);
        found.counts().forEach(count -> counts.put(count.state(), count.items()));
        int total = query.state() == null
                ? counts.values().stream().mapToInt(Integer::intValue).sum()
                : counts.getOrDefault(query.state(), 0);
        return new CampaignItemPage(
                items(campaign, reader.rows(found.lines())), total, range.limit(), range.offset(), counts);
    }

    private List<CampaignItem> items(Campaign campaign, List<ItemRow> rows) {
        var names = members.people(
                rows.stream().map(ItemRow::owner).filter(Objects::nonNull).collect(Collectors.toSet()));
        return rows.stream().map(row -> item(campaign, row, names)).toList();
    }

    private CampaignItem item(Campaign campaign, ItemRow row, Map<UUID, String> names) {
        String zone = row.at() == null ? null : Objects.requireNonNullElse(row.timeZone(), campaign.timeZone());
        String name = row.owner() == null ? null : names.get(row.owner());
        return new CampaignItem(
                row.kind(),
                row.id(),
                campaign.id(),
                row.title(),
                excerpt(row),
                row.channel(),
                row.thumbnail(),
                row.state(),
                Group.of(row.state(), row.at()),
                row.at(),
                row.at() == null || zone == null
                        ? null
                        : row.at().atZone(ZoneId.of(zone)).toLocalDateTime(),
                zone,
                name == null ? null : new CampaignItem.Owner(Objects.requireNonNull(row.owner()), name),
                row.recipients(),
                row.audience(),
                row.parts(),
                row.updatedAt(),
                row.version(),
                operations.permitted(row.moves()));
    }

    /** The beginning of the text, without the title that it may begin with. */
    private static @Nullable String excerpt(ItemRow row) {
        if (row.text() == null) return null;
        String start = row.text().substring(0, Math.min(row.text().length(), 4 * EXCERPT));
        String plain = Markup.plainText(start).replaceAll("\\s+", " ").strip();
        // A text made from a blog post is called after it and its channel: “Title · LinkedIn”.
        int channel = row.title().lastIndexOf(" · ");
        String title = channel < 0 ? row.title() : row.title().substring(0, channel);
        if (plain.startsWith(title)) plain = plain.substring(title.length()).strip();
        if (plain.isEmpty()) return null;
        return plain.codePointCount(0, plain.length()) <= EXCERPT
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, EXCERPT - 1)) + "…";
    }
}
