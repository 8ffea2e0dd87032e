package io.fanfare.search;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import io.fanfare.search.SavedSearch.Alert;
import io.fanfare.search.SavedSearches.SavedSearchDetails;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of saved searches. */
@Component
class SavedSearchStore {
    private static final String OWN = "workspace_id = :workspace and person_id = :person";

    private final Sql sql;

    SavedSearchStore(Sql sql) {
        this.sql = sql;
    }

    /** A saved search as it is stored. */
    record Row(
            UUID id,
            UUID personId,
            String name,
            SavedQuery query,
            boolean shared,
            Alert alert,
            Instant createdAt,
            int version) {}

    /** The caller's own, and those that others share. */
    List<Row> visible() {
        return sql.of("""
                select id, person_id, name, query, shared, alert, created_at, version from search_saved
                 where workspace_id = :workspace and (person_id = :person or shared)
                 order by lower(name), id""").bind("person", Current.get().person()).list(Row.class);
    }

    Optional<Row> find(UUID id) {
        return sql.of("""
                select id, person_id, name, query, shared, alert, created_at, version from search_saved
                 where workspace_id = :workspace and id = :id and (person_id = :person or shared)""").bind("id", id).bind("person", Current.get().person()).find(Row.class);
    }

    void insert(UUID id, SavedSearchDetails details, @Nullable Instant alertAt) {
        sql.of("""
                insert into search_saved (id, person_id, name, query, shared, alert, alert_at)
                values (:id, :person, :name, :query, :shared, :alert, :alertAt)""")
                .bind(details)
                .bind("query", Json.of(details.query()))
                .bind("id", id)
                .bind("person", Current.get().person())
                .bind("alertAt", alertAt)
                .run();
    }

    /** The results that are known stay so only while the search is the same. */
    void update(UUID id, SavedSearchDetails details, @Nullable Instant alertAt) {
        sql.of("""
                update search_saved
                   set name = :name, query = :query, shared = :shared, alert = :alert, alert_at = :alertAt, version = version + 1
                 where\s""" + OWN + " and id = :id")
                .bind(details)
                .bind("query", Json.of(details.query()))
                .bind("id", id)
                .bind("person", Current.get().person())
                .bind("alertAt", alertAt)
                .run();
    }

    void delete(UUID id) {
        sql.of("delete from search_saved where " + OWN + " and id = :id")
                .bind("id", id)
                .bind("person", Current.get().person())
                .run();
    }

    /** A search whose alert is due, with the results that its person knows. */
    record Due(UUID id, UUID personId, String name, SavedQuery query, List<UUID> known) {}

    List<Due> due(int most) {
        return sql.of("""
                select id, person_id, name, query, known from search_saved
                 where workspace_id = :workspace and alert_at <= fanfare_now()
                 order by alert_at, id limit :most
                   for update""").bind("most", most).list(Due.class);
    }

    void know(UUID id, Collection<UUID> known) {
        sql.of("update search_saved set known = :known where workspace_id = :workspace and id = :id")
                .array("known", "uuid", known)
                .bind("id", id)
                .run();
    }

    /** When the alert comes again; never without a time. */
    void plan(UUID id, @Nullable Instant alertAt) {
        sql.of("""
                update search_saved
                   set alert_at = :alertAt, alert = case when cast(:alertAt as timestamptz) is null then 'never' else alert end
                 where workspace_id = :workspace and id = :id""").bind("id", id).bind("alertAt", alertAt).run();
    }

    Optional<Instant> nextAlert() {
        return sql.of("""
                select alert_at from search_saved where workspace_id = :workspace and alert_at is not null
                 order by alert_at limit 1""").find(Instant.class);
    }
}
