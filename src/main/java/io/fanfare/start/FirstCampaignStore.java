package io.fanfare.start;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import io.fanfare.start.FirstCampaign.Made;
import io.fanfare.start.FirstCampaign.Run;
import io.fanfare.start.FirstCampaign.State;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** First campaigns, and who has hidden the checklist. */
@Component
class FirstCampaignStore {
    private final Sql sql;

    FirstCampaignStore(Sql sql) {
        this.sql = sql;
    }

    void insert(UUID id, UUID person, NewFirstCampaign request, boolean sample) {
        sql.of("""
                insert into start_run (id, person_id, request, state, made, sample)
                values (:id, :person, :request, 'running', :made, :sample)""")
                .bind("id", id)
                .bind("person", person)
                .bind("sample", sample)
                .bind("request", Json.of(request))
                .bind("made", Json.of(Made.NOTHING))
                .run();
    }

    Optional<Run> find(UUID id) {
        return sql.of("""
                select id, person_id, request, state, made, error, created_at, sample
                  from start_run where workspace_id = :workspace and id = :id""").bind("id", id).find(Run.class);
    }

    /** How many are being made. */
    long running() {
        return sql.of("select count(*) from start_run where workspace_id = :workspace and state = 'running'")
                .one(Long.class);
    }

    /** Whoever asks for the sample at the same time waits, and then finds it. */
    void lockSample() {
        sql.of("select pg_advisory_xact_lock(hashtextextended(:name, 0)) is null")
                .bind("name", Current.get().workspace() + "|start|sample")
                .exists();
    }

    /** The sample campaign, if there is one. */
    Optional<Run> sample() {
        return sql.of("""
                select id, person_id, request, state, made, error, created_at, sample
                  from start_run where workspace_id = :workspace and sample
                 order by created_at desc, id desc limit 1""").find(Run.class);
    }

    void delete(UUID id) {
        sql.of("delete from start_run where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    /** The oldest one that is not finished. */
    Optional<Run> next() {
        return sql.of("""
                select id, person_id, request, state, made, error, created_at, sample
                  from start_run where workspace_id = :workspace and state = 'running'
                 order by created_at, id limit 1""").find(Run.class);
    }

    void update(UUID id, State state, Made made, @Nullable String error) {
        sql.of("""
                update start_run set state = :state, made = :made, error = :error, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("state", state)
                .bind("made", Json.of(made))
                .bind("error", error)
                .run();
    }

    boolean hidden(UUID person) {
        return sql.of("select 1 from start_hidden where workspace_id = :workspace and person_id = :person")
                .bind("person", person)
                .exists();
    }

    void hide(UUID person) {
        sql.of("insert into start_hidden (person_id) values (:person) on conflict do nothing")
                .bind("person", person)
                .run();
    }

    void show(UUID person) {
        sql.of("delete from start_hidden where workspace_id = :workspace and person_id = :person")
                .bind("person", person)
                .run();
    }
}
