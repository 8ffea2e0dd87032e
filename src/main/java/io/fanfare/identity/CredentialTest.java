package io.fanfare.identity;

import org.jspecify.annotations.Nullable;

/** Tries a connection out; the room that uses credentials of a kind brings the test of that kind. */
public interface CredentialTest {
    Credential.Kind kind();

    /** Connects as it would for work and sends nothing. Runs outside a transaction and answers within seconds. */
    Result test(Credential.Opened credential);

    /** The result of a test: whether it worked, the message of the service, and the field to correct if it names one. */
    record Result(boolean ok, String detail, @Nullable String field) {
        public static Result worked(String detail) {
            return new Result(true, detail, null);
        }

        public static Result failed(String field, String detail) {
            return new Result(false, detail, field);
        }
    }
}
