package io.fanfare.social.platforms;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Json;
import io.fanfare.social.Connector;
import io.fanfare.social.Limits;
import io.fanfare.social.platforms.Calls.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A personal data server of the AT protocol: signing in, and the calls that posting needs. */
@Component
class Bluesky implements Connector {
    static final String COLLECTION = "app.bsky.feed.post";
    private static final Duration SIGN_IN = Duration.ofSeconds(15);

    private final Calls calls;

    Bluesky(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Platform platform() {
        return Platform.BLUESKY;
    }

    @Override
    public Signed connect(URI service, Map<String, String> given) {
        return signIn(service, given.getOrDefault("handle", ""), given.getOrDefault("appPassword", ""));
    }

    /** Whether the session or, where that is over, the app password lets us in. */
    @Override
    public Signed check(Opened account) {
        var reply =
                calls.get(at(account.service(), "com.atproto.server.getSession"), access(account.secret()), SIGN_IN);
        if (reply instanceof Reply.Answered answer && answer.ok())
            return new Signed.In(account.remoteId(), account.handle(), account.handle(), Limits.none(), Map.of());
        return reply instanceof Reply.Answered answer && expired(answer) ? renew(account) : away(reply);
    }

    /** A session of its own, made of the one that is over; of the app password where that is over too. */
    Signed renew(Opened account) {
        var reply = calls.post(
                at(account.service(), "com.atproto.server.refreshSession"),
                account.secret().getOrDefault("refreshJwt", ""),
                "",
                new byte[0],
                SIGN_IN,
                Map.of());
        String password = account.secret().getOrDefault("appPassword", "");
        if (reply instanceof Reply.Answered answer) {
            if (answer.ok()) return session(answer.json(), password);
            if (answer.status() == 400 || answer.status() == 401)
                return signIn(account.service(), account.remoteId(), password);
        }
        return away(reply);
    }

    private Signed signIn(URI service, String identifier, String password) {
        byte[] body = Json.of(Map.of("identifier", identifier, "password", password))
                .text()
                .getBytes(StandardCharsets.UTF_8);
        var reply = calls.postJson(at(service, "com.atproto.server.createSession"), "", body, SIGN_IN);
        if (reply instanceof Reply.Answered answer && answer.ok()) return session(answer.json(), password);
        if (reply instanceof Reply.Answered answer && (answer.status() == 400 || answer.status() == 401))
            return new Signed.Refused(
                    switch (answer.json().at("/error").asString("")) {
                        case "AuthFactorTokenRequired" ->
                            "Bluesky asks for a code by mail: use an app password instead of the password itself.";
                        case "AccountTakedown" -> "This account was taken down by its server.";
                        default -> "The server refused handle or app password (" + answer.said() + ").";
                    });
        return away(reply);
    }

    private static Signed session(JsonNode json, String password) {
        String did = json.at("/did").asString("");
        String access = json.at("/accessJwt").asString("");
        if (did.isEmpty() || access.isEmpty())
            return new Signed.Away("The server did not answer as a Bluesky server does.");
        if (!json.at("/active").asBoolean(true)) return new Signed.Refused("This account is deactivated.");
        String handle = json.at("/handle").asString(did);
        return new Signed.In(
                did,
                handle,
                handle,
                Limits.none(),
                Map.of(
                        "appPassword",
                        password,
                        "accessJwt",
                        access,
                        "refreshJwt",
                        json.at("/refreshJwt").asString("")));
    }

    private static Signed away(Reply reply) {
        return switch (reply) {
            case Reply.Answered answer
            when answer.status() == 429 ->
                new Signed.Away("The server wants to be left alone for a while (" + answer.said() + ").");
            case Reply.Answered answer -> new Signed.Away("The server answered " + answer.said() + ".");
            case Reply.NotSent(var reason) -> new Signed.Away(reason);
            case Reply.Lost(var reason) -> new Signed.Away(reason);
        };
    }

    static boolean expired(Reply.Answered answer) {
        String error = answer.json().at("/error").asString("");
        return (answer.status() == 400 || answer.status() == 401)
                && (error.equals("ExpiredToken") || error.equals("InvalidToken"));
    }

    Reply create(Opened account, byte[] body, Duration within) {
        return calls.postJson(
                at(account.service(), "com.atproto.repo.createRecord"), access(account.secret()), body, within);
    }

    Reply upload(Opened account, Pictures.Shown picture, Duration within) {
        return calls.post(
                at(account.service(), "com.atproto.repo.uploadBlob"),
                access(account.secret()),
                picture.mimeType(),
                picture.bytes(),
                within,
                Map.of());
    }

    /** The record under a key of our own choice: open to everybody, so no session is needed. */
    Reply find(URI service, String did, String key, Duration within) {
        return calls.get(
                at(
                        service,
                        "com.atproto.repo.getRecord?repo=" + Calls.encoded(did) + "&collection=" + COLLECTION + "&rkey="
                                + key),
                "",
                within);
    }

    Optional<String> did(URI service, String handle) {
        var reply = calls.get(
                at(service, "com.atproto.identity.resolveHandle?handle=" + Calls.encoded(handle)),
                "",
                Duration.ofSeconds(5));
        return reply instanceof Reply.Answered answer && answer.ok()
                ? Optional.of(answer.json().at("/did").asString("")).filter(did -> did.startsWith("did:"))
                : Optional.empty();
    }

    @Override
    public Map<String, Long> figures(Opened account, String permalink) {
        String uri = "at://" + account.remoteId() + "/" + COLLECTION + "/"
                + permalink.substring(permalink.lastIndexOf('/') + 1);
        var reply = calls.get(
                at(account.service(), "app.bsky.feed.getPosts?uris=" + Calls.encoded(uri)),
                access(account.secret()),
                SIGN_IN);
        if (!(reply instanceof Reply.Answered answer) || !answer.ok()) return Map.of();
        return Calls.counts(
                answer.json().at("/posts/0"),
                Map.of(
                        "likes",
                        "likeCount",
                        "reposts",
                        "repostCount",
                        "replies",
                        "replyCount",
                        "quotes",
                        "quoteCount"));
    }

    private static String access(Map<String, String> secret) {
        return Objects.requireNonNullElse(secret.get("accessJwt"), "");
    }

    private static URI at(URI service, String method) {
        return URI.create(service + "/xrpc/" + method);
    }
}
