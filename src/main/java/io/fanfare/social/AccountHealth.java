package io.fanfare.social;

import io.fanfare.activity.Notifications;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.platforms.Publishers;
import io.fanfare.social.platforms.SignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/**
 * Finds accounts that a platform no longer accepts before a post fails, and notifies the people who can reconnect
 * them.
 */
@Component
class AccountHealth implements Lane {
    static final String LANE = "social_accounts";
    static final Duration CHECKED_EVERY = Duration.ofHours(6);

    private final AccountStore store;
    private final AccountSecrets secrets;
    private final Publishers publishers;
    private final Transactions transactions;
    private final Members members;
    private final Notifications notifications;
    private final Audit audit;
    private final Live live;

    AccountHealth(
            AccountStore store,
            AccountSecrets secrets,
            Publishers publishers,
            Transactions transactions,
            Members members,
            Notifications notifications,
            Audit audit,
            Live live) {
        this.store = store;
        this.secrets = secrets;
        this.publishers = publishers;
        this.transactions = transactions;
        this.members = members;
        this.notifications = notifications;
        this.audit = audit;
        this.live = live;
    }

    @Override
    public String name() {
        return LANE;
    }

    /** Checks all due accounts at once, so that one slow server does not delay the others. */
    @Override
    public Optional<Instant> work() {
        var due = transactions.read(() -> store.uncheckedFor(CHECKED_EVERY));
        var current = Current.get();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Account account : due)
                threads.execute(() -> current.run(() -> {
                    var _ = check(account);
                }));
        }
        return transactions.read(store::oldestCheck).map(at -> at.plus(CHECKED_EVERY));
    }

    /** Asks the platform whether it still accepts an account, and stores the answer. */
    SignIn check(Account account) {
        var publisher = publishers.find(account.platform());
        var opened = transactions.read(() -> secrets.open(account.id()));
        SignIn result = publisher.isEmpty() || opened.isEmpty()
                ? new SignIn.Unavailable("")
                : publisher.get().check(opened.get());
        transactions.write(() -> {
            switch (result) {
                case SignIn.Accepted accepted -> {
                    store.checked(account.id(), accepted.limits());
                    if (!accepted.secret().isEmpty()) secrets.keep(account.id(), accepted.secret());
                }
                case SignIn.Refused(var reason) -> signedOut(account.id(), reason);
                case SignIn.Unavailable _ -> store.checked(account.id(), null);
            }
        });
        return result;
    }

    /** The platform no longer accepts the account. Within a transaction; people are notified once. */
    void signedOut(UUID id, String reason) {
        if (!store.move(id, Account.Status.NEEDS_RECONNECT, reason)) return;
        var account = store.find(id).orElseThrow();
        audit.record("accountRefused", account.subject(), null, Map.of("reason", reason));
        notifications.notify(
                members.with("credential.manage"),
                "account_needs_reconnect",
                PlatformChecks.name(account.platform()) + " no longer accepts " + account.handle(),
                "Reconnect the account. Scheduled posts waiting for it: " + account.planned() + ". " + reason,
                account.subject());
        live.changed(Topic.ACCOUNTS, Account.KIND, id, null);
    }
}
