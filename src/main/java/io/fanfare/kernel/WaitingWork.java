package io.fanfare.kernel;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The background work that waits: lanes of workspaces, and the timers of the installation. */
@Component
public class WaitingWork {
    private final Sql sql;

    WaitingWork(Sql sql) {
        this.sql = sql;
    }

    /** A lane with work, or a timer; {@code failures} counts those since the last success. */
    public record Waiting(
            @Nullable UUID workspaceId,
            String lane,
            Instant dueAt,
            boolean running,
            int failures,
            @Nullable Instant failedAt,
            @Nullable String error) {}

    /** The lanes of the current workspace. */
    public List<Waiting> ofWorkspace() {
        return sql.of("""
                select workspace_id, lane, due_at, coalesce(leased_until > fanfare_now(), false) as running, failures, failed_at, error
                  from kernel_ready
                 where workspace_id = :workspace
                 order by due_at, lane""").list(Waiting.class);
    }

    /** The lanes of all workspaces that have failed or are due, the longest first. */
    public List<Waiting> ofInstallation(int most) {
        return sql.of("""
                select workspace_id, lane, due_at, coalesce(leased_until > fanfare_now(), false) as running, failures, failed_at, error
                  from kernel_ready
                 order by failures > 0 desc, due_at, workspace_id, lane
                 limit :most""").bind("most", most).list(Waiting.class);
    }

    public List<Waiting> timers() {
        return sql.of("""
                select cast(null as uuid) as workspace_id, task_name as lane, execution_time as due_at, picked as running,
                       coalesce(consecutive_failures, 0) as failures, last_failure as failed_at, cast(null as text) as error
                  from kernel_timer
                 order by task_name""").list(Waiting.class);
    }

    /** What nobody works on: lanes that no node of this version has, due for a while. */
    public record Orphans(long lanes, @Nullable Instant since) {}

    public Orphans orphans() {
        return sql.of("""
                select count(*) as lanes, min(due_at) as since from kernel_ready
                 where due_at < fanfare_now() - interval '5 minutes'
                   and (leased_until is null or leased_until < fanfare_now()) and failures = 0""").one(Orphans.class);
    }

    public Orphans orphansOfWorkspace() {
        return sql.of("""
                select count(*) as lanes, min(due_at) as since from kernel_ready
                 where workspace_id = :workspace and due_at < fanfare_now() - interval '5 minutes'
                   and (leased_until is null or leased_until < fanfare_now()) and failures = 0""").one(Orphans.class);
    }

    /** Lets a lane work now instead of after its pause. It works on what is due, and repeats nothing that was done. */
    public void hasten(UUID workspace, String lane) {
        sql.of("""
                update kernel_ready set due_at = fanfare_now(), marks = marks + 1
                 where workspace_id = :id and lane = :lane""").bind("id", workspace).bind("lane", lane).run();
    }
}
