package io.fanfare.kernel.postgres;

import io.fanfare.kernel.CannotStart;
import io.fanfare.kernel.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The user that PostgreSQL runs as. It refuses root, so root starts it in a user namespace, or as the user nobody where that is not allowed. */
record PostgresUser(List<String> prefix, String uid) {
    private static final String NOBODY = "65534";
    private static final PostgresUser OURSELVES = new PostgresUser(List.of(), "");
    private static final PostgresUser IN_NAMESPACE = new PostgresUser(List.of("unshare", "-U"), "0");
    private static final PostgresUser AS_NOBODY =
            new PostgresUser(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);

    static PostgresUser here() {
        if (!"root".equals(System.getProperty("user.name"))) return OURSELVES;
        if (IN_NAMESPACE.can("true")) return IN_NAMESPACE;
        if (AS_NOBODY.can("true")) return AS_NOBODY;
        throw new CannotStart(
                "PostgreSQL does not run as root, and this machine lets root start it neither in a user namespace"
                        + " (unshare -U) nor as nobody (setpriv): run Fanfare as an ordinary user, or set FANFARE_DB_URL to an external"
                        + " PostgreSQL 18.");
    }

    /** PostgreSQL's part of the data folder. Where the user nobody can't enter that folder it is under /var/lib, with a link to it. */
    Path homeIn(DataFolder folder) throws IOException {
        var home = folder.path().resolve("postgres");
        if (!Files.exists(home) && !reaches(folder.path())) {
            var name = folder.path().toString().substring(1).replace('/', '-');
            Files.createSymbolicLink(home, Files.createDirectories(Path.of("/var/lib/fanfare", name)));
        }
        var real = folder.folder("postgres").toRealPath();
        if (reaches(real)) return real;
        throw new CannotStart("PostgreSQL runs as the user nobody here, who can't enter " + real
                + ": set FANFARE_DATA to a folder that all users can enter, such as /var/lib/fanfare.");
    }

    private boolean reaches(Path path) {
        return !uid.equals(NOBODY) || can("test", "-x", path.toString());
    }

    boolean runs(Path program) {
        return Files.isExecutable(program) && (!uid.equals(NOBODY) || can("test", "-x", program.toString()));
    }

    /** Makes PostgreSQL's user the owner of its files. */
    void own(Path path) throws IOException {
        if (uid.isEmpty() || !Files.exists(path)) return;
        run(List.of("chown", "-R", uid, path.toString()));
    }

    private boolean can(String... command) {
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
