package io.fanfare.kernel.postgres;

import io.fanfare.kernel.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** Where the embedded PostgreSQL of a data folder has its files, for the programs that back it up and restore it. */
public record PostgresPlace(DataFolder folder, Path home) {
    static final String ARCHIVE = "archive";
    private static final String MARK = "on";

    /** 512 segments are 8 GB: who makes no backup for that long loses the logs since the last one, not the server its disk. */
    static final String ARCHIVE_COMMAND = """
            cd ../archive || exit 1; test -e on || exit 0; test -e %f && exit 0; \
            case %f in *.backup) exit 0;; esac; \
            if test $(ls | wc -l) -gt 512; then rm on; exit 0; fi; \
            cp "$OLDPWD/%p" %f.part && mv %f.part %f""".stripIndent();

    public static PostgresPlace of(Path data) throws IOException {
        var folder = DataFolder.at(data);
        return new PostgresPlace(folder, PostgresUser.here().homeIn(folder));
    }

    public Path cluster() {
        return home.resolve("data");
    }

    /** Where PostgreSQL copies its logs to. */
    public Path archive() {
        return home.resolve(ARCHIVE);
    }

    /** From now on the logs are kept. Whether they were already. */
    public boolean keepLogs() throws IOException {
        Files.createDirectories(archive());
        var mark = archive().resolve(MARK);
        var kept = Files.exists(mark);
        if (!kept) Files.createFile(mark);
        PostgresUser.here().own(archive());
        return kept;
    }

    public static boolean isLog(Path file) {
        return String.valueOf(file.getFileName()).matches("[0-9A-F]{24}|[0-9A-F]{8}\\.history");
    }

    /** A connection of the superuser, if this PostgreSQL is running. */
    public Optional<Connection> connect() throws IOException {
        var port = home.resolve("port");
        if (!Files.exists(port)) return Optional.empty();
        var url = "jdbc:postgresql://127.0.0.1:" + Files.readString(port).strip() + "/fanfare";
        try {
            return Optional.of(DriverManager.getConnection(url, "postgres", folder.secret("postgres-superuser")));
        } catch (SQLException down) {
            return Optional.empty();
        }
    }

    static String settings(int port, boolean durable) {
        return """
                # Written by Fanfare at every start. Your own settings belong in own.conf beside this file.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                shared_buffers = 128MB
                # A large query of one workspace leaves processors to the others.
                max_parallel_workers_per_gather = %d
                timezone = 'UTC'
                log_timezone = 'UTC'
                fsync = %s
                synchronous_commit = %s
                full_page_writes = %s
                # Keeps the logs for the next backup, once there has been one; without backups for long, it stops.
                archive_mode = %s
                archive_command = '%s'
                include_if_exists = 'own.conf'
                """.formatted(
                        port,
                        Runtime.getRuntime().availableProcessors() / 4,
                        onOff(durable),
                        onOff(durable),
                        onOff(durable),
                        onOff(durable),
                        ARCHIVE_COMMAND);
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }
}
