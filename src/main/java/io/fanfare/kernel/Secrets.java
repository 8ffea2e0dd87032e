package io.fanfare.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The master key. Every node of an installation needs the same one, so only a single node may generate its own. */
@Component
class Secrets {
    private static final int FEWEST_CHARACTERS = 32;

    private final byte[] masterKey;
    private final List<byte[]> olderKeys;

    Secrets(
            @Value("${fanfare.secret-key:}") String key,
            @Value("${fanfare.older-secret-keys:}") List<String> olderKeys,
            @Value("${fanfare.db.url:}") String database,
            DataFolder folder) {
        this.masterKey = (key.isBlank() ? ownKey(database, folder) : checked(key)).getBytes(UTF_8);
        this.olderKeys =
                olderKeys.stream().map(older -> older.strip().getBytes(UTF_8)).toList();
    }

    byte[] masterKey() {
        return masterKey.clone();
    }

    /** Earlier master keys: what was sealed with them can still be opened. */
    List<byte[]> olderKeys() {
        return olderKeys;
    }

    private static String ownKey(String database, DataFolder folder) {
        if (!database.isBlank()) {
            throw new CannotStart(
                    "With an external database FANFARE_SECRET_KEY must be set, the same on every node:"
                            + " create one with `openssl rand -base64 48` and keep it: encrypted data can be read with no other key.");
        }
        return folder.secret("master-key");
    }

    private static String checked(String key) {
        if (key.strip().length() < FEWEST_CHARACTERS) {
            throw new CannotStart("FANFARE_SECRET_KEY is shorter than " + FEWEST_CHARACTERS
                    + " characters: create one with `openssl rand -base64 48`.");
        }
        return key.strip();
    }
}
