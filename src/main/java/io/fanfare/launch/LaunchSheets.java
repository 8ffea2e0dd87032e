package io.fanfare.launch;

import io.fanfare.advisor.Advisor;
import io.fanfare.approval.Clearance;
import io.fanfare.approval.Manifest;
import io.fanfare.campaign.Budgets;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.MailServer;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Check;
import io.fanfare.outbox.Calendar.Kind;
import io.fanfare.outbox.CampaignOutbox;
import io.fanfare.outbox.OutgoingKind.PlannedItem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person sees before a launch. */
@RestController
@RequestMapping("/api/campaigns/{id}")
class LaunchSheets {
    private final Campaigns campaigns;
    private final CampaignOutbox outbox;
    private final Manifest manifest;
    private final Budgets budgets;
    private final Advisor advisor;
    private final MailServer mailServer;

    LaunchSheets(
            Campaigns campaigns,
            CampaignOutbox outbox,
            Manifest manifest,
            Budgets budgets,
            Advisor advisor,
            MailServer mailServer) {
        this.campaigns = campaigns;
        this.outbox = outbox;
        this.manifest = manifest;
        this.budgets = budgets;
        this.advisor = advisor;
        this.mailServer = mailServer;
    }

    /**
     * What a launch sends. {@code people} adds up the recipients of all mailings with a time, {@code accounts} counts the
     * accounts that publish. {@code testInbox} says that e-mails reach no one because no mail server is connected.
     */
    record LaunchSheet(
            UUID campaignId,
            boolean ready,
            List<LaunchItem> items,
            int people,
            int accounts,
            boolean testInbox,
            Budgets.CampaignBudget spend,
            List<Check> checks) {}

    /**
     * One item. Without {@code at} it has no time and is not sent by the launch. {@code recipients} is the number of people who
     * would get it now, {@code onlyTo} the address of the only one on its list, {@code skipped} the number left out because they are suppressed, invalid or named twice.
     */
    record LaunchItem(
            Kind kind,
            UUID id,
            String title,
            String channel,
            @Nullable String account,
            @Nullable Integer recipients,
            @Nullable String onlyTo,
            int skipped,
            @Nullable Instant at,
            boolean approved,
            @Nullable UUID assetId) {
        static LaunchItem of(PlannedItem item, Clearance clearance) {
            return new LaunchItem(
                    Kind.valueOf(item.kind().toUpperCase(Locale.ROOT)),
                    item.id(),
                    item.title(),
                    item.channel(),
                    item.account(),
                    item.recipients(),
                    item.onlyTo(),
                    item.skipped(),
                    item.at(),
                    clearance.approves(item.kind(), item.id(), item.digest()),
                    item.asset());
        }
    }

    /** Reads what a launch would send: each item with its time, account, recipients and approval; the checks that are not dismissed; and the spend. */
    @GetMapping("/launch-sheet")
    @Allow("campaign.read")
    LaunchSheet readLaunchSheet(@PathVariable UUID id) {
        var campaign = campaigns.get(id);
        var clearance = manifest.clearance(id);
        var items = outbox.planned(id).stream()
                .map(item -> LaunchItem.of(item, clearance))
                .toList();
        var found = advisor.open(campaign);
        return new LaunchSheet(
                id,
                found.stream().noneMatch(Check::blocks),
                items,
                items.stream()
                        .filter(item -> item.at() != null && item.recipients() != null)
                        .mapToInt(item -> Objects.requireNonNullElse(item.recipients(), 0))
                        .sum(),
                (int) items.stream()
                        .filter(item -> item.kind() == Kind.POST)
                        .map(item -> item.channel() + " " + item.account())
                        .distinct()
                        .count(),
                items.stream().anyMatch(item -> item.kind() == Kind.MAILING) && !mailServer.isConnected(),
                budgets.of(campaign),
                found);
    }
}
