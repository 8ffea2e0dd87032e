package io.fanfare.planning;

import io.fanfare.identity.Members;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
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
    @Allow("plan.comment")
    TaskComment commentOnTask(@PathVariable UUID id, @RequestBody @Valid NewTaskComment request) {
        var task = tasks.lock(id);
        var parent = request.parent() == null
                ? null
                : store.find(request.parent())
                        .filter(found -> found.taskId().equals(id))
                        .orElseThrow(() -> Refused.invalid("parent", "must be a comment on this task"));
        if (!members.with("plan.read").containsAll(request.mentioned()))
            throw Refused.invalid("mentions", "must only list members");
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
                null);
        store.insert(comment);
        if (parent != null) store.resolve(parent.thread(), null);
        changes.commented(task, comment, store.writers(comment.thread()));
        return comment;
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
