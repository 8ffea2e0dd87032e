package io.fanfare.launch;

import io.fanfare.approval.Clearance;
import io.fanfare.approval.Item;
import io.fanfare.approval.Manifest;
import io.fanfare.approval.Standing;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Tool;
import io.fanfare.launch.UnsentItem.Cause;
import io.fanfare.outbox.Calendar.Kind;
import io.fanfare.outbox.CampaignOutbox;
import io.fanfare.outbox.OutgoingKind.CalendarEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why items did not go out at their time, or can't. */
@RestController
class UnsentItems {
    private static final Duration LOOKS_BACK = Duration.ofDays(30);
    private static final Duration LOOKS_AHEAD = Duration.ofDays(90);
    /** Sending takes a moment; before that, nothing is late. */
    private static final Duration LATE = Duration.ofMinutes(2);

    private static final Set<String> DONE = Set.of("published", "cancelled", "draft", "handed_over");
    private static final int MOST = 100;
    private static final int MOST_STUCK = 20;

    private final CampaignOutbox outbox;
    private final Campaigns campaigns;
    private final Manifest manifest;
    private final Ledger ledger;
    private final Members members;
    private final Now now;

    UnsentItems(
            CampaignOutbox outbox, Campaigns campaigns, Manifest manifest, Ledger ledger, Members members, Now now) {
        this.outbox = outbox;
        this.campaigns = campaigns;
        this.manifest = manifest;
        this.ledger = ledger;
        this.members = members;
        this.now = now;
    }

    /** The items, latest first. */
    record UnsentList(List<UnsentItem> items) {}

    /**
     * Lists posts and mailings whose time has passed in the last 30 days and that did not go out, or not to everyone, at most 100,
     * latest first. Before them stand those of active campaigns in the next 90 days that no member may approve, soonest first. Each
     * has one {@code cause} and a sentence that says what happened. With {@code campaignId} or {@code itemId}, only those.
     */
    @GetMapping("/api/unsent-items")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("content.read")
    UnsentList listUnsentItems(@RequestParam @Nullable UUID campaignId, @RequestParam @Nullable UUID itemId) {
        Instant end = now.instant();
        var entries = outbox.calendar(campaignId, end.minus(LOOKS_BACK), end.plus(LOOKS_AHEAD)).stream()
                .filter(entry -> !DONE.contains(entry.status()))
                .filter(entry -> itemId == null || itemId.equals(entry.id()))
                .toList();
        var known =
                campaigns.all(entries.stream().map(CalendarEntry::campaignId).collect(Collectors.toSet()));
        var stuck = stuck(entries, known);
        var clearances = new HashMap<UUID, Clearance>();
        var coming = entries.stream()
                .filter(entry -> entry.at().isAfter(end) && stuck.containsKey(entry.id()))
                .map(entry -> item(
                        entry,
                        Objects.requireNonNull(known.get(entry.campaignId())),
                        withoutReviewer(Objects.requireNonNull(stuck.get(entry.id())))));
        var past = entries.reversed().stream()
                .filter(entry -> !entry.at().isAfter(end))
                .flatMap(entry -> Optional.ofNullable(known.get(entry.campaignId()))
                        .filter(campaign -> !campaign.closed() && !campaign.archived())
                        .flatMap(campaign -> unsent(entry, campaign, clearances, stuck))
                        .stream());
        return new UnsentList(Stream.concat(coming, past).limit(MOST).toList());
    }

    /** The items of active campaigns that no member may approve, and what is missing. Only campaigns with an item that is not approved are read. */
    private Map<UUID, String> stuck(List<CalendarEntry> entries, Map<UUID, Campaign> known) {
        var active = entries.stream()
                .filter(UnsentItems::waits)
                .filter(entry -> Optional.ofNullable(known.get(entry.campaignId()))
                        .filter(Campaign::active)
                        .isPresent())
                .toList();
        if (active.isEmpty()) return Map.of();
        var standings = manifest.standings(
                known.keySet(), active.stream().map(CalendarEntry::id).toList());
        return active.stream()
                .filter(entry -> standings.get(Item.key(entry.kind(), entry.id())) != Standing.APPROVED)
                .map(CalendarEntry::campaignId)
                .distinct()
                .limit(MOST_STUCK)
                .flatMap(campaign -> manifest.withoutReviewer(campaign).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a));
    }

    private Problem withoutReviewer(String missing) {
        return problem(Cause.NO_REVIEWER, "No one can approve it. " + missing + " " + members.reviewerAdvice());
    }

    private Optional<UnsentItem> unsent(
            CalendarEntry entry, Campaign campaign, Map<UUID, Clearance> clearances, Map<UUID, String> stuck) {
        var problem = tried(entry);
        if (problem.isEmpty() && waits(entry))
            problem = Optional.of(held(entry, campaign, clearances))
                    .map(held -> held.cause() == Cause.APPROVAL_MISSING && stuck.containsKey(entry.id())
                            ? withoutReviewer(Objects.requireNonNull(stuck.get(entry.id())))
                            : held)
                    .filter(held -> held.cause() != Cause.LATE
                            || entry.at().isBefore(now.instant().minus(LATE)));
        return problem.map(found -> item(entry, campaign, found));
    }

    private static UnsentItem item(CalendarEntry entry, Campaign campaign, Problem found) {
        return new UnsentItem(
                Kind.valueOf(entry.kind().toUpperCase(Locale.ROOT)),
                entry.id(),
                campaign.id(),
                campaign.name(),
                entry.title(),
                entry.channel(),
                entry.at(),
                found.cause(),
                found.sentence(),
                found.affected(),
                found.delivery());
    }

    private static boolean waits(CalendarEntry entry) {
        return entry.status().equals("scheduled")
                || entry.status().equals("paused")
                || entry.status().equals("publishing")
                || entry.status().equals("sending");
    }

    private record Problem(
            Cause cause,
            String sentence,
            int affected,
            @Nullable UUID delivery) {}

    /** What became of its messages, if some could not be sent. */
    private Optional<Problem> tried(CalendarEntry entry) {
        var rows = ledger.ofItem(entry.id());
        return of(rows, Delivery.State.FAILED, Cause.REFUSED, reason -> "It was refused: " + sentence(reason))
                .or(() -> of(
                        rows,
                        Delivery.State.UNCONFIRMED,
                        Cause.UNCONFIRMED,
                        reason -> "It is unclear whether it arrived, so it is not sent again: " + sentence(reason)))
                .or(() -> of(
                        rows,
                        Delivery.State.CAPTURED,
                        Cause.TEST_INBOX,
                        reason -> "No mail server is connected, so it went to the Test inbox and reached no one."))
                .or(() -> of(
                        rows.stream().filter(row -> row.reason() != null).toList(),
                        Delivery.State.PLANNED,
                        Cause.RETRYING,
                        reason -> "It could not be sent yet and is tried again: " + sentence(reason)));
    }

    private static Optional<Problem> of(
            List<Delivery> rows, Delivery.State state, Cause cause, Function<@Nullable String, String> words) {
        var found = rows.stream().filter(row -> row.state() == state).toList();
        if (found.isEmpty()) return Optional.empty();
        var first = found.getFirst();
        return Optional.of(new Problem(cause, words.apply(first.reason()), found.size(), first.id()));
    }

    private static String sentence(@Nullable String reason) {
        String text = Objects.requireNonNullElse(reason, "no reason was given").strip();
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    /** What holds an item back that was never tried. */
    private Problem held(CalendarEntry entry, Campaign campaign, Map<UUID, Clearance> clearances) {
        if (campaign.unlaunched())
            return problem(Cause.CAMPAIGN_NOT_LAUNCHED, "The campaign is not launched. Launch it to send this.");
        if (campaign.status() == Campaign.Status.PAUSED)
            return problem(
                    Cause.CAMPAIGN_PAUSED, "The campaign is paused. It is sent as soon as you resume the campaign.");
        if (entry.status().equals("paused"))
            return problem(Cause.ITEM_PAUSED, "This e-mail is paused. It is sent as soon as you resume it.");
        var clearance = clearances.computeIfAbsent(campaign.id(), manifest::clearance);
        if (!clearance.approves(entry.kind(), entry.id()) || !matches(entry, campaign, clearance))
            return problem(
                    Cause.APPROVAL_MISSING,
                    "It is not approved as it is now. It is sent as soon as a reviewer approves it.");
        return problem(Cause.LATE, "It is due and will be sent in a moment.");
    }

    private boolean matches(CalendarEntry entry, Campaign campaign, Clearance clearance) {
        return outbox.planned(campaign.id()).stream()
                .filter(item -> item.id().equals(entry.id()))
                .allMatch(item -> clearance.approves(item.kind(), item.id(), item.digest()));
    }

    private static Problem problem(Cause cause, String sentence) {
        return new Problem(cause, sentence, 1, null);
    }
}
