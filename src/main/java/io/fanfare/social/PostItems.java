package io.fanfare.social;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fanfare.approval.Item;
import io.fanfare.approval.Scope;
import io.fanfare.creative.Platform;
import io.fanfare.delivery.Delivery;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.outbox.OutgoingKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Posts as the approvals and the ledger store them. */
@Component
class PostItems {
    private final Assets assets;
    private final Drafts drafts;
    private final AccountStore accounts;
    private final Workspaces workspaces;
    private final Destinations destinations;

    PostItems(Assets assets, Drafts drafts, AccountStore accounts, Workspaces workspaces, Destinations destinations) {
        this.assets = assets;
        this.drafts = drafts;
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.destinations = destinations;
    }

    /** The part that an approval of the content covers: exactly this text and these files on this platform. */
    record Content(
            UUID post,
            Platform platform,
            @Nullable String title,
            String text,
            List<String> files,
            @Nullable String link,
            Map<UUID, String> altTexts,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PartContent> thread) {}

    /** A part of a thread. */
    record PartContent(String text, List<String> files, Map<UUID, String> altTexts) {}

    /** The part that an approval of the schedule covers. The time zone for display is not included. */
    record Schedule(UUID post, Platform platform, @Nullable UUID account, Instant notBefore) {}

    /** The same for a post that a person publishes. */
    record HandSchedule(
            UUID post, Platform platform, @Nullable UUID account, Instant notBefore, Post.By by) {}

    private static Object schedule(UUID id, Destination destination, PlannedTime time) {
        var platform = destination.platform();
        UUID account = destination.accountId();
        return switch (destination.by()) {
            case FANFARE -> new Schedule(id, platform, account, time.at());
            case HAND -> new HandSchedule(id, platform, account, time.at(), destination.by());
        };
    }

    /** Creatives that no post uses yet. */
    List<OutgoingKind.UnscheduledEntry> drafts(@Nullable UUID campaign, Set<UUID> used) {
        return drafts.unused(campaign, used).stream()
                .map(creative -> new OutgoingKind.UnscheduledEntry(
                        "creative",
                        creative.id(),
                        creative.campaignId(),
                        creative.name(),
                        creative.platform() == null ? null : creative.platform().word(),
                        creative.assetIds(Objects.requireNonNullElse(creative.platform(), Platform.NEWSROOM)).stream()
                                .findFirst()
                                .orElse(null),
                        List.of("schedulePost")))
                .toList();
    }

    /** Its files count as reused. */
    void use(Post post) {
        assets.use(post.details().allAssetIds(), post.asSubject());
    }

    Item of(Post post) {
        return of(post, post.draft(post.details()), post.plannedTime());
    }

    Item of(Post post, Draft draft, PlannedTime time) {
        return of(post.queueId(), destinations.of(post), draft, time);
    }

    Item of(UUID id, Destination destination, Draft draft, PlannedTime time) {
        var platform = destination.platform();
        var details = draft.details();
        Map<UUID, String> hashes =
                assets.hold(details.allAssetIds()).stream().collect(Collectors.toMap(Asset::id, Asset::fileHash));
        if (!hashes.keySet().containsAll(details.allAssetIds()))
            throw Refused.invalid("assetIds", "must contain only files of the library");
        var thread = details.thread().stream()
                .map(part -> new PartContent(part.text(), files(part.assetIds(), hashes), part.altTexts()))
                .toList();
        var files = files(details.assetIds(), hashes);
        var content = new Content(
                id, platform, details.title(), details.text(), files, details.link(), details.altTexts(), thread);
        var item = Item.of(
                Post.KIND,
                id,
                details.heading(),
                Map.of(Scope.CONTENT, content, Scope.SCHEDULE, schedule(id, destination, time)));
        return drafts.approvedWith(item, draft, platform);
    }

    private static List<String> files(List<UUID> assets, Map<UUID, String> hashes) {
        return assets.stream().map(asset -> String.valueOf(hashes.get(asset))).toList();
    }

    Delivery.Planned row(Post post, Instant at) {
        var receiver = receiver(post);
        return new Delivery.Planned(
                Ids.next(),
                post.byHand() ? Delivery.BY_HAND : post.platform().word(),
                Delivery.Lane.SINGLE,
                receiver.target(),
                receiver.name(),
                Post.KIND,
                post.queueId(),
                post.digest(),
                post.campaignId(),
                post.campaignId(),
                at,
                null);
    }

    /** The target of a delivery, and its name for people if that differs. */
    private record Receiver(String target, @Nullable String name) {}

    private Receiver receiver(Post post) {
        UUID account = post.accountId();
        String handle =
                account == null ? null : accounts.find(account).orElseThrow().handle();
        if (post.byHand()) {
            String name = PlatformChecks.name(post.platform());
            return new Receiver(post.platform().word(), handle == null ? name : name + " " + handle);
        }
        return account == null
                ? new Receiver(workspaces.current().slug(), null)
                : new Receiver(account.toString(), handle);
    }
}
