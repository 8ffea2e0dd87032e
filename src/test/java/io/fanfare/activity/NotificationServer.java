package io.fanfare.activity;

import io.fanfare.Fanfare;
import io.fanfare.activity.NotificationPlan.Notice;
import io.fanfare.activity.NotificationPlan.Reader;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import io.fanfare.kernel.WorkersByHand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/**
 * A server of its own that is killed: {@link NotificationProofTest} says by lines what time it is and what happens. Each line is
 * answered by one that begins with {@code =}.
 */
final class NotificationServer {
    private final ApplicationContext context;
    private final Sql sql;
    private final Transactions transactions;
    private @Nullable UUID workspace;

    private NotificationServer(ApplicationContext context) {
        this.context = context;
        this.sql = context.getBean(Sql.class);
        this.transactions = context.getBean(Transactions.class);
    }

    public static void main(String[] given) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var server = new NotificationServer(new SpringApplication(Fanfare.class).run());
        out.println("=ready");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                out.println("=" + server.answer(line.split(" ")));
            } catch (RuntimeException failed) {
                new IllegalStateException(line, failed).printStackTrace();
                System.exit(1);
            }
        }
        System.exit(0);
    }

    private String answer(String[] words) {
        return switch (words[0]) {
            case "workspace" -> {
                workspace = UUID.fromString(words[1]);
                yield "ok";
            }
            case "people" -> inside(() -> people(Integer.parseInt(words[1])));
            case "clock" -> clock(Instant.parse(words[1]));
            case "tell" -> inside(() -> tell(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
            case "drain" -> {
                WorkersByHand.drain(context);
                yield inside(this::next);
            }
            case "mails" -> inside(this::mails);
            case "rows" -> inside(this::rows);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private String inside(java.util.function.Supplier<String> work) {
        return Current.house(java.util.Objects.requireNonNull(workspace), "proof")
                .call(() -> transactions.write(work));
    }

    private String clock(Instant at) {
        transactions.write(() -> context.getBean(Now.class).shift(Duration.between(Instant.now(), at)));
        return "ok";
    }

    private static UUID person(int number) {
        return new UUID(0x7000L, 0x8000_0000_0000_0000L + number);
    }

    private String people(int many) {
        var preferences = context.getBean(PreferenceStore.class);
        for (int number = 0; number < many; number++) {
            var reader = new Reader(number);
            sql.of("""
                    insert into identity_person (id, email, name, password_hash, workspaces)
                    values (:id, :email, :name, '', array[:here])""")
                    .bind("id", person(number))
                    .bind("email", reader.email())
                    .bind("name", "Reader " + number)
                    .bind("here", workspace)
                    .run();
            sql.of("insert into identity_member (person_id, role) values (:id, 'viewer')")
                    .bind("id", person(number))
                    .run();
            sql.of("""
                    insert into planning_member (id, person_id, name, skills, time_zone, week, max_concurrent, slack_user_id, active)
                    values (:id, :person, :name, '[]', 'UTC', '{}', 3, :slack, false)""")
                    .bind("id", Ids.next())
                    .bind("person", person(number))
                    .bind("name", "Reader " + number)
                    .bind("slack", reader.slackUser())
                    .run();
            preferences.lock(person(number));
            preferences.save(person(number), Json.convert(reader.settings(), NotificationSettings.class));
        }
        return "ok";
    }

    /** Everything of a round in one transaction, and only once. */
    private String tell(int round, int people) {
        boolean done = sql.of(
                        "select 1 from activity_notification where workspace_id = :workspace and title like :round limit 1")
                .bind("round", "matter-%-" + round + "-%")
                .exists();
        if (done) return "before";
        var notifications = context.getBean(Notifications.class);
        for (Notice notice : NotificationPlan.notices(people)) {
            if (notice.round() != round) continue;
            var subject = Ids.next();
            notifications.notify(
                    List.of(person(notice.reader())),
                    notice.kind(),
                    notice.token(),
                    "Look at it.",
                    Subject.of("thing", subject, "A matter"));
            if (notice.settled()) notifications.resolve(subject);
        }
        return "ok";
    }

    private record At(@Nullable Instant at) {}

    /** When something is due next. */
    private String next() {
        var at = sql.of("""
                select least((select min(due_at) from activity_notice where workspace_id = :workspace and letter_id is null),
                             (select min(due_at) from activity_daily where workspace_id = :workspace),
                             (select min(due_at) from delivery_queue where workspace_id = :workspace),
                             (select min(lease_until) from delivery_submission where workspace_id = :workspace)) as at""").one(At.class).at();
        return at == null ? "never" : at.toString();
    }

    private record Mail(String recipient, Instant at, String source) {}

    /** What was mailed: recipient, time and the matters in it. */
    private String mails() {
        var lines = new StringBuilder();
        for (var mail : sql.of("""
                select recipient, at, convert_from(source, 'UTF8') as source from delivery_captured
                 where workspace_id = :workspace order by id""").list(Mail.class)) {
            // The words of a mail are in it as plain text and as HTML.
            String plain = mail.source().replace("=\r\n", "").replace("=\n", "");
            var tokens = NotificationProofTest.tokens(
                    plain.substring(0, plain.indexOf("text/html") < 0 ? plain.length() : plain.indexOf("text/html")));
            lines.append(mail.recipient())
                    .append(' ')
                    .append(mail.at())
                    .append(' ')
                    .append(String.join(",", tokens))
                    .append(';');
        }
        return lines.toString();
    }

    private record Row(
            String target, String state, @Nullable Instant at, String titles) {}

    /** What the ledger says of messages in Slack: target, state, time and the matters in it. */
    private String rows() {
        var lines = new StringBuilder();
        for (var row : sql.of("""
                select d.target, d.state, d.submitted_at as at, string_agg(m.title, ',') as titles
                  from delivery d
                  join activity_notice n on n.workspace_id = d.workspace_id and n.letter_id = d.item_id
                  join activity_notification m on m.workspace_id = n.workspace_id and m.id = n.notification_id
                 where d.workspace_id = :workspace and d.channel = 'slack'
                 group by d.id, d.target, d.state, d.submitted_at""").list(Row.class))
            lines.append(row.target())
                    .append(' ')
                    .append(row.state())
                    .append(' ')
                    .append(row.at())
                    .append(' ')
                    .append(row.titles())
                    .append(';');
        return lines.toString();
    }
}
