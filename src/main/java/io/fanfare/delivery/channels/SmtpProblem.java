package io.fanfare.delivery.channels;

import io.fanfare.kernel.Texts;
import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a mail server can't be used, and which of its settings to look at. */
public record SmtpProblem(Setting setting, String text) {
    /** The settings of a mail server that a test can find wrong. */
    public enum Setting {
        HOST,
        PORT,
        SECURITY,
        USERNAME
    }

    /**
     * @param code of the reply that ended the sign-in, 0 if there was none
     * @param greeted the server had said something before it failed
     */
    static SmtpProblem of(SmtpSettings settings, int code, String reply, boolean greeted, @Nullable Exception cause) {
        if (code == 454 || code == 530 || code == 534 || code == 535 || code == 538)
            return refusedUser(settings, code + " " + reply);
        if (code >= 400)
            return new SmtpProblem(
                    Setting.HOST,
                    "The server refused the connection. "
                            + (code < 500
                                    ? "Try again in a few minutes. "
                                    : "Ask its operator to let this Fanfare server connect. ")
                            + said(code + " " + reply));
        String port = "port " + settings.port();
        return switch (cause) {
            case UnknownHostException _ ->
                new SmtpProblem(Setting.HOST, "This host name doesn't exist. Check the spelling.");
            case ConnectException _ ->
                new SmtpProblem(
                        Setting.PORT, "Nothing answers at " + port + ". Usual ports are 587 (STARTTLS) and 465 (TLS).");
            case NoRouteToHostException _ ->
                new SmtpProblem(
                        Setting.HOST,
                        "There is no way to this host from here. Check the name, or ask who runs this Fanfare server.");
            case SocketTimeoutException _ ->
                settings.security() == SmtpSettings.Security.TLS
                        ? new SmtpProblem(
                                Setting.PORT,
                                "No answer at " + port
                                        + " in time. A firewall may block it, or the port doesn't speak TLS. Try port 465, or"
                                        + " STARTTLS at port 587.")
                        : new SmtpProblem(
                                Setting.PORT,
                                "No answer at " + port
                                        + " in time. A firewall may block it, or the port expects TLS from the start. Try port 587,"
                                        + " or TLS at port 465.");
            case SSLException failed ->
                String.valueOf(failed.getMessage()).contains("SSL message")
                        ? new SmtpProblem(
                                Setting.SECURITY, "The server doesn't speak TLS at " + port + ". Try STARTTLS.")
                        : new SmtpProblem(
                                Setting.SECURITY,
                                "No encrypted connection. Check that the host name is the one in the certificate of the"
                                        + " server, and that the certificate is valid. " + said(failed.getMessage()));
            case AuthenticationFailedException failed -> refusedUser(settings, "" + failed.getMessage());
            case IOException failed
            when greeted ->
                new SmtpProblem(
                        Setting.SECURITY,
                        "The connection was lost during sign-in. Try again, or another encryption: STARTTLS at port 587 or"
                                + " TLS at port 465. " + said(failed.getMessage()));
            case null, default -> other(cause, greeted);
        };
    }

    private static SmtpProblem refusedUser(SmtpSettings settings, String reply) {
        return new SmtpProblem(
                Setting.USERNAME,
                settings.username() == null
                        ? "The server wants a user name and a password. Enter those of the mailbox. " + said(reply)
                        : "The server refused the user name or the password. Check both; with two-step sign-in, use an app"
                                + " password. " + said(reply));
    }

    private static SmtpProblem other(@Nullable Exception cause, boolean greeted) {
        String text = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
        if (text.contains("STARTTLS"))
            return new SmtpProblem(
                    Setting.SECURITY, "The server doesn't offer STARTTLS at this port. Try TLS, usually at port 465.");
        if (text.contains("authentication"))
            return new SmtpProblem(
                    Setting.USERNAME,
                    "The server offers no sign-in at this port. Leave the user name empty, or try another port.");
        String closed = text.isEmpty()
                ? "The server closed the connection."
                : Texts.sentence(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
        return new SmtpProblem(
                greeted ? Setting.SECURITY : Setting.HOST,
                closed + " Compare host, port and encryption with the instructions of your mail provider.");
    }

    /** What the server said, as it said it. */
    private static String said(@Nullable String reply) {
        return reply == null || reply.isBlank() ? "" : "It said: " + reply.strip();
    }
}
