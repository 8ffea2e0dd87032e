package io.fanfare.activity;

import io.fanfare.activity.NotificationPreferences.Sending;
import java.util.Arrays;
import java.util.Locale;

/** What people are notified about. */
enum NotificationKind {
    APPROVAL_REQUESTED(Group.APPROVALS, "A review waits for you", Weight.PROMPT),
    APPROVAL_REMINDER(Group.APPROVALS, "A reminder about a review", Weight.PROMPT),
    APPROVAL_OVERDUE(Group.APPROVALS, "A review is overdue", Weight.URGENT),
    APPROVAL_ESCALATED(Group.APPROVALS, "A review was escalated to you", Weight.URGENT),
    APPROVAL_BLOCKED(Group.APPROVALS, "No one can decide a review", Weight.URGENT),
    APPROVAL_GIVEN(Group.APPROVALS, "Your content was approved", Weight.NORMAL),
    APPROVAL_REFUSED(Group.APPROVALS, "Your content was rejected", Weight.PROMPT),
    APPROVAL_CHANGES_REQUESTED(Group.APPROVALS, "Changes to your content were requested", Weight.PROMPT),
    APPROVAL_COMMENTED(Group.APPROVALS, "A comment on your review", Weight.NORMAL),
    MENTIONED(Group.APPROVALS, "Someone mentioned you", Weight.PROMPT),
    TASK_ASSIGNED(Group.TASKS, "A task was assigned to you", Weight.PROMPT),
    TASK_DUE(Group.TASKS, "Your task is due", Weight.NORMAL),
    TASK_OVERDUE(Group.TASKS, "Your task is overdue", Weight.PROMPT),
    TASK_UNBLOCKED(Group.TASKS, "Your task can start", Weight.NORMAL),
    TASK_COMMENTED(Group.TASKS, "A comment on your task", Weight.NORMAL),
    CAMPAIGN_LAUNCHED(Group.CAMPAIGNS, "A campaign was launched", Weight.NORMAL),
    CAMPAIGN_PAUSED(Group.CAMPAIGNS, "A campaign was paused", Weight.NORMAL),
    CAMPAIGN_RESUMED(Group.CAMPAIGNS, "A campaign was resumed", Weight.NORMAL),
    CAMPAIGN_COMPLETED(Group.CAMPAIGNS, "A campaign was completed", Weight.NORMAL),
    CAMPAIGN_CANCELLED(Group.CAMPAIGNS, "A campaign was canceled", Weight.NORMAL),
    CAMPAIGN_NOT_PUBLISHED(Group.CAMPAIGNS, "A campaign was not sent", Weight.CRITICAL),
    POST_FAILED(Group.SENDING, "A post was not published", Weight.CRITICAL),
    POST_DUE_BY_HAND(Group.SENDING, "It is time to post by hand", Weight.URGENT),
    DELIVERY_UNCONFIRMED(Group.SENDING, "It is unclear whether a post was published", Weight.CRITICAL),
    MAILING_NOT_SENT(Group.SENDING, "An e-mail was not sent", Weight.CRITICAL),
    BLOG_POST_DRAFTED(Group.CONTENT, "Drafts were made from a new blog post", Weight.NORMAL),
    BLOG_POST_UNREADABLE(Group.CONTENT, "A new blog post can't be read", Weight.NORMAL),
    BLOG_FEED_STOPPED(Group.CONTENT, "Fanfare stopped following a blog", Weight.PROMPT),
    ACCOUNT_NEEDS_RECONNECT(Group.WORKSPACE, "An account needs to be reconnected", Weight.CRITICAL),
    SEARCH_MATCHED(Group.WORKSPACE, "A saved search has new results", Weight.NORMAL),
    WEBHOOK_DISABLED(Group.WORKSPACE, "A webhook was disabled", Weight.CRITICAL),
    SYSTEM_ALERT(Group.WORKSPACE, "Monitoring raised an alert", Weight.URGENT),
    INTEGRATION_FAILING(Group.WORKSPACE, "An integration needs attention", Weight.CRITICAL);

    /** Where the settings show it. */
    enum Group {
        APPROVALS,
        TASKS,
        CAMPAIGNS,
        SENDING,
        CONTENT,
        WORKSPACE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum Weight {
        /** Can wait for the next digest. */
        NORMAL,
        /** Mailed right away, outside of quiet hours. */
        PROMPT,
        /** Mailed right away, also in quiet hours. */
        URGENT,
        /** Urgent, and can't be turned off. */
        CRITICAL
    }

    private final Group group;
    private final String label;
    private final Weight weight;

    NotificationKind(Group group, String label, Weight weight) {
        this.group = group;
        this.label = label;
        this.weight = weight;
    }

    Group group() {
        return group;
    }

    String label() {
        return label;
    }

    boolean isUrgent() {
        return weight.compareTo(Weight.URGENT) >= 0;
    }

    boolean isMandatory() {
        return weight == Weight.CRITICAL;
    }

    Sending usual() {
        return weight == Weight.NORMAL ? Sending.DIGEST : Sending.NOW;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static NotificationKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of notification: " + word));
    }
}
