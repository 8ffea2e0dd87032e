package io.fanfare.planning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The critical path method (Kelley and Walker, 1959) with the four kinds of links, lags, a calendar for each task, and tasks that do
 * not move: the earliest and the latest dates of every task, and its slack in working days of its calendar.
 */
final class CriticalPath {
    private final Network network;
    private final Dates early;
    private final Dates late;
    private final int[] totalSlack;
    private final int[] freeSlack;

    private CriticalPath(Network network, Dates early) {
        this.network = network;
        this.early = early;
        int tasks = network.size();
        late = new Dates(tasks);
        totalSlack = new int[tasks];
        freeSlack = new int[tasks];
        int finish = tasks == 0 ? 0 : early.lastFinish();
        backward(finish);
        for (int task = 0; task < tasks; task++) {
            var free = latest(network, task, early, finish, false);
            totalSlack[task] = slack(task, late.start()[task]);
            freeSlack[task] = Math.max(0, slack(task, free.start));
        }
    }

    /** The plan in which every task starts as early as its links allow, and none before a point. */
    static CriticalPath forward(Network network, int start) {
        return new CriticalPath(network, earliest(network, start, lengths(network)));
    }

    /** The plan that starts as late as it can and still finishes at a point. */
    static CriticalPath backward(Network network, int finish) {
        var latest = new Dates(network.size());
        int[] order = network.order();
        for (int at = order.length - 1; at >= 0; at--) {
            var end = latest(network, order[at], latest, finish, true);
            latest.set(order[at], end.start, end.finish);
        }
        return forward(network, order.length == 0 ? finish : latest.firstStart());
    }

    static int[] lengths(Network network) {
        int[] lengths = new int[network.size()];
        for (int task = 0; task < lengths.length; task++) lengths[task] = network.length(task);
        return lengths;
    }

    /** The forward pass, with lengths that may differ from those of the network. */
    static Dates earliest(Network network, int start, int[] lengths) {
        var early = new Dates(network.size());
        for (int task : network.order()) place(network, task, start, lengths[task], early);
        return early;
    }

    private static void place(Network network, int task, int start, int length, Dates early) {
        var placed = network.task(task);
        var fixed = placed.fixed();
        if (fixed != null) {
            early.set(task, fixed.start(), fixed.finish());
            return;
        }
        int from = placed.notBefore() == null ? start : Math.max(start, placed.notBefore());
        int to = Integer.MIN_VALUE;
        for (int at = network.firstIncoming(task); at < network.firstIncoming(task + 1); at++) {
            var link = network.incomingLink(at);
            int point =
                    network.calendar().shift(early.end(link.from(), link.type().fromStart()), link.lag());
            if (link.type().toStart()) from = Math.max(from, point);
            else to = Math.max(to, point);
        }
        if (length == 0) early.set(task, Math.max(from, to), Math.max(from, to));
        else {
            var calendar = placed.calendar();
            int index = calendar.index(from);
            if (to > from) index = Math.max(index, calendar.index(to - 1) - length + 1);
            early.set(task, calendar.day(index), calendar.finish(index, length));
        }
    }

    private void backward(int finish) {
        int[] order = network.order();
        var binding = new Dates(network.size());
        for (int at = order.length - 1; at >= 0; at--) {
            int task = order[at];
            var own = latest(network, task, binding, finish, true);
            late.set(task, own.start, own.finish);
            var fixed = network.task(task).fixed();
            if (fixed == null) binding.set(task, own.start, own.finish);
            else binding.set(task, fixed.start(), fixed.finish());
        }
    }

    private record Latest(int start, int finish) {}

    /** The latest dates of a task at which no task after it moves, and the project finishes in time. */
    private static Latest latest(Network network, int task, Dates after, int finish, boolean deadlines) {
        var placed = network.task(task);
        int to = deadlines && placed.finishBy() != null ? Math.min(finish, placed.finishBy()) : finish;
        int from = Integer.MAX_VALUE;
        for (int at = network.firstOutgoing(task); at < network.firstOutgoing(task + 1); at++) {
            var link = network.outgoingLink(at);
            int point =
                    network.calendar().unshift(after.end(link.to(), link.type().toStart()), link.lag());
            if (link.type().fromStart()) from = Math.min(from, point);
            else to = Math.min(to, point);
        }
        if (placed.length() == 0) return new Latest(Math.min(from, to), Math.min(from, to));
        var calendar = placed.calendar();
        int index = calendar.index(to) - placed.length();
        if (from != Integer.MAX_VALUE) index = Math.min(index, calendar.index(from + 1) - 1);
        return new Latest(calendar.day(index), calendar.finish(index, placed.length()));
    }

    private int slack(int task, int latestStart) {
        var calendar = network.length(task) == 0
                ? network.calendar()
                : network.task(task).calendar();
        return calendar.index(latestStart) - calendar.index(early.start()[task]);
    }

    int earliestStart(int task) {
        return early.start()[task];
    }

    int earliestFinish(int task) {
        return early.finish()[task];
    }

    int latestStart(int task) {
        return late.start()[task];
    }

    int latestFinish(int task) {
        return late.finish()[task];
    }

    int totalSlack(int task) {
        return totalSlack[task];
    }

    int freeSlack(int task) {
        return freeSlack[task];
    }

    /** A delay of the task delays the finish, or passes a date that has to be kept. */
    boolean critical(int task) {
        return totalSlack[task] <= 0 && !network.task(task).done();
    }

    int start() {
        return early.firstStart();
    }

    int finish() {
        return early.lastFinish();
    }

    /** The working days from the first start to the last finish. */
    int length() {
        return network.size() == 0
                ? 0
                : network.calendar().index(finish()) - network.calendar().index(start());
    }

    /** The critical tasks in the order in which they start. */
    List<Integer> criticalTasks() {
        var critical = new ArrayList<Integer>();
        for (int task : network.order()) if (critical(task)) critical.add(task);
        critical.sort((one, other) -> Integer.compare(earliestStart(one), earliestStart(other)));
        return critical;
    }

    /** Tasks that are not critical, but become so when they are late by a few days. */
    List<Integer> nearCritical(int days) {
        return Arrays.stream(network.order())
                .filter(task -> !critical(task) && !network.task(task).done() && totalSlack[task] <= days)
                .boxed()
                .toList();
    }

    /** The chains of critical tasks from the start to the finish, not more than a number of them. */
    List<List<Integer>> paths(int most) {
        var paths = new ArrayList<List<Integer>>();
        for (int task : criticalTasks())
            if (Arrays.stream(network.incoming(task)).noneMatch(this::drives)) follow(task, paths, most);
        return paths;
    }

    /** Depth first, without recursion: a chain may have thousands of tasks. */
    private void follow(int first, List<List<Integer>> paths, int most) {
        var chain = new ArrayList<>(List.of(first));
        var open = new ArrayDeque<>(List.of(driven(first)));
        if (open.getLast().isEmpty()) paths.add(List.copyOf(chain));
        while (!chain.isEmpty() && paths.size() < most) {
            var next = open.getLast().poll();
            if (next == null) {
                open.removeLast();
                chain.removeLast();
                continue;
            }
            chain.add(next);
            open.addLast(driven(next));
            if (open.getLast().isEmpty()) paths.add(List.copyOf(chain));
        }
    }

    private ArrayDeque<Integer> driven(int task) {
        var next = new ArrayDeque<Integer>();
        for (var link : network.outgoing(task)) if (drives(link)) next.add(link.to());
        return next;
    }

    /** Both tasks are critical, and the second can't come earlier because of the first. */
    private boolean drives(Link link) {
        if (!critical(link.from()) || !critical(link.to())) return false;
        var calendar = network.calendar();
        int needed = calendar.shift(early.end(link.from(), link.type().fromStart()), link.lag());
        return calendar.index(needed)
                >= calendar.index(early.end(link.to(), link.type().toStart()));
    }

    /** Whether the dates of both tasks keep to a link; those of tasks that do not move may break it. */
    boolean keeps(Link link) {
        int needed = network.calendar().shift(early.end(link.from(), link.type().fromStart()), link.lag());
        return early.end(link.to(), link.type().toStart()) >= needed;
    }
}
