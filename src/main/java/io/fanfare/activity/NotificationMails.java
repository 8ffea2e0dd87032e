package io.fanfare.activity;

import io.fanfare.activity.NoticeStore.Letter;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.Letters;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The messages of notifications: what was sent, and a test. */
@RestController
@RequestMapping("/api/notifications")
class NotificationMails {
    private static final int TESTS_PER_HOUR = 5;

    private final NoticeStore store;
    private final NoticeLetters mail;
    private final Ledger ledger;
    private final Letters letters;
    private final Members members;
    private final NoticeTargets targets;
    private final Now now;

    NotificationMails(
            NoticeStore store,
            NoticeLetters mail,
            Ledger ledger,
            Letters letters,
            Members members,
            NoticeTargets targets,
            Now now) {
        this.targets = targets;
        this.store = store;
        this.mail = mail;
        this.ledger = ledger;
        this.letters = letters;
        this.members = members;
        this.now = now;
    }

    /**
     * A notification that was sent by a channel. {@code kind} is the kind of notification, {@code digest} for several in one message,
     * {@code daily} for the mail of what a person has to do, or {@code test}. {@code nextAttemptAt} is when it is tried again.
     */
    record NotificationDelivery(
            UUID id,
            NoticeChannel channel,
            String target,
            UUID personId,
            String kind,
            Delivery.State state,
            @Nullable String reason,
            int attempts,
            Instant createdAt,
            @Nullable Instant submittedAt,
            @Nullable Instant nextAttemptAt) {}

    /**
     * Lists what was sent to the members of this workspace as notifications, newest first, with its state in the ledger: page with
     * {@code after}. A message whose matters were all read or settled before it was sent is {@code excluded}.
     */
    @GetMapping("/deliveries")
    @Allow("member.manage")
    Slice<NotificationDelivery> listNotificationDeliveries(
            @RequestParam @Nullable UUID after, @RequestParam @Nullable Integer limit) {
        int most = Slice.limit(limit);
        var sent = store.letters(after, most + 1);
        var rows = ledger.ofItems(NoticeMail.KIND, sent.stream().map(Letter::id).toList());
        return Slice.of(
                sent.stream()
                        .map(letter -> delivery(letter, Objects.requireNonNull(rows.get(letter.id()))))
                        .toList(),
                most,
                NotificationDelivery::id);
    }

    private static NotificationDelivery delivery(Letter letter, Delivery row) {
        boolean retried = row.state() == Delivery.State.PLANNED && row.attempts() > 0;
        return new NotificationDelivery(
                letter.id(),
                letter.channel(),
                row.target(),
                letter.personId(),
                letter.kind(),
                row.state(),
                row.reason(),
                row.attempts(),
                letter.createdAt(),
                row.submittedAt(),
                retried ? row.dueAt() : null);
    }

    /** The channel to test. */
    record ChannelTest(@NotNull NoticeChannel channel) {}

    /** Whether a test is on its way, and where it arrives. */
    record TestResult(boolean ok, String detail) {}

    /**
     * Sends you a test notification by a channel. {@code ok} is false where the channel reaches no one: no mail server sends the
     * mail of this server, Slack is not connected, or your Slack user is unknown. At most five an hour in each channel, then 429.
     */
    @PostMapping("/test")
    @Allow(value = "notification.read", plain = true)
    TestResult testNotificationChannel(@RequestBody @Valid ChannelTest test) {
        return switch (test.channel()) {
            case EMAIL -> testEmail();
            case SLACK -> testSlack();
        };
    }

    private TestResult testSlack() {
        if (!targets.isSlackConnected())
            return new TestResult(
                    false,
                    "Slack is not connected to this workspace. Someone who manages services can connect it in the settings.");
        if (!test(NoticeChannel.SLACK))
            return new TestResult(
                    false, "Your Slack user is unknown. Enter your Slack member ID in your notification settings.");
        return new TestResult(true, "A test message in Slack is on its way.");
    }

    /** Whether the channel reaches the caller. */
    private boolean test(NoticeChannel channel) {
        UUID person = Current.get().person();
        var tests = store.lately(person, channel, NoticeMail.TEST);
        if (tests.size() >= TESTS_PER_HOUR)
            throw Refused.tooMany(
                    Duration.between(now.instant(), tests.getFirst().plus(NoticeStore.THROTTLE))
                            .toSeconds());
        return mail.send(person, channel, NoticeMail.TEST, List.of());
    }

    private TestResult testEmail() {
        test(NoticeChannel.EMAIL);
        String address = members.find(Current.get().person()).orElseThrow().email();
        return letters.isConnected()
                ? new TestResult(true, "A test e-mail to " + address + " is on its way.")
                : new TestResult(
                        false,
                        "This server has no mail server for its own mail. The test e-mail is in your Test inbox.");
    }
}
