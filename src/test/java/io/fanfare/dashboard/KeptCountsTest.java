package io.fanfare.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the dashboard keeps of open tasks is what counting them tells, whatever happened to them. */
class KeptCountsTest {
    private static final List<String> PARTS = List.of("open", "mine", "overdue", "dueToday", "blocked");

    private final Api owner = Api.workspace();
    private final Api neighbour = Api.workspace();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final Random random = new Random(1509);
    private final List<UUID> campaigns = new ArrayList<>();
    private final List<UUID> people = new ArrayList<>();
    private final List<UUID> tasks = new ArrayList<>();

    @AfterEach
    void back() {
        shift(Duration.ZERO);
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** What is kept, and what each path lists. */
    private void compare(String after) {
        var overview = owner.get("/api/dashboard/overview").expect(200).json();
        for (String part : PARTS) {
            var counted = overview.at("/tasks/" + part);
            assertThat(counted.get("count").asLong())
                    .as(part + " after " + after)
                    .isEqualTo(owner.get(counted.get("rows").asString())
                            .expect(200)
                            .at("total")
                            .asLong());
        }
        OverviewsTest.follow(
                owner, owner.get("/api/dashboard/risks").expect(200).json());
    }

    private void person(Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("name", "Person " + people.size());
        people.add(owner.post("/api/team", body).expect(201).id("id"));
    }

    private UUID campaign(int number) {
        return owner.post("/api/campaigns", Map.of("name", "Campaign " + number))
                .expect(201)
                .id("id");
    }

    private Map<String, Object> details() {
        var details = new HashMap<String, Object>();
        details.put("due", random.nextInt(5) == 0 ? null : today.plusDays(random.nextInt(14) - 4));
        details.put("assignee", random.nextInt(4) == 0 ? null : any(people));
        details.put("campaignId", random.nextInt(5) == 0 ? null : any(campaigns));
        return details;
    }

    private String step() {
        int kind = random.nextInt(100);
        if (tasks.isEmpty() || kind < 40) {
            var details = details();
            details.put("title", "Task " + tasks.size());
            tasks.add(owner.post("/api/tasks", details).expect(201).id("id"));
            return "a new task";
        }
        var task = any(tasks);
        if (kind < 60)
            return "a change: " + owner.patch("/api/tasks/" + task, details()).status();
        if (kind < 90) {
            String status = any(List.of("in_progress", "in_progress", "done", "blocked", "cancelled", "todo"));
            var change = new HashMap<String, Object>(Map.of("status", status));
            if (status.equals("blocked")) change.put("blockedReason", "No photos");
            return status + ": " + owner.patch("/api/tasks/" + task, change).status();
        }
        if (kind < 94) return "deleting: " + owner.delete("/api/tasks/" + task).status();
        if (kind < 96) {
            var left = any(people.subList(1, people.size()));
            people.remove(left);
            person(Map.of());
            return "a person left: " + owner.delete("/api/team/" + left).status();
        }
        if (kind < 98) {
            var plan = Map.of("anchor", "start", "date", today.plusDays(random.nextInt(5) - 2), "replace", true);
            return "a timeline: "
                    + owner.post("/api/campaigns/" + any(campaigns) + "/timeline", plan)
                            .status();
        }
        var gone = any(campaigns);
        campaigns.remove(gone);
        campaigns.add(campaign(100 + kind));
        int status = owner.delete("/api/campaigns/" + gone + "?hard=true").status();
        if (random.nextBoolean()) Api.drain();
        return "a campaign went: " + status;
    }

    @Test
    void kept_counts_are_what_counting_tells_after_any_change_in_any_zone_and_at_any_time() {
        person(Map.of("personId", owner.person));
        person(Map.of());
        person(Map.of());
        for (int i = 0; i < 4; i++) campaigns.add(campaign(i));
        for (int i = 0; i < 12; i++) tasks.add(task(neighbour));
        tasks.clear();
        for (int i = 1; i <= 220; i++) {
            String done = step();
            if (i % 10 == 0) compare("step " + i + ", " + done);
            if (i % 70 == 0) Api.drain();
        }
        Api.drain();
        compare("the lanes");
        for (String zone : List.of("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "UTC")) {
            owner.patch("/api/workspaces/current", Map.of("timeZone", zone)).expect(200);
            compare(zone);
            for (int days : List.of(1, 3, -2)) {
                shift(Duration.ofDays(days));
                compare(zone + " and " + days + " days");
            }
            shift(Duration.ZERO);
        }
        assertThat(neighbour
                        .get("/api/dashboard/overview")
                        .at("tasks.open.count")
                        .asInt())
                .isEqualTo(12);
    }

    private UUID task(Api who) {
        return who.post("/api/tasks", Map.of("title", "Theirs", "due", today.minusDays(1)))
                .expect(201)
                .id("id");
    }

    @Test
    void rows_are_put_together_and_what_is_0_goes() {
        var first = task(owner);
        var second = task(owner);
        owner.delete("/api/tasks/" + first).expect(204);
        assertThat(rows()).isGreaterThan(6);
        Api.drain();
        assertThat(rows()).isEqualTo(3);
        owner.delete("/api/tasks/" + second).expect(204);
        Api.drain();
        assertThat(rows()).isZero();
    }

    private long rows() {
        return Current.house(owner.workspace, "test")
                .call(() -> Api.bean(Transactions.class).read(() -> Api.bean(Sql.class)
                        .of("select count(*) from planning_open where workspace_id = :workspace")
                        .one(Long.class)));
    }
}
