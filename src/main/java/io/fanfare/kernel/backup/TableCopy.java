package io.fanfare.kernel.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

/**
 * Copies the rows of all tables as they are at one moment, by a transaction that reads nothing newer. The tables themselves are made by the
 * migrations again, so a copy can be restored into any PostgreSQL.
 */
final class TableCopy {
    static final String TABLES = "tables.json";
    private static final String ROWS = "rows/";
    private static final int PIECE = 4 * 1024 * 1024;
    private static final String HISTORY = "flyway_schema_history";

    record Table(String name, String columns) {}

    private TableCopy() {}

    static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
    }

    static void write(Connection connection, BackupWriter out) throws SQLException, IOException {
        var tables = tables(connection);
        out.add(TABLES, BackupWriter.JSON.writeValueAsBytes(tables));
        for (var table : tables) {
            var copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy \"" + table.name + "\" (" + table.columns + ") to stdout");
            var piece = new byte[PIECE];
            int filled = 0;
            for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                if (filled > 0 && filled + row.length > PIECE) {
                    out.add(ROWS + table.name, piece, filled);
                    filled = 0;
                }
                if (row.length > PIECE) {
                    out.add(ROWS + table.name, row);
                } else {
                    System.arraycopy(row, 0, piece, filled, row.length);
                    filled += row.length;
                }
            }
            if (filled > 0) out.add(ROWS + table.name, piece, filled);
        }
        connection.rollback();
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<Table>();
        try (var select = connection.createStatement();
                var rows = select.executeQuery("""
                        select c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                        from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                          and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relname <> '%s'
                        group by c.relname order by c.relname
                        """.formatted(HISTORY))) {
            while (rows.next()) tables.add(new Table(rows.getString(1), rows.getString(2)));
        }
        return tables;
    }

    static boolean isEmpty(Connection connection) throws SQLException {
        try (var select = connection.createStatement();
                var rows = select.executeQuery("select from pg_class where relnamespace = 'public'::regnamespace")) {
            return !rows.next();
        }
    }

    /** Makes the tables as they were in the version that made the backup; the next start brings them up to date. */
    static void migrate(DataSource owner, List<String> schema) throws IOException {
        var folder = Files.createTempDirectory("fanfare-migrations");
        try {
            for (var file : migrations()) {
                var name = String.valueOf(file.getFilename());
                if (!schema.contains(version(name))) continue;
                try (var in = file.getInputStream()) {
                    Files.copy(in, folder.resolve(name));
                }
            }
            Flyway.configure()
                    .dataSource(owner)
                    .locations("filesystem:" + folder)
                    .load()
                    .migrate();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    static Resource[] migrations() throws IOException {
        return new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/*.sql");
    }

    static String version(String migration) {
        return migration.substring(1, migration.indexOf("__"));
    }

    /** The migrations that this version has. */
    static Set<String> known() throws IOException {
        return Arrays.stream(migrations())
                .map(file -> version(String.valueOf(file.getFilename())))
                .collect(Collectors.toSet());
    }

    static BackupFailed newer() {
        return new BackupFailed("This backup was made by a newer Fanfare, whose tables this one does not know:"
                + " restore it with the version that made it, or a later one.");
    }

    /** Loads rows into tables that were just made; foreign keys are checked at the end. */
    static final class Loading implements AutoCloseable {
        private final Connection connection;
        private List<Table> tables = List.of();
        private final List<String> keys = new ArrayList<>();
        private List<String> secured = List.of();
        private @Nullable CopyIn copy;
        private String current = "";

        Loading(DataSource owner) throws SQLException {
            connection = owner.getConnection();
            connection.setAutoCommit(false);
        }

        void begin(InputStream json) throws IOException, SQLException {
            tables = List.of(BackupWriter.JSON.readValue(json.readAllBytes(), Table[].class));
            try (var statement = connection.createStatement()) {
                var rows = statement.executeQuery("""
                        select format('alter table %I drop constraint %I', c.relname, k.conname),
                               format('alter table %I add constraint %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
                        from pg_constraint k join pg_class c on c.oid = k.conrelid
                        where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0
                        """);
                var drops = new ArrayList<String>();
                while (rows.next()) {
                    drops.add(rows.getString(1));
                    keys.add(rows.getString(2));
                }
                for (var drop : drops) statement.execute(drop);
                for (var table : tables) statement.execute("truncate \"" + table.name + '"');
                secured = secured(statement);
            }
            secure(" no force row level security");
        }

        /** The policies hold for the owner too, and COPY refuses tables with policies. */
        private static List<String> secured(Statement statement) throws SQLException {
            var names = new ArrayList<String>();
            try (var rows = statement.executeQuery("""
                    select relname from pg_class
                    where relnamespace = 'public'::regnamespace and relforcerowsecurity
                    """)) {
                while (rows.next()) names.add(rows.getString(1));
            }
            return names;
        }

        private void secure(String how) throws SQLException {
            try (var statement = connection.createStatement()) {
                for (var table : secured) statement.execute("alter table \"" + table + '"' + how);
            }
        }

        boolean isRows(String entry) {
            return entry.startsWith(ROWS);
        }

        void rows(String entry, InputStream in) throws IOException, SQLException {
            var name = entry.substring(ROWS.length());
            if (copy == null || !name.equals(current)) {
                finishTable();
                var table = tables.stream()
                        .filter(each -> each.name.equals(name))
                        .findFirst()
                        .orElseThrow(() -> new BackupFailed("The backup has rows of an unknown table " + name + "."));
                current = name;
                copy = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy \"" + name + "\" (" + table.columns + ") from stdin");
            }
            var buffer = new byte[Seal.PIECE];
            for (int some = in.read(buffer); some >= 0; some = in.read(buffer)) copy.writeToCopy(buffer, 0, some);
        }

        private void finishTable() throws SQLException {
            if (copy != null) copy.endCopy();
            copy = null;
        }

        void finish() throws SQLException {
            finishTable();
            secure(" force row level security");
            try (var statement = connection.createStatement()) {
                for (var key : keys) statement.execute(key);
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("analyze");
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    static DataSource source(String url, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
