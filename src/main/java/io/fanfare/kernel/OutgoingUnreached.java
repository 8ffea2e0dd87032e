package io.fanfare.kernel;

import java.io.IOException;

/** No connection was made, so nothing was sent: the call can be repeated without risk. */
public final class OutgoingUnreached extends IOException {
    private static final long serialVersionUID = 1;

    OutgoingUnreached(String message, IOException cause) {
        super(message, cause);
    }
}
