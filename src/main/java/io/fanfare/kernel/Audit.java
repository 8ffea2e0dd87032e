package io.fanfare.kernel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Records what was done, in the transaction that did it, and what was read, exported or refused. The room {@code activity} stores it.
 */
@Component
public class Audit {
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    /** One change: {@code before} and {@code after} hold what changed, null where there was or is nothing. */
    public record Event(
            Current by,
            AuditClass entryClass,
            String operation,
            Subject subject,
            @Nullable Object before,
            @Nullable Object after) {}

    /** Something that changed nothing: a sign-in, a read of personal data, an export. */
    public record Note(Current by, AuditClass entryClass, String operation, Subject subject, Map<String, ?> details) {}

    /** A request of a known caller that was refused. There may be many, so the listener decides how many rows they become. */
    public record Refusal(Current by, String operation, Subject subject, int status, String code) {}

    private final ApplicationEventPublisher events;
    private final ObjectProvider<Transactions> transactions;

    Audit(ApplicationEventPublisher events, ObjectProvider<Transactions> transactions) {
        this.events = events;
        this.transactions = transactions;
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
        var running = Invocation.running();
        running.ifPresent(Invocation.Running::audited);
        var entryClass = running.map(Invocation.Running::entryClass).orElse(AuditClass.CHANGE);
        events.publishEvent(new Event(Current.get(), entryClass, operation, subject, before, after));
    }

    /** For what changed nothing. Needs a transaction that writes; nothing else hears of it but the audit trail. */
    public void note(AuditClass entryClass, String operation, Subject subject, Map<String, ?> details) {
        Invocation.running().ifPresent(Invocation.Running::audited);
        events.publishEvent(new Note(Current.get(), entryClass, operation, subject, details));
    }

    /** How many rows the running operation exports; otherwise the items of its response are counted. */
    public void rows(long count) {
        Invocation.running().ifPresent(running -> running.rows(count));
    }

    /** An operation that exports or shows personal data has answered: committed before the caller gets the answer. */
    void read(Invocation.Running running, @Nullable Object[] arguments, @Nullable Object response) {
        var operation = running.operation();
        var entryClass = operation.allow().audited();
        if (entryClass != AuditClass.ACCESS && entryClass != AuditClass.EXPORT
                || Current.find().isEmpty()) return;
        var details = new LinkedHashMap<String, Object>();
        var filter = filter(operation, arguments);
        if (!filter.isEmpty()) details.put("filter", filter);
        var rows = running.rows();
        if (rows == null) rows = count(Operation.body(response));
        // A list of nothing shows no data of anyone. Screens ask for such lists all the time, to count what is open.
        if (entryClass == AuditClass.ACCESS && rows != null && rows == 0) return;
        if (rows != null) details.put("rows", rows);
        transactions
                .getObject()
                .write(() -> note(
                        entryClass,
                        operation.id(),
                        new Subject(operation.subjectKind(), Invocation.subject(arguments), null, null),
                        details));
    }

    /** What the caller asked for beside the id in the path. */
    private static Map<String, Object> filter(Operation operation, @Nullable Object[] arguments) {
        var filter = new LinkedHashMap<String, Object>();
        var parameters = operation.method().getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Object value = arguments[i];
            if (value == null || parameters[i].isAnnotationPresent(PathVariable.class)) continue;
            if (value instanceof Record asked && asked.getClass().getName().startsWith("io.fanfare."))
                Json.tree(asked).properties().forEach(member -> {
                    if (!member.getValue().isNull()) filter.put(member.getKey(), member.getValue());
                });
            else if (value instanceof String || value instanceof Number || value instanceof Enum<?>)
                filter.put(parameters[i].getName(), value);
        }
        return filter;
    }

    private static @Nullable Long count(@Nullable Object body) {
        return switch (body) {
            case Page<?> page -> (long) page.items().size();
            case Slice<?> slice -> (long) slice.items().size();
            case Collection<?> items -> (long) items.size();
            case null -> null;
            case byte[] _, Resource _ -> null;
            default -> 1L;
        };
    }

    /** The caller of an operation is refused: always a refusal for lack of permission, and every refusal of a decision. */
    void refused(Operation operation, @Nullable Object[] arguments, Refused refused) {
        boolean decision = operation.allow().audited() == AuditClass.DECISION
                && (refused.status() == CONFLICT || refused.status() == UNPROCESSABLE);
        if (refused.status() != FORBIDDEN && !decision) return;
        // Within a transaction it is a part of an operation that is refused itself, or a rehearsal.
        var current = Current.find().filter(caller -> caller.actor().kind() != Actor.Kind.SYSTEM);
        if (current.isEmpty() || TransactionSynchronizationManager.isActualTransactionActive()) return;
        var subject = new Subject(operation.subjectKind(), Invocation.subject(arguments), null, null);
        events.publishEvent(new Refusal(current.get(), operation.id(), subject, refused.status(), refused.code()));
    }
}
