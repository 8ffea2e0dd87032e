package io.fanfare.kernel.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanfare.kernel.DataFolder;
import io.fanfare.kernel.postgres.EmbeddedPostgres;
import io.fanfare.kernel.postgres.PostgresPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The installation that the environment names: its data folder and its database, embedded or external. */
record Installation(Path data, Map<String, String> environment) {

    static Installation of(Map<String, String> environment) {
        return new Installation(
                Path.of(environment.getOrDefault("FANFARE_DATA", "data"))
                        .toAbsolutePath()
                        .normalize(),
                environment);
    }

    boolean external() {
        return !setting("FANFARE_DB_URL").isBlank();
    }

    /** Whether files are in a bucket, which has backups of its own. */
    boolean bucket() {
        return !setting("FANFARE_S3_BUCKET").isBlank();
    }

    Path blobs() {
        return data.resolve("blobs");
    }

    String setting(String name) {
        return environment.getOrDefault(name, "");
    }

    /** A connection, and what has to be stopped after it. */
    record Open(Connection connection, @Nullable EmbeddedPostgres started) implements AutoCloseable {
        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException gone) {
                // It is closed.
            } finally {
                if (started != null) started.close();
            }
        }
    }

    /** As the owner of an external database, or the superuser of the embedded one, which is started if it is not running. */
    Open open() throws IOException, SQLException {
        if (external()) {
            return new Open(
                    DriverManager.getConnection(
                            setting("FANFARE_DB_URL"), setting("FANFARE_DB_USER"), setting("FANFARE_DB_PASSWORD")),
                    null);
        }
        if (!Files.exists(data.resolve("postgres")))
            throw new BackupFailed("There is no Fanfare in " + data + ": set FANFARE_DATA to its data folder, or"
                    + " FANFARE_DB_URL to its external database.");
        var place = PostgresPlace.of(data);
        var running = place.connect();
        if (running.isPresent()) return new Open(running.get(), null);
        var started = EmbeddedPostgres.start(data);
        return new Open(place.connect().orElseThrow(), started);
    }

    /** The owner of the tables, who migrates them. */
    DataSource owner(Connection connection) throws SQLException {
        var url = external()
                ? setting("FANFARE_DB_URL")
                : connection.getMetaData().getURL();
        return external()
                ? TableCopy.source(url, setting("FANFARE_DB_USER"), setting("FANFARE_DB_PASSWORD"))
                : TableCopy.source(
                        url, EmbeddedPostgres.OWNER, DataFolder.at(data).secret("postgres-owner"));
    }

    List<String> schema(Connection connection) throws SQLException {
        var versions = new ArrayList<String>();
        try (var select = connection.createStatement();
                var rows = select.executeQuery(
                        "select version from public.flyway_schema_history where success and version is not null order by version")) {
            while (rows.next()) versions.add(rows.getString(1));
        }
        return versions;
    }

    /** Recognises the key without giving it away; null where the key is a file in the backup. */
    @Nullable
    String secretKey() {
        var key = setting("FANFARE_SECRET_KEY").strip();
        if (key.isEmpty()) return null;
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal("which key a backup belongs to".getBytes(UTF_8)))
                    .substring(0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
