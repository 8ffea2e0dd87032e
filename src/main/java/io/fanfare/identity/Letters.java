package io.fanfare.identity;

import java.util.UUID;

/** How the house writes to somebody: a later room sends it. Called in the transaction that gives the reason. */
public interface Letters {
    void send(UUID workspace, String to, String subject, String text);
}
