package io.fanfare.launch;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of launches. */
@Component
class LaunchStore {
    private final Sql sql;

    LaunchStore(Sql sql) {
        this.sql = sql;
    }

    /** The steps of a launch, in their order. */
    enum Name {
        VALIDATE,
        SCHEDULE,
        PUBLISH,
        MONITOR
    }

    /** The state of a step. */
    enum State {
        PENDING,
        RUNNING,
        DONE,
        FAILED,
        SKIPPED
    }

    /** The row of a step. */
    record Step(
            UUID campaignId,
            int position,
            Name name,
            State state,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String error) {}

    /** A new workflow: the first step is done already. */
    void insert(UUID campaign) {
        sql.of("""
                insert into launch_step (campaign_id, position, name, state, started_at, finished_at)
                values (:campaign, 1, 'validate', 'done', fanfare_now(), fanfare_now()),
                       (:campaign, 2, 'schedule', 'pending', null, null),
                       (:campaign, 3, 'publish', 'pending', null, null),
                       (:campaign, 4, 'monitor', 'pending', null, null)""").bind("campaign", campaign).run();
    }

    List<LaunchTimes.LaunchTime> times() {
        return sql.of("""
                select campaign_id, min(started_at) filter (where name = 'validate') as launched_at,
                       max(finished_at) filter (where name = 'monitor' and state in ('done', 'skipped')) as ended_at
                  from launch_step where workspace_id = :workspace group by campaign_id
                having min(started_at) filter (where name = 'validate') is not null""").list(LaunchTimes.LaunchTime.class);
    }

    List<Step> steps(UUID campaign) {
        return sql.of("""
                select * from launch_step where workspace_id = :workspace and campaign_id = :campaign order by position""").bind("campaign", campaign).list(Step.class);
    }

    /** A launch that can be undone: the status before it, and until when. */
    record Undo(Campaign.Status status, Instant until) {}

    void undoable(UUID campaign, Undo undo) {
        sql.of("""
                insert into launch_undo (campaign_id, status, until) values (:campaign, :status, :until)
                on conflict (workspace_id, campaign_id) do update set status = excluded.status, until = excluded.until""").bind("campaign", campaign).bind(undo).run();
    }

    Optional<Undo> undo(UUID campaign) {
        return sql.of("""
                select status, until from launch_undo
                 where workspace_id = :workspace and campaign_id = :campaign
                   and until > fanfare_now()
                   and not exists (select 1 from launch_step s
                                    where s.workspace_id = :workspace and s.campaign_id = :campaign and s.name = 'schedule' and s.state <> 'pending')""").bind("campaign", campaign).find(Undo.class);
    }

    /** Everything of the campaign is sent at this time, unless a person undoes it. */
    void publishAt(UUID campaign, Instant at) {
        sql.of("""
                insert into launch_publication (campaign_id, at) values (:campaign, :at)
                on conflict (workspace_id, campaign_id) do update set at = excluded.at""").bind("campaign", campaign).bind("at", at).run();
    }

    /** Whoever removes the row acts on it: a person who undoes it, or the lane that sends. */
    boolean forgetPublication(UUID campaign) {
        return sql.of("delete from launch_publication where workspace_id = :workspace and campaign_id = :campaign")
                        .bind("campaign", campaign)
                        .run()
                > 0;
    }

    Optional<UUID> duePublication() {
        return sql.of("""
                select campaign_id from launch_publication
                 where workspace_id = :workspace and at <= fanfare_now() order by at limit 1""").find(UUID.class);
    }

    /** Locks the steps of a launch, in the order in which the lane does: steps before gates. */
    void lockSteps(UUID campaign) {
        sql.of("""
                select position from launch_step
                 where workspace_id = :workspace and campaign_id = :campaign order by position for update""").bind("campaign", campaign).exists();
    }

    /** When the next launch or publication that waits can no longer be undone. */
    Optional<Instant> nextStart() {
        return sql.of("""
                        select until from launch_undo where workspace_id = :workspace and until > fanfare_now()
                        union all
                        select at from launch_publication where workspace_id = :workspace""").list(Instant.class).stream().min(Instant::compareTo);
    }

    /** The first pending step of any campaign, locked until the transaction ends. */
    Optional<Step> next() {
        return sql.of("""
                select * from launch_step
                 where workspace_id = :workspace and state = 'pending'
                   and not exists (select 1 from launch_step b
                                    where b.workspace_id = :workspace and b.campaign_id = launch_step.campaign_id
                                      and b.position < launch_step.position and b.state in ('pending', 'failed'))
                   and not exists (select 1 from launch_undo u
                                    where u.workspace_id = :workspace and u.campaign_id = launch_step.campaign_id
                                      and u.until > fanfare_now())
                 order by campaign_id, position
                 limit 1
                   for update skip locked""").find(Step.class);
    }

    void set(Step step, State state, @Nullable String error) {
        sql.of("""
                update launch_step
                   set state = :state, error = :error, started_at = coalesce(started_at, fanfare_now()),
                       finished_at = case when :state = 'running' then null else fanfare_now() end
                 where workspace_id = :workspace and campaign_id = :campaign and position = :position""")
                .bind("campaign", step.campaignId())
                .bind("position", step.position())
                .bind("state", state)
                .bind("error", error)
                .run();
    }

    /** Makes failed steps pending again; returns how many. */
    int retry(UUID campaign) {
        return sql.of("""
                update launch_step set state = 'pending', error = null, finished_at = null
                 where workspace_id = :workspace and campaign_id = :campaign and state = 'failed'""").bind("campaign", campaign).run();
    }

    /** The campaign has ended: running steps are done, pending ones are skipped. */
    void close(UUID campaign) {
        sql.of("""
                update launch_step
                   set state = case state when 'running' then 'done' else 'skipped' end, finished_at = fanfare_now()
                 where workspace_id = :workspace and campaign_id = :campaign and state in ('pending', 'running')""").bind("campaign", campaign).run();
    }

    void forget(UUID campaign) {
        sql.of("delete from launch_undo where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
        sql.of("delete from launch_step where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }
}
