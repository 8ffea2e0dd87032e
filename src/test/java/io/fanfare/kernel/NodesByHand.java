package io.fanfare.kernel;

import io.fanfare.Api;

/** The heartbeat of the test server, and failures as the kernel reports them. */
public final class NodesByHand {
    private NodesByHand() {}

    public static void beat() {
        Api.bean(Nodes.class).beat();
    }

    public static void failed(Observer.Failure failure) {
        Api.bean(Watch.class).failed(failure);
    }

    public static String refusedToken(String token) {
        try {
            var operator = new OperatorToken(token);
            return operator.isSet() ? "" : "not set";
        } catch (CannotStart refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
