package io.fanfare.activity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What webhooks report. The contract, the list of events and the screens are made from this. */
public enum WebhookType {
    CAMPAIGN_CREATED("A campaign was created, also from an earlier one."),
    CAMPAIGN_CHANGED("The details, the budget or the link tags of a campaign changed, or it was archived or restored."),
    CAMPAIGN_TRANSITIONED("A campaign got a status that no other event reports, e.g. from draft to planning."),
    CAMPAIGN_LAUNCHED("A campaign was launched."),
    CAMPAIGN_PAUSED("A campaign was paused. Nothing of it is sent until it is resumed."),
    CAMPAIGN_RESUMED("A paused campaign was resumed."),
    CAMPAIGN_COMPLETED("A campaign was completed."),
    CAMPAIGN_CANCELED("A campaign was canceled."),
    CAMPAIGN_NOT_PUBLISHED("What a campaign had scheduled was not published, e.g. because an approval was missing."),
    CAMPAIGN_DELETED("A campaign was deleted permanently."),
    APPROVAL_REQUESTED(
            "A review was requested, or its request was updated. `scope` says of which part of the campaign."),
    APPROVAL_WITHDRAWN("A request for a review was withdrawn."),
    APPROVAL_APPROVED("A part of a campaign was approved."),
    APPROVAL_REJECTED("A part of a campaign was rejected."),
    APPROVAL_DECIDED(
            "Someone decided on items of a review. `to` is the decision, `items` has the kind and the id of each."),
    APPROVAL_ESCALATED("A review was escalated to someone. `kind` is `review`, and `id` that of the review."),
    APPROVAL_BLOCKED(
            "A review can't be decided, because too few people may decide on it. `kind` is `review`, and `id` that of the review."),
    TASK_CREATED("A task was created."),
    TASK_CHANGED("A task changed."),
    TASK_COMPLETED("A task was done."),
    TASK_OVERDUE("A task that someone has is overdue."),
    TASK_DELETED("A task was deleted."),
    CREATIVE_CREATED("A draft of content was created."),
    CREATIVE_CHANGED("A draft of content changed, or it was archived or restored."),
    STRATEGY_CREATED("A new version of a strategy was created."),
    STRATEGY_INVALIDATED("A version of a strategy was invalidated."),
    POST_CREATED("A post was created."),
    POST_CHANGED("A post changed, e.g. its text, its time or its status."),
    POST_PUBLISHED("A post was published."),
    POST_FAILED("A post was not published."),
    POST_UNCONFIRMED("It is unclear whether a post was published. Someone has to check."),
    MAILING_CREATED("An e-mail was created."),
    MAILING_CHANGED("An e-mail changed, e.g. its text, its time or its status."),
    MAILING_STARTED("Fanfare started to send an e-mail to its recipients."),
    MAILING_SENT("An e-mail was sent to all its recipients. `GET /api/email/{id}` has the figures."),
    MAILING_NOT_SENT("An e-mail was not sent, because it had no recipients or was not approved."),
    SUPPRESSION_CREATED(
            "An address gets no e-mail from now on. `cause` says why: `unsubscribed`, `bounced`, `complained` or `manual`."),
    SUPPRESSION_REMOVED("An address was removed from the suppression list."),
    DELIVERY_FAILED(
            "One message, other than a post, could not be delivered. `items` has the kind and the id of what was sent."),
    DELIVERY_UNCONFIRMED("It is unclear whether one message, other than a post, was delivered."),
    RENDER_JOB_CREATED("A render job was created."),
    RENDER_JOB_CHANGED("A render job was submitted, retried or canceled."),
    RENDER_JOB_PUBLISHED("A picture or video was rendered and saved to the library."),
    RENDER_JOB_FAILED("A picture or video could not be rendered."),
    ASSET_CREATED("A file was added to the library."),
    ASSET_CHANGED("The details of a file changed, or it was reused."),
    ASSET_DELETED("A file was deleted."),
    ACCOUNT_CONNECTED("A social account was connected, or connected again."),
    ACCOUNT_DISCONNECTED("A social account was disconnected."),
    ACCOUNT_REFUSED("A network refuses to let Fanfare use an account. Connect it again."),
    MEMBER_INVITED("Someone was invited to the workspace."),
    MEMBER_JOINED("Someone accepted an invitation."),
    MEMBER_CHANGED("The role of a member changed."),
    MEMBER_REMOVED("Someone is no longer a member."),
    IMPORT_FINISHED("An import of a file was finished."),
    IMPORT_FAILED("An import of a file failed."),
    ALERT_FIRED("An alert rule found something, e.g. messages that are not sent in time."),
    ALERT_RESOLVED("What an alert was raised for is back to normal."),
    /** Sent to test a webhook, on request only. */
    WEBHOOK_TEST("A test of the webhook. It is sent when you ask for it, once.");

    private static final List<String> KINDS = List.of("render_job");

    private final String description;

    WebhookType(String description) {
        this.description = description;
    }

    /** Its name in payloads, e.g. {@code campaign.launched}. */
    public String text() {
        return kind() + "." + name().toLowerCase(Locale.ROOT).substring(kind().length() + 1);
    }

    /** What it is about, e.g. {@code campaign}. */
    public String kind() {
        String name = name().toLowerCase(Locale.ROOT);
        return KINDS.stream()
                .filter(name::startsWith)
                .findFirst()
                .orElseGet(() -> name.substring(0, name.indexOf('_')));
    }

    public String description() {
        return description;
    }

    /** Those that a webhook can be subscribed to. */
    public static List<WebhookType> subscribable() {
        return Arrays.stream(values()).filter(type -> type != WEBHOOK_TEST).toList();
    }

    static Optional<WebhookType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    /** Whether a pattern such as {@code *}, {@code campaign.*} or {@code campaign.launched} covers it. */
    boolean matches(String pattern) {
        return pattern.equals("*") || pattern.equals(kind() + ".*") || pattern.equals(text());
    }
}
