package io.fanfare.kernel;

import io.fanfare.Api;
import org.springframework.context.ApplicationContext;

/** The lanes of the test server, which do not work by themselves. */
public final class WorkersByHand {
    private WorkersByHand() {}

    /** Works everything that is due until nothing is left. */
    public static void drain() {
        drain(Api.bean(Trailing.class), Api.bean(Workers.class));
    }

    /** The same for a server that a test has started. */
    public static void drain(ApplicationContext server) {
        drain(server.getBean(Trailing.class), server.getBean(Workers.class));
    }

    /** What lanes change makes work for the lanes that trail behind. */
    private static void drain(Trailing trailing, Workers workers) {
        trailing.mark();
        workers.drain();
        trailing.mark();
        workers.drain();
    }
}
