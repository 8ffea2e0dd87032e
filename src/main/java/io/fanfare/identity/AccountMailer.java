package io.fanfare.identity;

import java.util.UUID;

/** Sends a mail about an account; a later room implements it. Called in the transaction of its cause. */
public interface AccountMailer {
    void send(UUID workspace, String to, String subject, String text);

    /** Whether these mails are sent by a mail server. */
    boolean isConnected();
}
