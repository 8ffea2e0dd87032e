package io.fanfare.ops;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fanfare.kernel.DataFolder;
import io.fanfare.kernel.Observer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this node measures: each request by its operation and by its workspace, and each turn by its lane. */
@Component
class Meters implements Observer {
    /** Windows of workspaces, 4 kB each: the ones that were idle for longest are forgotten. */
    private static final int MOST_OF_WORKSPACES = 3_000;

    private static final int SERVER_ERROR = 500;

    private final Map<String, Window> operations = new ConcurrentHashMap<>();
    private final Map<String, Window> lanes = new ConcurrentHashMap<>();
    private final Cache<Share, Window> ofWorkspaces = Caffeine.newBuilder()
            .maximumSize(MOST_OF_WORKSPACES)
            .expireAfterAccess(Duration.ofMinutes(6))
            .build();
    private final Exposition exposition;
    private final ErrorBuffer errors;
    private final DataFolder folder;

    Meters(Exposition exposition, ErrorBuffer errors, DataFolder folder) {
        this.exposition = exposition;
        this.errors = errors;
        this.folder = folder;
    }

    private record Share(UUID workspace, String operation) {}

    @Override
    public void answered(String operation, @Nullable UUID workspace, int status, long nanos) {
        long now = System.nanoTime();
        boolean failed = status >= SERVER_ERROR;
        operations.computeIfAbsent(operation, any -> new Window()).record(now, nanos, failed);
        if (workspace != null)
            ofWorkspaces
                    .get(new Share(workspace, operation), any -> new Window())
                    .record(now, nanos, failed);
        exposition.answered(operation, status, nanos);
    }

    @Override
    public void worked(String lane, long nanos) {
        lanes.computeIfAbsent(lane, any -> new Window()).record(System.nanoTime(), nanos, false);
        exposition.worked(lane, nanos);
    }

    @Override
    public void failed(Failure failure) {
        var lane = lanes.get(failure.operation());
        if (lane != null) lane.record(System.nanoTime(), 0, true);
        errors.add(failure);
        exposition.failed();
    }

    @Override
    public void beat() {
        errors.flush();
    }

    /** The requests to this node, of all workspaces or of one, by operation. */
    Map<String, Window.Reading> readings(@Nullable UUID workspace) {
        long now = System.nanoTime();
        var readings = new TreeMap<String, Window.Reading>();
        if (workspace == null) operations.forEach((name, window) -> readings.put(name, window.read(now)));
        else
            ofWorkspaces.asMap().forEach((share, window) -> {
                if (share.workspace().equals(workspace)) readings.put(share.operation(), window.read(now));
            });
        readings.values().removeIf(reading -> reading.total() == 0);
        return readings;
    }

    /** Requests per workspace in the last five minutes. */
    Map<UUID, Window.Reading> byWorkspace() {
        long now = System.nanoTime();
        var sums = new LinkedHashMap<UUID, Window.Reading>();
        ofWorkspaces
                .asMap()
                .forEach((share, window) -> sums.merge(share.workspace(), window.read(now), Window.Reading::plus));
        return sums;
    }

    private static Window.Reading sum(Map<String, Window> windows) {
        long now = System.nanoTime();
        return windows.values().stream()
                .map(window -> window.read(now))
                .reduce(Window.Reading.empty(), Window.Reading::plus);
    }

    @Override
    public Map<String, Object> figures() {
        var requests = sum(operations);
        var turns = sum(lanes);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("requests", requests.total());
        figures.put("errors", requests.failed());
        figures.put("p95", requests.percentile(0.95));
        figures.put("turns", turns.total());
        figures.put("failedTurns", turns.failed());
        figures.put("heap", heap());
        figures.put("diskFree", diskFree());
        figures.put("processors", Runtime.getRuntime().availableProcessors());
        figures.put(
                "load", Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() * 100) / 100.0);
        return figures;
    }

    /** The share of the heap that was in use after the last collection; before the first, what is in use now. */
    static double heap() {
        long used = 0;
        long most = Runtime.getRuntime().maxMemory();
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            var after = pool.getCollectionUsage();
            if (after != null && pool.getType() == java.lang.management.MemoryType.HEAP) used += after.getUsed();
        }
        if (used == 0)
            used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        return Math.round(used * 1000.0 / most) / 1000.0;
    }

    /** The share of the disk with the data folder that is free. */
    double diskFree() {
        var disk = folder.path().toFile();
        long all = disk.getTotalSpace();
        return all == 0 ? 1 : Math.round(disk.getUsableSpace() * 1000.0 / all) / 1000.0;
    }
}
