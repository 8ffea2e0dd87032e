package io.fanfare.kernel;

import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every operation of the house, and the one way into them. Around each runs the same: permission, transaction,
 * idempotency, audit; whether the call came by HTTP, from an agent, a bulk or a stored run.
 */
@Component
public class Operations implements MethodInterceptor {
    private static final ScopedValue<Running> RUNNING = ScopedValue.newInstance();
    /** Where the status of an answer will stand. */
    private static final int IN_FLIGHT = 0;

    private final Transactions transactions;
    private final ObjectProvider<Audit> audit;
    private final Sql sql;
    private final Inputs inputs;
    private final ObjectProvider<Envelope> envelope;
    private final ApplicationContext context;
    private volatile @Nullable Map<String, Operation> byId;

    Operations(
            @Lazy Transactions transactions,
            ObjectProvider<Audit> audit,
            @Lazy Sql sql,
            @Lazy Inputs inputs,
            ObjectProvider<Envelope> envelope,
            ApplicationContext context) {
        this.transactions = transactions;
        this.audit = audit;
        this.sql = sql;
        this.inputs = inputs;
        this.envelope = envelope;
        this.context = context;
    }

    /** The operation that runs now, what its body named beside the defined members, and whether it has left an audit row. */
    static final class Running {
        private final Operation operation;
        private final Operations operations;
        private final MethodInvocation invocation;
        private ReadOnlyMembers unchecked = ReadOnlyMembers.none();
        private boolean audited;

        Running(Operation operation, Operations operations, MethodInvocation invocation) {
            this.operation = operation;
            this.operations = operations;
            this.invocation = invocation;
        }

        String name() {
            return operation.id();
        }

        /** Compares with what the GET of the same address answers, else with the answer that this will give. */
        private void sentBack(ReadOnlyMembers members) {
            var reader = operations.readerOf(operation);
            if (reader.isEmpty()) unchecked = members;
            else members.requireUnchanged(() -> operations.read(reader.get(), operation, invocation));
        }

        void audited() {
            audited = true;
        }
    }

    /** Members that the body of the running operation names beside those it defines; refused unless they are as they were read. */
    static void sentBack(ReadOnlyMembers members) {
        if (members.members().isEmpty()) return;
        boolean changes = RUNNING.isBound()
                && Set.of("PUT", "PATCH").contains(RUNNING.get().operation.httpMethod());
        if (changes) RUNNING.get().sentBack(members);
        else members.requireUnchanged(Map::of);
    }

    private Optional<Operation> readerOf(Operation operation) {
        return all().values().stream()
                .filter(other -> other.reads() && other.path().equals(operation.path()))
                .findFirst();
    }

    private @Nullable Object read(Operation reader, Operation operation, MethodInvocation invocation) {
        var path = new HashMap<String, Object>();
        var parameters = operation.method().getParameters();
        for (int i = 0; i < parameters.length; i++)
            if (parameters[i].isAnnotationPresent(PathVariable.class))
                path.put(parameters[i].getName(), invocation.getArguments()[i]);
        return run(reader, path);
    }

    static Optional<Running> running() {
        return RUNNING.isBound() ? Optional.of(RUNNING.get()) : Optional.empty();
    }

    /** The answer that an earlier request with the same Idempotency-Key got; sent again as it was. */
    static final class Replayed extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int status;
        final String body;

        Replayed(int status, String body) {
            super(null, null, false, false);
            this.status = status;
            this.body = body;
        }
    }

    /** All of them, by operationId. */
    public Map<String, Operation> all() {
        Map<String, Operation> known = byId;
        if (known == null) byId = known = scan();
        return known;
    }

    public Operation get(String id) {
        var operation = all().get(id);
        if (operation == null) throw new IllegalStateException("no operation is called " + id);
        return operation;
    }

    public boolean has(String id) {
        return all().containsKey(id);
    }

    /** Those of the named operations that whoever asks has the permission for: the {@code can} of an answer. */
    public List<String> permitted(List<String> ids) {
        var current = Current.get();
        return ids.stream().filter(id -> has(id) && permits(get(id), current)).toList();
    }

    /** How a check is mended: the operation with its address ready to call. */
    public Check.Fix fix(String id, Map<String, ?> variables, @Nullable Map<String, Object> body) {
        var operation = get(id);
        return new Check.Fix(id, operation.httpMethod(), operation.at(variables), body);
    }

    static boolean permits(Operation operation, Current current) {
        return operation.isPublic()
                || operation.allow().value().equals("member")
                || current.may(operation.allow().value());
    }

    /** Refuses whoever may not call this. */
    void admit(Operation operation) {
        if (operation.isPublic()) return;
        var current = Current.find()
                .orElseThrow(() -> Refused.unauthorized("Sign in, or send an API key as a bearer token."));
        if (!permits(operation, current))
            throw Refused.forbidden(
                    "forbidden",
                    "Your role (" + current.role() + ") does not include "
                            + operation.allow().value() + ". Ask an owner or admin of the workspace.");
    }

    /**
     * Calls an operation in process: arguments by name as the contract has them, the members of the body beside them.
     * It goes through the same permission, validation, idempotency and audit as a request.
     */
    public @Nullable Object call(String id, Map<String, Object> arguments, Current current) {
        var operation = get(id);
        return current.<@Nullable Object, RuntimeException>call(() -> {
            admit(operation);
            return run(operation, arguments);
        });
    }

    private @Nullable Object run(Operation operation, Map<String, Object> arguments) {
        Object door = context.getBean(operation.door());
        try {
            Object answer = operation.method().invoke(door, bind(operation, arguments));
            return unwrapped(answer);
        } catch (java.lang.reflect.InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Replayed replayed) return Json.read(replayed.body, Object.class);
            if (thrown.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(thrown.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private @Nullable Object[] bind(Operation operation, Map<String, Object> arguments) {
        var rest = new LinkedHashMap<>(arguments);
        var parameters = operation.method().getParameters();
        @Nullable Object[] values = new @Nullable Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            if (parameter.isAnnotationPresent(RequestBody.class)) continue;
            Object given = rest.remove(parameter.getName());
            if (given == null && parameter.isAnnotationPresent(PathVariable.class))
                throw Refused.invalid(parameter.getName(), "is missing");
            values[i] = given == null ? null : converted(parameter, given);
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].isAnnotationPresent(RequestBody.class)) continue;
            values[i] = inputs.read(rest, parameters[i].getType());
            return values;
        }
        UnknownInput.refuse(rest.keySet());
        return values;
    }

    private static Object converted(Parameter parameter, Object given) {
        try {
            return Json.convert(given, parameter.getType());
        } catch (tools.jackson.core.JacksonException wrong) {
            if (parameter.getType() == UUID.class && parameter.isAnnotationPresent(PathVariable.class))
                throw Refused.notFound();
            throw Refused.invalid(
                    parameter.getName(), "is no " + parameter.getType().getSimpleName());
        }
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        // Called by another operation: that one has been admitted, and its transaction and audit hold this too.
        if (RUNNING.isBound()) return invocation.proceed();
        var operation = get(invocation.getMethod().getName());
        admit(operation);
        var running = new Running(operation, this, invocation);
        return ScopedValue.where(RUNNING, running).<@Nullable Object, Throwable>call(() -> {
            if (operation.allow().outside()) return outside(operation, invocation);
            return operation.reads()
                    ? transactions.read(() -> proceed(invocation))
                    : transactions.write(() -> write(operation, running, invocation));
        });
    }

    /** Without a transaction of its own, so the key is taken before and answered after in short ones. */
    private @Nullable Object outside(Operation operation, MethodInvocation invocation) throws Throwable {
        var current = Current.find();
        boolean keyed = current.isPresent() && !operation.allow().plain() && !operation.reads();
        String key = keyed ? current.get().idempotencyKey() : null;
        if (key == null) return invocation.proceed();
        String request = transactions.write(() -> {
            String asked = replay(operation, key, invocation);
            keep(operation, key, asked, IN_FLIGHT, "");
            return asked;
        });
        Object answer;
        try {
            answer = invocation.proceed();
        } catch (Throwable failed) {
            try {
                transactions.write(() -> free(operation, key));
            } catch (RuntimeException away) {
                failed.addSuppressed(away);
            }
            throw failed;
        }
        transactions.write(() -> keep(operation, key, request, status(operation, answer), body(answer)));
        return answer;
    }

    private @Nullable Object write(Operation operation, Running running, MethodInvocation invocation) {
        var current = Current.find();
        if (current.isEmpty() || operation.allow().plain()) return proceed(invocation);
        String key = current.get().idempotencyKey();
        String request = key == null ? "" : replay(operation, key, invocation);
        sentBack(Required.sentBack());
        Object answer = proceed(invocation);
        running.unchecked.requireUnchanged(() -> unwrapped(answer));
        if (!running.audited)
            audit.getObject().record(new Subject(operation.room(), subject(invocation), null, null), null, null);
        if (key != null) keep(operation, key, request, status(operation, answer), body(answer));
        return answer;
    }

    private static @Nullable Object proceed(MethodInvocation invocation) {
        try {
            return invocation.proceed();
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }

    private static @Nullable UUID subject(MethodInvocation invocation) {
        return Arrays.stream(invocation.getArguments())
                .filter(UUID.class::isInstance)
                .map(UUID.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** Answers the digest of the request, or refuses because of what the key was used for before. */
    private String replay(Operation operation, String key, MethodInvocation invocation) {
        if (key.isBlank() || key.length() > 200) throw Refused.invalid("Idempotency-Key", "1 to 200 characters");
        String request = keyed(Json.digest(Arrays.asList(invocation.getArguments())));
        var person = Optional.ofNullable(Current.get().actor().id()).orElse(new UUID(0, 0));
        boolean alone = sql.of("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", Current.get().workspace() + "|" + person + "|" + operation.id() + "|" + key)
                .one(Boolean.class);
        if (!alone) throw inFlight();
        // Where a server died at work nobody answers any more: the key is free after a while.
        var kept = sql.of("""
                select request_digest, status, answer from kernel_idempotency
                 where workspace_id = :workspace and actor_id = :actor and operation = :operation and key = :key
                   and created_at > fanfare_now() - case status when :inFlight then interval '10 minutes' else interval '24 hours' end""")
                .bind("inFlight", IN_FLIGHT)
                .bind("actor", person)
                .bind("operation", operation.id())
                .bind("key", key)
                .find(Kept.class);
        if (kept.isEmpty()) return request;
        if (!kept.get().requestDigest().equals(request))
            throw Refused.unprocessable(
                    "idempotency_key_reused", "This Idempotency-Key was used for another request; send a new key.");
        if (kept.get().status() == IN_FLIGHT) throw inFlight();
        byte[] answer = envelope.getObject().open(kept.get().answer(), place(operation, key));
        throw new Replayed(kept.get().status(), new String(answer, StandardCharsets.UTF_8));
    }

    private static Refused inFlight() {
        return Refused.conflict(
                "idempotency_in_flight",
                "A request with this Idempotency-Key is still running; ask again in a moment.");
    }

    /** The row of a key. The answer, empty before there is one, is sealed: it may hold what is shown once, such as an API key. */
    record Kept(String requestDigest, int status, byte[] answer) {}

    private static String place(Operation operation, String key) {
        return "kernel_idempotency " + Current.get().workspace() + " " + operation.id() + " " + key;
    }

    /** A digest that says nothing without our key: the request may hold a password that could be guessed. */
    private String keyed(String digest) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(envelope.getObject().deriveKey("kernel idempotency"));
            return HexFormat.of().formatHex(mac.doFinal(digest.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void keep(Operation operation, String key, String request, int status, String answer) {
        sql.of("""
                insert into kernel_idempotency (actor_id, operation, key, request_digest, status, answer)
                values (:actor, :operation, :key, :request, :status, :answer)
                on conflict (workspace_id, actor_id, operation, key) do update
                   set request_digest = excluded.request_digest, status = excluded.status,
                       answer = excluded.answer, created_at = excluded.created_at""")
                .bind("actor", Optional.ofNullable(Current.get().actor().id()).orElse(new UUID(0, 0)))
                .bind("operation", operation.id())
                .bind("key", key)
                .bind("request", request)
                .bind("status", status)
                .bind(
                        "answer",
                        envelope.getObject().seal(answer.getBytes(StandardCharsets.UTF_8), place(operation, key)))
                .run();
    }

    /** It was refused or broke: the next with this key is the first again. */
    private void free(Operation operation, String key) {
        sql.of("""
                delete from kernel_idempotency
                 where workspace_id = :workspace and actor_id = :actor and operation = :operation and key = :key
                   and status = :inFlight""")
                .bind("actor", Optional.ofNullable(Current.get().actor().id()).orElse(new UUID(0, 0)))
                .bind("operation", operation.id())
                .bind("key", key)
                .bind("inFlight", IN_FLIGHT)
                .run();
    }

    private static int status(Operation operation, @Nullable Object answer) {
        if (answer instanceof ResponseEntity<?> entity)
            return entity.getStatusCode().value();
        var fixed = AnnotatedElementUtils.findMergedAnnotation(operation.method(), ResponseStatus.class);
        return fixed == null ? 200 : fixed.code().value();
    }

    private static String body(@Nullable Object answer) {
        Object body = unwrapped(answer);
        return body == null ? "" : Json.of(body).text();
    }

    private static @Nullable Object unwrapped(@Nullable Object answer) {
        return answer instanceof ResponseEntity<?> entity ? entity.getBody() : answer;
    }

    private Map<String, Operation> scan() {
        var found = new HashMap<String, Operation>();
        var mapping = context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        mapping.getHandlerMethods().forEach((info, handler) -> {
            var allow = handler.getMethodAnnotation(Allow.class);
            if (allow == null) return;
            String verb =
                    info.getMethodsCondition().getMethods().iterator().next().name();
            String path = info.getPatternValues().iterator().next();
            Class<?> door = org.springframework.util.ClassUtils.getUserClass(handler.getBeanType());
            var method = AopUtils.selectInvocableMethod(handler.getMethod(), door);
            method.setAccessible(true);
            var twin = found.put(method.getName(), new Operation(method.getName(), verb, path, allow, method, door));
            if (twin != null) throw new IllegalStateException("two operations are called " + method.getName());
        });
        return Map.copyOf(found);
    }

    /** Every operation in the order of its address. */
    public List<Operation> list() {
        var all = new ArrayList<>(all().values());
        all.sort(java.util.Comparator.comparing(Operation::path).thenComparing(Operation::httpMethod));
        return all;
    }
}
