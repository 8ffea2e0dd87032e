package io.fanfare.kernel;

import io.fanfare.Api;

/** The lanes of the test server, which do not work by themselves. */
public final class WorkersByHand {
    private WorkersByHand() {}

    /** Works everything that is due until nothing is left. */
    public static void drain() {
        Api.bean(Workers.class).drain();
    }
}
