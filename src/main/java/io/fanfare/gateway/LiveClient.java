package io.fanfare.gateway;

import io.fanfare.kernel.Authenticator;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** One connected client: its token, its topics, and its own thread that writes, so that a slow client delays no other. */
final class LiveClient {
    static final CloseStatus SIGN_IN = new CloseStatus(4401, "sign in");

    private static final int MAX_WAITING = 500;
    private static final int MAX_TOPICS = 100;
    private static final Duration TIME_TO_SIGN_IN = Duration.ofSeconds(10);
    private static final Duration TIME_BETWEEN_SIGN_INS = Duration.ofSeconds(1);
    /** No event is sent on a check that is older than this. */
    private static final Duration CHECK_IS_GOOD_FOR = Duration.ofSeconds(2);

    private static final Duration TIME_BETWEEN_PINGS = Duration.ofSeconds(30);
    private static final Message CHECK = new Message(null, null);

    private final WebSocketSession session;
    private final String network;
    private final Authenticator authenticator;
    private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicReference<@Nullable SignedIn> signedIn = new AtomicReference<>();
    private volatile Set<Topic.Address> topics = Set.of();

    LiveClient(WebSocketSession session, String network, Authenticator authenticator) {
        this.session = session;
        this.network = network;
        this.authenticator = authenticator;
    }

    /** The client with the permissions it had when its token was last checked; times are {@link System#nanoTime}. */
    private record SignedIn(String token, Current current, long since, long checked) {
        boolean isOlderThan(Duration age) {
            return System.nanoTime() - checked > age.toNanos();
        }
    }

    /** Something to write, with the topic that it needs the permission of; without a text it asks for a check only. */
    private record Message(@Nullable Topic topic, @Nullable String text) {}

    /** An event: a change without its workspace. */
    record Event(
            String topic,
            String kind,
            @Nullable UUID id,
            @Nullable Integer version,
            Instant at) {}

    /** The response to a subscription: {@code kind} is {@code subscribed} or {@code refused}. */
    record Response(@Nullable String topic, String kind, List<String> topics) {}

    String network() {
        return network;
    }

    void start() {
        Thread.ofVirtual().name("live-" + session.getId()).start(this::write);
    }

    /** Ends the thread that writes. It is not interrupted: that would break the database connection of a check. */
    void stop() {
        waiting.offer(CHECK);
    }

    /** A new token for this connection. The one it has already costs nothing; another is accepted once a second. */
    void signIn(String token) {
        SignedIn known = signedIn.get();
        if (known != null && known.token().equals(token)) return;
        if (known != null && System.nanoTime() - known.since() < TIME_BETWEEN_SIGN_INS.toNanos())
            throw Refused.tooMany(1);
        long now = System.nanoTime();
        signedIn.set(new SignedIn(token, authenticate(token), now, now));
    }

    private Current authenticate(String token) {
        return authenticator.authenticate(token, Ids.next(), null);
    }

    /** Replaces the topics of this client. Topics that do not exist or that it may not read are named in a response. */
    void subscribe(Set<String> names) {
        SignedIn who = signedIn.get();
        if (who == null) throw firstMessage();
        var accepted = new LinkedHashSet<Topic.Address>();
        var texts = new ArrayList<String>();
        var refused = new ArrayList<String>();
        for (String name : names) {
            var topic = Topic.subscribed(name, who.current());
            if (topic.isPresent() && accepted.size() < MAX_TOPICS) {
                accepted.add(topic.get());
                texts.add(name);
            } else refused.add(name);
        }
        topics = Set.copyOf(accepted);
        // Confirmed after it counts: what the client reads from now on can't be older than the events it receives.
        send(null, new Response(null, "subscribed", texts));
        if (!refused.isEmpty()) send(null, new Response(null, "refused", refused));
    }

    void changed(Live.Change change) {
        SignedIn who = signedIn.get();
        if (who == null || !who.current().workspace().equals(change.workspace())) return;
        if (!topics.contains(change.topic())) return;
        send(
                change.topic().topic(),
                new Event(change.topic().toString(), change.kind(), change.id(), change.version(), change.at()));
    }

    /** Checks the token again now, and closes the connection if it is no longer valid. */
    void accessChanged(UUID workspace) {
        SignedIn who = signedIn.get();
        if (who != null && who.current().workspace().equals(workspace)) offer(CHECK);
    }

    private void send(@Nullable Topic topic, Record message) {
        offer(new Message(topic, Json.of(message).text()));
    }

    private void offer(Message message) {
        if (!waiting.offer(message)) close(CloseStatus.SESSION_NOT_RELIABLE);
    }

    private void write() {
        try {
            Duration patience = TIME_TO_SIGN_IN;
            while (session.isOpen()) {
                Message message = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
                if (session.isOpen()) write(message);
                patience = TIME_BETWEEN_PINGS;
            }
        } catch (Refused refused) {
            close(refused.status() == 401 ? SIGN_IN : CloseStatus.SERVICE_RESTARTED);
        } catch (IOException gone) {
            close(CloseStatus.SESSION_NOT_RELIABLE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unavailable) {
            close(CloseStatus.SERVICE_RESTARTED);
        }
    }

    private void write(@Nullable Message message) throws IOException {
        SignedIn who = signedIn.get();
        boolean old = who != null && who.isOlderThan(CHECK_IS_GOOD_FOR);
        if (message == null || message.text() == null || old) who = check();
        if (message == null) session.sendMessage(new PingMessage());
        else if (message.text() != null
                && (message.topic() == null || who != null && message.topic().permits(who.current())))
            session.sendMessage(new TextMessage(message.text()));
    }

    /** Reads again what the token permits. A removed member, a revoked key or an expired token ends the connection. */
    private SignedIn check() {
        SignedIn who = signedIn.get();
        if (who == null) throw firstMessage();
        var checked = new SignedIn(who.token(), authenticate(who.token()), who.since(), System.nanoTime());
        // A newer token that arrived during the check has been checked itself.
        signedIn.compareAndSet(who, checked);
        return checked;
    }

    private static Refused firstMessage() {
        return Refused.unauthorized("The first message must be {token, topics[]}.");
    }

    /** Closes the connection in its own thread: closing waits for a write that is still under way. */
    void close(CloseStatus status) {
        if (!closing.compareAndSet(false, true)) return;
        Thread.ofVirtual().name("live-close-" + session.getId()).start(() -> {
            try {
                session.close(status);
            } catch (IOException gone) {
                stop();
            }
        });
    }
}
