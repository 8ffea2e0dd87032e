package io.fanfare.social;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.HttpCalls;
import io.fanfare.kernel.HttpCalls.Reply;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.platforms.ConnectedAccount;
import io.fanfare.social.platforms.Limits;
import io.fanfare.social.platforms.Publisher;
import io.fanfare.social.platforms.SignIn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The secrets of accounts: stored encrypted, decrypted for one use. */
@Component
class AccountSecrets {
    private final AccountStore store;
    private final Envelope envelope;
    private final HttpCalls calls;
    private final Transactions transactions;
    private final Map<UUID, ReentrantLock> renewing = new ConcurrentHashMap<>();

    AccountSecrets(AccountStore store, Envelope envelope, HttpCalls calls, Transactions transactions) {
        this.store = store;
        this.envelope = envelope;
        this.calls = calls;
        this.transactions = transactions;
    }

    /** The account with its secret, if it is connected. Within a transaction. */
    Optional<ConnectedAccount> open(@Nullable UUID id) {
        if (id == null) return Optional.empty();
        return store.find(id).filter(Account::connected).flatMap(account -> store.sealed(id)
                .map(found -> new ConnectedAccount(
                        id,
                        URI.create(account.service()),
                        account.remoteId(),
                        account.handle(),
                        opened(found.secret(), id))));
    }

    private Map<String, String> opened(byte[] sealed, UUID id) {
        byte[] plain = envelope.open(sealed, place(id));
        return Objects.requireNonNull(
                Json.read(new String(plain, StandardCharsets.UTF_8), new TypeReference<Map<String, String>>() {}));
    }

    /** Stores a secret; a disconnected account gets none. */
    void keep(UUID id, Map<String, String> secret) {
        store.seal(id, envelope.seal(Json.of(secret).text().getBytes(StandardCharsets.UTF_8), place(id)));
    }

    private static String place(UUID id) {
        return "social_account " + Current.get().workspace() + " " + id;
    }

    /** The session for one publication with an account. */
    AccountSession session(Publisher publisher, ConnectedAccount account) {
        return new AccountSession(publisher, calls, this, account);
    }

    /** Renews an expired session, one thread at a time; a session that another thread has just created is used. */
    SignIn renew(Publisher publisher, ConnectedAccount expired, Reply.Answered answer) {
        var lock = renewing.computeIfAbsent(expired.id(), id -> new ReentrantLock());
        lock.lock();
        try {
            var stored = transactions.read(() -> open(expired.id()));
            if (stored.isEmpty()) return new SignIn.Refused("The account is no longer connected.");
            var account = stored.get();
            if (!account.secret().equals(expired.secret())) return accepted(account);
            var signIn = publisher.renew(account, answer);
            if (signIn instanceof SignIn.Accepted accepted)
                transactions.write(() -> keep(account.id(), accepted.secret()));
            return signIn;
        } finally {
            lock.unlock();
            if (!lock.hasQueuedThreads()) renewing.remove(expired.id(), lock);
        }
    }

    private static SignIn accepted(ConnectedAccount account) {
        return new SignIn.Accepted(
                account.service(),
                account.remoteId(),
                account.handle(),
                account.handle(),
                Limits.none(),
                account.secret());
    }
}
