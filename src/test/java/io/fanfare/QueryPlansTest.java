package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.kernel.Owner;
import io.fanfare.library.AssetsTest;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What is read of tables that grow without end is found by an index. The plans are those for any value, for tables
 * that the planner believes to be large.
 */
class QueryPlansTest {
    /** Without it the driver would want a value for each placeholder. */
    private static final String PLAN = """
            create or replace function pg_temp.plan(statement text) returns setof text language plpgsql as
            'begin return query execute ''explain (generic_plan, costs off) '' || statement; end'""";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\?");
    private static final Pattern CONDITION = Pattern.compile("Index Cond: (.*)");
    private static final Pattern OF_WORKSPACE =
            Pattern.compile("\\(?\\w*\\.?workspace_id = [^()]*(?:\\([^()]*\\))?[^()]*\\)?");
    /** Tables that have many rows in one workspace. */
    private static final List<String> LARGE = List.of(
            "delivery",
            "delivery_queue",
            "email_mailing",
            "email_recipient",
            "audience_contact",
            "social_newsroom_entry",
            "social_newsroom_picture");

    private static final Pattern NAMES = Pattern.compile("\\b(" + String.join("|", LARGE) + ")\\b");
    private static final Pattern ALL = Pattern.compile("Seq Scan on (" + String.join("|", LARGE) + ")\\b");

    private final Story story = new Story();
    private final Api owner = story.owner;

    @Test
    void an_erasure_finds_what_it_erases_by_an_index() throws SQLException {
        var contact = owner.post("/api/contacts", Map.of("email", "ada@example.com"))
                .expect(201)
                .id("id");
        send();
        var sent = StatementLog.during(
                () -> owner.delete("/api/contacts/" + contact).expect(200));
        assertThat(sent).hasSizeGreaterThan(10);
        assertThat(faults(sent)).isEmpty();
    }

    @Test
    void the_newsroom_finds_a_page_an_entry_and_a_picture_by_an_index() throws SQLException, IOException {
        String picture = publish();
        var news = Api.nobody();
        var sent = StatementLog.during(() -> {
            news.get("/n/" + owner.slug).expect(200);
            news.get("/n/" + owner.slug + "/rss.xml").expect(200);
            news.get("/n/" + owner.slug + "/an-entry").expect(404);
            news.get("/n/" + owner.slug + "/media/" + picture).expect(200);
        });
        assertThat(sent).hasSizeGreaterThan(5);
        assertThat(faults(sent)).isEmpty();
    }

    @Test
    void a_statement_that_reads_all_of_a_workspace_is_seen() throws SQLException {
        send();
        assertThat(faults(List.of("select 1 from delivery where workspace_id = ? and target_name = ?")))
                .hasSize(1);
        assertThat(faults(List.of("select 1 from delivery where lower(target) = ?")))
                .hasSize(1);
        assertThat(faults(List.of("select 1 from delivery where workspace_id = ? and channel = ? and target = ?")))
                .isEmpty();
    }

    /** A table without a page is taken for empty, whatever the planner believes. */
    private void send() {
        var mailing = story.mailing(Map.of("recipients", List.of(Map.of("email", "ada@example.com"))))
                .expect(201)
                .text("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + mailing + "/send").expect(202);
        Api.drain();
    }

    private String publish() throws IOException {
        var picture = Story.upload(owner, "a.png", AssetsTest.picture("png", 40, 30, 5))
                .expect(201)
                .text("id");
        var post = story.post(Map.of("assetIds", List.of(picture))).expect(201).text("queueId");
        story.approve("content", "schedule");
        owner.post("/api/social/" + post + "/publish").expect(202);
        Api.drain();
        return picture;
    }

    private static List<String> faults(List<String> statements) throws SQLException {
        var faults = new ArrayList<String>();
        var all = new LinkedHashSet<String>();
        for (String message : statements) all.addAll(Arrays.asList(message.split(";\\s*")));
        try (var connection = Owner.connect();
                var database = connection.createStatement()) {
            connection.setAutoCommit(false);
            database.execute(PLAN);
            for (String table : LARGE) enlarge(database, table);
            for (String statement : all)
                if (NAMES.matcher(statement).find() && !statement.startsWith("insert"))
                    fault(statement, plan(database, statement)).ifPresent(faults::add);
            connection.rollback();
        }
        return faults;
    }

    /** The planner believes that there are a million rows, and knows nothing else of them, until the transaction is rolled back. */
    private static void enlarge(Statement database, String table) throws SQLException {
        database.execute("select pg_clear_attribute_stats('public', '" + table
                + "', attname, false) from pg_attribute where attnum > 0 and not attisdropped and attrelid = '" + table
                + "'::regclass");
        database.execute("select pg_restore_relation_stats('schemaname', 'public', 'relname', '" + table
                + "', 'relpages', 1, 'reltuples', 1000000::real)");
    }

    private static String plan(Statement database, String statement) throws SQLException {
        var number = new int[1];
        String numbered = PLACEHOLDER.matcher(statement).replaceAll(any -> "\\$" + ++number[0]);
        var lines = new ArrayList<String>();
        try (var explain = database.getConnection().prepareStatement("select * from pg_temp.plan(?)")) {
            explain.setString(1, numbered);
            try (var rows = explain.executeQuery()) {
                while (rows.next()) lines.add(rows.getString(1));
            }
        }
        return String.join("\n", lines);
    }

    private static Optional<String> fault(String statement, String plan) {
        // In the order of an index, the first rows are found without reading the others, unless they are searched for.
        boolean first = plan.contains("Limit")
                && !plan.contains("Filter")
                && (!plan.contains("Sort") || plan.contains("Incremental Sort"));
        boolean reads = CONDITION
                .matcher(plan)
                .results()
                .map(found -> OF_WORKSPACE.matcher(found.group(1)).replaceAll(""))
                .anyMatch(rest -> !rest.matches(".*\\w+ (=|>|<).*") && !first);
        return reads || ALL.matcher(plan).find() ? Optional.of(statement + "\n" + plan) : Optional.empty();
    }
}
