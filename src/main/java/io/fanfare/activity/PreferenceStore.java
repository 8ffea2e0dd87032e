package io.fanfare.activity;

import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The statements of the settings of people. */
@Component
class PreferenceStore {
    private final Sql sql;
    private final Workspaces workspaces;

    PreferenceStore(Sql sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    private record Row(UUID personId, Map<String, Object> settings) {}

    NotificationSettings of(UUID person) {
        return Objects.requireNonNull(of(List.of(person)).get(person));
    }

    /** The settings of each of these people. */
    Map<UUID, NotificationSettings> of(Collection<UUID> people) {
        var known = sql
                .of(
                        "select person_id, settings from activity_preference where workspace_id = :workspace and person_id = any(:people)")
                .array("people", "uuid", people)
                .list(Row.class)
                .stream()
                .collect(Collectors.toMap(
                        Row::personId, row -> Json.convert(row.settings(), NotificationSettings.class)));
        var usual = NotificationSettings.usual(workspaces.current().timeZone());
        return people.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), person -> known.getOrDefault(person, usual)));
    }

    /** Locks the settings of a person until the transaction ends, so that none of two changes is lost. */
    void lock(UUID person) {
        sql.of("""
                insert into activity_preference (person_id, settings) values (:person, :settings)
                on conflict (workspace_id, person_id) do update set updated_at = activity_preference.updated_at""").bind("person", person).bind("settings", Json.of(of(person))).run();
    }

    void save(UUID person, NotificationSettings settings) {
        sql.of("""
                update activity_preference set settings = :settings, updated_at = fanfare_now()
                 where workspace_id = :workspace and person_id = :person""").bind("person", person).bind("settings", Json.of(settings)).run();
    }
}
