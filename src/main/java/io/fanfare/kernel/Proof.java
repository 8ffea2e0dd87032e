package io.fanfare.kernel;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a request of a remembered caller still has to show: that the caller is the same in the database. The first statement
 * of the operation shows it in the same message, and fails with {@link #CHANGED} if anything is different; the caller is then
 * looked up again.
 */
public final class Proof {
    /** The state of the error that the function raises. */
    static final String CHANGED = "FF401";

    private static final ScopedValue<Proof> OPEN = ScopedValue.newInstance();

    private final String function;
    private final UUID id;
    private final String stamp;
    private final Supplier<Current> lookUp;
    private volatile @Nullable Current renewed;

    /**
     * @param function a call of a function with two parameters, the id of the caller and a stamp, that fails if the stamp is
     *     out of date
     * @param lookUp authenticates the caller once more; refuses one who no longer has access
     */
    public Proof(String function, UUID id, String stamp, Supplier<Current> lookUp) {
        this.function = function;
        this.id = id;
        this.stamp = stamp;
        this.lookUp = lookUp;
    }

    /** The proof that the running request still owes. */
    static Optional<Proof> open() {
        return OPEN.isBound() && OPEN.get().renewed == null ? Optional.of(OPEN.get()) : Optional.empty();
    }

    /** The caller as they are now, if they were looked up after all. */
    static Optional<Current> renewed() {
        return OPEN.isBound() ? Optional.ofNullable(OPEN.get().renewed) : Optional.empty();
    }

    <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<T, X> request) throws X {
        return ScopedValue.where(OPEN, this).call(request);
    }

    /** Looks the caller up, so that nothing is left to show. */
    Current renew() {
        var caller = lookUp.get();
        renewed = caller;
        return caller;
    }

    /** Shows it in the statement that enters the workspace, as its second column. */
    String statement(String entry) {
        return entry + ", " + function;
    }

    int bind(PreparedStatement prepared, int next) throws SQLException {
        prepared.setObject(next, id);
        prepared.setString(next + 1, stamp);
        return next + 2;
    }

    /** The caller is not who they were at their last request. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed() {
            super("the caller has changed", null, false, false);
        }
    }
}
