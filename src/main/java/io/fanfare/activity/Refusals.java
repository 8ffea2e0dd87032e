package io.fanfare.activity;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Records requests that were refused. The first of a kind is written before the caller gets the answer; those of the next minute by the
 * same caller are counted and written as one row. So nobody fills the trail, or slows others, by repeating what is refused.
 */
@Component
class Refusals implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration BEAT = Duration.ofSeconds(5);
    /** Kinds of refusals that a caller gets a row each for within a window; what is beyond is counted together. */
    private static final int MOST_KINDS = 30;

    private static final int MOST_SUBJECTS = 20;
    private static final Kind OTHERS = new Kind("other", 0, "other");

    private final Audit audit;
    private final Transactions transactions;
    private final Map<Caller, Map<Kind, Window>> callers = new HashMap<>();
    private @Nullable ScheduledExecutorService beat;

    Refusals(Audit audit, Transactions transactions) {
        this.audit = audit;
        this.transactions = transactions;
    }

    private record Caller(UUID workspace, @Nullable UUID actor) {}

    private record Kind(String operation, int status, String code) {}

    /** What followed the first refusal of a kind. */
    private static final class Window {
        private final Current by;
        private final String subjectKind;
        private final long began = System.nanoTime();
        private final Set<UUID> subjects = new LinkedHashSet<>();
        private int times;

        Window(Audit.Refusal first) {
            this.by = first.by();
            this.subjectKind = first.subject().kind();
        }

        void add(Audit.Refusal refusal) {
            times++;
            var id = refusal.subject().id();
            if (id != null && subjects.size() < MOST_SUBJECTS) subjects.add(id);
        }
    }

    @EventListener
    void refused(Audit.Refusal refusal) {
        var kind = new Kind(refusal.operation(), refusal.status(), refusal.code());
        if (isFirst(refusal, kind)) write(refusal.by(), kind, refusal.subject(), Map.of());
    }

    private synchronized boolean isFirst(Audit.Refusal refusal, Kind kind) {
        var caller = new Caller(refusal.by().workspace(), refusal.by().actor().id());
        var kinds = callers.computeIfAbsent(caller, _ -> new HashMap<>());
        var window = kinds.get(kind);
        if (window == null && kinds.size() >= MOST_KINDS) {
            kinds.computeIfAbsent(OTHERS, _ -> new Window(refusal)).add(refusal);
            return false;
        }
        if (window == null) kinds.put(kind, new Window(refusal));
        else window.add(refusal);
        return window == null;
    }

    /** Writes what was counted; with {@code all}, also of windows that have not ended. */
    void write(boolean all) {
        for (var ended : ended(all)) {
            var window = ended.getValue();
            var details = new LinkedHashMap<String, Object>();
            details.put("times", window.times);
            if (!window.subjects.isEmpty()) details.put("subjects", List.copyOf(window.subjects));
            write(window.by, ended.getKey(), new Subject(window.subjectKind, null, null, null), details);
        }
    }

    private synchronized List<Map.Entry<Kind, Window>> ended(boolean all) {
        long now = System.nanoTime();
        var ended = new ArrayList<Map.Entry<Kind, Window>>();
        callers.values().forEach(kinds -> kinds.entrySet().removeIf(entry -> {
            boolean over = all || now - entry.getValue().began >= WINDOW.toNanos();
            if (over && entry.getValue().times > 0) ended.add(Map.entry(entry.getKey(), entry.getValue()));
            return over;
        }));
        callers.values().removeIf(Map::isEmpty);
        return ended;
    }

    private void write(Current by, Kind kind, Subject subject, Map<String, Object> more) {
        var details = new LinkedHashMap<String, Object>();
        details.put("status", kind.status());
        details.put("code", kind.code());
        details.putAll(more);
        try {
            by.run(() -> transactions.write(() -> audit.note(AuditClass.REFUSAL, kind.operation(), subject, details)));
        } catch (RuntimeException away) {
            LOG.warn(
                    "A refusal of {} for {} could not be recorded: {}",
                    kind,
                    by.actor().id(),
                    details,
                    away);
        }
    }

    @Override
    public void start() {
        beat = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("refusals").factory());
        var _ = beat.scheduleWithFixedDelay(
                () -> write(false), BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (beat != null) beat.shutdownNow();
        beat = null;
        write(true);
    }

    @Override
    public boolean isRunning() {
        return beat != null;
    }
}
