package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskFilesTest {
    private final Api owner = Api.workspace();
    private final UUID campaign =
            owner.post("/api/campaigns", Map.of("name", "Spring")).expect(201).id("id");

    private Answer imported(Api person, String csv, UUID into) {
        String body = "--parts\r\nContent-Disposition: form-data; name=\"file\"; filename=\"tasks.csv\"\r\n\r\n" + csv
                + "\r\n--parts\r\nContent-Disposition: form-data; name=\"campaignId\"\r\n\r\n" + into
                + "\r\n--parts--\r\n";
        return person.with("Content-Type", "multipart/form-data; boundary=parts")
                .post("/api/tasks/import", body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer report(Answer started) {
        Api.drain();
        return owner.get("/api/imports/" + started.expect(202).id("importId")).expect(200);
    }

    private static List<String> rows(Answer export) {
        return export.expect(200).body().lines().toList();
    }

    @Test
    void what_is_exported_can_be_imported_again() {
        owner.post("/api/team", Map.of("name", "Mia", "email", "mia@example.com"))
                .expect(201);
        var report = report(imported(owner, """
                Title,Status,Priority,Assignee,Start,Due,Estimate hours,Depends on
                Brief,done,high,mia@example.com,2027-01-04,2027-01-08,4.5,
                Layout,todo,normal,,,2027-01-15,"12,5",Brief
                =Print,in progress,low,,,,,Layout; Brief
                """, campaign));
        assertThat(report.text("state")).isEqualTo("done");
        assertThat(report.at("created").asInt()).isEqualTo(3);
        var export = rows(owner.get("/api/tasks/export?campaignId=" + campaign));
        assertThat(export).hasSize(4);
        assertThat(export.get(1)).startsWith("Brief,done,high,mia@example.com,2027-01-04,2027-01-08,4.50,,Spring,");
        assertThat(export.get(2)).startsWith("Layout,todo,normal,,,2027-01-15,12.50,Brief,Spring,");
        assertThat(export.get(3)).startsWith("'=Print,in_progress,low,,,,,");
        var other = owner.post("/api/campaigns", Map.of("name", "Summer"))
                .expect(201)
                .id("id");
        var csv = String.join("\n", export);
        assertThat(report(imported(owner, csv, other)).at("created").asInt()).isEqualTo(3);
        var again = rows(owner.get("/api/tasks/export?campaignId=" + other));
        assertThat(again.get(2)).startsWith("Layout,todo,normal,,,2027-01-15,12.50,Brief,Summer,");
        assertThat(owner.get("/api/tasks?campaignId=" + other + "&q=layout").text("items.0.blockedBy"))
                .isEmpty();
    }

    @Test
    void rows_with_errors_are_reported_and_the_others_imported() {
        var report = report(imported(owner, """
                Title,Status,Due,Assignee,Depends on
                Fine,todo,2027-01-08,,
                ,todo,,,
                Wrong status,soon,,,
                Wrong date,todo,tomorrow,,
                Unknown person,todo,,who@example.com,
                Unknown task,todo,,,Nothing
                After it,todo,,,Unknown task
                One,todo,,,Two
                Two,todo,,,One
                """, campaign));
        assertThat(report.at("created").asInt()).isOne();
        assertThat(report.at("rejected").asInt()).isEqualTo(8);
        var rejected = owner.get("/api/imports/" + report.text("id") + "/rejected")
                .expect(200)
                .body();
        assertThat(rejected)
                .contains("has no title", "must be one of todo", "must be a date", "not a member of the team")
                .contains("neither a task of the campaign", "waits for itself");
        assertThat(rows(owner.get("/api/tasks/export"))).hasSize(2);
    }

    @Test
    void a_file_without_titles_is_refused() {
        imported(owner, "Colour\nred\n", campaign).refused(422, "import_without_title");
        imported(owner, "Title\nA\n", UUID.randomUUID()).expect(404);
        imported(owner.as("viewer"), "Title\nA\n", campaign).expect(403);
    }
}
