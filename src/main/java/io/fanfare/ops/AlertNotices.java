package io.fanfare.ops;

import io.fanfare.activity.Notifications;
import io.fanfare.identity.AccountMailer;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Says that an alert was raised or resolved, in the transaction that does it. */
@Component
class AlertNotices {
    private static final Logger LOG = LoggerFactory.getLogger(AlertNotices.class);

    private final Notifications notifications;
    private final Members members;
    private final AccountMailer mail;
    private final Audit audit;
    private final BaseUrl baseUrl;
    private final String operator;

    AlertNotices(
            Notifications notifications,
            Members members,
            AccountMailer mail,
            Audit audit,
            BaseUrl baseUrl,
            @Value("${fanfare.operator.email:}") String operator) {
        this.notifications = notifications;
        this.members = members;
        this.mail = mail;
        this.audit = audit;
        this.baseUrl = baseUrl;
        this.operator = operator.strip();
    }

    void fired(AlertRule rule, Alert.Row alert) {
        record("alertFired", rule, alert, null);
        String sentence = rule.metric().sentence(alert.value());
        if (ofInstallation()) {
            LOG.warn("Alert: {}", sentence);
            mail(rule, "Alert: " + sentence, sentence + ".\n\n" + rule.metric().fix());
        } else if (rule.channels().contains(AlertRule.Channel.NOTIFICATION)) {
            notifications.notify(
                    members.with("ops.read"),
                    "system_alert",
                    sentence,
                    rule.metric().fix(),
                    alert.subject());
        }
    }

    void resolved(AlertRule rule, Alert.Row alert) {
        record("alertResolved", rule, alert, Map.of("state", Alert.AlertState.FIRING));
        String sentence = rule.metric().title() + " is back to normal";
        if (ofInstallation()) {
            LOG.warn("Alert resolved: {}", sentence);
            mail(rule, "Resolved: " + rule.metric().title(), sentence + ".");
        } else notifications.resolve(alert.id());
    }

    private static boolean ofInstallation() {
        return Current.get().workspace().equals(Current.INSTALLATION);
    }

    /** Webhooks hear what the audit trail records; the channels say whether this rule reports to them. */
    private void record(
            String operation, AlertRule rule, Alert.Row alert, @org.jspecify.annotations.Nullable Object before) {
        audit.record(
                operation,
                alert.subject(),
                before,
                Map.of(
                        "state", alert.state(),
                        "metric", rule.metric(),
                        "severity", rule.severity(),
                        "value", alert.value(),
                        "webhook", rule.channels().contains(AlertRule.Channel.WEBHOOK)));
    }

    private void mail(AlertRule rule, String subject, String text) {
        if (operator.isEmpty() || !rule.channels().contains(AlertRule.Channel.EMAIL)) return;
        mail.send(Current.INSTALLATION, operator, subject, text + "\n\n" + baseUrl.get() + "/operator");
    }
}
