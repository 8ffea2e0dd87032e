package io.fanfare.kernel.backup;

import io.fanfare.kernel.postgres.PostgresPlace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Copies the files of the embedded PostgreSQL while it works, by its own rules for copies, and the logs that make the copy consistent. */
final class ClusterCopy {
    static final String CLUSTER = "postgres/";
    static final String LOGS = "logs/";
    static final String SECRETS = "secrets/";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What belongs to the process that runs, not to the data. */
    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "backup_label.old");

    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private final PostgresPlace place;
    private final Connection connection;

    ClusterCopy(PostgresPlace place, Connection connection) {
        this.place = place;
        this.connection = connection;
    }

    /** The log that a restore begins with. */
    String begin() throws SQLException {
        return text("select pg_walfile_name(pg_backup_start('fanfare', fast => true))");
    }

    void write(BackupWriter out) throws IOException {
        var cluster = place.cluster();
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) throws IOException {
                out.folder(CLUSTER + cluster.relativize(folder));
                var top = cluster.relativize(folder).getName(0).toString();
                return EMPTY.contains(top) || top.startsWith("pgsql_tmp") ? emptied(folder) : FileVisitResult.CONTINUE;
            }

            private FileVisitResult emptied(Path folder) throws IOException {
                try (var inside = Files.walk(folder)) {
                    for (var each : inside.filter(Files::isDirectory).skip(1).toList())
                        out.folder(CLUSTER + cluster.relativize(each));
                }
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                var name = String.valueOf(file.getFileName());
                if (NOT_COPIED.contains(name) || name.startsWith("pgsql_tmp") || name.startsWith("pg_internal.init"))
                    return FileVisitResult.CONTINUE;
                // The control file is copied last.
                if (!name.equals("pg_control")) out.add(CLUSTER + cluster.relativize(file), file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        out.add(CLUSTER + "global/pg_control", cluster.resolve("global/pg_control"));
    }

    void writeSecrets(BackupWriter out) throws IOException {
        try (var files = Files.list(place.folder().path().resolve("secrets"))) {
            for (var file : files.toList()) out.add(SECRETS + file.getFileName(), file);
        }
    }

    /** Ends the copy, and adds the logs from its beginning to here. */
    void end(String firstLog, BackupWriter out) throws SQLException, IOException {
        try (var stop = connection.createStatement();
                var row = stop.executeQuery("select labelfile from pg_backup_stop(wait_for_archive => true)")) {
            row.next();
            out.add(CLUSTER + "backup_label", row.getString(1));
        }
        for (var log : logs()) {
            var name = String.valueOf(log.getFileName());
            if (name.substring(8).compareTo(firstLog.substring(8)) >= 0 || name.endsWith(".history"))
                out.add(LOGS + name, log);
        }
    }

    /** Closes the present log, and waits until it is in the archive. */
    void switchLog() throws SQLException {
        // Without anything new it answers the beginning of the next log, which is not closed.
        var log = text("select pg_walfile_name(pg_switch_wal() - 1)");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (text("select coalesce(max(left(last_archived_wal, 24)), '') from pg_stat_archiver")
                        .compareTo(log)
                < 0) {
            if (System.nanoTime() > end)
                throw new BackupFailed("PostgreSQL did not hand over its log " + log + " within " + PATIENCE.toSeconds()
                        + " s: the file postgres/log in the data folder says why.");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(place.archive())) {
            return files.filter(PostgresPlace::isLog).sorted().toList();
        }
    }

    private String text(String select) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(select)) {
            row.next();
            return row.getString(1);
        }
    }
}
