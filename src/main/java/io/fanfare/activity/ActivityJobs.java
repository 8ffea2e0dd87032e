package io.fanfare.activity;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives each workspace its daily turn in the lane that cares for the audit trail. */
@Configuration(proxyBeanMethods = false)
class ActivityJobs {
    @Bean
    RecurringTask<Void> careForAudit(Sql sql, Transactions transactions) {
        return Tasks.recurring("activity_care", FixedDelay.ofHours(1))
                .execute((instance, context) -> transactions.write(
                        () -> sql.of("select activity_care()").one(Long.class)));
    }
}
