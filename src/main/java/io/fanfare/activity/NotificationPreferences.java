package io.fanfare.activity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.activity.NotificationSettings.Choice;
import io.fanfare.activity.NotificationSettings.Digest;
import io.fanfare.activity.NotificationSettings.QuietHours;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the caller is notified about in this workspace, where, and when. */
@RestController
@RequestMapping("/api/notifications/preferences")
class NotificationPreferences {
    private final PreferenceStore store;
    private final NoticeStore notices;
    private final DailyStore daily;
    private final NoticeTargets targets;
    private final Inputs inputs;

    NotificationPreferences(
            PreferenceStore store, NoticeStore notices, DailyStore daily, NoticeTargets targets, Inputs inputs) {
        this.store = store;
        this.notices = notices;
        this.daily = daily;
        this.targets = targets;
        this.inputs = inputs;
    }

    /** When a channel brings a notification: right away, with the next digest, or never. */
    enum Sending {
        NOW,
        DIGEST,
        OFF
    }

    /** Whether the app shows it. */
    enum InApp {
        NOW,
        OFF
    }

    /**
     * The settings of the caller. {@code throttlePerHour} is the most messages in an hour by each channel: what is more than that
     * waits and comes together. {@code slack} says whether Slack can bring them.
     */
    record Preferences(
            String timeZone,
            @Nullable QuietHours quietHours,
            Digest digest,
            int throttlePerHour,
            List<KindPreference> kinds,
            SlackState slack) {}

    /** Whether the workspace has connected Slack, which Slack user the caller is, and whether a message reaches them. */
    record SlackState(boolean connected, @Nullable String userId, boolean reachesYou) {}

    /**
     * How the caller is notified of one kind. A mandatory kind can't be turned off; an urgent one is sent in quiet hours too.
     * {@code group} is where the settings show it, {@code label} what they call it.
     */
    record KindPreference(
            NotificationKind kind,
            NotificationKind.Group group,
            String label,
            boolean mandatory,
            boolean urgent,
            @JsonProperty("in_app") InApp inApp,
            Sending email,
            Sending slack) {}

    /** The choices in a change. */
    record Choices(@NotNull @Size(max = 100) List<@NotNull @Valid Choice> kinds) {}

    /**
     * Reads your notification settings in this workspace: every kind of notification with how each channel brings it
     * ({@code now}, {@code digest} or {@code off}), your quiet hours, and when the digests come.
     */
    @GetMapping
    @Allow("notification.read")
    Preferences readNotificationPreferences() {
        return preferences(store.of(Current.get().person()));
    }

    /**
     * Changes your notification settings; what you don't send stays as it is. {@code kinds} has only the kinds to change.
     * {@code quietHours: null} ends quiet hours. Times are wall times in {@code timeZone}. A mandatory kind that is turned off is a
     * 422 {@code notification_mandatory}; a Slack setting without a connected Slack is a 422 {@code slack_not_connected}, and one
     * while your Slack user is unknown a 422 {@code slack_user_unknown} (see {@code linkSlackUser}).
     * What already waits to be sent is planned again by the new settings.
     */
    @PutMapping
    @Allow(value = "notification.read", plain = true)
    Preferences changeNotificationPreferences(@RequestBody Patch<NotificationSettings> change) {
        UUID person = Current.get().person();
        store.lock(person);
        var before = store.of(person);
        var settings = change.without("kinds").onto(before, NotificationSettings.class, inputs);
        if (change.names("kinds")) {
            var choices = choices(change.members().get("kinds"));
            if (choices.stream().anyMatch(choice -> choice.slack() != null && choice.slack() != Sending.OFF))
                requireSlack(person);
            settings = settings.with(choices);
        }
        store.save(person, settings.checked());
        notices.replan(person, settings);
        daily.plan(person, settings);
        return preferences(settings);
    }

    private void requireSlack(UUID person) {
        if (!targets.isSlackConnected())
            throw Refused.unprocessable(
                    "slack_not_connected",
                    "Slack is not connected to this workspace. Connect it in the settings first.");
        if (targets.slack(person).isEmpty())
            throw Refused.unprocessable(
                    "slack_user_unknown", "Your Slack user is unknown. Enter your Slack member ID first.");
    }

    private List<Choice> choices(@Nullable Object kinds) {
        Object given = kinds instanceof List<?> list
                ? list.stream().map(NotificationPreferences::withoutReadOnly).toList()
                : kinds;
        return inputs.read(Collections.singletonMap("kinds", given), Choices.class)
                .kinds();
    }

    /** What a client sends back as it was read is no change. */
    private static @Nullable Object withoutReadOnly(@Nullable Object choice) {
        if (!(choice instanceof Map<?, ?> members)) return choice;
        var changed = new LinkedHashMap<Object, @Nullable Object>(members);
        Arrays.stream(NotificationKind.values())
                .filter(kind -> kind.word().equals(members.get("kind")))
                .forEach(kind -> {
                    changed.remove("group", kind.group().word());
                    changed.remove("label", kind.label());
                    changed.remove("mandatory", kind.isMandatory());
                    changed.remove("urgent", kind.isUrgent());
                });
        return changed;
    }

    private Preferences preferences(NotificationSettings settings) {
        UUID person = Current.get().person();
        return new Preferences(
                settings.timeZone(),
                settings.quietHours(),
                settings.digest(),
                settings.throttlePerHour(),
                Arrays.stream(NotificationKind.values())
                        .map(kind -> new KindPreference(
                                kind,
                                kind.group(),
                                kind.label(),
                                kind.isMandatory(),
                                kind.isUrgent(),
                                settings.inApp(kind) ? InApp.NOW : InApp.OFF,
                                settings.email(kind),
                                settings.slack(kind)))
                        .toList(),
                new SlackState(
                        targets.isSlackConnected(),
                        targets.slackUser(person).orElse(null),
                        targets.slack(person).isPresent()));
    }
}
