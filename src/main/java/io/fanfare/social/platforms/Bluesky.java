package io.fanfare.social.platforms;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.HttpCalls;
import io.fanfare.kernel.HttpCalls.Call;
import io.fanfare.kernel.HttpCalls.Reply;
import io.fanfare.kernel.HttpContent;
import io.fanfare.kernel.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Bluesky, or another server of the AT protocol. The key of a record is derived from the delivery's id, so the same
 * post can't exist twice and can be looked up after a lost answer.
 */
@Component
final class Bluesky implements Publisher {
    private static final String COLLECTION = "app.bsky.feed.post";
    private static final Duration SIGN_IN = Duration.ofSeconds(15);
    /** 5,000 points an hour, and a record costs three. */
    private static final Rate RATE = new Rate(5_000 / 3.0 / 3_600, 30);

    private final HttpCalls calls;
    private final Handles handles;
    private final String app;

    Bluesky(HttpCalls calls, @Value("${fanfare.bluesky.app:https://bsky.app}") String app) {
        this.calls = calls;
        this.app = app;
        handles = new Handles(this::resolve, Handles.TIME_LIMIT);
    }

    @Override
    public Platform platform() {
        return Platform.BLUESKY;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.text("handle", "Handle", "name.bsky.social"),
                Field.secret(
                        "appPassword",
                        "App password",
                        "Create one in Bluesky under Settings, Privacy and security, App passwords. Do not use the"
                                + " password of the account."),
                Field.server("service", "https://bsky.social", null));
    }

    @Override
    public MediaRules media() {
        return MediaRules.scaled(1_000_000, 2_000, "Pictures larger than 1 MB are scaled down.");
    }

    @Override
    public Rate rate() {
        return RATE;
    }

    // Signing in

    @Override
    public SignIn signIn(Map<String, String> values) {
        String handle = values.getOrDefault("handle", "");
        return signIn(
                URI.create(values.getOrDefault("service", "")),
                handle.startsWith("@") ? handle.substring(1) : handle,
                values.getOrDefault("appPassword", ""));
    }

    private SignIn signIn(URI service, String identifier, String password) {
        var reply = calls.send(Call.post(at(service, "com.atproto.server.createSession"))
                .json(Map.of("identifier", identifier, "password", password))
                .within(SIGN_IN));
        if (reply instanceof Reply.Answered answer) {
            if (answer.ok()) return session(service, answer.json(), password);
            if (answer.status() == 400 || answer.status() == 401) return new SignIn.Refused(refusal(answer));
        }
        return SignIn.unavailable(reply);
    }

    private static String refusal(Reply.Answered answer) {
        return switch (error(answer)) {
            case "AuthFactorTokenRequired" ->
                "This account signs in with a code sent by e-mail. Use an app password instead of its password.";
            case "AccountTakedown" -> "This account was suspended by its server.";
            default -> "The server rejected the handle or the app password (" + answer.summary() + ").";
        };
    }

    private static SignIn session(URI service, JsonNode json, String password) {
        String did = json.at("/did").asString("");
        String access = json.at("/accessJwt").asString("");
        if (did.isEmpty() || access.isEmpty())
            return new SignIn.Unavailable("The server's answer is not that of a Bluesky server.");
        if (!json.at("/active").asBoolean(true)) return new SignIn.Refused("This account is deactivated.");
        String handle = json.at("/handle").asString(did);
        var secret = Map.of(
                "appPassword",
                password,
                "accessJwt",
                access,
                "refreshJwt",
                json.at("/refreshJwt").asString(""));
        return new SignIn.Accepted(service, did, handle, handle, Limits.none(), secret);
    }

    @Override
    public SignIn check(ConnectedAccount account) {
        var reply = calls.send(
                authorized("com.atproto.server.getSession", "GET", account).within(SIGN_IN));
        if (reply instanceof Reply.Answered answer) {
            if (answer.ok())
                return new SignIn.Accepted(
                        account.service(),
                        account.remoteId(),
                        account.handle(),
                        account.handle(),
                        Limits.none(),
                        Map.of());
            if (isSignedOut(answer)) return renew(account, answer);
        }
        return SignIn.unavailable(reply);
    }

    @Override
    public boolean isSignedOut(Reply.Answered answer) {
        return (answer.status() == 400 || answer.status() == 401)
                && (error(answer).equals("ExpiredToken") || error(answer).equals("InvalidToken"));
    }

    /** With the refresh token or, if that has expired, with the app password. */
    @Override
    public SignIn renew(ConnectedAccount account, Reply.Answered expired) {
        var reply = calls.send(Call.post(at(account.service(), "com.atproto.server.refreshSession"))
                .bearer(account.secret("refreshJwt"))
                .within(SIGN_IN));
        String password = account.secret("appPassword");
        if (reply instanceof Reply.Answered answer) {
            if (answer.ok()) return session(account.service(), answer.json(), password);
            if (answer.status() == 400 || answer.status() == 401)
                return signIn(account.service(), account.remoteId(), password);
        }
        return SignIn.unavailable(reply);
    }

    // Publishing

    @Override
    public byte[] pack(ConnectedAccount account, Posting posting) {
        var body = Map.of(
                "repo",
                account.remoteId(),
                "collection",
                COLLECTION,
                "rkey",
                BlueskyIds.key(posting.key()),
                "record",
                record(account, posting));
        return Json.of(body).text().getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> record(ConnectedAccount account, Posting posting) {
        var record = new LinkedHashMap<String, Object>();
        record.put("$type", COLLECTION);
        record.put("text", posting.text());
        record.put("createdAt", posting.at().truncatedTo(ChronoUnit.MILLIS).toString());
        var facets = Facets.of(posting.text(), handles.resolve(account.service(), Facets.mentions(posting.text())));
        if (!facets.isEmpty()) record.put("facets", facets);
        var reply = posting.replyTo();
        if (reply != null) record.put("reply", Map.of("root", strong(reply.root()), "parent", strong(reply.parent())));
        String link = posting.link();
        if (!posting.pictures().isEmpty())
            record.put(
                    "embed",
                    Map.of(
                            "$type",
                            "app.bsky.embed.images",
                            "images",
                            posting.pictures().stream().map(Bluesky::image).toList()));
        else if (link != null && !posting.text().contains(link))
            record.put(
                    "embed",
                    Map.of(
                            "$type",
                            "app.bsky.embed.external",
                            "external",
                            Map.of("uri", link, "title", title(posting, link), "description", "")));
        return record;
    }

    private static Map<String, String> strong(Reference reference) {
        return Map.of("uri", reference.id(), "cid", reference.hash());
    }

    private static String title(Posting posting, String link) {
        if (posting.title() != null && !posting.title().isBlank()) return posting.title();
        return Optional.ofNullable(URI.create(link).getHost()).orElse("");
    }

    private static Map<String, Object> image(Picture picture) {
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
                        Map.of("$link", BlueskyIds.link(picture.sha256())),
                        "mimeType",
                        picture.mimeType(),
                        "size",
                        picture.source().size()));
    }

    @Override
    public Upload upload(Session session, Picture picture) {
        var reply = session.send(account -> authorized("com.atproto.repo.uploadBlob", "POST", account)
                .content(HttpContent.stream(picture.mimeType(), picture.source())));
        if (!(reply instanceof Reply.Answered answer) || !answer.ok()) return new Upload.NotStored(reply);
        String link = answer.json().at("/blob/ref/$link").asString("");
        return link.equals(BlueskyIds.link(picture.sha256()))
                ? new Upload.Stored(link)
                : new Upload.Rejected(
                        "The server stored “" + picture.name() + "” with different content than was" + " uploaded.");
    }

    @Override
    public Reply publish(Session session, Posting posting, byte[] packed, List<String> uploads) {
        // The part that a reply answers is known only once that part is published.
        byte[] body = posting.replyTo() == null ? packed : pack(session.account(), posting);
        return session.send(account -> authorized("com.atproto.repo.createRecord", "POST", account)
                .content(HttpContent.bytes("application/json", body)));
    }

    @Override
    public String permalink(ConnectedAccount account, Posting posting, JsonNode answer) {
        return app + "/profile/" + account.handle() + "/post/" + BlueskyIds.key(posting.key());
    }

    @Override
    public Reference reference(JsonNode answer) {
        return new Reference(answer.at("/uri").asString(""), answer.at("/cid").asString(""));
    }

    /** Records are public, so this needs no session. */
    @Override
    public LookUpResult find(Session session, Search search) {
        var posting = search.posting();
        String query = "?repo=" + HttpCalls.encoded(session.account().remoteId()) + "&collection=" + COLLECTION
                + "&rkey=" + BlueskyIds.key(posting.key());
        var reply = session.send(account -> Call.get(at(account.service(), "com.atproto.repo.getRecord" + query)));
        return switch (reply) {
            case Reply.Answered answer
            when answer.ok() ->
                answer.json().at("/value/text").asString("").equals(posting.text())
                        ? new LookUpResult.Existing(
                                permalink(session.account(), posting, answer.json()), reference(answer.json()))
                        : new LookUpResult.Different(
                                "Bluesky has a post with the key of this one and a different text.");
            case Reply.Answered answer when error(answer).equals("RecordNotFound") -> new LookUpResult.Absent();
            case Reply.Answered answer -> new LookUpResult.Unclear(answer.summary());
            case Reply.NotSent(var reason, var refused) -> new LookUpResult.Unclear(reason);
            case Reply.Lost(var reason) -> new LookUpResult.Unclear(reason);
        };
    }

    @Override
    public Map<String, Long> figures(ConnectedAccount account, String permalink) {
        String uri = "at://" + account.remoteId() + "/" + COLLECTION + "/"
                + permalink.substring(permalink.lastIndexOf('/') + 1);
        var reply = calls.send(authorized("app.bsky.feed.getPosts?uris=" + HttpCalls.encoded(uri), "GET", account));
        return Counts.of(
                reply,
                "/posts/0",
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

    private Handles.Owner resolve(URI service, String handle, Duration within) {
        var reply = calls.send(
                Call.get(at(service, "com.atproto.identity.resolveHandle?handle=" + HttpCalls.encoded(handle)))
                        .within(within));
        if (!(reply instanceof Reply.Answered answer) || answer.status() >= 500)
            return new Handles.Owner(Optional.empty(), false);
        String did = answer.json().at("/did").asString("");
        return new Handles.Owner(Optional.of(did).filter(id -> id.startsWith("did:")), answer.status() != 429);
    }

    private static String error(Reply.Answered answer) {
        return answer.json().at("/error").asString("");
    }

    private static Call authorized(String method, String verb, ConnectedAccount account) {
        return Call.of(verb, at(account.service(), method)).bearer(account.secret("accessJwt"));
    }

    private static URI at(URI service, String method) {
        return URI.create(service + "/xrpc/" + method);
    }
}
