package io.fanfare.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskCommentsTest {
    private final Api owner = Api.workspace();
    private final Api editor = owner.as("editor");
    private final UUID campaign =
            owner.post("/api/campaigns", Map.of("name", "Spring")).expect(201).id("id");
    private final UUID task = task();
    private final String comments = "/api/tasks/" + task + "/comments";

    private UUID task() {
        UUID ed = owner.post("/api/team", Map.of("name", "Ed", "personId", editor.person))
                .expect(201)
                .id("id");
        return owner.post("/api/tasks", Map.of("title", "Write the brief", "campaignId", campaign, "assignee", ed))
                .expect(201)
                .id("id");
    }

    private static List<String> unread(Api person) {
        var kinds = new ArrayList<String>();
        person.get("/api/notifications?unread=true")
                .expect(200)
                .at("items")
                .forEach(item -> kinds.add(item.get("kind").asString()));
        return kinds;
    }

    @Test
    void the_assignee_hears_of_a_comment_and_its_author_of_the_answer() {
        var first = owner.post(comments, Map.of("text", "Which format?")).expect(201);
        assertThat(unread(editor)).containsExactly("task_commented", "task_assigned");
        editor.post(comments, Map.of("text", "One page", "parent", first.id("id")))
                .expect(201);
        assertThat(unread(owner)).containsExactly("task_commented");
        var list = owner.get(comments).expect(200);
        assertThat(list.at("items").findValuesAsString("text")).containsExactly("One page", "Which format?");
        assertThat(list.text("items.0.parent")).isEqualTo(first.text("id"));
        assertThat(owner.get("/api/tasks/" + task).expect(200).at("comments").asInt())
                .isEqualTo(2);
        assertThat(owner.get("/api/campaigns/" + campaign + "/activity")
                        .expect(200)
                        .body())
                .contains("commented on the task “Write the brief”: Which format?");
    }

    @Test
    void a_mention_reaches_who_it_names_once_and_survives_the_end_of_the_task() {
        var viewer = owner.as("viewer");
        owner.post(comments, Map.of("text", "@Ed @Vera please look", "mentions", List.of(editor.person, viewer.person)))
                .expect(201);
        assertThat(unread(viewer)).containsExactly("mentioned");
        assertThat(unread(editor)).containsExactly("mentioned", "task_assigned");
        owner.patch("/api/tasks/" + task, Map.of("status", "cancelled")).expect(200);
        assertThat(unread(editor)).containsExactly("mentioned");
        var stranger = Api.workspace();
        owner.post(comments, Map.of("text", "Hello", "mentions", List.of(stranger.person)))
                .refused(400, "invalid");
    }

    @Test
    void a_conversation_is_resolved_and_an_answer_opens_it_again() {
        var first = owner.post(comments, Map.of("text", "Which format?")).expect(201);
        var answer = editor.post(comments, Map.of("text", "One page", "parent", first.id("id")))
                .expect(201);
        var resolved = editor.post("/api/tasks/comments/" + answer.id("id") + "/resolve", Map.of())
                .expect(200);
        assertThat(resolved.text("id")).isEqualTo(first.text("id"));
        assertThat(resolved.at("resolvedAt").isNull()).isFalse();
        editor.post("/api/tasks/comments/" + first.id("id") + "/resolve", Map.of())
                .expect(200);
        owner.post(comments, Map.of("text", "Really?", "parent", answer.id("id")))
                .expect(201);
        assertThat(owner.get(comments).expect(200).at("items.2.resolvedAt").isNull())
                .isTrue();
        assertThat(owner.get("/api/campaigns/" + campaign + "/activity")
                        .expect(200)
                        .body())
                .containsOnlyOnce("resolved a comment on the task");
    }

    @Test
    void viewers_read_comments_and_reviewers_write_them() {
        owner.as("viewer").get(comments).expect(200);
        owner.as("viewer").post(comments, Map.of("text", "Hello")).refused(403, "forbidden");
        owner.as("reviewer").post(comments, Map.of("text", "Hello")).expect(201);
        owner.post(comments, Map.of("text", " ")).refused(400, "invalid");
        owner.post(comments, Map.of("text", "Hello", "parent", UUID.randomUUID()))
                .refused(400, "invalid");
        Api.workspace().get(comments).refused(404, "not_found");
    }

    @Test
    void people_change_their_own_comments_and_only_who_is_new_in_them_is_notified() {
        var viewer = owner.as("viewer");
        var first = owner.post(comments, Map.of("text", "@Ed please look", "mentions", List.of(editor.person)))
                .expect(201);
        String path = "/api/tasks/comments/" + first.id("id");
        editor.post("/api/notifications/read-all").expect(204);
        var changed = owner.patch(
                        path,
                        Map.of("text", "@Ed @Vera please look", "mentions", List.of(editor.person, viewer.person)))
                .expect(200);
        assertThat(changed.text("text")).isEqualTo("@Ed @Vera please look");
        assertThat(changed.at("editedAt").isNull()).isFalse();
        assertThat(unread(viewer)).containsExactly("mentioned");
        assertThat(unread(editor)).isEmpty();
        editor.patch(path, Map.of("text", "Not mine")).refused(403, "comment_not_yours");
        owner.patch(path, Map.of("text", " ")).refused(400, "invalid");
        owner.patch(path, Map.of("text", "Hello", "mentions", List.of(Api.workspace().person)))
                .refused(400, "invalid");
        Api.workspace().patch(path, Map.of("text", "From elsewhere")).expect(404);
        assertThat(owner.get("/api/campaigns/" + campaign + "/activity")
                        .expect(200)
                        .body())
                .contains("changed a comment on the task “Write the brief”");
    }

    @Test
    void a_deleted_comment_is_gone_or_keeps_its_place_where_others_answered() {
        var first = owner.post(comments, Map.of("text", "Which format?")).expect(201);
        var answer = editor.post(comments, Map.of("text", "One page", "parent", first.id("id")))
                .expect(201);
        editor.delete("/api/tasks/comments/" + first.id("id")).refused(403, "comment_not_yours");
        owner.delete("/api/tasks/comments/" + first.id("id")).expect(204);
        owner.delete("/api/tasks/comments/" + first.id("id")).expect(204);
        owner.patch("/api/tasks/comments/" + first.id("id"), Map.of("text", "Back"))
                .refused(409, "comment_deleted");
        var list = owner.get(comments).expect(200);
        assertThat(list.at("items").findValuesAsString("text")).containsExactly("One page", "");
        assertThat(list.at("items.1.deletedAt").isNull()).isFalse();
        assertThat(owner.get("/api/tasks/" + task).expect(200).at("comments").asInt())
                .isEqualTo(1);
        // A manager may delete what others wrote.
        owner.as("manager").delete("/api/tasks/comments/" + answer.id("id")).expect(204);
        assertThat(owner.get(comments).expect(200).at("items")).isEmpty();
        owner.delete("/api/tasks/comments/" + answer.id("id")).expect(404);
    }
}
