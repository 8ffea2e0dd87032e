package io.fanfare.kernel.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was typed after {@code ./fanfare backup} or {@code restore}. */
record Options(List<String> names, Map<String, String> values, Map<String, String> environment) {
    private static final int SHORTEST_KEY = 12;

    static Options of(List<String> given, Set<String> withValue, Set<String> flags, Map<String, String> environment) {
        var names = new ArrayList<String>();
        var values = new HashMap<String, String>();
        for (int i = 0; i < given.size(); i++) {
            var word = given.get(i);
            if (!word.startsWith("--")) names.add(word);
            else if (flags.contains(word)) values.put(word, "");
            else if (withValue.contains(word) && i + 1 < given.size()) values.put(word, given.get(++i));
            else
                throw new BackupFailed(
                        (withValue.contains(word) ? word + " needs a value" : "There is no option " + word)
                                + ". See ./fanfare help.");
        }
        return new Options(names, values, environment);
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    /** A backup holds everything, so there is none without encryption. */
    String key() {
        var file = value("--key-file").or(() -> Optional.ofNullable(environment.get("FANFARE_BACKUP_KEY_FILE")));
        try {
            var key = file.isPresent()
                    ? Files.readString(Path.of(file.get())).strip()
                    : environment.getOrDefault("FANFARE_BACKUP_KEY", "").strip();
            if (key.length() >= SHORTEST_KEY) return key;
        } catch (IOException e) {
            throw new BackupFailed("The key file " + file.orElseThrow() + " can't be read.", e);
        }
        throw new BackupFailed("Backups are encrypted: set FANFARE_BACKUP_KEY, or --key-file FILE, to at least "
                + SHORTEST_KEY
                + " characters. Create a key with `openssl rand -base64 48`, and keep it where the backups"
                + " are not.");
    }

    Path folder() {
        return Path.of(value("--to").orElse(environment.getOrDefault("FANFARE_BACKUP_TO", "backups")))
                .toAbsolutePath()
                .normalize();
    }

    int count(String option, int otherwise) {
        try {
            int count = Integer.parseInt(values.getOrDefault(option, Integer.toString(otherwise)));
            if (count >= 1) return count;
        } catch (NumberFormatException e) {
            // Refused like a number that is too small.
        }
        throw new BackupFailed(option + " must be a number from 1.");
    }

    Optional<Instant> at() {
        return value("--at").map(time -> {
            try {
                return time.endsWith("Z")
                        ? Instant.parse(time)
                        : LocalDateTime.parse(time.replace(' ', 'T'))
                                .atZone(ZoneId.systemDefault())
                                .toInstant();
            } catch (DateTimeParseException e) {
                throw new BackupFailed("--at must be a time such as 2026-11-24T03:00:00Z or \"2026-11-24 03:00\".", e);
            }
        });
    }
}
