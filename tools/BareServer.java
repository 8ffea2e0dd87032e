import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import tools.jackson.databind.json.JsonMapper;

/** What somebody in a hurry would write: no tenants, no permissions, no approvals, no trail. The measure for ours. */
final class BareServer implements AutoCloseable {
    static final int BATCH = 32;
    private static final JsonMapper JSON = new JsonMapper();

    private final HikariDataSource database;
    private final Tomcat tomcat = new Tomcat();

    BareServer(String jdbcUrl, String ownerPassword) throws LifecycleException {
        var pool = new HikariConfig();
        pool.setPoolName("bare");
        pool.setJdbcUrl(jdbcUrl);
        pool.setUsername("fanfare_owner");
        pool.setPassword(ownerPassword);
        pool.setMaximumPoolSize(4);
        database = new HikariDataSource(pool);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.getConnector().getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "read", new Read());
        context.addServletMappingDecoded("/*", "read");
        tomcat.start();
    }

    String url() {
        return "http://localhost:" + tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        database.close();
    }

    private final class Read extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var path = request.getRequestURI().split("/");
            try (var connection = database.getConnection();
                    var select = connection.prepareStatement("select * from campaign where workspace_id = ? and id = ?")) {
                select.setObject(1, UUID.fromString(path[1]));
                select.setObject(2, UUID.fromString(path[2]));
                var rows = select.executeQuery();
                if (!rows.next()) {
                    response.sendError(404);
                    return;
                }
                var columns = rows.getMetaData();
                var row = new LinkedHashMap<String, Object>();
                for (int i = 1; i <= columns.getColumnCount(); i++) row.put(columns.getColumnName(i), rows.getString(i));
                response.setContentType("application/json");
                response.getOutputStream().write(JSON.writeValueAsBytes(row));
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }

    // ---- a queue

    void makeQueue() throws SQLException {
        run("create table bench_queue (id uuid primary key, target text not null, state text not null, due_at timestamptz not null, sent_at timestamptz)");
        run("create index bench_queue_due on bench_queue (due_at) where state = 'planned'");
    }

    /** Plans so many rows, then takes them through claim and settlement by one loop, as one workspace has one turn at a time. */
    Bench.Speed workQueue(int rows) throws SQLException {
        run("truncate bench_queue");
        run("insert into bench_queue select gen_random_uuid(), 'target ' || i, 'planned', now() - interval '1 second' from generate_series(1, " + rows + ") as i");
        long began = System.nanoTime();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (var ids = claim(connection); !ids.isEmpty(); ids = claim(connection)) settle(connection, ids);
        }
        return new Bench.Speed(rows / ((System.nanoTime() - began) / 1e9), Double.NaN, Double.NaN);
    }

    private static List<UUID> claim(Connection connection) throws SQLException {
        try (var claim = connection.prepareStatement("""
                with due as materialized (
                    select id from bench_queue where state = 'planned' and due_at <= now() order by due_at limit ? for update skip locked)
                update bench_queue q set state = 'claimed' from due where q.id = due.id returning q.id""")) {
            claim.setInt(1, BATCH);
            var found = claim.executeQuery();
            var ids = new ArrayList<UUID>();
            while (found.next()) ids.add(found.getObject(1, UUID.class));
            connection.commit();
            return ids;
        }
    }

    private static void settle(Connection connection, List<UUID> ids) throws SQLException {
        try (var settle = connection.prepareStatement("update bench_queue set state = 'sent', sent_at = now() where id = any(?)")) {
            settle.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            settle.executeUpdate();
            connection.commit();
        }
    }

    private void run(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
