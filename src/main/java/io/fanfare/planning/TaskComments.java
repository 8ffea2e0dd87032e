package io.fanfare.planning;

import io.fanfare.identity.Members;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Comments on tasks, in conversations that are resolved. */
@RestController
@RequestMapping("/api/tasks")
class TaskComments {
    private final TaskStore tasks;
    private final TaskCommentStore store;
    private final TaskChanges changes;
    private final Members members;
    private final Now now;

    TaskComments(TaskStore tasks, TaskCommentStore store, TaskChanges changes, Members members, Now now) {
        this.tasks = tasks;
        this.store = store;
        this.changes = changes;
        this.members = members;
        this.now = now;
    }

    /** A comment. {@code parent} is the comment that it answers, {@code mentions} are members, who are notified. */
    record NewTaskComment(
            @NotBlank @Size(max = 5000) String text,
            @Nullable UUID parent,
            @Nullable @Size(max = 50) List<@NotNull UUID> mentions) {
        List<UUID> mentioned() {
            return mentions == null ? List.of() : mentions.stream().distinct().toList();
        }
    }

    /** Lists the comments on a task, newest first. An answer has the comment that began the conversation as {@code parent}. */
    @GetMapping("/{id}/comments")
    @Tool(Tool.Set.PLANNING)
    @Allow("plan.read")
    Page<TaskComment> listTaskComments(
            @PathVariable UUID id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        if (tasks.find(id).isEmpty()) throw Refused.notFound();
        return store.page(id, Page.Range.of(limit, offset));
    }

    /**
     * Comments on a task. Notifies the people mentioned ({@code mentioned}), and the assignee and those in the conversation
     * ({@code task_commented}). An answer opens a resolved conversation again.
     */
    @PostMapping("/{id}/comments")
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.PLANNING)
    @Allow("plan.comment")
    TaskComment commentOnTask(@PathVariable UUID id, @RequestBody @Valid NewTaskComment request) {
        var task = tasks.lock(id);
        var parent = request.parent() == null
                ? null
                : store.find(request.parent())
                        .filter(found -> found.taskId().equals(id))
                        .orElseThrow(() -> Refused.invalid("parent", "must be a comment on this task"));
        requireMembers(request.mentioned());
        var actor = Current.get().actor();
        var comment = new TaskComment(
                Ids.next(),
                id,
                parent == null ? null : parent.thread(),
                request.text(),
                request.mentioned(),
                actor.personId(),
                actor.name(),
                now.instant(),
                null,
                null,
                null,
                null);
        store.insert(comment);
        if (parent != null) store.resolve(parent.thread(), null);
        changes.commented(task, comment, store.writers(comment.thread()));
        return comment;
    }

    /** Another text of a comment, with the members that it mentions. */
    record TaskCommentEdit(
            @NotBlank @Size(max = 5000) String text,
            @Nullable @Size(max = 50) List<@NotNull UUID> mentions) {
        List<UUID> mentioned() {
            return mentions == null ? List.of() : mentions.stream().distinct().toList();
        }
    }

    /**
     * Changes your comment on a task; {@code editedAt} says when. Members that it did not mention before are notified. The comment of
     * someone else is 403 {@code comment_not_yours}, a deleted one 409 {@code comment_deleted}.
     */
    @PatchMapping("/comments/{id}")
    @Allow("plan.comment")
    TaskComment changeTaskComment(@PathVariable UUID id, @RequestBody @Valid TaskCommentEdit edit) {
        var task = tasks.lock(store.find(id).orElseThrow(Refused::notFound).taskId());
        var before = store.find(id).orElseThrow(Refused::notFound);
        if (!before.isOf(Current.get().person()))
            throw Refused.forbidden("comment_not_yours", "You can only change your own comments. Reply to this one.");
        if (before.deletedAt() != null)
            throw Refused.conflict("comment_deleted", "This comment was deleted. Write another one.");
        requireMembers(edit.mentioned());
        if (before.text().equals(edit.text()) && before.mentions().equals(edit.mentioned())) {
            changes.unchanged();
            return before;
        }
        var after = store.edit(id, edit.text(), edit.mentioned());
        changes.edited(task, before, after);
        return after;
    }

    /**
     * Deletes your comment on a task; who may manage the team may also delete those of others. One that others have answered stays as a
     * place without words. Repeating it changes nothing.
     */
    @DeleteMapping("/comments/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("plan.comment")
    void deleteTaskComment(@PathVariable UUID id) {
        var task = tasks.lock(store.find(id).orElseThrow(Refused::notFound).taskId());
        var comment = store.find(id).orElseThrow(Refused::notFound);
        var current = Current.get();
        if (!comment.isOf(current.person()) && !current.may("team.manage"))
            throw Refused.forbidden(
                    "comment_not_yours", "You can only delete your own comments. Ask its author or a manager.");
        if (comment.deletedAt() != null) {
            changes.unchanged();
            return;
        }
        store.delete(comment);
        changes.uncommented(task, comment);
    }

    private void requireMembers(List<UUID> mentioned) {
        if (!members.with("plan.read").containsAll(mentioned))
            throw Refused.invalid("mentions", "must only list members");
    }

    /** Resolves the conversation of a comment. Repeating it changes nothing. */
    @PostMapping("/comments/{id}/resolve")
    @Allow("plan.comment")
    TaskComment resolveTaskComment(@PathVariable UUID id) {
        return settle(id, true);
    }

    /** Opens a resolved conversation again. Repeating it changes nothing. */
    @PostMapping("/comments/{id}/reopen")
    @Allow("plan.comment")
    TaskComment reopenTaskComment(@PathVariable UUID id) {
        return settle(id, false);
    }

    private TaskComment settle(UUID id, boolean resolved) {
        var comment = store.find(id).orElseThrow(Refused::notFound);
        var task = tasks.lock(comment.taskId());
        var first = store.find(comment.thread()).orElseThrow(Refused::notFound);
        if ((first.resolvedAt() != null) == resolved) {
            changes.unchanged();
            return first;
        }
        var after = store.resolve(first.id(), resolved ? Current.get().actor().name() : null);
        changes.resolved(task, after);
        return after;
    }
}
