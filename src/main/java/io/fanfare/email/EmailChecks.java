package io.fanfare.email;

import io.fanfare.approval.Approvals;
import io.fanfare.approval.Scope;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.delivery.Deliveries;
import io.fanfare.delivery.Deliveries.Trouble;
import io.fanfare.delivery.Delivery;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Operations;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the mailings of a campaign lack, and which mails need a person. */
@Component
class EmailChecks implements CampaignChecks {
    private final MailingStore store;
    private final Approvals approvals;
    private final Deliveries deliveries;
    private final Workspaces workspaces;
    private final Operations operations;

    EmailChecks(
            MailingStore store,
            Approvals approvals,
            Deliveries deliveries,
            Workspaces workspaces,
            Operations operations) {
        this.store = store;
        this.approvals = approvals;
        this.deliveries = deliveries;
        this.workspaces = workspaces;
        this.operations = operations;
    }

    @Override
    public List<Check> of(Campaign campaign) {
        var checks = new ArrayList<Check>();
        for (var trouble : deliveries.trouble(campaign.id(), Mailings.KIND)) checks.add(of(trouble));
        if (campaign.closed()) return checks;
        var mailings = store.waiting(campaign.id());
        if (mailings.isEmpty()) return checks;
        Set<UUID> addressed = approvals.planned(campaign.id()).getOrDefault(Scope.SCHEDULE, List.of()).stream()
                .map(Approvals.ManifestItem::id)
                .collect(Collectors.toSet());
        for (var mailing : mailings) unsent(campaign, mailing, addressed.contains(mailing.id()), checks);
        var workspace = workspaces.current();
        if (workspace.postalAddress() == null || workspace.postalAddress().isBlank())
            checks.add(Check.warning(
                    "mailing_address_missing",
                    "The postal address is missing",
                    "Most countries ask for it in every mailing, and this campaign plans " + mailings.size()
                            + (mailings.size() == 1 ? " mailing" : " mailings")
                            + ". Set it in the settings of the workspace; it then stands in the footer.",
                    new Check.About("workspace", workspace.id()),
                    operations.fix("changeWorkspace", Map.of(), null)));
        return checks;
    }

    private void unsent(Campaign campaign, MailingStore.Waiting mailing, boolean addressed, List<Check> checks) {
        var about = new Check.About(Mailings.KIND, mailing.id());
        var id = Map.of("id", mailing.id());
        if (!addressed)
            checks.add(Check.warning(
                            "mailing_without_recipients",
                            "A mailing has nobody to go to",
                            "“" + mailing.name() + "” has no recipients and will not be sent.",
                            about,
                            operations.fix("changeMailing", id, null))
                    .with(Map.of("name", mailing.name())));
        var at = mailing.scheduledFor();
        if (at == null) {
            checks.add(Check.warning(
                            "mailing_without_time",
                            "A mailing has no time",
                            "“" + mailing.name() + "” does not leave by itself before it has a time.",
                            about,
                            operations.fix("scheduleMailing", id, null))
                    .with(Map.of("name", mailing.name())));
            return;
        }
        var day = at.atZone(ZoneId.of(campaign.timeZone())).toLocalDate();
        var start = campaign.startDate();
        var end = campaign.endDate();
        if (end != null && day.isAfter(end) || start != null && day.isBefore(start))
            checks.add(Check.warning(
                            "mailing_outside_campaign",
                            "A mailing leaves outside the campaign",
                            "“" + mailing.name() + "” leaves on " + day + "; the campaign runs "
                                    + (start == null ? "" : "from " + start + " ")
                                    + (end == null ? "" : "to " + end) + ".",
                            about,
                            operations.fix("scheduleMailing", id, null))
                    .with(Map.of("name", mailing.name(), "day", day.toString())));
    }

    private Check of(Trouble trouble) {
        var about = new Check.About("delivery", trouble.first());
        var id = Map.of("id", trouble.first());
        Map<String, Object> evidence = Map.of("deliveries", trouble.deliveries(), "first", trouble.first());
        String mails = trouble.deliveries() == 1 ? "1 mail" : trouble.deliveries() + " mails";
        if (trouble.state() == Delivery.State.UNCONFIRMED)
            return Check.warning(
                            "delivery_unconfirmed",
                            "Nobody knows whether it arrived",
                            "The outcome of " + mails
                                    + " is not certain. Look at the other side and say what became of the first.",
                            about,
                            operations.fix("resolveDelivery", id, null))
                    .with(evidence);
        return Check.warning(
                        "delivery_failed",
                        "Something could not be delivered",
                        mails + " failed" + (trouble.reason() == null ? "" : " (" + trouble.reason() + ")")
                                + ". Mend the cause, then try again.",
                        about,
                        operations.fix("retryDelivery", id, Map.of()))
                .with(evidence);
    }
}
