package io.fanfare.social.platforms;

import io.fanfare.kernel.HttpCalls.Reply;
import java.net.URI;
import java.util.Map;

/** The result of signing in at a platform. */
public sealed interface SignIn {
    /** The identity of the account, and the secret to store. */
    record Accepted(URI service, String remoteId, String handle, String name, Limits limits, Map<String, String> secret)
            implements SignIn {
        @Override
        public String toString() {
            return handle;
        }
    }

    /** The platform rejected it. */
    record Refused(String reason) implements SignIn {}

    /** The platform did not answer. */
    record Unavailable(String reason) implements SignIn {}

    /** The result for any other answer. */
    static SignIn unavailable(Reply reply) {
        return new Unavailable(
                switch (reply) {
                    case Reply.Answered answer
                    when answer.status() == 429 -> "The server is limiting our requests (" + answer.summary() + ").";
                    case Reply.Answered answer when answer.ok() -> "The server's answer can't be understood.";
                    case Reply.Answered answer -> "The server answered " + answer.summary() + ".";
                    case Reply.NotSent(var reason, var refused) -> reason;
                    case Reply.Lost(var reason) -> reason;
                });
    }
}
