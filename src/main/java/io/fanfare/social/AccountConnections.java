package io.fanfare.social;

import io.fanfare.activity.Notifications;
import io.fanfare.creative.Platform;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.social.platforms.SignIn;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stores an account that has signed in and schedules its checks, or disconnects it. */
@Component
class AccountConnections {
    private static final int MAX_ACCOUNTS = 50;

    private final AccountStore store;
    private final AccountSecrets secrets;
    private final Notifications notifications;
    private final Ready ready;
    private final Now now;

    AccountConnections(AccountStore store, AccountSecrets secrets, Notifications notifications, Ready ready, Now now) {
        this.store = store;
        this.secrets = secrets;
        this.notifications = notifications;
        this.ready = ready;
        this.now = now;
    }

    record Connection(Account account, boolean created) {}

    Connection connect(Platform platform, SignIn.Accepted signIn) {
        UUID newId = Ids.next();
        UUID id = store.put(newId, platform, signIn);
        if (store.count() > MAX_ACCOUNTS)
            throw Refused.unprocessable(
                    "too_many_accounts", "A workspace can have " + MAX_ACCOUNTS + " accounts. Disconnect one first.");
        secrets.keep(id, signIn.secret());
        notifications.resolve(id);
        ready.mark(AccountHealth.LANE, now.instant().plus(AccountHealth.CHECKED_EVERY));
        return new Connection(store.find(id).orElseThrow(), id.equals(newId));
    }

    void disconnect(UUID id) {
        store.move(id, Account.Status.DISCONNECTED, null);
        notifications.resolve(id);
    }
}
