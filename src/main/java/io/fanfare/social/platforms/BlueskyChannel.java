package io.fanfare.social.platforms;

import io.fanfare.creative.Platform;
import io.fanfare.delivery.Channel;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Message;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.Accounts;
import io.fanfare.social.Connector.Opened;
import io.fanfare.social.Connector.Signed;
import io.fanfare.social.Limits;
import io.fanfare.social.Wording;
import io.fanfare.social.platforms.Calls.Reply;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Posts to Bluesky. The key of a record is made of the delivery's id, so a post can never be there twice, and what became
 * of a lost answer is looked up under it.
 */
@Component
class BlueskyChannel implements Channel {
    private static final String NAME = "bluesky";
    /** 5,000 points an hour, and a record costs three. */
    private static final double PER_SECOND = 5_000 / 3.0 / 3_600;

    private static final double AT_ONCE = 30;
    private static final long MOST_PICTURE_BYTES = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String SORTABLE = "234567abcdefghijklmnopqrstuvwxyz";

    private final Bluesky bluesky;
    private final Accounts accounts;
    private final Pictures pictures;
    private final Transactions transactions;
    private final String app;
    private final Map<UUID, ReentrantLock> renewing = new ConcurrentHashMap<>();

    BlueskyChannel(
            Bluesky bluesky,
            Accounts accounts,
            Pictures pictures,
            Transactions transactions,
            @Value("${fanfare.bluesky.app:https://bsky.app}") String app) {
        this.bluesky = bluesky;
        this.accounts = accounts;
        this.pictures = pictures;
        this.transactions = transactions;
        this.app = app;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int window() {
        return 8;
    }

    @Override
    public boolean byTarget() {
        return true;
    }

    @Override
    public Route route(@Nullable String target) {
        String bucket = accounts.ofTarget(String.valueOf(target))
                .map(account -> account.service() + " " + account.remoteId())
                .orElse(target);
        return new Route(NAME + ":" + bucket, PER_SECOND, AT_ONCE, null);
    }

    /** What is needed to send: the account as it was packed for, and the pictures the record names by their hashes. */
    private record Ready(Opened account, String key, String text, List<Pictures.Shown> pictures) {}

    /** Nothing can leave by this account, and why. */
    private record Unable(String reason) {}

    @Override
    public Parcel pack(Delivery delivery, Message message, Route route) {
        if (!(message instanceof Message.Post post)) throw new IllegalArgumentException("only posts go to Bluesky");
        var account = transactions.read(() -> accounts.open(post.accountId()));
        if (account.isEmpty())
            return new Parcel(
                    NAME,
                    Json.of(post).text().getBytes(StandardCharsets.UTF_8),
                    new Unable("The account is not connected: connect it again, then try again."));
        var shown = pictures.of(post, MOST_PICTURE_BYTES);
        String key = key(delivery.id());
        var words = content(account.get(), post, shown);
        byte[] body = Json.of(Map.of(
                        "repo",
                        account.get().remoteId(),
                        "collection",
                        Bluesky.COLLECTION,
                        "rkey",
                        key,
                        "record",
                        words))
                .text()
                .getBytes(StandardCharsets.UTF_8);
        return new Parcel(NAME, body, new Ready(account.get(), key, String.valueOf(words.get("text")), shown));
    }

    private Map<String, Object> content(Opened account, Message.Post post, List<Pictures.Shown> shown) {
        String text = Wording.of(Platform.BLUESKY, post.text(), post.link(), !shown.isEmpty());
        var record = new LinkedHashMap<String, Object>();
        record.put("$type", Bluesky.COLLECTION);
        record.put("text", text);
        record.put("createdAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        var facets = Facets.of(text, handle -> bluesky.did(account.service(), handle));
        if (!facets.isEmpty()) record.put("facets", facets);
        if (!shown.isEmpty())
            record.put(
                    "embed",
                    Map.of(
                            "$type",
                            "app.bsky.embed.images",
                            "images",
                            shown.stream().map(BlueskyChannel::image).toList()));
        else if (post.link() != null && !text.contains(post.link()))
            record.put(
                    "embed",
                    Map.of(
                            "$type",
                            "app.bsky.embed.external",
                            "external",
                            Map.of("uri", post.link(), "title", title(post), "description", "")));
        return record;
    }

    private static String title(Message.Post post) {
        if (post.title() != null && !post.title().isBlank()) return post.title();
        return Optional.ofNullable(URI.create(String.valueOf(post.link())).getHost())
                .orElse("");
    }

    private static Map<String, Object> image(Pictures.Shown picture) {
        return Map.of(
                "alt",
                picture.alt(),
                "aspectRatio",
                Map.of("width", picture.width(), "height", picture.height()),
                "image",
                Map.of(
                        "$type",
                        "blob",
                        "ref",
                        Map.of("$link", link(picture.bytes())),
                        "mimeType",
                        picture.mimeType(),
                        "size",
                        picture.bytes().length));
    }

    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        if (parcel.envelope() instanceof Unable(var reason)) return new Outcome.Failed(reason);
        if (!(parcel.envelope() instanceof Ready ready)) throw new IllegalArgumentException("no post in the parcel");
        var patience = Patience.of(PATIENCE);
        if (delivery.attempts() > 0) {
            // It was tried before: should that have arrived all the same, this is where it is.
            switch (look(ready.account().service(), ready.account().remoteId(), ready.key(), patience)) {
                case Look.There(var text) -> {
                    return there(ready, text);
                }
                case Look.Away(var reason) -> {
                    return new Outcome.TryLater(reason);
                }
                case Look.Absent _ -> {}
            }
        }
        var session = new Session(ready.account());
        for (var picture : ready.pictures()) {
            var refused = upload(session, picture, patience);
            if (refused.isPresent()) return refused.get();
        }
        return switch (call(session, now -> bluesky.create(now, parcel.bytes(), patience.call()))) {
            case Reply.Answered answer
            when answer.ok() -> new Outcome.Confirmed(permalink(ready.account(), ready.key()));
            case Reply.Answered answer when answer.status() >= 500 -> lookedUp(ready, patience, answer.said());
            case Reply.Answered answer -> refused(session, answer);
            case Reply.NotSent(var reason) -> new Outcome.TryLater(reason);
            case Reply.Lost(var reason) -> lookedUp(ready, patience, reason);
        };
    }

    /** A picture that nothing refers to is forgotten by the server, so whatever goes wrong here can be done again. */
    private Optional<Outcome> upload(Session session, Pictures.Shown picture, Patience patience) {
        return switch (call(session, now -> bluesky.upload(now, picture, patience.call()))) {
            case Reply.Answered answer
            when answer.ok() ->
                answer.json().at("/blob/ref/$link").asString("").equals(link(picture.bytes()))
                        ? Optional.empty()
                        : Optional.of(new Outcome.Failed(
                                "The server keeps “" + picture.name() + "” otherwise than it was sent."));
            case Reply.Answered answer when answer.status() >= 500 -> Optional.of(new Outcome.TryLater(answer.said()));
            case Reply.Answered answer -> Optional.of(refused(session, answer));
            case Reply.NotSent(var reason) -> Optional.of(new Outcome.TryLater(reason));
            case Reply.Lost(var reason) -> Optional.of(new Outcome.TryLater(reason));
        };
    }

    private Outcome refused(Session session, Reply.Answered answer) {
        if (session.renewal instanceof Signed.Away(var reason)) return new Outcome.TryLater(reason);
        if (session.renewal instanceof Signed.Refused(var reason)) {
            transactions.write(() -> accounts.refused(session.now.id(), reason));
            return new Outcome.Failed("The account has to be connected again; then try again. " + reason);
        }
        if (answer.status() == 429)
            return new Outcome.TryLater(answer.said(), answer.reset().orElse(Duration.ofMinutes(5)));
        return new Outcome.Failed(answer.said());
    }

    /** The answer was lost: the record is there under its key, or it is not. */
    private Outcome lookedUp(Ready ready, Patience patience, String why) {
        int absent = 0;
        while (!patience.over()) {
            switch (look(ready.account().service(), ready.account().remoteId(), ready.key(), patience)) {
                case Look.There(var text) -> {
                    return there(ready, text);
                }
                case Look.Absent _ -> {
                    // Once more after a moment: it may still be at work on it.
                    if (++absent == 2) return new Outcome.TryLater(why);
                }
                case Look.Away _ -> {}
            }
            Calls.pause(Duration.ofSeconds(2));
        }
        return new Outcome.Unknown(why + "; and it could not be asked whether it has the post.");
    }

    private Outcome there(Ready ready, String text) {
        return text.equals(ready.text())
                ? new Outcome.Confirmed(permalink(ready.account(), ready.key()))
                : new Outcome.Unknown("Bluesky has a post under the key of this one, with other words.");
    }

    @Override
    public Optional<Outcome> lookUp(Delivery delivery) {
        var account = transactions.read(() -> accounts.ofTarget(delivery.target()));
        if (account.isEmpty()) return Optional.empty();
        String key = key(delivery.id());
        var service = URI.create(account.get().service());
        return switch (look(service, account.get().remoteId(), key, Patience.of(PATIENCE))) {
            case Look.There _ ->
                Optional.of(new Outcome.Confirmed(permalink(account.get().handle(), key)));
            case Look.Absent _ -> Optional.of(new Outcome.TryLater("Bluesky does not have it."));
            case Look.Away _ -> Optional.empty();
        };
    }

    /** What is under a key. */
    private sealed interface Look {
        record There(String text) implements Look {}

        record Absent() implements Look {}

        record Away(String reason) implements Look {}
    }

    private Look look(URI service, String did, String key, Patience patience) {
        return switch (bluesky.find(service, did, key, patience.call())) {
            case Reply.Answered answer
            when answer.ok() -> new Look.There(answer.json().at("/value/text").asString(""));
            case Reply.Answered answer
            when answer.json().at("/error").asString("").equals("RecordNotFound") -> new Look.Absent();
            case Reply.Answered answer -> new Look.Away(answer.said());
            case Reply.NotSent(var reason) -> new Look.Away(reason);
            case Reply.Lost(var reason) -> new Look.Away(reason);
        };
    }

    /** The account as it is signed in at the moment, and why it is not any more. */
    private static final class Session {
        private Opened now;
        private @Nullable Signed renewal;

        Session(Opened account) {
            now = account;
        }
    }

    /** Calls, and where the session is over once more with a new one. */
    private Reply call(Session session, Function<Opened, Reply> call) {
        var reply = call.apply(session.now);
        if (!(reply instanceof Reply.Answered answer) || !Bluesky.expired(answer)) return reply;
        session.renewal = renew(session);
        return session.renewal instanceof Signed.In ? call.apply(session.now) : reply;
    }

    /** One at a time for an account: a session that another thread has just made is taken. */
    private Signed renew(Session session) {
        var id = session.now.id();
        var lock = renewing.computeIfAbsent(id, key -> new ReentrantLock());
        lock.lock();
        try {
            var kept = transactions.read(() -> accounts.open(id));
            if (kept.isEmpty()) return new Signed.Refused("The account is not connected any more.");
            boolean renewed = !Objects.equals(
                    kept.get().secret().get("accessJwt"), session.now.secret().get("accessJwt"));
            if (renewed) {
                session.now = kept.get();
                return new Signed.In(
                        session.now.remoteId(), session.now.handle(), "", Limits.none(), session.now.secret());
            }
            var signed = bluesky.renew(kept.get());
            if (signed instanceof Signed.In in) {
                transactions.write(() -> accounts.keepSecret(id, in.secret()));
                session.now = new Opened(
                        id,
                        kept.get().service(),
                        kept.get().remoteId(),
                        kept.get().handle(),
                        in.secret());
            }
            return signed;
        } finally {
            lock.unlock();
        }
    }

    private String permalink(Opened account, String key) {
        return permalink(account.handle(), key);
    }

    private String permalink(String handle, String key) {
        return app + "/profile/" + handle + "/post/" + key;
    }

    /** The key that belongs to a delivery for ever: its time and its chance as the protocol writes them (a TID). */
    static String key(UUID delivery) {
        long millis = delivery.getMostSignificantBits() >>> 16;
        long chance = delivery.getLeastSignificantBits();
        long micros = millis * 1000 + Long.remainderUnsigned(chance >>> 10, 1000);
        long value = micros << 10 | chance & 1023;
        var key = new StringBuilder();
        for (int shift = 60; shift >= 0; shift -= 5) key.append(SORTABLE.charAt((int) (value >>> shift & 31)));
        return key.toString();
    }

    /** The name of bytes as the server will give it: a CID of version 1, raw, by SHA-256. */
    static String link(byte[] bytes) {
        var cid = new ByteArrayOutputStream();
        cid.writeBytes(new byte[] {1, 0x55, 0x12, 32});
        cid.writeBytes(HexFormat.of().parseHex(Json.sha256(bytes)));
        var text = new StringBuilder("b");
        int buffer = 0;
        int bits = 0;
        for (byte each : cid.toByteArray()) {
            buffer = (buffer << 8 | each & 0xff) & 0xffff;
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32.charAt(buffer >>> bits - 5 & 31));
                bits -= 5;
            }
        }
        if (bits > 0) text.append(BASE32.charAt(buffer << 5 - bits & 31));
        return text.toString();
    }
}
