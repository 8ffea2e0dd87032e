package io.fanfare.kernel;

import io.fanfare.Api;
import org.springframework.context.ApplicationContext;

/** The lanes of the test server, which do not work by themselves. */
public final class WorkersByHand {
    private WorkersByHand() {}

    /** Works everything that is due until nothing is left. */
    public static void drain() {
        Api.bean(Workers.class).drain();
    }

    /** The same for a server that a test has started. */
    public static void drain(ApplicationContext server) {
        server.getBean(Workers.class).drain();
    }
}
