package io.fanfare.identity;

/** Tries a connection out; the room that uses credentials of a kind brings the test of that kind. */
public interface CredentialTest {
    Credential.Kind kind();

    /** Connects as it would for work and sends nothing. Runs outside a transaction and answers within seconds. */
    Result test(Credential.Opened credential);

    /** The result of a test: whether it worked, and the message of the service. */
    record Result(boolean ok, String detail) {}
}
