package io.fanfare.email;

import io.fanfare.audience.SegmentReader;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.delivery.MailServer;
import io.fanfare.email.Mailing.Status;
import io.fanfare.identity.Brands;
import io.fanfare.identity.Credential;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Check.About;
import io.fanfare.kernel.Operations;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks of the mailings of a campaign: content, recipients and time. */
@Component
class EmailChecks implements CampaignChecks {
    private final MailingStore store;
    private final SegmentReader segments;
    private final Workspaces workspaces;
    private final Brands brands;
    private final MailServer mailServer;
    private final Operations operations;

    EmailChecks(
            MailingStore store,
            SegmentReader segments,
            Workspaces workspaces,
            Brands brands,
            MailServer mailServer,
            Operations operations) {
        this.store = store;
        this.segments = segments;
        this.workspaces = workspaces;
        this.brands = brands;
        this.mailServer = mailServer;
        this.operations = operations;
    }

    @Override
    public List<Check> of(Campaign campaign) {
        var checks = new ArrayList<Check>();
        var mailings = store.ofCampaign(campaign.id()).stream()
                .filter(mailing -> mailing.status() != Status.CANCELLED && mailing.status() != Status.SENT)
                .toList();
        for (var mailing : mailings) {
            var about = new About(Mailing.KIND, mailing.id());
            if (mailing.sendingSince() == null) planned(checks, campaign, mailing, about);
            if (mailing.status() == Status.PAUSED)
                checks.add(Check.warning(
                                "mailing_paused",
                                "An e-mail is paused",
                                "“" + mailing.name() + "” is not sent until it is resumed.",
                                about,
                                operations.fix("resumeMailing", Map.of("id", mailing.id()), Map.of()))
                        .with(Map.of("mailing", mailing.name())));
        }
        if (!mailings.isEmpty() && !mailServer.isConnected()) checks.add(testInbox(mailings.size()));
        if (!mailings.isEmpty()) mailServer.own().map(this::failing).ifPresent(checks::add);
        if (!mailings.isEmpty()) postalAddress(checks, campaign, mailings.size());
        return checks;
    }

    private Check testInbox(int mailings) {
        return Check.warning(
                        "mail_server_missing",
                        "Test inbox: these e-mails won't reach anyone",
                        "No mail server is connected, so e-mails are stored in the test inbox. Connect a mail server.",
                        new About("workspace", workspaces.current().id()),
                        operations.fix("createCredential", Map.of(), null))
                .with(Map.of("mailings", mailings));
    }

    private @Nullable Check failing(Credential server) {
        var test = server.lastTest();
        if (test == null || test.ok()) return null;
        return Check.warning(
                        "mail_server_failing",
                        "The mail server failed its last test",
                        "E-mails can't be sent until it works again. It said: " + test.detail(),
                        new About("workspace", workspaces.current().id()),
                        operations.fix("testCredential", Map.of("id", server.id()), null))
                .with(Map.of("testedAt", test.at().toString()));
    }

    private void postalAddress(List<Check> checks, Campaign campaign, int mailings) {
        var address = brands.of(campaign.brandId()).postalAddress();
        if (address != null && !address.isBlank()) return;
        checks.add(Check.warning(
                        "postal_address_missing",
                        "The postal address is missing",
                        "Most countries require it in every e-mail. It is shown in the footer.",
                        new About("workspace", workspaces.current().id()),
                        operations.fix("changeWorkspace", Map.of(), null))
                .with(Map.of("mailings", mailings)));
    }

    private void planned(List<Check> checks, Campaign campaign, Mailing mailing, About about) {
        var segment = mailing.segmentId() == null
                ? null
                : segments.find(mailing.segmentId()).orElse(null);
        if (segment != null && !segments.isReachable(segment.rules()))
            checks.add(Check.warning(
                            "mailing_segment_empty",
                            "An e-mail has no recipients",
                            "No contact in “" + segment.name() + "” can be mailed, so “" + mailing.name()
                                    + "” will not be sent.",
                            about,
                            fix("changeMailing", mailing.id()))
                    .with(Map.of("mailing", mailing.name(), "segment", segment.name())));
        int length = MailingChecks.readLength(mailing.subject());
        if (length > MailingChecks.LONG_SUBJECT)
            checks.add(Check.suggestion(
                            "mailing_subject_long",
                            "A subject is long",
                            "Most mail programs cut it off after about " + MailingChecks.LONG_SUBJECT
                                    + " characters. Put the most important words first.",
                            about,
                            fix("changeMailing", mailing.id()))
                    .with(Map.of("mailing", mailing.name(), "length", length)));
        checks.addAll(MailingChecks.message(mailing, about, fix("changeMailing", mailing.id())));
        checks.addAll(MailingChecks.mergeFields(mailing, about, fix("changeMailing", mailing.id())));
        var at = mailing.scheduledFor();
        var end = campaign.endDate();
        if (at != null
                && end != null
                && at.atZone(ZoneId.of(campaign.timeZone())).toLocalDate().isAfter(end))
            checks.add(Check.warning(
                            "mailing_after_end",
                            "An e-mail is scheduled after the campaign ends",
                            "“" + mailing.name()
                                    + "” is scheduled for a day after the campaign ends. Move it, or change the end date.",
                            about,
                            fix("scheduleMailing", mailing.id()))
                    .with(Map.of("mailing", mailing.name(), "scheduledFor", at.toString(), "endDate", end.toString())));
        if (at == null && mailing.hasRecipients() && campaign.active())
            checks.add(Check.suggestion(
                            "mailing_unscheduled",
                            "An e-mail is not scheduled",
                            "The campaign is active, but “" + mailing.name() + "” is not sent until you schedule it.",
                            about,
                            fix("scheduleMailing", mailing.id()))
                    .with(Map.of("mailing", mailing.name())));
    }

    private Check.@Nullable Fix fix(String operation, UUID mailing) {
        return operations.fix(operation, Map.of("id", mailing), null);
    }
}
