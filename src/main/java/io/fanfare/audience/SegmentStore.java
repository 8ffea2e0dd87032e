package io.fanfare.audience;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of segments. */
@Component
class SegmentStore {
    private static final String COLUMNS =
            "id, null as key, name, false as built_in, 0 as count, rules, archived, version, created_at";

    private final Sql sql;

    SegmentStore(Sql sql) {
        this.sql = sql;
    }

    void insert(UUID id, String name, Map<String, @Nullable Object> rules) {
        sql.of("insert into audience_segment (id, name, rules, created_by) values (:id, :name, :rules, :by)")
                .bind("id", id)
                .bind("name", name)
                .bind("rules", Json.of(rules))
                .bind("by", Current.get().actor().personId())
                .run();
    }

    void update(UUID id, String name, Map<String, @Nullable Object> rules) {
        sql.of("""
                update audience_segment set name = :name, rules = :rules, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("name", name)
                .bind("rules", Json.of(rules))
                .run();
    }

    void archive(UUID id, boolean archived) {
        sql.of("update audience_segment set archived = :archived where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .bind("archived", archived)
                .run();
    }

    /** Built-in segments first, then those of the workspace by name. */
    List<Segment> list() {
        var own = sql.of("select " + COLUMNS + """

                 from audience_segment where workspace_id = :workspace and not archived order by lower(name), id""").list(Segment.class);
        return Stream.concat(Segment.BUILT_IN.stream(), own.stream()).toList();
    }

    /** Finds archived segments as well, because mailings may have been sent to them. */
    Optional<Segment> find(UUID id) {
        return Segment.BUILT_IN.stream()
                .filter(segment -> segment.id().equals(id))
                .findFirst()
                .or(() -> sql.of("select " + COLUMNS
                                + " from audience_segment where workspace_id = :workspace and id = :id")
                        .bind("id", id)
                        .find(Segment.class));
    }

    List<Segment> list(Collection<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        var own = sql.of("select " + COLUMNS
                        + " from audience_segment where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", ids)
                .list(Segment.class);
        return Stream.concat(Segment.BUILT_IN.stream().filter(segment -> ids.contains(segment.id())), own.stream())
                .toList();
    }

    Segment hold(UUID id) {
        var segment = lock(id);
        if (segment.archived()) throw Refused.notFound();
        return segment;
    }

    /** Also an archived one. */
    Segment lock(UUID id) {
        if (Segment.BUILT_IN.stream().anyMatch(segment -> segment.id().equals(id)))
            throw Refused.conflict(
                    "segment_built_in",
                    "This segment is built in and can't be changed. Create your own segment with its rules.");
        return sql.of("select " + COLUMNS + """

                 from audience_segment where workspace_id = :workspace and id = :id for update""").bind("id", id).one(Segment.class);
    }
}
