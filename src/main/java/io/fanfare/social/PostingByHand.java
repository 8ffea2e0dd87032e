package io.fanfare.social;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Platform;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Times;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.outbox.Outbox;
import io.fanfare.social.Post.Status;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Posts that a person publishes: what to post and where, and the confirmation. */
@RestController
@RequestMapping("/api/social")
class PostingByHand {
    private final PostStore store;
    private final Outbox outbox;
    private final PostResponses responses;
    private final Destinations destinations;
    private final Campaigns campaigns;
    private final Assets assets;
    private final Ledger ledger;
    private final Now now;

    PostingByHand(
            PostStore store,
            Outbox outbox,
            PostResponses responses,
            Destinations destinations,
            Campaigns campaigns,
            Assets assets,
            Ledger ledger,
            Now now) {
        this.store = store;
        this.outbox = outbox;
        this.responses = responses;
        this.destinations = destinations;
        this.campaigns = campaigns;
        this.assets = assets;
        this.ledger = ledger;
        this.now = now;
    }

    /**
     * What a person needs to publish a post. {@code openUrl} opens the network, with the text filled in if it is {@code
     * prefilled}; {@code copy[]} lists everything to copy, the text first. {@code hold} says why the post should not be
     * published at the moment.
     */
    record Handoff(
            UUID queueId,
            UUID campaignId,
            String campaignName,
            Platform platform,
            @Nullable String account,
            @Nullable String title,
            String text,
            List<HandoffFile> assets,
            Map<UUID, String> altTexts,
            String openUrl,
            boolean prefilled,
            List<Copy> copy,
            @Nullable Instant handedOverAt,
            @Nullable String hold,
            List<String> can) {}

    /** A picture or video to download. */
    record HandoffFile(
            UUID id,
            String name,
            String mimeType,
            long size,
            @Nullable String altText,
            String downloadUrl) {}

    /** A text to copy; {@code name} is what the network calls it. */
    record Copy(String name, String text) {}

    /** {@code permalink} is the address of the published post, {@code at} when it was published (default: now). */
    record Confirmation(
            @Nullable @Size(max = PostDetails.LONGEST_LINK) String permalink,
            @Nullable String at) {}

    /**
     * Reads what a person needs to publish a post by hand: text, files, alternative texts and the address that opens the
     * network. Available once the post is due, approved and handed over; before, and after it is confirmed, 409 {@code
     * post_state}. To get it earlier, call {@code publishPost}.
     */
    @GetMapping("/{queueId}/handoff")
    @Allow("content.read")
    Handoff readHandoff(@PathVariable UUID queueId) {
        var post = store.read(queueId);
        if (post.status() != Status.HANDED_OVER) throw notHandedOver(post);
        var campaign = campaigns.get(post.campaignId());
        var account = destinations.of(post).account();
        String text = PostText.of(
                post.platform(), post.text(), post.link(), !post.assetIds().isEmpty());
        var links = HandoffLinks.of(post.platform(), text, post.link(), account == null ? null : account.service());
        var shown = responses.of(post);
        var files = files(post);
        return new Handoff(
                queueId,
                campaign.id(),
                campaign.name(),
                post.platform(),
                shown.account(),
                post.title(),
                text,
                files,
                altTexts(post),
                links.openUrl(),
                links.prefilled(),
                copies(post, text, files),
                post.handedOverAt(),
                hold(post, campaign),
                shown.can());
    }

    private List<HandoffFile> files(Post post) {
        var ids = post.details().allAssetIds();
        Map<UUID, Asset> found = assets.list(ids).stream().collect(Collectors.toMap(Asset::id, asset -> asset));
        var alt = altTexts(post);
        return ids.stream()
                .distinct()
                .filter(found::containsKey)
                .map(id -> file(Objects.requireNonNull(found.get(id)), alt.get(id)))
                .toList();
    }

    private static HandoffFile file(Asset asset, @Nullable String alt) {
        return new HandoffFile(
                asset.id(),
                asset.assetName(),
                asset.mimeType(),
                asset.fileSize(),
                alt,
                "/api/campaign-assets/" + asset.id() + "/file");
    }

    /** Those of all parts of a thread. */
    private static Map<UUID, String> altTexts(Post post) {
        var all = new HashMap<>(post.altTexts());
        for (var part : post.thread()) part.altTexts().forEach(all::putIfAbsent);
        return all;
    }

    private static List<Copy> copies(Post post, String text, List<HandoffFile> files) {
        var copies = new ArrayList<Copy>();
        copies.add(new Copy("Text", text));
        for (int i = 0; i < post.thread().size(); i++)
            copies.add(new Copy("Reply " + (i + 1), post.thread().get(i).text()));
        if (post.title() != null && post.platform().titleLimit() > 0) copies.add(new Copy("Title", post.title()));
        if (post.link() != null && !text.contains(post.link())) copies.add(new Copy("Link", post.link()));
        for (int i = 0; i < files.size(); i++) {
            String alt = files.get(i).altText();
            String which = files.size() == 1 ? "" : " " + (i + 1);
            if (alt != null) copies.add(new Copy("Alternative text" + which, alt));
        }
        return copies;
    }

    private @Nullable String hold(Post post, Campaign campaign) {
        if (campaign.archived()) return "The campaign is archived. Don't post this.";
        if (post.status() != Post.Status.PUBLISHED && !outbox.passes(post))
            return "The approval is no longer valid. Don't post this until it is approved again.";
        return switch (campaign.status()) {
            case PAUSED -> "The campaign is paused. Wait until it is resumed before you post this.";
            case CANCELLED -> "The campaign was canceled. Don't post this.";
            case DRAFT, PLANNING, ACTIVE, COMPLETED -> null;
        };
    }

    /**
     * Confirms that you published a post that was handed over. It is then {@code published}, and its receipt names you.
     * {@code permalink} is its address on the network; {@code at} is a time with an offset, not before it was handed over.
     * 409 {@code post_state} before that, and for a post that is confirmed already.
     */
    @PostMapping("/{queueId}/posted")
    @Allow("content.write")
    Post confirmPost(@PathVariable UUID queueId, @RequestBody @Valid Confirmation given) {
        var post = outbox.lock(store, queueId);
        if (!post.moves().contains("confirmPost")) throw notHandedOver(post);
        String permalink = permalink(post, given.permalink());
        var at = at(post, given.at());
        store.confirm(queueId, Current.get().person(), at);
        if (!ledger.confirm(queueId, permalink, at)) throw notHandedOver(post);
        var after = store.read(queueId);
        outbox.moved(post, after);
        return responses.of(after);
    }

    private static @Nullable String permalink(Post post, @Nullable String address) {
        if (address == null || address.isBlank()) return null;
        String given = address.strip();
        if (!PostDetails.isWebAddress(given))
            throw Refused.invalid(
                    "permalink",
                    "must be the web address of the post on "
                            + ChannelName.of(post.platform().word()) + ", e.g. https://example.com/post");
        return given;
    }

    /** People give minutes, so the minute of the handover counts. */
    private Instant at(Post post, @Nullable String given) {
        Instant latest = now.instant();
        if (given == null) return latest;
        Instant at = Times.instant("at", given);
        if (at.isAfter(latest)) throw Refused.invalid("at", "must not be in the future");
        Instant handed = Objects.requireNonNullElse(post.handedOverAt(), latest);
        if (at.isBefore(handed.truncatedTo(ChronoUnit.MINUTES)))
            throw Refused.invalid("at", "must not be before the post was handed over");
        return at;
    }

    private static Refused notHandedOver(Post post) {
        if (!post.byHand())
            return Refused.conflict("post_state", "Fanfare publishes this post. Only a post by hand is handed over.");
        return switch (post.status()) {
            case SCHEDULED, PUBLISHING ->
                Refused.conflict(
                        "post_state",
                        "This post is not handed over yet. That happens when it is due, approved and its campaign is active;"
                                + " publishPost hands it over now.");
            case PUBLISHED -> Refused.conflict("post_state", "This post is confirmed as posted already.");
            case HANDED_OVER, UNCONFIRMED, FAILED, CANCELLED -> post.refused();
        };
    }
}
