package io.fanfare.social;

import io.fanfare.kernel.HttpCalls;
import io.fanfare.kernel.HttpCalls.Call;
import io.fanfare.kernel.HttpCalls.Reply;
import io.fanfare.social.platforms.ConnectedAccount;
import io.fanfare.social.platforms.Publisher;
import io.fanfare.social.platforms.SignIn;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls of one publication; all of them end before the lease of its row does. */
final class AccountSession implements Publisher.Session {
    private static final Duration ALL = Duration.ofSeconds(100);
    private static final Duration ONE_CALL = Duration.ofSeconds(20);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Publisher publisher;
    private final HttpCalls calls;
    private final AccountSecrets secrets;
    private final long end = System.nanoTime() + ALL.toNanos();
    private ConnectedAccount account;
    private @Nullable SignIn renewal;

    AccountSession(Publisher publisher, HttpCalls calls, AccountSecrets secrets, ConnectedAccount account) {
        this.publisher = publisher;
        this.calls = calls;
        this.secrets = secrets;
        this.account = account;
    }

    @Override
    public ConnectedAccount account() {
        return account;
    }

    @Override
    public Reply send(Function<ConnectedAccount, Call> call) {
        var reply = attempt(call);
        if (!(reply instanceof Reply.Answered answer) || !publisher.isSignedOut(answer)) return reply;
        renewal = secrets.renew(publisher, account, answer);
        if (!(renewal instanceof SignIn.Accepted accepted)) return reply;
        account = account.with(accepted.secret());
        return attempt(call);
    }

    private Reply attempt(Function<ConnectedAccount, Call> call) {
        return calls.send(call.apply(account).within(within()));
    }

    private Duration within() {
        var left = Duration.ofNanos(end - System.nanoTime());
        if (left.compareTo(ONE_CALL) > 0) return ONE_CALL;
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    boolean isOver() {
        return System.nanoTime() >= end;
    }

    /** The result of renewing an expired session; null if that was not necessary. */
    @Nullable
    SignIn renewal() {
        return renewal;
    }

    static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
