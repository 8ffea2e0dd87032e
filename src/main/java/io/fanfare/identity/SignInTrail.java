package io.fanfare.identity;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.ClientNetwork;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Records sign-ins in the audit trail, whatever the way: each way calls one of these methods. What concerns a person of the workspace is
 * recorded there; a failed sign-in with an address that belongs to no workspace goes to a table of the installation.
 */
@Component
class SignInTrail implements SmartLifecycle {
    /** How someone signed in. */
    public static final String PASSWORD = "password";

    private static final Logger LOG = LoggerFactory.getLogger(SignInTrail.class);
    private static final int MOST_WAITING = 10_000;
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final Audit audit;
    private final Transactions transactions;
    private final PersonStore people;
    private final WorkspaceStore places;
    private final Throttle throttle;
    private final Sql sql;
    private final AtomicInteger dropped = new AtomicInteger();
    private @Nullable ExecutorService writer;

    SignInTrail(
            Audit audit,
            Transactions transactions,
            PersonStore people,
            WorkspaceStore places,
            Throttle throttle,
            Sql sql) {
        this.audit = audit;
        this.transactions = transactions;
        this.people = people;
        this.places = places;
        this.throttle = throttle;
        this.sql = sql;
    }

    /** Where a request came from, as far as it can be read after the request has ended. */
    public record Origin(String network, @Nullable String device) {
        public static Origin of(HttpServletRequest request) {
            return new Origin(
                    ClientNetwork.of(request.getRemoteAddr()), Device.of(request.getHeader(HttpHeaders.USER_AGENT)));
        }

        private void addTo(Map<String, Object> details) {
            details.put("network", network);
            if (device != null) details.put("device", device);
        }
    }

    /** A person has signed in to a workspace by {@code method}, such as {@code password}, {@code oidc} or {@code passkey}. */
    public void succeeded(UUID workspace, UUID person, String method, Origin from) {
        var details = new LinkedHashMap<String, Object>();
        details.put("method", method);
        from.addTo(details);
        write(workspace, person, "signIn", details);
    }

    /** What else happened to the access of a person: {@code signOut}, {@code enrolTotp}, {@code deprovisionMember}. */
    public void happened(UUID workspace, UUID person, String operation, Map<String, ?> details) {
        write(workspace, person, operation, details);
    }

    /**
     * A sign-in failed. Known or not, this takes the caller no longer: it is looked up and written a moment later.
     *
     * @param address the e-mail address that was given
     * @param code why: the code of the refusal
     */
    public void failed(String address, String method, String code, Origin from) {
        var running = writer;
        if (running == null) return;
        try {
            running.execute(() -> writeFailed(address, method, code, from));
        } catch (java.util.concurrent.RejectedExecutionException full) {
            dropped.incrementAndGet();
        }
    }

    private void writeFailed(String address, String method, String code, Origin from) {
        try {
            var person = transactions.read(() -> people.findByEmail(address));
            var workspaces = person.map(known -> transactions.read(() -> places.memberships(known.id())))
                    .orElse(java.util.List.of());
            if (workspaces.isEmpty()) transactions.write(() -> count(address, from));
            var details = new LinkedHashMap<String, Object>();
            details.put("method", method);
            details.put("code", code);
            from.addTo(details);
            int lost = dropped.getAndSet(0);
            if (lost > 0) LOG.warn("{} failed sign-ins came too fast to be recorded one by one", lost);
            // The throttle lets few through; what it refuses is recorded once a minute.
            boolean recorded = person.isEmpty()
                    || !code.equals("too_many_requests")
                    || transactions.write(
                            () -> throttle.within("recorded " + person.get().id(), 1, Duration.ofMinutes(1)));
            if (recorded)
                workspaces.forEach(
                        place -> write(place.id(), person.orElseThrow().id(), "signInFailed", details));
        } catch (RuntimeException away) {
            LOG.warn("A failed sign-in from {} could not be recorded", from.network(), away);
        }
    }

    private void write(UUID workspace, UUID person, String operation, Map<String, ?> details) {
        var name =
                transactions.read(() -> people.find(person)).map(Person::name).orElse(null);
        var actor = operation.equals("signInFailed")
                ? Actor.house("sign-in")
                : Actor.person(person, name == null ? "" : name);
        var request = Current.find().map(Current::requestId).orElseGet(Ids::next);
        var subject = new Subject("person", person, name, null);
        new Current(workspace, actor, "house", Set.of(), request, null)
                .run(() -> transactions.write(() -> audit.note(AuditClass.SIGN_IN, operation, subject, details)));
    }

    /** One row for each network and hour, with the last address in part: people type passwords into the wrong field. */
    private void count(String address, Origin from) {
        sql.of("""
                insert into identity_failed_sign_in as f (network, hour, first_at, last_at, address)
                values (:network, date_trunc('hour', fanfare_now()), fanfare_now(), fanfare_now(), :address)
                on conflict (network, hour) do update
                   set tries = f.tries + 1, last_at = excluded.last_at, address = excluded.address""")
                .bind("network", from.network())
                .bind("address", masked(address))
                .run();
    }

    /** {@code o…@example.com}; of what is no address, only the first letter. */
    static String masked(String address) {
        int at = address.lastIndexOf('@');
        String domain = at < 1 || address.length() - at > 100 ? "" : address.substring(at);
        return address.isEmpty() ? "" : address.substring(0, address.offsetByCodePoints(0, 1)) + "…" + domain;
    }

    void forget() {
        sql.of("delete from identity_failed_sign_in where hour < fanfare_now() - interval '90 days'")
                .run();
    }

    /** Waits until what has failed so far is written. */
    void settle() {
        var running = writer;
        if (running == null) return;
        try {
            running.submit(() -> {}).get();
        } catch (java.util.concurrent.ExecutionException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void start() {
        writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().daemon().name("sign-ins").factory());
    }

    @Override
    public void stop() {
        var running = writer;
        writer = null;
        if (running == null) return;
        running.shutdown();
        try {
            if (!running.awaitTermination(SHUTDOWN.toSeconds(), TimeUnit.SECONDS)) running.shutdownNow();
        } catch (InterruptedException interrupted) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return writer != null;
    }
}
