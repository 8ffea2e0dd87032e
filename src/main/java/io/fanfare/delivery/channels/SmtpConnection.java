package io.fanfare.delivery.channels;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPOutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * One connection that knows at every moment how far a message has got, so that each failure can be told apart:
 * before its final dot is written a message is not theirs, whatever happens; after it only their answer counts.
 *
 * <p>The first answer to a step of a message is the verdict. Angus itself sends RSET after a refusal and would report that this failed
 * in place of the refusal.
 */
final class SmtpConnection extends SMTPTransport {
    private enum Step {
        CONNECT,
        MAIL,
        RCPT,
        DATA,
        CONTENT,
        DOT
    }

    private Step step = Step.CONNECT;
    private boolean greeted;
    private int code;
    private String text = "";
    private @Nullable SMTPOutputStream content;
    private @Nullable Exception failure;
    private long idleSince;

    SmtpConnection(Session session, boolean tls) {
        super(session, null, "smtp", tls);
    }

    /**
     * What one attempt showed. A value, because the connection may carry the next message before this is looked at.
     *
     * @param gone the connection turned out to be closed on their side before anything of the message was said
     * @param reusable both sides surely agree on where they are
     */
    record Attempt(SmtpOutcome outcome, boolean gone, boolean reusable) {}

    /** Surely gives an outcome, whatever is thrown below. */
    Attempt deliver(InternetAddress from, InternetAddress to, byte[] mime) {
        enter(Step.MAIL);
        failure = null;
        try {
            sendMessage(new Written(session, from, mime), new Address[] {to});
        } catch (MessagingException | RuntimeException e) {
            failure = e;
        }
        return new Attempt(outcome(), gone(), reusable());
    }

    void idleFrom(long nanos) {
        idleSince = nanos;
    }

    long idleSince() {
        return idleSince;
    }

    /** Why it failed, in words for the person who looks at the delivery. */
    String trouble(@Nullable Exception e) {
        if (code >= 400) {
            return code + " " + text;
        }
        var cause = causeOf(e);
        if (cause == null) {
            return "the server closed the connection";
        }
        return cause instanceof SocketTimeoutException
                ? "it did not answer in time"
                : cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** Why it could not connect or sign in, and which setting to look at. */
    SmtpProblem problem(SmtpSettings settings, Exception e) {
        return SmtpProblem.of(settings, lastCode(), text, greeted, causeOf(e));
    }

    int lastCode() {
        return code >= 400 ? code : 0;
    }

    private boolean gone() {
        var silent = code <= 0 && !(causeOf(failure) instanceof SocketTimeoutException);
        return step == Step.MAIL && (code == 421 || silent);
    }

    private boolean reusable() {
        if (failure != null && (!(failure instanceof SendFailedException) || code == 421 || code < 200)) {
            return false;
        }
        try {
            checkConnected();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private SmtpOutcome outcome() {
        return switch (step) {
            case MAIL -> code >= 500 && !wantsSignIn() ? refused() : tryLater();
            case CONNECT -> tryLater();
            case RCPT, DATA -> code >= 500 ? refused() : tryLater();
            case CONTENT ->
                new SmtpOutcome.TryLater(
                        0, "The connection was lost before the message was complete: " + trouble(failure) + ".");
            case DOT -> afterTheDot();
        };
    }

    private SmtpOutcome afterTheDot() {
        return switch (code / 100) {
            case 2 -> new SmtpOutcome.Accepted(text);
            case 4 -> tryLater();
            case 5 -> refused();
            default ->
                new SmtpOutcome.Unknown("The message was sent, but the server did not say whether it accepted it: "
                        + trouble(failure) + ".");
        };
    }

    /** A wrong configuration is not the recipient's fault; the mail can be sent once it is corrected. */
    private boolean wantsSignIn() {
        return code == 530 || code == 534 || code == 535 || code == 538;
    }

    private SmtpOutcome refused() {
        return new SmtpOutcome.Refused(code, text);
    }

    private SmtpOutcome tryLater() {
        return new SmtpOutcome.TryLater(lastCode(), code >= 400 ? text : trouble(failure));
    }

    private void enter(Step next) {
        step = next;
        code = 0;
        text = "";
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int answered = super.readServerResponse();
        greeted |= answered > 0;
        if (code == 0 || step == Step.CONNECT) {
            code = answered;
            var response = getLastServerResponse().strip();
            text = answered > 0 && response.length() > 3 ? response.substring(4) : response;
        }
        return answered;
    }

    @Override
    protected void mailFrom() throws MessagingException {
        enter(Step.MAIL);
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        enter(Step.RCPT);
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        enter(Step.DATA);
        var stream = (SMTPOutputStream) super.data();
        content = stream;
        enter(Step.CONTENT);
        return stream;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        if (content != null) {
            content.ensureAtBOL();
        }
        enter(Step.DOT);
        super.finishData();
    }

    private static @Nullable Exception causeOf(@Nullable Exception e) {
        var cause = e;
        while (cause instanceof MessagingException wrapped && wrapped.getNextException() != null) {
            cause = wrapped.getNextException();
        }
        return cause instanceof SendFailedException ? null : cause;
    }

    /** Bytes that are written as they are: those of the receipt. */
    private static final class Written extends SMTPMessage {
        private final byte[] mime;

        Written(Session session, InternetAddress from, byte[] mime) {
            super(session);
            this.mime = mime;
            setEnvelopeFrom(from.getAddress());
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException {
            out.write(mime);
        }
    }
}
