package io.fanfare.render;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Texts;
import io.fanfare.render.providers.Order;
import io.fanfare.render.providers.RemoteStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of render jobs. Every state change is one statement that checks the previous state. */
@Component
class RenderStore {
    private static final int MOST_LINES = 500;
    /** A worker that has not renewed its claim for this long has stopped; its job is taken over. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private final Sql sql;

    RenderStore(Sql sql) {
        this.sql = sql;
    }

    /** A line of the log of a job. */
    record LogLine(Instant timestamp, Level level, String message) {}

    enum Level {
        INFO,
        WARN,
        ERROR
    }

    /** The values of a new job. */
    record New(
            UUID id,
            UUID campaignId,
            @Nullable UUID creativeId,
            Order.Type type,
            String provider,
            @Nullable String model,
            RenderParams params,
            boolean autoSubmit,
            int maxRetries) {}

    RenderJob insert(New job) {
        return sql.of("""
                insert into render_job (id, campaign_id, creative_id, type, provider, model, params, auto_submit, handed_in,
                                        max_retries, created_by, regeneration_count)
                select :id, :campaignId, :creativeId, :type, :provider, :model, :params, :autoSubmit, :autoSubmit,
                       :maxRetries, :me,
                       (select count(*) from render_job o where o.workspace_id = :workspace and o.creative_id = :creativeId
                                                            and o.type = :type)
                returning *""").bind(job).bind("me", Current.get().person()).one(RenderJob.class);
    }

    Optional<RenderJob> find(UUID id) {
        return sql.of("select * from render_job where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(RenderJob.class);
    }

    RenderJob get(UUID id) {
        return find(id).orElseThrow(Refused::notFound);
    }

    /** The filters of a list. */
    record Filter(
            @Nullable UUID campaign,
            @Nullable UUID creative,
            RenderJob.@Nullable State state,
            Order.@Nullable Type type,
            @Nullable String provider) {}

    private static final String FILTER = """
               and (cast(:campaign as uuid) is null or j.campaign_id = :campaign)
               and (cast(:creative as uuid) is null or j.creative_id = :creative)
               and (cast(:state as text) is null or j.state = :state)
               and (cast(:type as text) is null or j.type = :type)
               and (cast(:provider as text) is null or j.provider = :provider)""";

    Page<RenderJob> page(Filter filter, Page.Range range) {
        var items = sql.of("select * from render_job j where j.workspace_id = :workspace " + FILTER
                        + " order by j.id desc limit :limit offset :offset")
                .bind(filter)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(RenderJob.class);
        return Page.of(items, count(filter), range);
    }

    long count(Filter filter) {
        return sql.of("select count(*) from render_job j where j.workspace_id = :workspace " + FILTER)
                .bind(filter)
                .one(Long.class);
    }

    /** Failed and unfinished jobs of a campaign. */
    List<RenderJob> unfinished(UUID campaign) {
        return sql.of("""
                select * from render_job j where j.workspace_id = :workspace and j.campaign_id = :campaign
                   and j.state in ('queued', 'running', 'failed')
                   and not (j.state = 'failed' and exists (
                       select 1 from render_job n where n.workspace_id = :workspace and n.campaign_id = :campaign
                          and n.id > j.id and n.type = j.type and n.creative_id is not distinct from j.creative_id
                          and n.state in ('queued', 'running', 'published')))
                 order by j.id desc limit 50""").bind("campaign", campaign).list(RenderJob.class);
    }

    /** The palette of the latest picture of a campaign that has one. */
    Optional<String> palette(UUID campaign) {
        return sql.of("""
                select j.params ->> 'palette' from render_job j
                 where j.workspace_id = :workspace and j.campaign_id = :campaign and j.params ->> 'palette' is not null
                 order by j.id desc limit 1""").bind("campaign", campaign).find(String.class);
    }

    // Lanes

    Optional<RenderJob> claim(Lanes.JobFilter work) {
        return sql.of("""
                with c as materialized (
                    select j.id from render_job j
                     where j.workspace_id = :workspace and j.state in ('queued', 'running') and j.handed_in
                       and (j.provider = 'local') = :local and (cast(:type as text) is null or j.type = :type)
                       and j.due_at <= fanfare_now() and (j.claimed_until is null or j.claimed_until < fanfare_now())
                     order by j.due_at, j.id limit 1
                       for update skip locked)
                update render_job r
                   set state = 'running', started_at = coalesce(r.started_at, fanfare_now()), fence = r.fence + 1,
                       claimed_until = fanfare_now() + make_interval(secs => :lease), version = r.version + 1
                  from c
                 where r.workspace_id = :workspace and r.id = c.id
                returning r.*""")
                .bind("local", work.local())
                .bind("type", work.type())
                .bind("lease", (double) LEASE.toSeconds())
                .find(RenderJob.class);
    }

    /** The time of the next job; empty if there is none. */
    Optional<Instant> next(Lanes.JobFilter work) {
        return sql.of("""
                select min(greatest(j.due_at, coalesce(j.claimed_until, j.due_at))) as at from render_job j
                 where j.workspace_id = :workspace and j.state in ('queued', 'running') and j.handed_in
                   and (j.provider = 'local') = :local and (cast(:type as text) is null or j.type = :type)
                having count(*) > 0""").bind("local", work.local()).bind("type", work.type()).find(Instant.class);
    }

    /** Stores the progress and renews the claim; false if the claim was lost. */
    boolean progress(RenderJob job, int step, int steps, @Nullable Integer secondsLeft) {
        return sql.of("""
                update render_job set current_step = :step, total_steps = :steps, estimated_time = cast(:left as integer),
                       claimed_until = fanfare_now() + make_interval(secs => :lease), version = version + 1
                 where workspace_id = :workspace and id = :id and state = 'running' and fence = :fence""")
                        .bind("id", job.id())
                        .bind("fence", job.fence())
                        .bind("step", step)
                        .bind("steps", steps)
                        .bind("left", secondsLeft)
                        .bind("lease", (double) LEASE.toSeconds())
                        .run()
                == 1;
    }

    /** Renews the claim; false if it was lost. */
    boolean renewClaim(RenderJob job) {
        return sql.of("""
                update render_job set claimed_until = fanfare_now() + make_interval(secs => :lease)
                 where workspace_id = :workspace and id = :id and state = 'running' and fence = :fence
                   and claimed_until is not null""")
                        .bind("id", job.id())
                        .bind("fence", job.fence())
                        .bind("lease", (double) LEASE.toSeconds())
                        .run()
                == 1;
    }

    boolean submitting(RenderJob job, @Nullable String submission) {
        return sql.of("""
                update render_job set submitting_at = fanfare_now(), submission = :submission, looks = 0, version = version + 1
                 where workspace_id = :workspace and id = :id and state = 'running' and fence = :fence
                   and submitting_at is null""")
                        .bind("id", job.id())
                        .bind("fence", job.fence())
                        .bind("submission", submission)
                        .run()
                == 1;
    }

    /** The service has accepted the job. */
    boolean submitted(RenderJob job, String providerJobId, Instant due) {
        return sql.of("""
                update render_job set provider_job_id = :theirs, due_at = :due, claimed_until = null, version = version + 1
                 where workspace_id = :workspace and id = :id and state = 'running' and provider_job_id is null""")
                        .bind("id", job.id())
                        .bind("theirs", providerJobId)
                        .bind("due", due)
                        .run()
                == 1;
    }

    /** The service certainly does not have the job: it is submitted again later. */
    void requeue(RenderJob job, Instant due) {
        sql.of("""
                update render_job set submitting_at = null, submission = null, due_at = :due, claimed_until = null,
                       troubles = troubles + 1, version = version + 1
                 where workspace_id = :workspace and id = :id and state = 'running' and fence = :fence""")
                .bind("id", job.id())
                .bind("fence", job.fence())
                .bind("due", due)
                .run();
    }

    /** Nothing has changed; polls again at {@code due}. */
    void postpone(RenderJob job, Instant due, boolean trouble, boolean lookedUp) {
        sql.of("""
                update render_job set due_at = :due, claimed_until = null, polled_at = fanfare_now(),
                       troubles = case when :trouble then troubles + 1 else 0 end,
                       looks = looks + case when :looked then 1 else 0 end, version = version + 1
                 where workspace_id = :workspace and id = :id and state = 'running' and fence = :fence""")
                .bind("id", job.id())
                .bind("fence", job.fence())
                .bind("due", due)
                .bind("trouble", trouble)
                .bind("looked", lookedUp)
                .run();
    }

    /** Reserves a poll; false if the job was polled a moment ago or is not at a service. */
    boolean reservePoll(UUID id, Duration pace) {
        return sql.of("""
                update render_job set polled_at = fanfare_now()
                 where workspace_id = :workspace and id = :id and state = 'running' and provider_job_id is not null
                   and outcome is null
                   and (polled_at is null or polled_at <= fanfare_now() - make_interval(secs => :pace))""").bind("id", id).bind("pace", pace.toMillis() / 1000.0).run() == 1;
    }

    /**
     * Stores the outcome at the service. Webhooks and polls meet here: the first outcome is stored, later ones
     * change nothing.
     */
    boolean recordOutcome(UUID id, String providerJobId, RemoteStatus.Outcome outcome) {
        return sql.of("""
                update render_job set outcome = :outcome, due_at = fanfare_now(), version = version + 1
                 where workspace_id = :workspace and id = :id and state = 'running' and provider_job_id = :theirs
                   and outcome is null""")
                        .bind("id", id)
                        .bind("theirs", providerJobId)
                        .bind("outcome", Json.of(outcome))
                        .run()
                == 1;
    }

    /** Requests fresh URLs, because those of its files have expired. */
    void refresh(RenderJob job, Instant due) {
        sql.of("""
                update render_job set outcome = null, due_at = :due, claimed_until = null, looks = looks + 1,
                       version = version + 1
                 where workspace_id = :workspace and id = :id and state = 'running' and fence = :fence""")
                .bind("id", job.id())
                .bind("fence", job.fence())
                .bind("due", due)
                .run();
    }

    /** The files of a finished job. */
    record Output(UUID primary, List<UUID> variants, List<String> renditions, String hash) {}

    Optional<RenderJob> publish(RenderJob job, Output made) {
        return sql.of("""
                update render_job
                   set state = 'published', primary_asset = :primary, variant_assets = cast(:variants as uuid[]),
                       renditions = cast(:renditions as text[]), hash = :hash, completed_at = fanfare_now(), claimed_until = null,
                       estimated_time = 0, current_step = greatest(total_steps, 1), total_steps = greatest(total_steps, 1),
                       error = null, version = version + 1
                 where workspace_id = :workspace and id = :id and state = 'running' and fence = :fence
                returning *""")
                .bind(made)
                .array("variants", "uuid", made.variants())
                .array("renditions", "text", made.renditions())
                .bind("id", job.id())
                .bind("fence", job.fence())
                .find(RenderJob.class);
    }

    /** Only with this fence: a later claim takes precedence. */
    Optional<RenderJob> fail(RenderJob job, RenderJob.Failure failure) {
        return sql.of("""
                update render_job set state = 'failed', error = :error, completed_at = fanfare_now(), claimed_until = null,
                       estimated_time = null, version = version + 1
                 where workspace_id = :workspace and id = :id and state = 'running' and fence = :fence
                returning *""")
                .bind("id", job.id())
                .bind("fence", job.fence())
                .bind("error", Json.of(failure))
                .find(RenderJob.class);
    }

    // What people do

    Optional<RenderJob> submit(UUID id) {
        return sql.of("""
                update render_job set handed_in = true, due_at = fanfare_now(), version = version + 1
                 where workspace_id = :workspace and id = :id and state = 'queued' and not handed_in
                returning *""").bind("id", id).find(RenderJob.class);
    }

    Optional<RenderJob> cancel(UUID id) {
        return sql.of("""
                update render_job set state = 'cancelled', completed_at = fanfare_now(), claimed_until = null,
                       estimated_time = null, version = version + 1
                 where workspace_id = :workspace and id = :id and state in ('queued', 'running')
                returning *""").bind("id", id).find(RenderJob.class);
    }

    Optional<RenderJob> retry(UUID id) {
        return sql.of("""
                update render_job
                   set state = 'queued', handed_in = true, retry_count = retry_count + 1, due_at = fanfare_now(), error = null,
                       outcome = null, submitting_at = null, submission = null, provider_job_id = null, looks = 0,
                       troubles = 0, current_step = 0, estimated_time = null, completed_at = null, started_at = null,
                       regeneration_count = regeneration_count + 1, version = version + 1
                 where workspace_id = :workspace and id = :id and state = 'failed' and retry_count < max_retries
                returning *""").bind("id", id).find(RenderJob.class);
    }

    /** The jobs that use one of these files or produced it. */
    List<RenderJob> using(List<UUID> assets) {
        var texts = assets.stream().map(UUID::toString).toList();
        return sql.of("""
                select * from render_job j where j.workspace_id = :workspace and j.state in ('queued', 'running')
                   and exists (select 1 from jsonb_array_elements_text(j.params -> 'images') i(id) where i.id = any(:texts))
                 limit 1000""").array("texts", "text", texts).list(RenderJob.class);
    }

    void deleteOf(UUID campaign) {
        sql.of("delete from render_job where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }

    // The log

    void log(UUID job, Level level, String message) {
        sql.of("""
                insert into render_log (job_id, id, level, message)
                select :job, :id, :level, :message
                 where exists (select 1 from render_job where workspace_id = :workspace and id = :job)""")
                .bind("job", job)
                .bind("id", Ids.next())
                .bind("level", level)
                .bind("message", Texts.cut(message, 2000).replace("\0", ""))
                .run();
    }

    /** The last lines, oldest first. */
    List<LogLine> lines(UUID job) {
        return sql.of("""
                select at as timestamp, level, message from
                       (select at, level, message, id from render_log where workspace_id = :workspace and job_id = :job
                         order by id desc limit :most) l
                 order by id""").bind("job", job).bind("most", MOST_LINES).list(LogLine.class);
    }
}
