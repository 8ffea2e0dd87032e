package io.fanfare.ops;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sizes, limits and adoption. */
@RestController
class Usages {
    private static final List<String> SIZES = List.of(
            "members",
            "campaigns",
            "creatives",
            "posts",
            "emails",
            "contacts",
            "tasks",
            "files",
            "deliveries",
            "auditEntries");

    private final UsageStore store;
    private final Transactions transactions;
    private final DataSize largestFile;
    private final int invitationsPerDay;

    Usages(
            UsageStore store,
            Transactions transactions,
            @Value("${spring.servlet.multipart.max-file-size:128MB}") DataSize largestFile,
            @Value("${fanfare.limits.invitations-per-day:100}") int invitationsPerDay) {
        this.store = store;
        this.transactions = transactions;
        this.largestFile = largestFile;
        this.invitationsPerDay = invitationsPerDay;
    }

    /** @param workspaces how many these figures cover; 1 for a workspace itself */
    record UsageFigures(Instant countedAt, long workspaces, List<Size> sizes, UsageLimits limits, Adoption adoption) {}

    /** Rows of a kind, and the bytes of their files where they have any. */
    record Size(String kind, long rows, @Nullable Long bytes) {}

    record UsageLimits(long fileBytes, int invitationsPerDay) {}

    /**
     * @param strategiesInUse campaigns with a strategy that is valid
     * @param approvalsCompleted decisions that approved something
     * @param adviceShown recommendations that someone responded to; what was only displayed is not recorded
     * @param adviceAccepted recommendations that someone accepted
     */
    record Adoption(
            long strategiesInUse,
            long approvalsCompleted,
            long adviceShown,
            long adviceAccepted,
            long rendersSucceeded,
            long renders) {}

    /**
     * Reads how much this workspace stores, its limits, and how it uses Fanfare. The figures are counted at most every five minutes, see
     * {@code countedAt}. For the operator they are sums over all workspaces, as last counted.
     */
    @GetMapping("/api/monitoring/usage")
    @Allow(value = "ops.read", outside = true)
    UsageFigures readUsage() {
        if (Current.get().isOperator()) return ofInstallation();
        var counted = transactions.write(() -> store.recent().orElseGet(store::count));
        return figures(counted, 1);
    }

    private UsageFigures ofInstallation() {
        var rows = transactions.read(() -> store.workspaces(new Page.Range(10_000, 0)));
        var sums = new HashMap<String, Long>();
        rows.items().forEach(row -> row.figures().forEach((name, n) -> sums.merge(name, n, Long::sum)));
        var oldest = rows.items().stream()
                .flatMap(row -> Stream.ofNullable(row.countedAt()))
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return figures(new UsageStore.Counted(oldest, sums), rows.total());
    }

    private UsageFigures figures(UsageStore.Counted counted, long workspaces) {
        var sizes = SIZES.stream()
                .map(kind -> new Size(kind, counted.of(kind), kind.equals("files") ? counted.of("fileBytes") : null))
                .toList();
        return new UsageFigures(
                counted.countedAt(),
                workspaces,
                sizes,
                new UsageLimits(largestFile.toBytes(), invitationsPerDay),
                new Adoption(
                        counted.of("strategiesInUse"),
                        counted.of("approvalsCompleted"),
                        counted.of("adviceShown"),
                        counted.of("adviceAccepted"),
                        counted.of("rendersSucceeded"),
                        counted.of("renders")));
    }

    static Map<String, Long> sizes(Map<String, Long> figures) {
        return figures.entrySet().stream()
                .filter(entry ->
                        SIZES.contains(entry.getKey()) || entry.getKey().equals("fileBytes"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
