package io.fanfare.kernel.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A folder of backups: {@code fanfare-20261124T030000Z.backup}, and the logs since as {@code ….logs}. */
record BackupFolder(Path path) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    static final String BACKUP = ".backup";
    static final String LOGS = ".logs";

    static BackupFolder at(Path path) {
        try {
            return new BackupFolder(Files.createDirectories(path));
        } catch (IOException e) {
            throw new BackupFailed("The folder for backups " + path + " can't be created (" + e + ").", e);
        }
    }

    Path file(Instant madeAt, String ending) {
        return path.resolve("fanfare-" + TIME.format(madeAt) + ending);
    }

    static Instant madeAt(Path file) {
        var name = String.valueOf(file.getFileName());
        return TIME.parse(name.substring("fanfare-".length(), name.indexOf('.')), Instant::from);
    }

    List<Path> files(String ending) throws IOException {
        try (var files = Files.list(path)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("fanfare-\\d{8}T\\d{9}Z\\" + ending))
                    .sorted()
                    .toList();
        }
    }

    /** Deletes all backups but the newest, and the logs that only they need. */
    List<Path> prune(int keep) throws IOException {
        var deleted = new ArrayList<Path>();
        var backups = files(BACKUP);
        if (backups.size() <= keep) return deleted;
        var oldest = madeAt(backups.get(backups.size() - keep));
        for (var file : backups) if (madeAt(file).isBefore(oldest)) deleted.add(file);
        for (var file : files(LOGS)) if (madeAt(file).isBefore(oldest)) deleted.add(file);
        for (var file : deleted) Files.delete(file);
        return deleted;
    }
}
