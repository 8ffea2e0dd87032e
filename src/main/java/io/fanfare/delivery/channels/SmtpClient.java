package io.fanfare.delivery.channels;

import io.fanfare.kernel.Outgoing;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands mails to one mail server over a bounded number of connections that are kept open between messages.
 *
 * <p>Threads wait for a connection; a caller should not have many more messages in flight than there are connections.
 */
public final class SmtpClient implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor WRITE_TIMER = writeTimer();
    /** A caller holds its message on a lease, so a message that has waited this long is returned instead of sent late. */
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final SmtpSettings settings;
    private final Session session;
    private final Semaphore turns;
    private final ConcurrentLinkedDeque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean sweepDue = new AtomicBoolean();
    private final Executor afterIdle;
    private volatile boolean closed;

    /** @param reachable which addresses may be connected to; asked with the very address that is then connected */
    public SmtpClient(SmtpSettings settings, Predicate<InetAddress> reachable) {
        this.settings = settings;
        this.session = session(settings, reachable);
        this.turns = new Semaphore(settings.limits().connections(), true);
        this.afterIdle =
                CompletableFuture.delayedExecutor(settings.limits().idle().toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Hands one message over and says what is known then. Never throws for anything the server or the line does.
     *
     * @param from the envelope's sender, to which bounces go
     */
    public SmtpOutcome send(MailAddress from, MailAddress to, byte[] mime) {
        Outgoing.refuseInTransaction();
        try {
            if (!turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS))
                return new SmtpOutcome.TryLater(0, "All connections to the mail server were busy.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SmtpOutcome.TryLater(0, "The server is shutting down.");
        }
        try {
            var kept = idleConnection();
            if (kept != null) {
                var attempt = deliver(kept, from, to, mime);
                if (!attempt.gone()) {
                    return attempt.outcome();
                }
            }
            return sendOverNew(from, to, mime);
        } finally {
            turns.release();
        }
    }

    /** Connects and signs in as for a mail, but sends none; returns the problem, if there is one. */
    public Optional<SmtpProblem> findProblem() {
        Outgoing.refuseInTransaction();
        var connection = new SmtpConnection(session, settings.security() == SmtpSettings.Security.TLS);
        try {
            connect(connection);
            return Optional.empty();
        } catch (MessagingException e) {
            return Optional.of(connection.problem(settings, e));
        } finally {
            drop(connection);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            drop(connection);
        }
    }

    private SmtpOutcome sendOverNew(MailAddress from, MailAddress to, byte[] mime) {
        var connection = new SmtpConnection(session, settings.security() == SmtpSettings.Security.TLS);
        try {
            connect(connection);
        } catch (MessagingException e) {
            drop(connection);
            return new SmtpOutcome.TryLater(
                    connection.lastCode(), "No connection to the mail server: " + connection.trouble(e) + ".");
        }
        return deliver(connection, from, to, mime).outcome();
    }

    private void connect(SmtpConnection connection) throws MessagingException {
        try {
            connection.connect(settings.host(), settings.port(), settings.username(), settings.password());
        } catch (RuntimeException e) {
            throw new MessagingException("Could not communicate with the mail server", e);
        }
    }

    private SmtpConnection.Attempt deliver(SmtpConnection connection, MailAddress from, MailAddress to, byte[] mime) {
        boolean kept = false;
        try {
            var attempt = connection.deliver(envelope(from), envelope(to), mime);
            kept = attempt.reusable() && keep(connection);
            return attempt;
        } finally {
            if (!kept) {
                drop(connection);
            }
        }
    }

    private static InternetAddress envelope(MailAddress address) {
        var envelope = new InternetAddress();
        envelope.setAddress(address.address());
        return envelope;
    }

    private @Nullable SmtpConnection idleConnection() {
        var connection = idle.pollFirst();
        if (connection != null
                && System.nanoTime() - connection.idleSince()
                        > settings.limits().idle().toNanos()) {
            drop(connection);
            return idleConnection();
        }
        return connection;
    }

    private boolean keep(SmtpConnection connection) {
        if (closed) {
            return false;
        }
        connection.idleFrom(System.nanoTime());
        idle.addFirst(connection);
        if (sweepDue.compareAndSet(false, true)) {
            afterIdle.execute(this::sweep);
        }
        return true;
    }

    private void sweep() {
        sweepDue.set(false);
        var longAgo = System.nanoTime() - settings.limits().idle().toNanos();
        for (var connection : idle) {
            if ((connection.idleSince() - longAgo <= 0 || closed) && idle.remove(connection)) {
                drop(connection);
            }
        }
        if (!idle.isEmpty() && sweepDue.compareAndSet(false, true)) {
            afterIdle.execute(this::sweep);
        }
    }

    private static void drop(SmtpConnection connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            // It is closed all the same.
        }
    }

    private static Session session(SmtpSettings settings, Predicate<InetAddress> reachable) {
        var limits = settings.limits();
        var properties = new Properties();
        properties.put("mail.smtp.socketFactory", new SmtpSockets(reachable));
        properties.put("mail.smtp.executor.writetimeout", WRITE_TIMER);
        // Without this a connection that was refused is made again by a plain socket, past the check.
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put(
                "mail.smtp.connectiontimeout", String.valueOf(limits.connect().toMillis()));
        properties.put("mail.smtp.timeout", String.valueOf(limits.read().toMillis()));
        properties.put("mail.smtp.writetimeout", String.valueOf(limits.write().toMillis()));
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.auth", String.valueOf(settings.username() != null));
        if (settings.security() == SmtpSettings.Security.STARTTLS) {
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", "true");
        }
        return Session.getInstance(properties);
    }

    private static ScheduledThreadPoolExecutor writeTimer() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("smtp-write-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
