package io.fanfare.kernel;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Hears what all nodes tell by {@link Live}, on one connection of its own that comes back after PostgreSQL did. */
@Component
class LiveFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final int PATIENCE_MILLIS = 10_000;

    private final DatabaseAccess access;
    private final List<Live.Audience> audiences;
    private volatile @Nullable Thread listener;

    LiveFeed(DatabaseAccess access, List<Live.Audience> audiences) {
        this.access = access;
        this.audiences = audiences;
    }

    @Override
    public void start() {
        // Known before it runs: it goes on for as long as it is.
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
                    listen.execute("listen " + Live.CHANNEL);
                }
                // What was told while nobody heard is lost: everybody reads everything again.
                if (missed) audiences.forEach(Live.Audience::missed);
                missed = true;
                hear(connection.unwrap(PGConnection.class));
            } catch (SQLException away) {
                LOG.debug("not listening: {}", away.getMessage());
                pause();
            }
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        while (listener != null) {
            PGNotification[] heard = connection.getNotifications(PATIENCE_MILLIS);
            if (heard == null) continue;
            for (PGNotification notification : heard) {
                try {
                    var change = Json.read(notification.getParameter(), Live.Change.class);
                    audiences.forEach(audience -> audience.changed(change));
                } catch (RuntimeException broken) {
                    LOG.warn("A live change was not passed on", broken);
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
