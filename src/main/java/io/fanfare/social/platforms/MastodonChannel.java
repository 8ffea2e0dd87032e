package io.fanfare.social.platforms;

import io.fanfare.creative.Platform;
import io.fanfare.delivery.Channel;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Message;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.Accounts;
import io.fanfare.social.Connector.Opened;
import io.fanfare.social.Wording;
import io.fanfare.social.platforms.Calls.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Posts to Mastodon. The delivery's id is the Idempotency-Key, so an answer that was lost is asked for again with the same
 * key, which makes no second status; that key is kept for an hour, so whatever is tried again later is first looked for
 * among the statuses of the account.
 */
@Component
class MastodonChannel implements Channel {
    private static final String NAME = "mastodon";
    /** 300 calls in five minutes, and a post may take several. */
    private static final double PER_SECOND = 0.5;

    private static final double AT_ONCE = 20;
    private static final long MOST_PICTURE_BYTES = 16_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final Duration KEY_IS_KEPT = Duration.ofHours(1);
    private static final int MOST_PAGES = 5;

    private final Mastodon mastodon;
    private final Accounts accounts;
    private final Pictures pictures;
    private final Transactions transactions;

    MastodonChannel(Mastodon mastodon, Accounts accounts, Pictures pictures, Transactions transactions) {
        this.mastodon = mastodon;
        this.accounts = accounts;
        this.pictures = pictures;
        this.transactions = transactions;
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

    /** What is needed to send. */
    private record Ready(Opened account, String text, List<Pictures.Shown> pictures) {}

    /** Nothing can leave by this account, and why. */
    private record Unable(String reason) {}

    /** The receipt names the pictures by their hashes: their ids there are only known once they are uploaded. */
    private record Bytes(String service, String status, List<Picture> pictures) {}

    private record Picture(String sha256, String mimeType, String description) {}

    @Override
    public Parcel pack(Delivery delivery, Message message, Route route) {
        if (!(message instanceof Message.Post post)) throw new IllegalArgumentException("only posts go to Mastodon");
        var account = transactions.read(() -> accounts.open(post.accountId()));
        if (account.isEmpty())
            return new Parcel(
                    NAME,
                    Json.of(post).text().getBytes(StandardCharsets.UTF_8),
                    new Unable("The account is not connected: connect it again, then try again."));
        var found = transactions.read(() -> accounts.find(account.get().id()));
        Long most = found.map(each -> each.limits().imageBytes()).orElse(null);
        var shown = pictures.of(post, most == null ? MOST_PICTURE_BYTES : most);
        String text = Wording.of(Platform.MASTODON, post.text(), post.link(), !shown.isEmpty());
        var bytes = new Bytes(
                account.get().service().toString(),
                text,
                shown.stream()
                        .map(each -> new Picture(Json.sha256(each.bytes()), each.mimeType(), each.alt()))
                        .toList());
        return new Parcel(
                NAME, Json.of(bytes).text().getBytes(StandardCharsets.UTF_8), new Ready(account.get(), text, shown));
    }

    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        if (parcel.envelope() instanceof Unable(var reason)) return new Outcome.Failed(reason);
        if (!(parcel.envelope() instanceof Ready ready)) throw new IllegalArgumentException("no post in the parcel");
        var patience = Patience.of(PATIENCE);
        if (delivery.attempts() > 0) {
            // It was tried before: should that have arrived all the same, it is among the statuses.
            var look = look(ready.account(), delivery, ready.text(), patience);
            if (look.outcome() != null) return look.outcome();
            if (!look.whole()) return new Outcome.TryLater("It can't be asked whether it has the post from before.");
        }
        var media = new ArrayList<String>();
        for (var picture : ready.pictures()) {
            var uploaded = upload(ready.account(), picture, patience);
            if (uploaded.refusal() != null) return uploaded.refusal();
            media.add(uploaded.id());
        }
        return post(delivery, ready, media, patience);
    }

    private Outcome post(Delivery delivery, Ready ready, List<String> media, Patience patience) {
        boolean doubt = false;
        String why = "";
        for (int i = 0; !patience.over(); i++) {
            if (i > 0) Calls.pause(Duration.ofSeconds(Math.min(10, 1L << i)));
            switch (mastodon.post(ready.account(), delivery.id(), ready.text(), media, patience.call())) {
                case Reply.Answered answer
                when answer.ok() -> {
                    return new Outcome.Confirmed(address(answer.json()));
                }
                case Reply.Answered answer
                when answer.status() >= 500 -> {
                    doubt = true;
                    why = answer.said();
                }
                case Reply.Answered answer -> {
                    // Refused now; what was in doubt before stays so.
                    return doubt
                            ? new Outcome.Unknown(why + "; then " + answer.said())
                            : refused(ready.account(), answer);
                }
                case Reply.NotSent(var reason) -> {
                    if (!doubt) return new Outcome.TryLater(reason);
                    why = reason;
                }
                case Reply.Lost(var reason) -> {
                    doubt = true;
                    why = reason;
                }
            }
        }
        return new Outcome.Unknown(why + "; and it could not be asked whether it has the post.");
    }

    /** A picture's id there, or why it was not taken. */
    private record Uploaded(String id, @Nullable Outcome refusal) {}

    /** A picture that no status names is forgotten by the server, so whatever goes wrong here can be done again. */
    private Uploaded upload(Opened account, Pictures.Shown picture, Patience patience) {
        return switch (mastodon.upload(account, picture, patience.call())) {
            case Reply.Answered answer
            when answer.ok() -> {
                String id = answer.json().at("/id").asString("");
                yield answer.status() == 202 ? processed(account, id, patience) : new Uploaded(id, null);
            }
            case Reply.Answered answer
            when answer.status() >= 500 -> new Uploaded("", new Outcome.TryLater(answer.said()));
            case Reply.Answered answer -> new Uploaded("", refused(account, answer));
            case Reply.NotSent(var reason) -> new Uploaded("", new Outcome.TryLater(reason));
            case Reply.Lost(var reason) -> new Uploaded("", new Outcome.TryLater(reason));
        };
    }

    /** 206 while the server is at work on it. */
    private Uploaded processed(Opened account, String id, Patience patience) {
        while (!patience.over()) {
            Calls.pause(Duration.ofSeconds(1));
            switch (mastodon.media(account, id, patience.call())) {
                case Reply.Answered answer when answer.status() == 206 -> {}
                case Reply.Answered answer
                when answer.ok() -> {
                    return new Uploaded(id, null);
                }
                case Reply.Answered answer when answer.status() >= 500 -> {}
                case Reply.Answered answer -> {
                    return new Uploaded("", refused(account, answer));
                }
                case Reply.NotSent _, Reply.Lost _ -> {}
            }
        }
        return new Uploaded("", new Outcome.TryLater("The server is still at work on a picture."));
    }

    private Outcome refused(Opened account, Reply.Answered answer) {
        if (answer.status() == 429)
            return new Outcome.TryLater(answer.said(), answer.reset().orElse(Duration.ofMinutes(5)));
        if (answer.status() == 401) {
            transactions.write(() -> accounts.refused(account.id(), answer.said()));
            return new Outcome.Failed("The account has to be connected again; then try again. " + answer.said());
        }
        return new Outcome.Failed(answer.said());
    }

    @Override
    public Optional<Outcome> lookUp(Delivery delivery) {
        var account =
                transactions.read(() -> accounts.ofTarget(delivery.target()).flatMap(each -> accounts.open(each.id())));
        var post = transactions.read(() -> accounts.post(delivery.itemId()));
        if (account.isEmpty() || post.isEmpty()) return Optional.empty();
        String text = Wording.of(
                Platform.MASTODON,
                post.get().text(),
                post.get().link(),
                !post.get().assetIds().isEmpty());
        var look = look(account.get(), delivery, text, Patience.of(PATIENCE));
        if (look.outcome() != null) return Optional.of(look.outcome());
        return look.whole() ? Optional.of(new Outcome.TryLater("Mastodon does not have it.")) : Optional.empty();
    }

    /** What the statuses of the account say; {@code whole} when all since the submission were seen. */
    private record Look(@Nullable Outcome outcome, boolean whole) {}

    /** The same words, made since it was first submitted, and nobody else's. */
    private Look look(Opened account, Delivery delivery, String text, Patience patience) {
        Instant submitted = delivery.submittedAt() == null ? delivery.createdAt() : delivery.submittedAt();
        Instant since = submitted.minus(KEY_IS_KEPT);
        String before = null;
        boolean whole = true;
        for (int page = 0; page < MOST_PAGES; page++) {
            if (!(mastodon.statuses(account, before, patience.call()) instanceof Reply.Answered answer) || !answer.ok())
                return new Look(null, false);
            for (JsonNode status : answer.json()) {
                if (made(status).isBefore(since)) return new Look(null, whole);
                var words = words(account, status, patience);
                // One that can't be read may be ours.
                whole &= words.isPresent();
                if (words.filter(text.strip()::equals).isPresent() && !anothers(address(status), delivery.itemId()))
                    return new Look(new Outcome.Confirmed(address(status)), true);
                before = status.at("/id").asString("");
            }
            if (answer.json().isEmpty()) return new Look(null, whole);
        }
        return new Look(null, false);
    }

    private boolean anothers(String address, UUID post) {
        return transactions.read(() -> accounts.isAnothers(address, post));
    }

    /** The words of a status; none where it has been deleted meanwhile, and empty where the server does not say. */
    private Optional<String> words(Opened account, JsonNode status, Patience patience) {
        var source = mastodon.source(account, status.at("/id").asString(""), patience.call());
        if (!(source instanceof Reply.Answered answer)) return Optional.empty();
        if (answer.status() == 404) return Optional.of("");
        return answer.ok() ? Optional.of(answer.json().at("/text").asString("").strip()) : Optional.empty();
    }

    private static Instant made(JsonNode status) {
        try {
            return Instant.parse(status.at("/created_at").asString(""));
        } catch (DateTimeParseException unreadable) {
            return Instant.MAX;
        }
    }

    private static String address(JsonNode status) {
        String url = status.at("/url").asString("");
        return url.isEmpty() ? status.at("/uri").asString("") : url;
    }
}
