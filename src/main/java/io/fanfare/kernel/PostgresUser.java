package io.fanfare.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL runs. It refuses root: root starts it in a user namespace of its own, where it is nobody; where that is forbidden,
 * as the user nobody, who is then given the folder and, if it lies where nobody may go, the right to read files.
 */
record PostgresUser(List<String> prefix, String uid) {
    private static final String NOBODY = "65534";
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    private static final List<String> REACH = List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override");

    static PostgresUser forFolder(Path folder) {
        if (!"root".equals(System.getProperty("user.name"))) return new PostgresUser(List.of(), "");
        if (works(NAMESPACE, "true")) return new PostgresUser(NAMESPACE, "0");
        if (works(AS_NOBODY, "test", "-x", folder.toString())) return new PostgresUser(AS_NOBODY, NOBODY);
        var reaching = new ArrayList<>(AS_NOBODY);
        reaching.addAll(REACH);
        if (works(reaching, "test", "-x", folder.toString())) return new PostgresUser(List.copyOf(reaching), NOBODY);
        throw new CannotStart(
                "PostgreSQL does not run as root, and this machine lets root start it neither in a user namespace"
                        + " (unshare -U) nor as nobody (setpriv): run Fanfare as an ordinary user, or set FANFARE_DB_URL to an external"
                        + " PostgreSQL 18.");
    }

    /** Gives it what is PostgreSQL's. */
    void own(Path path) throws IOException {
        if (uid.isEmpty() || !Files.exists(path)) return;
        run(List.of("chown", "-R", uid, path.toString()));
    }

    private static boolean works(List<String> prefix, String... command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        try {
            return run(whole) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.getFirst() + " ran", e);
        }
    }
}
