package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TeamAbsencesTest {
    private final Api owner = Api.workspace();

    private UUID member(String name, Map<String, ?> availability) {
        UUID id = owner.post("/api/team", Map.of("name", name)).expect(201).id("id");
        owner.put("/api/team/" + id + "/availability", availability).expect(200);
        return id;
    }

    @Test
    void days_off_and_public_holidays_of_everyone_are_listed_without_notes() {
        member(
                "Mia",
                Map.of(
                        "daysOff",
                        List.of(
                                Map.of("from", "2027-05-10", "to", "2027-05-14", "note", "Wedding"),
                                Map.of("from", "2027-07-01", "to", "2027-07-02"))));
        member("Tom", Map.of("country", "DE"));
        var absences = owner.as("viewer")
                .get("/api/team/absences?from=2027-05-01&to=2027-05-13")
                .expect(200);
        assertThat(absences.at("items")).hasSize(3);
        assertThat(absences.text("items.0.name")).isEqualTo("Tom");
        assertThat(absences.text("items.0.from")).isEqualTo("2027-05-01");
        assertThat(absences.text("items.0.kind")).isEqualTo("public_holiday");
        assertThat(absences.text("items.1.from")).isEqualTo("2027-05-06");
        assertThat(absences.text("items.2.name")).isEqualTo("Mia");
        assertThat(absences.text("items.2.to")).isEqualTo("2027-05-14");
        assertThat(absences.body()).doesNotContain("Wedding");
        assertThat(Api.workspace()
                        .get("/api/team/absences?from=2027-05-01&to=2027-05-13")
                        .expect(200)
                        .at("items"))
                .isEmpty();
    }

    @Test
    void wrong_days_name_their_field() {
        owner.get("/api/team/absences?from=2027-05-10&to=2027-05-01").refused(400, "invalid");
        owner.get("/api/team/absences?from=2027-05-10&to=2029-05-01").refused(400, "invalid");
        owner.get("/api/team/absences?from=soon").refused(400, "invalid");
    }
}
