package io.fanfare.kernel;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Housekeeping, on one node at a time. */
@Configuration(proxyBeanMethods = false)
class MaintenanceJobs {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceJobs.class);

    @Bean
    RecurringTask<Void> forgetAnswers(Sql sql, Transactions transactions) {
        return Tasks.recurring("kernel_forget_answers", FixedDelay.ofHours(1)).execute((instance, context) -> {
            long gone = transactions.write(
                    () -> sql.of("select kernel_forget_answers()").one(Long.class));
            if (gone > 0) LOG.info("{} expired responses of Idempotency-Keys were deleted", gone);
        });
    }

    @Bean
    RecurringTask<Void> forgetRejectedRows(Sql sql, Transactions transactions) {
        return Tasks.recurring("kernel_forget_rejected_rows", FixedDelay.ofHours(1))
                .execute((instance, context) -> {
                    long gone = transactions.write(
                            () -> sql.of("select kernel_forget_rejected_rows()").one(Long.class));
                    if (gone > 0) LOG.info("the cells of {} rejected rows of imports were deleted", gone);
                });
    }

    @Bean
    RecurringTask<Void> removeDeletedFiles(Blobs blobs) {
        return Tasks.recurring("kernel_remove_deleted_files", FixedDelay.ofHours(1))
                .execute((instance, context) -> {
                    try {
                        blobs.clear();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
