package io.fanfare.gateway;

import io.fanfare.kernel.Authenticator;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Refused;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** One browser that listens: who it is, to what, and a thread of its own that writes, so a slow one delays nobody. */
final class LiveClient {
    private static final int MOST_WAITING = 500;
    private static final long SECONDS_TO_SIGN_IN = 10;
    private static final long SECONDS_BETWEEN_CHECKS = 30;

    private final WebSocketSession session;
    private final Authenticator authenticator;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile @Nullable Listener listener;
    private volatile Set<String> topics = Set.of();
    private volatile @Nullable Thread writer;

    LiveClient(WebSocketSession session, Authenticator authenticator) {
        this.session = session;
        this.authenticator = authenticator;
    }

    /** Who listens, and the token that says so. */
    private record Listener(UUID workspace, @Nullable UUID person, String token) {}

    /** What is sent: a change without its workspace, which the listener knows. */
    record Told(
            String topic,
            String kind,
            @Nullable UUID id,
            @Nullable Integer version,
            Instant at) {}

    void start() {
        writer = Thread.ofVirtual().name("live-" + session.getId()).start(this::write);
    }

    void stop() {
        Thread running = writer;
        if (running != null) running.interrupt();
    }

    void signIn(String token) {
        Current who = authenticator.authenticate(token, Ids.next(), null);
        listener = new Listener(who.workspace(), who.actor().personId(), token);
    }

    void listen(Set<String> chosen) {
        topics = chosen;
    }

    void tell(Live.Change change) {
        Listener who = listener;
        if (who == null || !who.workspace().equals(change.workspace())) return;
        // What concerns one person is told to that person only.
        String topic = change.topic().equals("notifications:" + who.person()) ? "notifications" : change.topic();
        if (!topics.contains(topic)) return;
        var told = new Told(topic, change.kind(), change.id(), change.version(), change.at());
        if (!waiting.offer(Json.of(told).text())) close(CloseStatus.SESSION_NOT_RELIABLE);
    }

    private void write() {
        try {
            long patience = SECONDS_TO_SIGN_IN;
            while (session.isOpen()) {
                String message = waiting.poll(patience, TimeUnit.SECONDS);
                if (message != null) session.sendMessage(new TextMessage(message));
                else if (!stillWelcome()) return;
                patience = SECONDS_BETWEEN_CHECKS;
            }
        } catch (IOException gone) {
            close(CloseStatus.SESSION_NOT_RELIABLE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The token is asked again now and then: a member who was removed stops hearing. */
    private boolean stillWelcome() throws IOException {
        Listener who = listener;
        try {
            if (who == null) throw Refused.unauthorized("The first message must be {token, topics[]}.");
            signIn(who.token());
        } catch (Refused refused) {
            close(refused.status() == 401 ? LiveSocket.SIGN_IN : CloseStatus.SERVICE_RESTARTED);
            return false;
        }
        session.sendMessage(new PingMessage());
        return true;
    }

    void close(CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException gone) {
            stop();
        }
    }
}
