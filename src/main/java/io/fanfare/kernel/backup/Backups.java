package io.fanfare.kernel.backup;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The commands of the operator that work on an installation as a whole. */
public final class Backups {
    public static final Set<String> COMMANDS = Set.of("backup", "restore", "upgrade");

    private Backups() {}

    /** Runs a command, and says what it did; the exit status of the program. */
    public static int run(
            String command,
            List<String> given,
            Map<String, String> environment,
            Consumer<String> say,
            Consumer<String> complain) {
        try {
            var installation = Installation.of(environment);
            switch (command) {
                case "backup" -> new Backup(installation, given, say).run();
                case "restore" -> new Restore(installation, given, say).run();
                default -> new Upgrade(installation, given, say).run();
            }
            return 0;
        } catch (FileSystemException e) {
            complain.accept("A file can't be written or read: " + e.getMessage() + ".");
        } catch (IOException | SQLException e) {
            var full = String.valueOf(e.getMessage()).contains("No space left");
            complain.accept(
                    full
                            ? "The disk is full: nothing was changed. Free some space, or name another folder."
                            : String.valueOf(e.getMessage()));
        } catch (BackupFailed | io.fanfare.kernel.CannotStart e) {
            complain.accept(String.valueOf(e.getMessage()));
        }
        return 1;
    }
}
