package io.fanfare.mcp;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Invocation.Response;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Tool;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Follows a job that a tool has started, if the client asked for progress: until it has ended, the client gives the request up (which cancels
 * the job), or ten minutes have passed. The result is the job as it is then.
 */
@Component
class Jobs {
    private static final Set<String> OPEN = Set.of("queued", "submitted", "running", "waiting");
    private static final int STEPS = 600;

    private final Invocation invocation;
    private final Cancellations cancellations;

    Jobs(Invocation invocation, Cancellations cancellations) {
        this.invocation = invocation;
        this.cancellations = cancellations;
    }

    Response follow(Tool tool, Response started, Exchange exchange) {
        if (tool.job().isEmpty() || !exchange.wantsProgress()) return started;
        Object id = job(started).get("id");
        if (id == null || waitsForPerson(job(started))) return started;
        var latest = started;
        try {
            for (int step = 0; step < STEPS && OPEN.contains(state(latest)); step++) {
                report(latest, step, exchange);
                if (cancellations.isCancelled(exchange.name())) return cancel(tool, id);
                pause();
                latest = invocation.call(tool.job(), Map.of("id", id), Current.get());
            }
            report(latest, STEPS, exchange);
        } catch (UncheckedIOException gone) {
            cancel(tool, id);
            throw gone;
        }
        return latest;
    }

    /** A job that is submitted by hand does nothing until then. */
    private static boolean waitsForPerson(Map<String, Object> job) {
        return job.get("can") instanceof Collection<?> can && can.contains("submitRenderJob");
    }

    private static void pause() {
        try {
            // Nothing counts it down: the job is another worker's, perhaps on another node.
            new CountDownLatch(1).await(1, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Response cancel(Tool tool, Object id) {
        return invocation.call(tool.cancel(), Map.of("id", id), Current.get());
    }

    private static void report(Response response, int step, Exchange exchange) {
        var progress = Message.object(job(response).get("progress"));
        double total = progress.get("totalSteps") instanceof Number steps ? steps.doubleValue() : 0;
        double done = progress.get("currentStep") instanceof Number current ? current.doubleValue() : 0;
        // Progress has to grow with each report, also where the job stands still.
        double grown = done + step / (10.0 * STEPS);
        exchange.progress(grown, total > 0 ? Math.max(total, grown) : null, state(response));
    }

    private static String state(Response response) {
        var job = job(response);
        return String.valueOf(job.getOrDefault("state", job.get("status")));
    }

    private static Map<String, Object> job(Response response) {
        return Message.object(Json.read(Json.of(response.body()).text(), Object.class));
    }
}
