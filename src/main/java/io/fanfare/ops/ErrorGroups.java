package io.fanfare.ops;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Errors of the server, grouped. */
@RestController
class ErrorGroups {
    private final ErrorStore store;
    private final ErrorBuffer buffer;
    private final Transactions transactions;

    ErrorGroups(ErrorStore store, ErrorBuffer buffer, Transactions transactions) {
        this.store = store;
        this.buffer = buffer;
        this.transactions = transactions;
    }

    /** Errors with the same cause in the same place; {@code traceId} names the newest in the log. */
    record ErrorGroup(
            String fingerprint,
            String title,
            String operation,
            long count,
            Instant firstAt,
            Instant lastAt,
            String traceId) {}

    /**
     * Lists the errors of the server that requests and background work of this workspace met, the newest first. Errors with the same
     * exception, place and operation are one entry; the newest 200 entries are kept. {@code traceId} is in the response that failed and
     * in the server's log. The message of an error is only in the log, because it may contain personal data.
     */
    @GetMapping("/api/monitoring/errors")
    @Allow(value = "ops.read", outside = true)
    Page<ErrorGroup> listErrors(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        buffer.flush();
        return transactions.read(() -> store.list(range));
    }
}
