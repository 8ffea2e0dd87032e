package io.fanfare.kernel;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction enters its workspace: in one message with its first statement. A transaction that only reads has no
 * BEGIN and COMMIT of its own, so each of its statements enters, and is read-only in the database.
 *
 * @param proof what the caller of the request still has to show
 */
record WorkspaceEntry(
        UUID workspace, boolean reads, @Nullable Proof proof) {
    static final String ENTER = "select fanfare_enter(?)";
    static final String READ = "select fanfare_read(?)";

    /** Binds the parameters; returns the index of the next one. */
    int bind(PreparedStatement prepared) throws SQLException {
        prepared.setObject(1, workspace);
        return proof == null ? 2 : proof.bind(prepared, 2);
    }

    WorkspaceEntry proven() {
        return new WorkspaceEntry(workspace, reads, null);
    }
}
