package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.fanfare.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The timers of two nodes, with the settings of the server but faster heartbeats. */
class TimersTest {
    private final ConcurrentLinkedQueue<String> ran = new ConcurrentLinkedQueue<>();
    private final CountDownLatch died = new CountDownLatch(1);

    @Test
    void a_job_runs_on_one_node_only_and_goes_on_at_another_when_its_node_dies() {
        var task = "test_" + Ids.next();
        var first = node("first", task, false);
        var second = node("second", task, false);
        first.start();
        second.start();
        try {
            IntStream.range(0, 50).forEach(i -> first.schedule(once(task, false).instance("job " + i), Instant.EPOCH));
            await().atMost(Duration.ofSeconds(20)).until(() -> ran.size() >= 50);
            assertThat(ran).hasSize(50).doesNotHaveDuplicates();
        } finally {
            first.stop();
            second.stop();
        }
        ran.clear();
        var dying = node("dying", task, true);
        dying.schedule(once(task, true).instance("a job that hangs"), Instant.EPOCH);
        dying.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> ran.contains("begun"));
        // As if it were killed: no heartbeat, no end.
        dying.stop();
        var heir = node("heir", task, false);
        heir.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> ran.contains("a job that hangs"));
        } finally {
            heir.stop();
            died.countDown();
        }
    }

    private OneTimeTask<Void> once(String task, boolean hangs) {
        return Tasks.oneTime(task).execute((instance, context) -> {
            if (!hangs) {
                ran.add(instance.getId());
                return;
            }
            ran.add("begun");
            boolean waiting = true;
            while (waiting) {
                try {
                    died.await();
                    waiting = false;
                } catch (InterruptedException stopped) {
                    // A process that is killed is not asked either.
                }
            }
        });
    }

    private Scheduler node(String name, String task, boolean hangs) {
        return Scheduler.create(Api.bean(DataSource.class), List.of(once(task, hangs)))
                .tableName("kernel_timer")
                .schedulerName(() -> name)
                .threads(4)
                .pollUsingLockAndFetch(1.0, 6.0)
                .pollingInterval(Duration.ofMillis(100))
                .heartbeatInterval(Duration.ofSeconds(1))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofMillis(100))
                .build();
    }
}
