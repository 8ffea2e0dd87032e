package io.fanfare.kernel;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Measures each request, turn and timer: a span where traces are sent, and one call of every {@link Observer}. */
@Component
class Watch extends AbstractSchedulerListener {
    /** Attributes of a request: its operation, what broke it, and the id that the response names that by. */
    static final String OPERATION = Watch.class.getName() + ".operation";

    static final String FAILURE = Watch.class.getName() + ".failure";
    static final String TRACE = Watch.class.getName() + ".trace";

    private final ObjectProvider<Observer> provider;
    private volatile @Nullable List<Observer> observers;

    @Autowired
    Watch(ObjectProvider<Observer> provider) {
        this.provider = provider;
    }

    List<Observer> observers() {
        var known = observers;
        if (known == null) observers = known = provider.stream().toList();
        return known;
    }

    /** A request was answered, or threw. */
    void answered(HttpServletRequest request, HttpServletResponse response, Traces.Part span, Answer answer) {
        if (!(request.getAttribute(OPERATION) instanceof Operation operation)) return;
        int status = answer.thrown() != null && response.getStatus() < 500 ? 500 : response.getStatus();
        span.name(operation.httpMethod() + " " + operation.path())
                .set("http.route", operation.path())
                .set("fanfare.operation", operation.id())
                .set("http.response.status_code", status);
        if (answer.workspace() != null)
            span.set("fanfare.workspace", answer.workspace().toString());
        var thrown = request.getAttribute(FAILURE) instanceof Throwable broken ? broken : answer.thrown();
        if (status >= 500) span.failed(thrown);
        observers().forEach(each -> each.answered(operation.id(), answer.workspace(), status, answer.nanos()));
        if (thrown == null) return;
        String trace = request.getAttribute(TRACE) instanceof String id ? id : "";
        failed(new Observer.Failure(answer.workspace(), operation.id(), thrown, trace));
    }

    /** How a request ended. */
    record Answer(
            @Nullable UUID workspace, long nanos, @Nullable Throwable thrown) {}

    void worked(String lane, long nanos) {
        observers().forEach(each -> each.worked(lane, nanos));
    }

    void failed(Observer.Failure failure) {
        observers().forEach(each -> each.failed(failure));
    }

    @Override
    public void onExecutionComplete(ExecutionComplete timer) {
        String name = timer.getExecution().taskInstance.getTaskName();
        timer.getCause()
                .ifPresent(thrown -> failed(
                        new Observer.Failure(null, name, thrown, Ids.next().toString())));
    }
}
