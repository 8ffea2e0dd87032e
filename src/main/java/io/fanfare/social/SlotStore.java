package io.fanfare.social;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.util.List;
import org.springframework.stereotype.Component;

/** The SQL of posting slots. A target is the id of an account, or the name of a platform without one. */
@Component
class SlotStore {
    private final Sql sql;

    SlotStore(Sql sql) {
        this.sql = sql;
    }

    record Row(String target, List<Slots.Slot> slots) {}

    List<Row> all() {
        return sql.of("select target, slots from social_slot where workspace_id = :workspace order by target")
                .list(Row.class);
    }

    void put(String target, List<Slots.Slot> slots) {
        sql.of("""
                insert into social_slot (target, slots) values (:target, :slots)
                on conflict (workspace_id, target) do update set slots = excluded.slots""").bind("target", target).bind("slots", Json.of(slots)).run();
    }

    void forget(String target) {
        sql.of("delete from social_slot where workspace_id = :workspace and target = :target")
                .bind("target", target)
                .run();
    }
}
