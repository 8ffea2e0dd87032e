package io.fanfare.identity;

import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks codes of authenticator apps and recovery codes. Guessing is slowed down, and each code works once. */
@Component
class FactorCheck {
    private static final int LONGEST = 20;

    private final SecondFactorStore store;
    private final Throttle throttle;
    private final Transactions transactions;
    private final Now now;

    FactorCheck(SecondFactorStore store, Throttle throttle, Transactions transactions, Now now) {
        this.store = store;
        this.throttle = throttle;
        this.transactions = transactions;
        this.now = now;
    }

    /** A code of the app, or else a recovery code. */
    record Code(
            @Nullable @Size(max = LONGEST) String code,
            @Nullable @Size(max = LONGEST) String recoveryCode) {
        Code {
            if ((code == null) == (recoveryCode == null))
                throw Refused.invalid("code", "send either code or recoveryCode");
        }
    }

    /** Refuses a code that is wrong, was used, or comes too soon after too many wrong ones. */
    void require(UUID person, Code sent) {
        String attempts = "second factor of " + person;
        throttle.attempt(attempts);
        boolean right = transactions.write(() -> {
            boolean used = sent.code() != null
                    ? useCode(person, sent.code())
                    : store.useRecoveryCode(person, String.valueOf(sent.recoveryCode()));
            if (used) throttle.succeeded(attempts);
            return used;
        });
        if (!right)
            throw Refused.invalid(
                    sent.code() != null ? "code" : "recoveryCode",
                    sent.code() != null
                            ? "is wrong or was used; wait for the next code of your app"
                            : "is wrong or was used; try another one");
    }

    private boolean useCode(UUID person, String code) {
        return store.find(person)
                .filter(SecondFactorStore.App::confirmed)
                .map(app -> Totp.stepOf(app.secret(), code, now.instant(), app.lastStep()))
                .filter(step -> step.isPresent() && store.use(person, step.getAsLong()))
                .isPresent();
    }

    /** Refuses a code that does not show that the app was set up; a right one is used. */
    void requireSetUp(UUID person, String code) {
        String attempts = "second factor of " + person;
        throttle.attempt(attempts);
        boolean right = transactions.write(() -> {
            var app = store.find(person)
                    .filter(found -> !found.confirmed())
                    .orElseThrow(() -> Refused.conflict(
                            "second_factor_not_begun", "No authenticator app is being set up. Start again."));
            var step = Totp.stepOf(app.secret(), code, now.instant(), app.lastStep());
            if (step.isEmpty() || !store.use(person, step.getAsLong())) return false;
            throttle.succeeded(attempts);
            return true;
        });
        if (!right) throw Refused.invalid("code", "is wrong; enter the code that your app shows now");
    }
}
