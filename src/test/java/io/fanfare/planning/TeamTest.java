package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Ids;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TeamTest {
    private final Api owner = Api.workspace();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    private UUID member(String name, Map<String, ?> more) {
        var body = new java.util.HashMap<String, Object>(more);
        body.put("name", name);
        return owner.post("/api/team", body).expect(201).id("id");
    }

    @Test
    void a_person_without_a_login_reads_back_as_they_were_added() {
        var created = owner.post(
                        "/api/team",
                        Map.of(
                                "name", "Mia Maker",
                                "email", "mia@example.com",
                                "role", "Designer",
                                "skills", List.of(Map.of("skill", "design", "level", 4)),
                                "timeZone", "Europe/Berlin"))
                .expect(201);
        var read = owner.get("/api/team/" + created.id("id")).expect(200);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.at("maxConcurrent").asInt()).isEqualTo(3);
        assertThat(read.at("active").asBoolean()).isTrue();
        assertThat(read.text("load.state")).isEqualTo("idle");
        assertThat(read.at("load.utilization").asDouble()).isZero();
        assertThat(read.at("load.capacityHours").asDouble()).isEqualTo(160);
        assertThat(read.at("can").toString()).contains("changeTeamMember");
    }

    @Test
    void a_login_or_address_belongs_to_one_member_of_the_team() {
        var editor = owner.as("editor");
        member("Ed", Map.of("personId", editor.person, "email", "ed@example.com"));
        owner.post("/api/team", Map.of("name", "Ed", "personId", editor.person)).refused(409, "member_exists");
        owner.post("/api/team", Map.of("name", "Ed", "email", "ED@example.com")).refused(409, "member_exists");
        var refused = owner.post("/api/team", Map.of("name", "Ed", "personId", Ids.next()))
                .refused(400, "invalid");
        assertThat(refused.text("errors.personId")).contains("member of this workspace");
    }

    @Test
    void bad_input_names_its_field() {
        refusedFor(Map.of("name", " "), "name");
        refusedFor(Map.of("name", "a", "email", "nowhere"), "email");
        refusedFor(Map.of("name", "a", "timeZone", "Mars/Olympus"), "timeZone");
        refusedFor(Map.of("name", "a", "maxConcurrent", 0), "maxConcurrent");
        refusedFor(Map.of("name", "a", "skills", List.of(Map.of("skill", "x", "level", 6))), "skills[0].level");
        refusedFor(
                Map.of("name", "a", "skills", List.of(Map.of("skill", "x"), Map.of("skill", "X"))), "skills[1].skill");
    }

    private void refusedFor(Map<String, ?> body, String field) {
        var answer = owner.post("/api/team", body).refused(400, "invalid");
        assertThat(answer.json().get("errors").propertyNames()).contains(field);
    }

    @Test
    void the_team_is_filtered_by_role_skill_words_and_a_day_on_which_people_work() {
        var mia = member("Mia", Map.of("role", "Designer", "skills", List.of(Map.of("skill", "design", "level", 2))));
        member("Noah", Map.of("role", "Writer", "active", false));
        assertThat(names("?role=designer")).containsExactly("Mia");
        assertThat(names("?skill=Design")).containsExactly("Mia");
        assertThat(names("?active=false")).containsExactly("Noah");
        assertThat(names("?q=writ")).containsExactly("Noah");
        assertThat(names("")).containsExactly("Mia", "Noah");
        var monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        assertThat(names("?availableOn=" + monday)).containsExactly("Mia");
        assertThat(names("?availableOn=" + monday.plusDays(5))).isEmpty();
        owner.put(
                        "/api/team/" + mia + "/availability",
                        Map.of("daysOff", List.of(Map.of("from", monday, "to", monday))))
                .expect(200);
        assertThat(names("?availableOn=" + monday)).isEmpty();
    }

    private List<String> names(String query) {
        return owner.get("/api/team" + query).expect(200).at("items").findValuesAsString("name");
    }

    @Test
    void a_patch_needs_the_current_version() {
        var id = member("Mia", Map.of());
        owner.patch("/api/team/" + id, Map.of("role", "Lead", "version", 1)).expect(200);
        owner.patch("/api/team/" + id, Map.of("role", "Boss", "version", 1)).refused(409, "member_version_conflict");
    }

    @Test
    void the_week_and_days_off_change_the_capacity() {
        var id = member("Mia", Map.of("timeZone", "UTC"));
        var morning = List.of(Map.of("from", "09:00", "to", "13:00"));
        var monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        var set = owner.put(
                        "/api/team/" + id + "/availability",
                        Map.of(
                                "timeZone", "UTC",
                                "week", Map.of("mon", morning, "tue", morning),
                                "daysOff", List.of(Map.of("from", monday, "to", monday.plusDays(1), "share", 0.5))))
                .expect(200);
        assertThat(set.text("daysOff.0.kind")).isEqualTo("vacation");
        // Eight mornings of four hours, two of them half.
        assertThat(owner.get("/api/team/" + id).at("load.capacityHours").asDouble())
                .isEqualTo(28);
        var read = owner.get("/api/team/" + id + "/availability").expect(200);
        assertThat(read.json()).isEqualTo(set.json());
    }

    @Test
    void public_holidays_of_a_country_are_days_off() {
        var id = member("Mia", Map.of());
        var set = owner.put("/api/team/" + id + "/availability", Map.of("country", "DE"))
                .expect(200);
        assertThat(set.at("holidays").findValuesAsString("name")).contains("German Unity Day");
        var day = set.text("holidays.0.date");
        var without = owner.put(
                        "/api/team/" + id + "/availability",
                        Map.of("country", "DE", "daysOff", List.of(Map.of("from", day, "to", day, "share", 0))))
                .expect(200);
        assertThat(without.at("holidays").findValuesAsString("date")).doesNotContain(day);
        owner.put("/api/team/" + id + "/availability", Map.of("country", "XX")).refused(400, "invalid");
    }

    @Test
    void several_availabilities_are_set_at_once_and_an_error_stops_no_other() {
        var mia = member("Mia", Map.of());
        var noah = member("Noah", Map.of());
        var result = owner.put(
                        "/api/team/availability",
                        Map.of(
                                "items",
                                List.of(
                                        Map.of("memberId", mia, "timeZone", "Asia/Tokyo"),
                                        Map.of("memberId", noah, "timeZone", "Mars/Olympus"),
                                        Map.of("memberId", Ids.next(), "timeZone", "UTC"))))
                .expect(200);
        assertThat(result.at("done").asInt()).isOne();
        assertThat(result.at("failed").asInt()).isEqualTo(2);
        assertThat(result.text("items.1.error")).contains("IANA");
        assertThat(owner.get("/api/team/" + mia).text("timeZone")).isEqualTo("Asia/Tokyo");
    }

    @Test
    void the_load_is_what_is_left_of_open_tasks() {
        var id = member("Mia", Map.of());
        task(Map.of("assignee", id, "estimateHours", 100, "actualHours", 20, "due", today.plusDays(20)));
        task(Map.of("assignee", id, "estimateHours", 70, "due", today.minusDays(1)));
        var load = owner.get("/api/team/" + id).expect(200);
        assertThat(load.at("load.assignedHours").asDouble()).isEqualTo(150);
        assertThat(load.at("load.utilization").asDouble()).isEqualTo(0.938);
        assertThat(load.text("load.state")).isEqualTo("full");
        assertThat(load.at("load.openTasks").asInt()).isEqualTo(2);
        assertThat(load.at("load.overdue").asInt()).isOne();
    }

    private UUID task(Map<String, ?> more) {
        var body = new java.util.HashMap<String, Object>(more);
        body.put("title", "A task");
        return owner.post("/api/tasks", body).expect(201).id("id");
    }

    @Test
    void removing_a_person_hands_back_their_open_tasks_and_keeps_the_finished_ones() {
        var id = member("Mia", Map.of());
        var open = task(Map.of("assignee", id));
        var done = task(Map.of("assignee", id, "status", "done"));
        var removed = owner.delete("/api/team/" + id).expect(200);
        assertThat(removed.at("handedBack").toString()).isEqualTo("[\"" + open + "\"]");
        assertThat(owner.get("/api/tasks/" + open).at("assignee").isNull()).isTrue();
        assertThat(owner.get("/api/tasks/" + done).text("assigneeName")).isEqualTo("Mia");
        owner.get("/api/team/" + id).expect(404);
        owner.post("/api/team", Map.of("name", "Mia")).expect(201);
    }

    @Test
    void performance_says_nothing_about_fewer_than_five_tasks() {
        var id = member("Mia", Map.of());
        for (int n = 0; n < 4; n++) finish(id);
        var few = owner.get("/api/team/" + id + "/performance").expect(200);
        assertThat(few.at("completed").asInt()).isEqualTo(4);
        assertThat(few.at("onTimeRate").isNull()).isTrue();
        assertThat(few.at("efficiency").isNull()).isTrue();
        finish(id);
        var five = owner.get("/api/team/" + id + "/performance").expect(200);
        assertThat(five.at("onTimeRate").asDouble()).isEqualTo(1);
        assertThat(five.at("efficiency").asDouble()).isEqualTo(0.8);
        assertThat(five.at("cycleHours.median").isNull()).isFalse();
        assertThat(five.text("byKind.0.kind")).isEqualTo("design");
    }

    private void finish(UUID member) {
        task(Map.of(
                "assignee",
                member,
                "status",
                "done",
                "due",
                today,
                "estimateHours",
                4,
                "actualHours",
                5,
                "kind",
                "design"));
    }

    @Test
    void performance_is_seen_by_the_person_and_by_those_who_manage_the_team() {
        var editor = owner.as("editor");
        var own = member("Ed", Map.of("personId", editor.person));
        var other = member("Mia", Map.of());
        editor.get("/api/team/" + own + "/performance").expect(200);
        editor.get("/api/team/" + other + "/performance").refused(403, "performance_private");
        owner.as("manager").get("/api/team/" + other + "/performance").expect(200);
    }

    @Test
    void a_signed_address_shows_tasks_and_days_off_as_a_calendar() {
        var editor = owner.as("editor");
        var own = member("Ed", Map.of("personId", editor.person));
        var other = member("Mia", Map.of());
        task(Map.of("assignee", own, "due", today.plusDays(3)));
        owner.put(
                        "/api/team/" + own + "/availability",
                        Map.of("daysOff", List.of(Map.of("from", "2035-01-01", "to", "2035-01-05", "note", "Skiing"))))
                .expect(200);
        assertThat(editor.get("/api/team/" + other).at("calendarUrl").isNull()).isTrue();
        var url = editor.get("/api/team/" + own).expect(200).text("calendarUrl");
        var path = url.substring(url.indexOf("/api/"));
        var calendar = Api.nobody().get(path).expect(200);
        assertThat(calendar.header("Content-Type")).startsWith("text/calendar");
        assertThat(calendar.body())
                .contains("SUMMARY:A task", "DTSTART;VALUE=DATE:20350101", "DTEND;VALUE=DATE:20350106")
                .doesNotContain("Skiing");
        Api.nobody().get(path.replace(own.toString(), other.toString())).expect(404);
        Api.nobody().get("/api/team/" + own + "/calendar.ics?t=nonsense").expect(404);
        owner.delete("/api/team/" + own).expect(200);
        Api.nobody().get(path).expect(404);
    }

    @Test
    void only_the_person_owners_and_admins_read_why_someone_is_off() {
        var editor = owner.as("editor");
        var manager = owner.as("manager");
        var path = "/api/team/" + member("Ed", Map.of("personId", editor.person)) + "/availability";
        var off = Map.of("from", "2035-01-01", "to", "2035-01-05", "kind", "sick");
        var noted = new java.util.HashMap<String, Object>(off);
        noted.put("note", "Surgery");
        editor.put(path, Map.of("daysOff", List.of(noted))).expect(200);
        for (var reader : List.of(editor, owner, owner.as("admin")))
            assertThat(reader.get(path).expect(200).body()).contains("Surgery");
        for (var reader : List.of(manager, owner.as("editor"), owner.as("viewer")))
            assertThat(reader.get(path).expect(200).body()).doesNotContain("Surgery");
        assertThat(owner.get("/api/audit?limit=100").expect(200).body()).doesNotContain("Surgery");
        // A manager who changes the rest keeps what they can't read.
        manager.put(path, Map.of("country", "DE", "daysOff", List.of(off))).expect(200);
        assertThat(editor.get(path).expect(200).body()).contains("Surgery", "\"DE\"");
        owner.as("editor").put(path, Map.of()).refused(403, "availability_private");
    }

    @Test
    void only_managers_change_the_team() {
        var id = member("Mia", Map.of());
        var editor = owner.as("editor");
        editor.get("/api/team").expect(200);
        editor.post("/api/team", Map.of("name", "X")).expect(403);
        editor.patch("/api/team/" + id, Map.of("name", "X")).expect(403);
        editor.delete("/api/team/" + id).expect(403);
        owner.as("manager").patch("/api/team/" + id, Map.of("name", "X")).expect(200);
        Api.workspace().get("/api/team/" + id).expect(404);
    }
}
