package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import java.util.ArrayList;
import java.util.List;

/**
 * Buffers protect the finish of a plan against tasks that take longer (Goldratt, Critical Chain, 1997): one after the last task, and
 * one wherever a chain that is not critical joins the critical path. A buffer is 15 % of the chain that it protects, times a factor
 * of the priority, in full working days.
 */
final class Buffers {
    private static final double SHARE = 0.15;

    private Buffers() {}

    /** The buffer between a chain and the critical task it joins: its size, and how much of it the chain has used. */
    record Feeding(int afterTask, int beforeTask, int days, int used) {}

    static double factor(Campaign.Priority priority) {
        return switch (priority) {
            case URGENT -> 0.5;
            case HIGH -> 1;
            case NORMAL -> 1.2;
            case LOW -> 1.5;
        };
    }

    /** The size of a buffer for a chain of so many working days. */
    static int days(int chain, Campaign.Priority priority) {
        // A product such as 0.15 × 20 × 1 must not be rounded up because of the way it is stored.
        return (int) Math.ceil(SHARE * chain * factor(priority) - 1e-9);
    }

    /** The buffers of all chains that join the critical path. */
    static List<Feeding> feeding(Network network, CriticalPath path, Campaign.Priority priority) {
        int[] chains = chains(network, path);
        var buffers = new ArrayList<Feeding>();
        for (int task : network.order()) {
            if (!path.critical(task)) continue;
            for (var link : network.incoming(task)) {
                if (path.critical(link.from()) || network.task(link.from()).done()) continue;
                int days = days(chains[link.from()], priority);
                if (days > 0)
                    buffers.add(new Feeding(link.from(), task, days, Math.max(0, days - gap(network, path, link))));
            }
        }
        return buffers;
    }

    /** The length of the longest chain of tasks that are not critical up to each task. */
    private static int[] chains(Network network, CriticalPath path) {
        int[] chains = new int[network.size()];
        for (int task : network.order()) {
            if (path.critical(task) || network.task(task).done()) continue;
            for (var link : network.incoming(task)) chains[task] = Math.max(chains[task], chains[link.from()]);
            chains[task] += network.length(task);
        }
        return chains;
    }

    /** The working days between a chain and the task it joins. */
    private static int gap(Network network, CriticalPath path, Link link) {
        var calendar = network.calendar();
        int ready = calendar.shift(
                link.type().fromStart() ? path.earliestStart(link.from()) : path.earliestFinish(link.from()),
                link.lag());
        int needed = link.type().toStart() ? path.earliestStart(link.to()) : path.earliestFinish(link.to());
        return Math.max(0, calendar.index(needed) - calendar.index(ready));
    }
}
