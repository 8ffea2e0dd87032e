package io.fanfare.kernel;

import io.fanfare.Api;

/** Parts of another node that works on the same database as the server of the tests. */
public final class SecondNode {
    private SecondNode() {}

    /** Publishes what changed there, until it is stopped. */
    public static Live live() {
        var live = new Live(Api.bean(Sql.class), Api.bean(Transactions.class), Api.bean(Now.class));
        live.start();
        return live;
    }
}
