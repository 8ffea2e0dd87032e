package io.fanfare.email;

import io.fanfare.activity.Notifications;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Subject;
import java.util.List;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notifies the owner of a campaign about an e-mail that could not be sent, until it is sent or canceled. */
@Component
class MailingAlerts {
    private static final String KIND = "mailing_not_sent";

    private final Notifications notifications;
    private final Campaigns campaigns;

    MailingAlerts(Notifications notifications, Campaigns campaigns) {
        this.notifications = notifications;
        this.campaigns = campaigns;
    }

    @EventListener
    void recorded(Audit.Event event) {
        var subject = event.subject();
        if (!subject.kind().equals(Mailing.KIND) || subject.id() == null) return;
        switch (event.operation()) {
            case "mailingNotSent" ->
                alert(
                        subject,
                        "Something changed after you chose to send it: check its approval, its recipients and whether the"
                                + " campaign is paused. Then send it again.");
            case "mailingWithoutRecipients" ->
                alert(
                        subject,
                        "It had no recipients who can be mailed, so it was canceled. Restore it, add recipients and send"
                                + " it again.");
            case "mailingStarted", "mailingSent", "sendMailing", "cancelMailing", "archiveMailing" ->
                notifications.resolve(subject.id());
            default -> {}
        }
    }

    private void alert(Subject subject, String text) {
        var campaign = campaigns.get(Objects.requireNonNull(subject.campaignId()));
        notifications.notify(List.of(campaign.ownerId()), KIND, "Not sent: " + subject.title(), text, subject);
    }
}
