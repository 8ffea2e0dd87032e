package io.fanfare.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DailyMailTest {
    private static final String PREFERENCES = "/api/notifications/preferences";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Api owner = Api.workspace();
    private final Api editor = owner.as("editor");
    private final UUID ed = owner.post("/api/team", Map.of("name", "Ed", "personId", editor.person))
            .expect(201)
            .id("id");

    @AfterEach
    void clockBack() {
        shift(Duration.ZERO);
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    private static void clock(Instant at) {
        shift(Duration.between(Instant.now(), at));
    }

    private static Instant berlin(String day, String time) {
        return LocalDate.parse(day).atTime(LocalTime.parse(time)).atZone(BERLIN).toInstant();
    }

    /** The next midnight in Berlin is some hours away, whatever time it is. */
    private static String inDays(int days) {
        return LocalDate.now(BERLIN).plusDays(days).toString();
    }

    private UUID task(String title, String due) {
        return owner.post("/api/tasks", Map.of("title", title, "due", due, "assignee", ed))
                .expect(201)
                .id("id");
    }

    private void inBerlin() {
        editor.put(PREFERENCES, Map.of("timeZone", "Europe/Berlin", "digest", Map.of("daily", Map.of("at", "08:00"))))
                .expect(200);
    }

    /** The subjects of the daily mails that the editor got, oldest first. */
    private List<String> mails() {
        Api.drain();
        return editor.get("/api/email/captured?limit=200&to=" + editor.email)
                .expect(200)
                .at("items")
                .valueStream()
                .map(mail -> mail.at("/subject").asString())
                .filter(subject -> subject.startsWith("Today: "))
                .toList()
                .reversed();
    }

    private String newest() {
        String id =
                editor.get("/api/email/captured?to=" + editor.email).expect(200).text("items.0.id");
        return editor.get("/api/email/captured/" + id + "/view").expect(200).body();
    }

    @Test
    void tasks_reviews_mentions_and_what_waited_come_in_one_mail_at_the_chosen_time() {
        inBerlin();
        var late = task("Write the brief", inDays(1));
        task("Film the teaser", inDays(2));
        task("Plan the party", inDays(30));
        owner.post(
                        "/api/tasks/" + late + "/comments",
                        Map.of("text", "@Ed which format?", "mentions", List.of(editor.person)))
                .expect(201);
        owner.post("/api/tasks/" + late + "/comments", Map.of("text", "One page will do"))
                .expect(201);
        clock(berlin(inDays(2), "07:59"));
        int before = mails().size();
        clock(berlin(inDays(2), "08:01"));
        var mails = mails();
        assertThat(mails).hasSize(before + 1);
        assertThat(mails.getLast()).isEqualTo("Today: 2 tasks, 1 mention");
        assertThat(newest())
                .contains("Write the brief", "1 day late", "Film the teaser", "Due today", "which format?")
                .doesNotContain("Plan the party", "Overdue: Write the brief");
        assertThat(mails()).hasSize(before + 1);
        shift(Duration.between(Instant.now(), berlin(inDays(2), "06:30")));
        assertThat(mails()).as("a clock that is set back sends none again").hasSize(before + 1);
    }

    @Test
    void it_comes_once_a_day_at_the_same_wall_time_over_both_changes_of_the_clock() {
        inBerlin();
        task("Write the brief", inDays(1));
        clock(berlin("2027-03-26", "12:00"));
        mails();
        int before = mails().size();
        for (String day : List.of("2027-03-27", "2027-03-28", "2027-03-29")) before = oneAtEight(day, before);
        clock(berlin("2027-10-29", "12:00"));
        mails();
        before = mails().size();
        for (String day : List.of("2027-10-30", "2027-10-31", "2027-11-01")) before = oneAtEight(day, before);
    }

    private int oneAtEight(String day, int before) {
        clock(berlin(day, "07:58"));
        assertThat(mails()).as(day + " before eight").hasSize(before);
        clock(berlin(day, "08:01"));
        assertThat(mails()).as(day + " after eight").hasSize(before + 1);
        assertThat(mails()).as(day + " again").hasSize(before + 1);
        return before + 1;
    }

    @Test
    void after_an_outage_of_days_only_one_comes() {
        inBerlin();
        task("Write the brief", inDays(1));
        clock(berlin(inDays(9), "11:00"));
        assertThat(mails()).hasSize(1);
    }

    @Test
    void nothing_to_do_is_no_mail_and_neither_is_a_digest_that_is_off() {
        inBerlin();
        var brief = task("Write the brief", inDays(1));
        owner.patch("/api/tasks/" + brief, Map.of("status", "cancelled")).expect(200);
        clock(berlin(inDays(3), "09:00"));
        assertThat(mails()).isEmpty();
        shift(Duration.ZERO);
        task("Film the teaser", inDays(1));
        editor.put(PREFERENCES, Map.of("digest", Map.of("daily", Map.of("on", false))))
                .expect(200);
        clock(berlin(inDays(5), "09:00"));
        assertThat(mails()).isEmpty();
    }

    @Test
    void a_review_that_waits_is_part_of_it_until_it_is_decided() {
        var story = new io.fanfare.Story(owner);
        var reviewer = owner.as("reviewer");
        reviewer.put(PREFERENCES, Map.of("timeZone", "Europe/Berlin")).expect(200);
        owner.post("/api/social/schedule", story.newPost(Map.of("title", "A post")))
                .expect(201);
        owner.post("/api/campaigns/" + story.campaign + "/approvals/content/request", Map.of())
                .expect(200);
        clock(berlin(inDays(1), "08:01"));
        Api.drain();
        assertThat(reviewer.get("/api/email/captured?to=" + reviewer.email)
                        .expect(200)
                        .at("items")
                        .findValuesAsString("subject"))
                .contains("Today: 1 review");
    }
}
