package io.fanfare.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The address and the roles of the database. Once this exists, the database responds, is new enough and has the run-time role.
 *
 * @param server stops the embedded PostgreSQL, if this is one
 */
public record DatabaseAccess(
        String url, Login owner, Login app, @Nullable Runnable server) implements AutoCloseable {
    /** A role and its password; only the role is printed. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** Whether the database is the embedded one, in the data folder. */
    public boolean embedded() {
        return server != null;
    }

    /** Stops the embedded PostgreSQL. */
    @Override
    public void close() {
        if (server != null) server.run();
    }
}
