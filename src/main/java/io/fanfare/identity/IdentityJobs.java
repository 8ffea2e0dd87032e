package io.fanfare.identity;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.fanfare.kernel.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes expired sessions, reset links, tokens of agents and counts of failed sign-ins. */
@Configuration(proxyBeanMethods = false)
class IdentityJobs {
    @Bean
    RecurringTask<Void> forgetSignIns(
            SessionStore sessions,
            Throttle throttle,
            AgentTokens tokens,
            OAuthClients clients,
            SignInTrail trail,
            Transactions transactions) {
        return Tasks.recurring("identity_forget_sign_ins", FixedDelay.ofHours(1))
                .execute((instance, context) -> transactions.write(() -> {
                    sessions.forget();
                    throttle.forget();
                    tokens.forget();
                    clients.forget();
                    trail.forget();
                }));
    }
}
