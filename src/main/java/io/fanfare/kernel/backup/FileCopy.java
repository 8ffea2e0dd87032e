package io.fanfare.kernel.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of all workspaces: named by their content, so that a copy is never out of date. */
final class FileCopy {
    private static final String ENTRY = "files/";
    /** A deleted file is kept for a day, so that a backup finds all files that its database names. */
    private static final Pattern FILE = Pattern.compile("(?:deleted/)?([0-9a-f-]{36}/[0-9a-f]{2}/([0-9a-f]{64}))");

    private FileCopy() {}

    /** Copies the files written since then; how many. */
    static int write(Path blobs, Instant since, Set<String> done, BackupWriter out) throws IOException {
        if (!Files.exists(blobs)) return 0;
        var before = done.size();
        Files.walkFileTree(blobs, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                var name = FILE.matcher(blobs.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/"));
                if (!name.matches() || is.lastModifiedTime().toInstant().isBefore(since))
                    return FileVisitResult.CONTINUE;
                if (done.contains(name.group(1))) return FileVisitResult.CONTINUE;
                if (out.add(ENTRY + name.group(1), file)) done.add(name.group(1));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return done.size() - before;
    }

    static boolean isOne(String entry) {
        return entry.startsWith(ENTRY)
                && FILE.matcher(entry.substring(ENTRY.length())).matches();
    }

    static void restore(Path blobs, String entry, InputStream in) throws IOException {
        var file = blobs.resolve(entry.substring(ENTRY.length()));
        Files.createDirectories(file.resolveSibling(""));
        if (!Files.exists(file)) Files.copy(in, file);
    }

    /** What a restore found: files without a row are deleted, because someone had deleted them. */
    record Compared(int files, int deleted, List<String> faults) {}

    static Compared compare(Path blobs, Connection connection) throws IOException, SQLException {
        var needed = named(connection, "file_hash");
        var referred = named(connection, "%hash");
        var faults = new ArrayList<String>();
        for (var name : needed) {
            var file = blobs.resolve(name);
            if (!Files.exists(file)) faults.add(name + " is missing");
            else if (!name.endsWith(digest(file))) faults.add(name + " is damaged");
        }
        int deleted = 0;
        if (!Files.exists(blobs)) return new Compared(needed.size(), deleted, faults);
        try (var files = Files.walk(blobs)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = FILE.matcher(blobs.relativize(file).toString());
                if (!name.matches() || referred.contains(name.group(1))) continue;
                Files.delete(file);
                deleted++;
            }
        }
        return new Compared(needed.size(), deleted, faults);
    }

    private static Set<String> named(Connection connection, String columns) throws SQLException {
        var names = new HashSet<String>();
        try (var tables = connection.createStatement();
                var found = tables.executeQuery("""
                        select table_name, column_name from information_schema.columns c
                        where table_schema = 'public' and data_type = 'text' and column_name like '%s'
                          and exists (select from information_schema.columns w
                              where w.table_schema = 'public' and w.table_name = c.table_name and w.column_name = 'workspace_id')
                        """.formatted(columns))) {
            while (found.next()) {
                var column = '"' + found.getString(2) + '"';
                try (var select = connection.createStatement();
                        var rows = select.executeQuery("select distinct workspace_id || '/' || left(" + column
                                + ", 2) || '/' || " + column + " from \"" + found.getString(1) + "\" where " + column
                                + " ~ '^[0-9a-f]{64}$'")) {
                    while (rows.next()) names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private static String digest(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
