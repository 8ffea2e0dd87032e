package io.fanfare.creative;

import io.fanfare.approval.Item;
import io.fanfare.approval.Manifest;
import io.fanfare.approval.Standing;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.CampaignItem.Kind;
import io.fanfare.creative.CampaignItem.State;
import io.fanfare.creative.PlannedContent.ItemRow;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Markup;
import io.fanfare.kernel.Operations;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The items of a campaign in one list: posts, mailings, and creatives that none of them uses yet. */
@RestController
class CampaignItems {
    private static final int EXCERPT = 160;

    private final List<PlannedContent> rooms;
    private final CreativeStore store;
    private final Campaigns campaigns;
    private final Manifest manifest;
    private final Members members;
    private final Operations operations;

    CampaignItems(
            List<PlannedContent> rooms,
            CreativeStore store,
            Campaigns campaigns,
            Manifest manifest,
            Members members,
            Operations operations) {
        this.rooms = rooms;
        this.store = store;
        this.campaigns = campaigns;
        this.manifest = manifest;
        this.members = members;
        this.operations = operations;
    }

    /** A page of items; {@code counts} is their number in each state under all other filters. */
    record CampaignItemPage(List<CampaignItem> items, long total, int limit, int offset, Map<State, Integer> counts) {}

    /**
     * Lists the items of a campaign: posts, mailings, and creatives that no post or mailing uses yet, of each kind at most the
     * newest 2,000. {@code sort}: {@code time} (default: what is coming up, then drafts, then what was sent), {@code title},
     * {@code state}, {@code channel} or {@code updated}; a minus in front reverses it. {@code q} searches titles and texts.
     * {@code channel} is a platform, {@code email}, or {@code any} for creatives without a platform. With {@code archived},
     * only archived items.
     */
    @GetMapping("/api/campaigns/{id}/items")
    @Allow("content.read")
    CampaignItemPage listCampaignItems(@PathVariable UUID id, CampaignItemQuery query) {
        var campaign = campaigns.get(id);
        var range = query.range();
        var order = query.order();
        var all = rows(id, query.archivedOnly()).filter(query::covers).toList();
        var counts = new EnumMap<State, Integer>(State.class);
        all.forEach(row -> counts.merge(row.state(), 1, Integer::sum));
        var found = all.stream()
                .filter(row -> query.state() == null || query.state() == row.state())
                .toList();
        var page = found.stream()
                .sorted(order)
                .skip(range.offset())
                .limit(range.limit())
                .toList();
        return new CampaignItemPage(items(campaign, page), found.size(), range.limit(), range.offset(), counts);
    }

    private Stream<ItemRow> rows(UUID campaign, boolean archived) {
        var planned = rooms.stream()
                .flatMap(room -> room.items(campaign, archived).stream())
                .toList();
        var used = archived
                ? List.of()
                : planned.stream()
                        .filter(row -> row.state() != State.CANCELLED)
                        .map(ItemRow::creativeId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        var drafts = store.newest(campaign, archived).stream()
                .filter(creative -> !used.contains(creative.id()))
                .map(CampaignItems::draft);
        var standings = manifest.standings(campaign);
        return Stream.concat(planned.stream(), drafts)
                .map(row -> row.in(state(row, standings.get(Item.key(word(row.kind()), row.id())))));
    }

    /** A draft needs no approval before it has a time; one that was reviewed shows it. */
    private static State state(ItemRow row, @Nullable Standing standing) {
        boolean planned = row.state() == State.SCHEDULED;
        if (standing == null || !planned && row.state() != State.DRAFT) return row.state();
        return switch (standing) {
            case APPROVED -> row.state();
            case NEEDS_APPROVAL, APPROVAL_LOST -> planned ? State.NEEDS_APPROVAL : row.state();
            case IN_REVIEW -> State.IN_REVIEW;
            case CHANGES_REQUESTED -> State.CHANGES_REQUESTED;
        };
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
                row.group(),
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

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
