package io.fanfare.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The one way into an operation. Permission, transaction, idempotency and audit are the same for a request, a batch, an
 * agent and a stored run.
 */
@Component
public class Invocation implements MethodInterceptor {
    private static final ScopedValue<Optional<Running>> RUNNING = ScopedValue.newInstance();
    private static final Set<String> CHANGES = Set.of("PUT", "PATCH");

    private final Operations operations;
    private final ApplicationContext context;
    private final ObjectProvider<Transactions> transactions;
    private final ObjectProvider<IdempotencyKeys> keys;
    private final ObjectProvider<Audit> audit;
    private final ObjectProvider<Arguments> arguments;
    private final ObjectProvider<Authenticator> authenticator;
    private final ObjectProvider<Rates> rates;

    Invocation(
            Operations operations,
            ApplicationContext context,
            ObjectProvider<Transactions> transactions,
            ObjectProvider<IdempotencyKeys> keys,
            ObjectProvider<Audit> audit,
            ObjectProvider<Arguments> arguments,
            ObjectProvider<Authenticator> authenticator,
            ObjectProvider<Rates> rates) {
        this.operations = operations;
        this.context = context;
        this.transactions = transactions;
        this.keys = keys;
        this.audit = audit;
        this.arguments = arguments;
        this.authenticator = authenticator;
        this.rates = rates;
    }

    /**
     * The operation that runs now, its Idempotency-Key, the read-only members that its body named, whether it has an audit
     * row, and how many others it has called.
     */
    final class Running {
        private final Operation operation;
        private final MethodInvocation method;
        private final @Nullable String key;
        private final AtomicInteger calls = new AtomicInteger();
        private ReadOnlyMembers unchecked = ReadOnlyMembers.none();
        private volatile boolean audited;
        private volatile @Nullable Long rows;

        Running(Operation operation, MethodInvocation method, @Nullable String key) {
            this.operation = operation;
            this.method = method;
            this.key = key;
        }

        String name() {
            return operation.id();
        }

        Operation operation() {
            return operation;
        }

        AuditClass entryClass() {
            return operation.allow().audited();
        }

        void rows(long count) {
            rows = count;
        }

        @Nullable
        Long rows() {
            return rows;
        }

        void audited() {
            audited = true;
        }

        /** Compares with what the GET of the same path returns, or else with the response of this operation. */
        private void sentBack(ReadOnlyMembers members) {
            var reader = operations.readerOf(operation);
            if (reader.isEmpty()) unchecked = members;
            else members.requireUnchanged(() -> read(reader.get()));
        }

        private @Nullable Object read(Operation reader) {
            var path = new HashMap<String, Object>();
            var parameters = operation.method().getParameters();
            for (int i = 0; i < parameters.length; i++)
                if (parameters[i].isAnnotationPresent(PathVariable.class))
                    path.put(parameters[i].getName(), method.getArguments()[i]);
            return invoke(reader, arguments.getObject().bind(reader, path)).body();
        }

        /** The key of the next call of this operation: a repetition makes the same calls in the same order. */
        String nextKey(String key) {
            return operation.id() + ":" + key + "/" + calls.incrementAndGet();
        }
    }

    static Optional<Running> running() {
        return RUNNING.isBound() ? RUNNING.get() : Optional.empty();
    }

    /** What an operation returned: the HTTP status, and the body that the contract describes. */
    public record Response(int status, @Nullable Object body) {}

    /**
     * Calls an operation in process. The arguments have the names of the contract, the members of the body beside them. It
     * is a complete operation: the role is looked up again, and the call has its own rate, validation, transaction,
     * Idempotency-Key (that of the operation around it, numbered) and audit row. It must not be called in a transaction.
     */
    public Response call(String id, Map<String, ?> given, Current caller) {
        requireNoTransaction(id);
        return called(id, given, caller);
    }

    /**
     * Calls an operation as {@link #call} does and then undoes all of it, so that {@code observed} can say what it would change.
     * It must not be one that calls others outside its transaction.
     */
    public <T> T rehearse(String id, Map<String, ?> given, Current caller, Supplier<T> observed) {
        requireNoTransaction(id);
        return transactions.getObject().undone(() -> {
            called(id, given, caller);
            return observed.get();
        });
    }

    /** Calls an operation as {@link #call} does, undoes all of it and returns what it would have returned. */
    public Response rehearse(String id, Map<String, ?> given, Current caller) {
        requireNoTransaction(id);
        return transactions.getObject().undone(() -> called(id, given, caller));
    }

    /**
     * Calls an operation as a part of the one that runs, by its caller and in its transaction: all of both is done, or nothing. It has its own
     * permission, validation and audit row; rate and Idempotency-Key are those of the operation around it.
     */
    public Response join(String id, Map<String, ?> given) {
        if (running().isEmpty() || !TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalStateException(id + " has no operation to join");
        var operation = operations.get(id);
        return ScopedValue.where(RUNNING, Optional.empty())
                .call(() -> Current.get().withKey(null).call(() -> {
                    operation.admit();
                    return invoke(operation, arguments.getObject().bind(operation, given));
                }));
    }

    private static void requireNoTransaction(String id) {
        if (TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalStateException(id + " is called in a transaction; make the caller outside = true");
    }

    private Response called(String id, Map<String, ?> given, Current caller) {
        var operation = operations.get(id);
        var current = authenticator.getObject().again(caller).withKey(key(caller));
        return ScopedValue.where(RUNNING, Optional.empty())
                .call(() -> current.call(() -> {
                    admit(operation, given);
                    rates.getObject().take(operation);
                    return invoke(operation, arguments.getObject().bind(operation, given));
                }));
    }

    private void admit(Operation operation, Map<String, ?> given) {
        try {
            operation.admit();
        } catch (Refused refused) {
            audit.getObject().refused(operation, given.values().toArray(), refused);
            throw refused;
        }
    }

    private static @Nullable String key(Current caller) {
        String key = caller.idempotencyKey();
        return key == null ? null : running().map(outer -> outer.nextKey(key)).orElse(key);
    }

    private Response invoke(Operation operation, @Nullable Object[] values) {
        try {
            Object response = operation.method().invoke(context.getBean(operation.door()), values);
            return new Response(operation.status(response), Operation.body(response));
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Replay replay)
                return new Response(replay.status, replay.body.isEmpty() ? null : Json.read(replay.body, Object.class));
            if (thrown.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(thrown.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public @Nullable Object invoke(MethodInvocation method) throws Throwable {
        // A plain Java call by another operation: that one was admitted, and its transaction and audit row cover this.
        if (running().isPresent()) return method.proceed();
        var operation = operations.get(method.getMethod().getName());
        var renewed = Proof.renewed();
        if (renewed.isPresent()) return renewed.get().<@Nullable Object, Throwable>call(() -> run(operation, method));
        var proof = Proof.open().filter(owed -> operation.reads());
        if (proof.isEmpty()) return run(operation, method);
        try {
            return run(operation, ((ProxyMethodInvocation) method).invocableClone());
        } catch (Proof.Failed changed) {
            return proof.get().renew().<@Nullable Object, Throwable>call(() -> run(operation, method));
        }
    }

    private @Nullable Object run(Operation operation, MethodInvocation method) throws Throwable {
        try (var _ = Traces.inside(operation.id())) {
            operation.admit();
            var running = new Running(operation, method, key(operation));
            return ScopedValue.where(RUNNING, Optional.of(running)).<@Nullable Object, Throwable>call(() -> {
                if (operation.allow().outside()) return outside(running, method);
                return audited(running, method);
            });
        } catch (Refused refused) {
            audit.getObject().refused(operation, method.getArguments(), refused);
            throw refused;
        }
    }

    private @Nullable Object audited(Running running, MethodInvocation method) throws Throwable {
        var staleReads = transactions.getObject().staleReads();
        Object response;
        if (running.operation.reads())
            response = staleReads.read(running.operation, () -> read(again(method)), () -> read(method));
        else {
            response = transactions.getObject().write(() -> write(running, method));
            staleReads.wrote();
        }
        audit.getObject().read(running, method.getArguments(), response);
        return response;
    }

    /** The same call, which can be made beside this one. */
    private static MethodInvocation again(MethodInvocation method) {
        return ((ProxyMethodInvocation) method).invocableClone();
    }

    private @Nullable Object read(MethodInvocation method) {
        var proof = Proof.open();
        return proof.isPresent()
                ? transactions.getObject().read(proof.get(), () -> proceed(method))
                : transactions.getObject().read(() -> proceed(method));
    }

    /** Without its own transaction: the key is claimed before and answered after, in short ones. */
    private @Nullable Object outside(Running running, MethodInvocation method) throws Throwable {
        String key = running.key;
        if (key == null) return method.proceed();
        var transaction = transactions.getObject();
        var request = transaction.write(() -> {
            var claimed = keys.getObject().claim(running.operation, key, method.getArguments());
            keys.getObject().begin(claimed);
            return claimed;
        });
        Object response;
        try {
            response = method.proceed();
        } catch (Throwable failed) {
            try {
                transaction.write(() -> keys.getObject().release(request));
            } catch (RuntimeException unavailable) {
                failed.addSuppressed(unavailable);
            }
            throw failed;
        }
        transaction.write(() -> store(request, running.operation, response));
        return response;
    }

    private @Nullable Object write(Running running, MethodInvocation method) {
        var operation = running.operation;
        if (Current.find().isEmpty() || operation.allow().plain()) return proceed(method);
        String key = running.key;
        var request = key == null ? null : keys.getObject().claim(operation, key, method.getArguments());
        sentBack(Required.sentBack());
        Object response = proceed(method);
        running.unchecked.requireUnchanged(() -> Operation.body(response));
        if (!running.audited)
            audit.getObject()
                    .record(new Subject(operation.room(), subject(method.getArguments()), null, null), null, null);
        if (request != null) store(request, operation, response);
        return response;
    }

    /** Members that the body of the running operation names beside those it defines; refused unless they are unchanged. */
    static void sentBack(ReadOnlyMembers members) {
        if (members.members().isEmpty()) return;
        var running = running().filter(now -> CHANGES.contains(now.operation.httpMethod()));
        if (running.isEmpty()) members.requireUnchanged(Map::of);
        else running.get().sentBack(members);
    }

    /**
     * Refuses those members if the resource has others: for an operation {@code outside} a transaction, in the one that changes the
     * resource. The resource is read only if there are such members.
     */
    public static void requireUnchanged(Supplier<?> resource) {
        running().ifPresent(now -> now.unchecked.requireUnchanged(resource::get));
    }

    private static @Nullable String key(Operation operation) {
        String key = Current.find().map(Current::idempotencyKey).orElse(null);
        if (key == null || !operation.storesResponse()) return null;
        // The key of a call in process is made here, and longer than what a client may send.
        return RUNNING.isBound() ? key : IdempotencyKeys.checked(key);
    }

    private void store(IdempotencyKeys.Request request, Operation operation, @Nullable Object response) {
        Object body = Operation.body(response);
        String text = body == null ? "" : Json.of(body).text();
        keys.getObject().store(request, operation.status(response), text);
    }

    private static @Nullable Object proceed(MethodInvocation method) {
        try {
            return method.proceed();
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }

    static @Nullable UUID subject(@Nullable Object[] arguments) {
        return Arrays.stream(arguments)
                .filter(UUID.class::isInstance)
                .map(UUID.class::cast)
                .findFirst()
                .orElse(null);
    }
}
