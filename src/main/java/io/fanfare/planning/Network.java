package io.fanfare.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Tasks and the links between them, in an order in which every task follows those it waits for. Lags are counted in working days of
 * the project.
 */
final class Network {
    private final List<NetworkTask> tasks;
    private final Link[] links;
    private final WorkingDays calendar;
    /** The links that leave task {@code t} are {@code outgoing[outgoingFrom[t]]} up to, not including, those of {@code t + 1}. */
    private final int[] outgoing;

    private final int[] outgoingFrom;
    private final int[] incoming;
    private final int[] incomingFrom;
    private final int[] order;

    /** The links form a cycle through these tasks, by their positions, each waiting for the one before. */
    static final class Cycle extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int[] tasks;

        Cycle(List<Integer> tasks) {
            super("a cycle of " + tasks.size() + " tasks", null, false, false);
            this.tasks = tasks.stream().mapToInt(Integer::intValue).toArray();
        }

        List<Integer> tasks() {
            return Arrays.stream(tasks).boxed().toList();
        }
    }

    Network(List<NetworkTask> tasks, List<Link> links, WorkingDays calendar) {
        this.tasks = List.copyOf(tasks);
        this.links = links.toArray(Link[]::new);
        this.calendar = calendar;
        outgoingFrom = new int[tasks.size() + 1];
        incomingFrom = new int[tasks.size() + 1];
        outgoing = grouped(outgoingFrom, true);
        incoming = grouped(incomingFrom, false);
        order = sorted();
    }

    /** The links, ordered by the task at one of their ends. */
    private int[] grouped(int[] from, boolean bySource) {
        for (Link link : links) from[(bySource ? link.from() : link.to()) + 1]++;
        for (int task = 0; task < tasks.size(); task++) from[task + 1] += from[task];
        int[] next = from.clone();
        int[] grouped = new int[links.length];
        for (int at = 0; at < links.length; at++) grouped[next[bySource ? links[at].from() : links[at].to()]++] = at;
        return grouped;
    }

    /** Kahn's order. */
    private int[] sorted() {
        int[] waiting = new int[tasks.size()];
        int[] sorted = new int[tasks.size()];
        int end = 0;
        for (int task = 0; task < waiting.length; task++) {
            waiting[task] = incomingFrom[task + 1] - incomingFrom[task];
            if (waiting[task] == 0) sorted[end++] = task;
        }
        for (int at = 0; at < end; at++)
            for (int next = outgoingFrom[sorted[at]]; next < outgoingFrom[sorted[at] + 1]; next++) {
                int to = links[outgoing[next]].to();
                if (--waiting[to] == 0) sorted[end++] = to;
            }
        if (end < sorted.length) throw new Cycle(cycle(waiting));
        return sorted;
    }

    /** Each task that still waits has a predecessor that still waits, so going back ends in a cycle. */
    private List<Integer> cycle(int[] waiting) {
        int task = 0;
        while (waiting[task] == 0) task++;
        var path = new ArrayList<Integer>();
        boolean[] seen = new boolean[waiting.length];
        while (!seen[task]) {
            seen[task] = true;
            path.add(task);
            int next = incomingFrom[task];
            while (waiting[links[incoming[next]].from()] == 0) next++;
            task = links[incoming[next]].from();
        }
        var cycle = new ArrayList<>(path.subList(path.indexOf(task), path.size()));
        Collections.reverse(cycle);
        return cycle;
    }

    int size() {
        return tasks.size();
    }

    NetworkTask task(int task) {
        return tasks.get(task);
    }

    int length(int task) {
        return tasks.get(task).length();
    }

    WorkingDays calendar() {
        return calendar;
    }

    /** Every task, after those it waits for. */
    int[] order() {
        return order;
    }

    Link[] outgoing(int task) {
        return links(outgoing, outgoingFrom, task);
    }

    Link[] incoming(int task) {
        return links(incoming, incomingFrom, task);
    }

    private Link[] links(int[] grouped, int[] from, int task) {
        var found = new Link[from[task + 1] - from[task]];
        for (int at = 0; at < found.length; at++) found[at] = links[grouped[from[task] + at]];
        return found;
    }

    Link incomingLink(int position) {
        return links[incoming[position]];
    }

    int firstIncoming(int task) {
        return incomingFrom[task];
    }

    Link outgoingLink(int position) {
        return links[outgoing[position]];
    }

    int firstOutgoing(int task) {
        return outgoingFrom[task];
    }
}
