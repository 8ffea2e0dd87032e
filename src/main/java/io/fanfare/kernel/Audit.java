package io.fanfare.kernel;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Records what was done, in the transaction that did it. The room {@code activity} stores it. */
@Component
public class Audit {
    /** One change: {@code before} and {@code after} hold what changed, null where there was or is nothing. */
    public record Event(
            Current by,
            String operation,
            Subject subject,
            @Nullable Object before,
            @Nullable Object after) {}

    private final ApplicationEventPublisher events;

    Audit(ApplicationEventPublisher events) {
        this.events = events;
    }

    public void record(Subject subject, @Nullable Object before, @Nullable Object after) {
        String byItself = subject.kind() + (before == null ? "Added" : after == null ? "Removed" : "Changed");
        record(Invocation.running().map(Invocation.Running::name).orElse(byItself), subject, before, after);
    }

    /** Says that the running operation changed nothing, so it leaves no row. */
    public void unchanged() {
        Invocation.running().ifPresent(Invocation.Running::audited);
    }

    /** For what Fanfare does by itself, without an operation: {@code deliveryUnconfirmed}, {@code approvalLapsed}. */
    public void record(String operation, Subject subject, @Nullable Object before, @Nullable Object after) {
        Invocation.running().ifPresent(Invocation.Running::audited);
        events.publishEvent(new Event(Current.get(), operation, subject, before, after));
    }
}
