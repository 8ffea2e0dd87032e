package io.fanfare.social;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Platform;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Times;
import io.fanfare.kernel.Tool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The posting slots of accounts: the times of a week at which posts are usually published. */
@RestController
@RequestMapping("/api/social")
class Slots {
    private final SlotStore store;
    private final AccountStore accounts;
    private final PostStore posts;
    private final Campaigns campaigns;
    private final Workspaces workspaces;
    private final Operations operations;
    private final Now now;

    Slots(
            SlotStore store,
            AccountStore accounts,
            PostStore posts,
            Campaigns campaigns,
            Workspaces workspaces,
            Operations operations,
            Now now) {
        this.store = store;
        this.accounts = accounts;
        this.posts = posts;
        this.campaigns = campaigns;
        this.workspaces = workspaces;
        this.operations = operations;
        this.now = now;
    }

    /** A day of the week. */
    enum Weekday {
        MONDAY,
        TUESDAY,
        WEDNESDAY,
        THURSDAY,
        FRIDAY,
        SATURDAY,
        SUNDAY
    }

    /** A time of the week; {@code time} is local, e.g. {@code 08:30}. */
    record Slot(@NotNull Weekday weekday, @NotNull LocalTime time) {
        Slot toTheMinute() {
            return new Slot(weekday, time.truncatedTo(ChronoUnit.MINUTES));
        }
    }

    /**
     * The slots of an account, of the newsroom, or of a platform that is posted on by hand. {@code own} is false while they are
     * the default for the platform.
     */
    record ChannelSlots(
            Platform platform,
            @Nullable UUID accountId,
            String name,
            boolean own,
            List<Slot> slots,
            List<String> can) {}

    /** Slots are in the time zone of the workspace. */
    record SlotList(String timeZone, List<ChannelSlots> items) {}

    /** New slots; null restores the default of the platform. */
    record NewSlots(
            @Nullable UUID accountId,
            @Nullable @Size(max = 50) List<@NotNull @Valid Slot> slots) {}

    /** The next free slot of a channel. */
    record FreeSlot(
            Platform platform, @Nullable UUID accountId, Instant at, LocalDateTime localTime, String timeZone) {}

    /** Lists the posting slots of every account and platform. */
    @GetMapping("/slots")
    @Allow("content.read")
    SlotList listSlots() {
        var own = store.all();
        var known = accounts.byPlatform();
        var items = Stream.of(Platform.values())
                .flatMap(platform -> {
                    var connected = known.getOrDefault(platform, List.of());
                    return connected.isEmpty()
                            ? Stream.of(slots(platform, null, own))
                            : connected.stream().map(account -> slots(platform, account, own));
                })
                .toList();
        return new SlotList(workspaces.current().zone().getId(), items);
    }

    /** Replaces the posting slots of an account, or of a platform without accounts; {@code slots: null} restores the default. */
    @PutMapping("/slots/{platform}")
    @Allow("content.write")
    ChannelSlots replaceSlots(@PathVariable Platform platform, @RequestBody @Valid NewSlots request) {
        var account = account(platform, request.accountId());
        String target = target(platform, account);
        if (request.slots() == null) store.forget(target);
        else
            store.put(
                    target,
                    request.slots().stream().map(Slot::toTheMinute).distinct().toList());
        return slots(platform, account, store.all());
    }

    /**
     * Returns the next free slot of a channel after {@code after} (default: now): one that no post of the channel is planned for,
     * within the dates of the campaign. A post takes the slot next to its time, if that is less than 30 minutes away. 422 {@code no_free_slot} if there is none within 120 days.
     */
    @GetMapping("/next-slot/{platform}")
    @Tool(Tool.Set.SOCIAL)
    @Allow("content.read")
    FreeSlot readNextSlot(
            @PathVariable Platform platform,
            @RequestParam @Nullable UUID accountId,
            @RequestParam @Nullable UUID campaignId,
            @RequestParam @Nullable String after) {
        var account = account(platform, accountId);
        ZoneId zone = workspaces.current().zone();
        Instant from = after == null ? now.instant() : Times.instant("after", after);
        var campaign = campaignId == null ? null : campaigns.get(campaignId);
        var search = new SlotSearch(
                platform, zone, slots(platform, account, store.all()).slots());
        Instant soonest = Stream.of(from, now.instant(), start(campaign, from))
                .max(Instant::compareTo)
                .orElse(from);
        var taken = posts.plannedOn(platform, search.earliest(soonest), search.latest(soonest)).stream()
                .filter(post -> account == null
                        || post.accountId() == null
                        || account.id().equals(post.accountId()))
                .map(PostStore.PlannedSlot::scheduledFor)
                .toList();
        PlannedTime time = search.next(soonest, taken)
                .filter(found -> campaign == null || inTime(campaign, found.at()))
                .orElseThrow(() -> Refused.unprocessable(
                        "no_free_slot",
                        "No free slot is left for " + PlatformChecks.name(platform)
                                + ". Add posting slots, or choose a time."));
        return new FreeSlot(platform, accountId, time.at(), time.localTime(), zone.getId());
    }

    private static Instant start(@Nullable Campaign campaign, Instant otherwise) {
        return campaign == null || campaign.startDate() == null
                ? otherwise
                : campaign.startDate()
                        .atStartOfDay(ZoneId.of(campaign.timeZone()))
                        .toInstant();
    }

    private static boolean inTime(Campaign campaign, Instant at) {
        return campaign.endDate() == null
                || !at.atZone(ZoneId.of(campaign.timeZone())).toLocalDate().isAfter(campaign.endDate());
    }

    private @Nullable Account account(Platform platform, @Nullable UUID id) {
        if (id == null) {
            var known = accounts.of(platform);
            return known.size() == 1 ? known.getFirst() : null;
        }
        return accounts.find(id)
                .filter(found -> found.platform() == platform)
                .orElseThrow(() -> Refused.invalid("accountId", "must be the id of an account of this platform"));
    }

    private static String target(Platform platform, @Nullable Account account) {
        return account == null ? platform.word() : account.id().toString();
    }

    private ChannelSlots slots(Platform platform, @Nullable Account account, List<SlotStore.Row> own) {
        var mine = own.stream()
                .filter(row -> row.target().equals(target(platform, account)))
                .findFirst();
        return new ChannelSlots(
                platform,
                account == null ? null : account.id(),
                account == null ? PlatformChecks.name(platform) : account.handle(),
                mine.isPresent(),
                mine.map(SlotStore.Row::slots).orElseGet(() -> standard(platform)),
                operations.permitted(List.of("replaceSlots")));
    }

    /** Two or three days of a week, at the start of the best time of the platform. */
    private static List<Slot> standard(Platform platform) {
        var window = OptimalTimes.window(platform);
        var days = window.workingDays()
                ? List.of(Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY)
                : List.of(Weekday.TUESDAY, Weekday.THURSDAY, Weekday.SATURDAY);
        var slots = new ArrayList<Slot>();
        for (var day : days) slots.add(new Slot(day, window.from().plusMinutes(30)));
        return slots;
    }
}
