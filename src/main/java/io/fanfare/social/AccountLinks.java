package io.fanfare.social;

import io.fanfare.kernel.Connection;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.platforms.SignIn;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The accounts on social networks as connections. */
@Component
class AccountLinks implements Connection {
    private static final String PREFIX = "account-";
    private static final int MOST = 200;

    private final AccountStore store;
    private final AccountHealth health;
    private final Transactions transactions;

    AccountLinks(AccountStore store, AccountHealth health, Transactions transactions) {
        this.store = store;
        this.health = health;
        this.transactions = transactions;
    }

    @Override
    public List<Link> links() {
        return store.list(new Page.Range(MOST, 0)).stream()
                .map(AccountLinks::link)
                .toList();
    }

    private static Link link(Account account) {
        var state =
                switch (account.status()) {
                    case CONNECTED -> State.OK;
                    case NEEDS_RECONNECT -> State.FAILING;
                    case DISCONNECTED -> State.DISABLED;
                };
        boolean ok = state == State.OK;
        String detail = ok
                ? "The platform accepts the account."
                : account.reason() == null ? "Reconnect the account." : account.reason();
        return new Link(
                PREFIX + account.id(),
                account.handle(),
                account.platform().word(),
                state,
                new Test(ok, account.checkedAt(), null, detail));
    }

    @Override
    public Outcome test(Link link) {
        var id = UUID.fromString(link.name().substring(PREFIX.length()));
        var result = health.check(transactions.read(() -> store.find(id).orElseThrow()));
        return switch (result) {
            case SignIn.Accepted _ -> new Outcome(true, "The platform accepts the account.");
            case SignIn.Refused(var reason) -> new Outcome(false, reason);
            case SignIn.Unavailable(var reason) ->
                new Outcome(false, reason.isEmpty() ? "The account can't be checked." : reason);
        };
    }
}
