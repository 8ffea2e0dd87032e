package io.fanfare.integration;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log of calls. */
@Component
class CallStore {
    private final Sql sql;

    CallStore(Sql sql) {
        this.sql = sql;
    }

    /** Before the call: as unconfirmed, so that a call whose server stopped is shown as that. */
    UUID begin(UUID service, String tool, Map<String, ?> arguments) {
        UUID id = Ids.next();
        sql.of("""
                insert into integration_call (id, service_id, tool, actor_name, arguments, detail)
                values (:id, :service, :tool, :actor, :arguments, 'Fanfare stopped before it knew the answer.')""")
                .bind("id", id)
                .bind("service", service)
                .bind("tool", tool)
                .bind("actor", Current.get().actor().name())
                .bind("arguments", Json.of(arguments))
                .run();
        return id;
    }

    void end(ToolCall call) {
        sql.of("""
                update integration_call
                   set state = :state, ms = :ms, text = :text, structured = :structured, detail = :detail
                 where workspace_id = :workspace and id = :id""")
                .bind("id", call.id())
                .bind("state", call.state())
                .bind("ms", call.ms())
                .bind("text", call.text())
                .bind("structured", call.structured() == null ? null : Json.of(call.structured()))
                .bind("detail", call.detail())
                .run();
    }

    List<ToolCall.Entry> list(UUID service, @Nullable UUID after, int limit) {
        return sql.of("""
                select id, tool, actor_name as by, arguments, state, ms, text, structured, detail, at
                  from integration_call
                 where workspace_id = :workspace and service_id = :service and (cast(:after as uuid) is null or id < :after)
                 order by id desc limit :limit""")
                .bind("service", service)
                .bind("after", after)
                .bind("limit", limit)
                .list(ToolCall.Entry.class);
    }

    /** Keeps the newest calls of an integration. */
    void trim(UUID service, int most) {
        sql.of("""
                delete from integration_call
                 where workspace_id = :workspace and service_id = :service and id < (
                       select id from integration_call where workspace_id = :workspace and service_id = :service
                        order by id desc offset :most limit 1)""").bind("service", service).bind("most", most).run();
    }
}
