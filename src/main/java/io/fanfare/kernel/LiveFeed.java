package io.fanfare.kernel;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Receives what all nodes publish with {@link Live}, on its own connection, which is opened again when it breaks. */
@Component
class LiveFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final int WAIT_MILLIS = 10_000;
    private static final int VALIDATION_SECONDS = 3;

    private final DatabaseAccess access;
    private final List<Live.Audience> audiences;
    private volatile @Nullable Thread listener;

    LiveFeed(DatabaseAccess access, List<Live.Audience> audiences) {
        this.access = access;
        this.audiences = audiences;
    }

    @Override
    public void start() {
        // Assigned before it runs, because it runs only as long as it is assigned.
        Thread thread = Thread.ofVirtual().name("live-feed").unstarted(this::listen);
        listener = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread running = listener;
        listener = null;
        if (running != null) running.interrupt();
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    private void listen() {
        boolean missed = false;
        while (listener != null) {
            try (var connection = DriverManager.getConnection(
                    access.url(), access.app().user(), access.app().password())) {
                try (var listen = connection.createStatement()) {
                    listen.execute("listen " + Live.CHANGES);
                    listen.execute("listen " + Live.ACCESS);
                }
                // Changes published while no connection listened are lost.
                if (missed) tell(Live.Audience::missed);
                missed = true;
                receive(connection);
            } catch (SQLException unavailable) {
                LOG.debug("Not listening for live updates: {}", unavailable.getMessage());
                pause();
            }
        }
    }

    private void receive(Connection connection) throws SQLException {
        var postgres = connection.unwrap(PGConnection.class);
        while (listener != null) {
            PGNotification[] received = postgres.getNotifications(WAIT_MILLIS);
            if (received == null || received.length == 0) {
                // Silence may also mean that the server is gone without closing the connection.
                if (!connection.isValid(VALIDATION_SECONDS)) throw new SQLException("the connection does not respond");
                continue;
            }
            for (PGNotification notification : received) pass(notification);
        }
    }

    private void pass(PGNotification notification) {
        String payload = notification.getParameter();
        try {
            if (notification.getName().equals(Live.ACCESS)) {
                var workspace = UUID.fromString(payload);
                tell(audience -> audience.accessChanged(workspace));
            } else {
                var change = Json.read(payload, Live.Change.class);
                tell(audience -> audience.changed(change));
            }
        } catch (RuntimeException broken) {
            LOG.warn("A live update could not be passed on", broken);
        }
    }

    private void tell(Consumer<Live.Audience> message) {
        audiences.forEach(message);
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
