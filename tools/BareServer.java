import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.postgresql.PGConnection;
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
        Tomcat.addServlet(context, "mix", new Mix());
        for (String kind : Mix.STATEMENTS.keySet()) context.addServletMappingDecoded("/" + kind + "/*", "mix");
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

    /** The same questions asked of the same tables, each by the plainest statements, the rows as they come. */
    private final class Mix extends HttpServlet {
        private static final long serialVersionUID = 1;
        static final Map<String, List<String>> STATEMENTS = Map.of(
                "strategy", List.of("select * from strategy_version where workspace_id = ? and campaign_id = ? order by version desc limit 1"),
                "approvals", List.of(
                        "select * from approval_scope where workspace_id = ? and campaign_id = ?",
                        "select * from approval_item where workspace_id = ? and campaign_id = ?"),
                "prompting", List.of(
                        "select * from campaign where workspace_id = ? and id = ?",
                        "select * from strategy_version where workspace_id = ? and campaign_id = ? order by version desc limit 1",
                        "select * from approval_scope where workspace_id = ? and campaign_id = ?",
                        "select status, count(*) from social_post where workspace_id = ? and campaign_id = ? group by status",
                        "select status, count(*) from email_mailing where workspace_id = ? and campaign_id = ? group by status",
                        "select state, count(*) from delivery where workspace_id = ? and campaign_id = ? group by state",
                        "select channel, sum(clicks), sum(spend), sum(conversions) from analytics_daily where workspace_id = ? and campaign_id = ? group by channel"),
                "dashboard", List.of(
                        "select * from campaign where workspace_id = ? and id = ?",
                        "select day, channel, sum(impressions), sum(clicks), sum(conversions), sum(spend), sum(revenue) from analytics_fact"
                                + " where workspace_id = ? and campaign_id = ? and day > current_date - 60 group by day, channel",
                        "select channel, entity, sum(impressions), sum(clicks) from analytics_fact"
                                + " where workspace_id = ? and campaign_id = ? and day > current_date - 30 group by channel, entity order by 3 desc limit 10"),
                "write", List.of("insert into bench_note (workspace_id, campaign_id, text) values (?, ?, 'some words')"));

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var path = request.getRequestURI().split("/");
            var all = new ArrayList<Object>();
            try (var connection = database.getConnection()) {
                for (String statement : STATEMENTS.get(path[1])) all.add(rows(connection, statement, path));
            } catch (SQLException broken) {
                throw new IOException(broken);
            }
            response.setContentType("application/json");
            response.getOutputStream().write(JSON.writeValueAsBytes(all));
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var path = request.getRequestURI().split("/");
            request.getInputStream().readAllBytes();
            try (var connection = database.getConnection();
                    var insert = connection.prepareStatement(STATEMENTS.get(path[1]).getFirst())) {
                insert.setObject(1, UUID.fromString(path[2]));
                insert.setObject(2, UUID.fromString(path[3]));
                insert.executeUpdate();
            } catch (SQLException broken) {
                throw new IOException(broken);
            }
        }

        private static List<Object> rows(Connection connection, String statement, String[] path) throws SQLException {
            try (var select = connection.prepareStatement(statement)) {
                select.setObject(1, UUID.fromString(path[2]));
                select.setObject(2, UUID.fromString(path[3]));
                var found = select.executeQuery();
                var columns = found.getMetaData();
                var rows = new ArrayList<Object>();
                while (found.next()) {
                    var row = new LinkedHashMap<String, Object>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) row.put(columns.getColumnName(i), found.getString(i));
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    void makeNotes() throws SQLException {
        run("create table bench_note (id uuid primary key default gen_random_uuid(), workspace_id uuid not null, campaign_id uuid not null, text text not null)");
    }

    // ---- a table of facts

    void makeFacts() throws SQLException {
        run("create table bench_fact (like analytics_fact including all)");
    }

    /** COPY of a table as a client sends it, into a table with the same columns and keys. */
    void copyFacts(String rows) throws SQLException, IOException {
        try (var connection = database.getConnection()) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(
                    "copy bench_fact (workspace_id, campaign_id, channel, source, entity, day, impressions, clicks, conversions, spend, revenue, currency) from stdin csv",
                    new StringReader(rows));
        }
    }

    // ---- a plan

    /** Tasks of one to five days, each after two of the hundred before it, with links of all kinds. */
    void makePlan(UUID workspace, UUID campaign, int tasks) throws SQLException {
        run("""
                insert into planning_task (workspace_id, id, campaign_id, title, kind, status, priority, duration_days, created_by)
                select '%1$s', md5('%2$s' || n)::uuid, '%2$s', 'Task ' || n, 'task', 'todo', 'normal', 1 + n %% 5, '%1$s'
                  from generate_series(1, %3$d) as n""".formatted(workspace, campaign, tasks));
        run("""
                insert into planning_link (workspace_id, to_id, from_id, type, lag_days)
                select '%1$s', md5('%2$s' || n)::uuid, md5('%2$s' || greatest(1, n - 1 - (n * k * 37) %% 100))::uuid,
                       (array['fs', 'ss', 'ff', 'sf'])[1 + n * k %% 4], n %% 3
                  from generate_series(2, %3$d) as n, generate_series(1, 2) as k
                on conflict do nothing""".formatted(workspace, campaign, tasks));
    }

    void readPlan(UUID campaign) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select (select json_agg(t) from planning_task t where t.campaign_id = ?),
                               (select json_agg(l) from planning_link l join planning_task t on t.id = l.to_id and t.workspace_id = l.workspace_id
                                 where t.campaign_id = ?)""")) {
            select.setObject(1, campaign);
            select.setObject(2, campaign);
            var rows = select.executeQuery();
            rows.next();
            if (rows.getString(1).length() + rows.getString(2).length() < 1_000) throw new IllegalStateException("no plan");
        }
    }

    // ---- a search

    /** One workspace with many documents and some with a hundredth each, of 44 words and in the order of their last change. */
    void makeDocuments(UUID workspace, int documents, int neighbours, int vocabulary) throws SQLException {
        run("drop index search_document_words");
        run("""
                create table bench_word as
                select n, (select string_agg(substr('bdfghjklmnprstvwz', 1 + ((n / (17 ^ k)::int) * 7 + k * 3) %% 17, 1)
                                             || substr('aeiou', 1 + ((n / (5 ^ k)::int) + k) %% 5, 1), '' order by k) from generate_series(0, 3) k)
                          || (array['ing', 's', ''])[1 + n %% 3] as word
                  from generate_series(1, %d) n""".formatted(vocabulary));
        run("create unique index on bench_word (n)");
        run("analyze bench_word");
        documents("'" + workspace + "'::uuid", documents, vocabulary);
        for (int i = 1; i <= neighbours; i++) documents("md5('n" + i + "')::uuid", documents / 100, vocabulary);
        run("create index search_document_words on search_document using gin (workspace_id, words)");
        run("""
                insert into search_word (workspace_id, language, word, stem)
                select '%s', 'en', word, search_stem('en', word) from bench_word on conflict do nothing""".formatted(workspace));
        run("vacuum analyze search_document");
        run("vacuum analyze search_word");
    }

    private void documents(String workspace, int documents, int vocabulary) throws SQLException {
        run("""
                insert into search_document (workspace_id, kind, id, campaign_id, title, body, status, channel, owner_id, tags, plain_title, words, updated_at)
                select %1$s, (array['task', 'task', 'task', 'task', 'creative', 'post', 'post', 'mailing', 'asset', 'campaign'])[1 + d %% 10],
                       md5('d' || d)::uuid, md5('c' || d %% 3000)::uuid, title, body,
                       (array['draft', 'scheduled', 'published', 'todo', 'done', 'in_review'])[1 + d / 7 %% 6],
                       (array['linkedin', 'email', 'x', null])[1 + d %% 4], md5('o' || d %% 40)::uuid, array['tag' || d %% 30], title,
                       setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', body), 'C'), now() - d * interval '20 seconds'
                  from (select d, string_agg(w.word, ' ') filter (where k <= 4) as title, string_agg(w.word, ' ') filter (where k > 4) as body
                          from (select d, k, greatest(1, (%3$d ^ random())::int) as n
                                  from generate_series(1, %2$d) d cross join generate_series(1, 44) k) r
                          join bench_word w on w.n = r.n group by d) t""".formatted(workspace, documents, vocabulary));
    }

    List<String> vocabulary() throws SQLException {
        var words = new ArrayList<String>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select word from bench_word order by n");
                var rows = select.executeQuery()) {
            while (rows.next()) words.add(rows.getString(1));
        }
        return words;
    }

    void search(UUID workspace, String word) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select kind, id, title, ts_rank(words, query) as score from search_document, cast(? as tsquery) query
                         where workspace_id = ? and words @@ query order by score desc limit 25""")) {
            select.setString(1, "'" + word + "'");
            select.setObject(2, workspace);
            var rows = select.executeQuery();
            while (rows.next()) rows.getString(3);
        }
    }

    // ---- a large workspace

    static final int TASKS_EACH = 100;
    static final int DELIVERIES_EACH = 1_000;
    private static final int ITEMS_EACH = 10;

    /** Copies a campaign, and adds tasks, deliveries and 60 days of figures to each copy. */
    void makeBoard(UUID workspace, UUID campaign, int campaigns) throws SQLException {
        String copies = " from generate_series(1, " + campaigns + ") as n";
        run("""
                insert into campaign
                select (jsonb_populate_record(c, jsonb_build_object('id', md5('c' || n)::uuid, 'name', 'Campaign ' || n,
                        'status', (array['draft', 'planning', 'active', 'active', 'paused', 'completed'])[1 + n %% 6],
                        'start_date', current_date + n %% 60, 'end_date', current_date + 60 + n %% 60))).*
                  from campaign c, generate_series(2, %d) as n where c.id = '%s'""".formatted(campaigns, campaign));
        for (String table : new String[] {"approval_campaign", "approval_scope"})
            run("""
                    insert into %1$s
                    select (jsonb_populate_record(t, jsonb_build_object('campaign_id', md5('c' || n)::uuid))).*
                      from %1$s t, generate_series(2, %2$d) as n where t.campaign_id = '%3$s'""".formatted(table, campaigns, campaign));
        String id = "case n when 1 then '" + campaign + "'::uuid else md5('c' || n)::uuid end";
        run("""
                insert into planning_task (workspace_id, id, campaign_id, title, kind, status, blocked_reason, priority, estimate_hours, due_date,
                        completed_at, assignee_id, created_by)
                select '%1$s', gen_random_uuid(), %2$s, 'Task ' || n || ' ' || k, 'task', s.status, case s.status when 'blocked' then 'No photos' end,
                       'normal', 1, current_date - 20 + (n + k) %% 60, case s.status when 'done' then now() end, m.id, '%1$s'
                %3$s
                 cross join generate_series(1, %4$d) as k
                  join (select id, row_number() over (order by id) - 1 as at, count(*) over () as all_ from planning_member where workspace_id = '%1$s') m
                    on m.at = (n + k) %% m.all_
                 cross join lateral (select (array['todo', 'todo', 'in_progress', 'blocked', 'in_review', 'done', 'done', 'done', 'done', 'cancelled'])[1 + (n * 7 + k) %% 10] as status) s"""
                .formatted(workspace, id, copies, TASKS_EACH));
        run("""
                insert into planning_open (workspace_id, part, campaign_id, due_date, member_id, open, blocked)
                select workspace_id, case grouping(campaign_id, due_date, assignee_id) when 3 then 'campaign' when 5 then 'due' else 'member' end,
                       campaign_id, due_date, assignee_id, count(*), count(*) filter (where status = 'blocked')
                  from planning_task where workspace_id = '%s' and deleted_at is null and status not in ('done', 'cancelled')
                 group by grouping sets ((workspace_id, campaign_id), (workspace_id, due_date), (workspace_id, assignee_id))""".formatted(workspace));
        run("""
                insert into delivery (workspace_id, id, channel, lane, target, item_kind, item_id, item_digest, campaign_id, gate, state, due_at, queued)
                select '%1$s', gen_random_uuid(), 'email', 'bulk', 'reader' || k, 'mailing', md5('i' || n || ' ' || k %% %5$d)::uuid, 'digest ' || n || ' ' || k %% %5$d,
                       %2$s, %2$s, case when k %% 100 = 0 then 'failed' when k %% 2 = 0 then 'confirmed' else 'accepted' end, now(), false
                %3$s cross join generate_series(1, %4$d) as k""".formatted(workspace, id, copies, DELIVERIES_EACH, ITEMS_EACH));
        run("""
                insert into delivery_tally (workspace_id, campaign_id, item_kind, item_id, state, n)
                select workspace_id, campaign_id, item_kind, item_id, state, count(*) from delivery
                 where workspace_id = '%s' group by 1, 2, 3, 4, 5""".formatted(workspace));
        run("""
                insert into analytics_daily (workspace_id, campaign_id, day, channel, source, currency, impressions, clicks, spend)
                select '%s', %s, current_date - k, 'email', 'bench', 'EUR', 100, 10, 1 %s cross join generate_series(0, 59) as k"""
                .formatted(workspace, id, copies));
        run("""
                insert into analytics_day (workspace_id, day, channel, currency, facts, impressions, clicks, spend)
                select workspace_id, day, channel, currency, count(*), sum(impressions), sum(clicks), sum(spend) from analytics_daily
                 where workspace_id = '%s' group by 1, 2, 3, 4""".formatted(workspace));
        run("""
                insert into analytics_spent (workspace_id, campaign_id, currency, spend)
                select workspace_id, campaign_id, currency, sum(spend) from analytics_daily
                 where workspace_id = '%s' group by 1, 2, 3""".formatted(workspace));
        for (String table : new String[] {"campaign", "approval_scope", "planning_task", "planning_open", "delivery", "delivery_tally", "analytics_daily", "analytics_day", "analytics_spent"})
            run("vacuum analyze " + table);
    }

    /** Until the lanes have added up everyone's time, and what the checks say of each campaign. */
    void awaitBoard(UUID workspace) throws SQLException, InterruptedException {
        String left = """
                select count(*) from campaign c where c.workspace_id = '%1$s' and c.status <> 'completed'
                   and not exists (select from dashboard_standing s where s.campaign_id = c.id)""".formatted(workspace);
        for (int tries = 0; tries < 600 && count(left) > 0; tries++) Thread.sleep(500);
        // The lanes have written again: what autovacuum does within a minute.
        run("vacuum analyze dashboard_standing");
        run("vacuum analyze planning_task");
    }

    void countBoard(UUID workspace) throws SQLException {
        long counted = count("""
                select (select count(*) from planning_task where workspace_id = '%1$s' and status not in ('done', 'cancelled') and deleted_at is null)
                     + (select sum(n) from (select state, count(*) as n from delivery where workspace_id = '%1$s' group by state) s)
                     + (select sum(clicks) from analytics_daily where workspace_id = '%1$s' and day > current_date - 30)""".formatted(workspace));
        if (counted == 0) throw new IllegalStateException("nothing to count");
    }

    private long count(String text) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(text)) {
            rows.next();
            return rows.getLong(1);
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
