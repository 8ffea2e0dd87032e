package io.fanfare.mcp;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import org.springframework.stereotype.Component;

/** Requests that agents have given up, on whichever node they run. */
@Component
class Cancellations {
    private static final int LONGEST = 200;

    private final Sql sql;
    private final Transactions transactions;

    Cancellations(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    void cancel(String request) {
        if (request.length() > LONGEST) return;
        transactions.write(() -> {
            sql.of("""
                    delete from mcp_cancellation
                     where workspace_id = :workspace and at < fanfare_now() - interval '1 hour'""").run();
            sql.of("""
                    insert into mcp_cancellation (agent_id, request) values (:agent, :request)
                        on conflict (workspace_id, agent_id, request) do nothing""")
                    .bind("agent", Current.get().actor().id())
                    .bind("request", request)
                    .run();
        });
    }

    boolean isCancelled(String request) {
        return transactions.read(() -> sql.of("""
                select exists (select from mcp_cancellation
                                where workspace_id = :workspace and agent_id = :agent and request = :request)""")
                .bind("agent", Current.get().actor().id())
                .bind("request", request)
                .one(Boolean.class));
    }
}
