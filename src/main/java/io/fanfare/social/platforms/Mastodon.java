package io.fanfare.social.platforms;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Json;
import io.fanfare.social.Connector;
import io.fanfare.social.Limits;
import io.fanfare.social.platforms.Calls.Reply;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A Mastodon server: who a token belongs to, what the server allows, and the calls that posting needs. */
@Component
class Mastodon implements Connector {
    private static final Duration SIGN_IN = Duration.ofSeconds(15);

    private final Calls calls;

    Mastodon(Calls calls) {
        this.calls = calls;
    }

    @Override
    public Platform platform() {
        return Platform.MASTODON;
    }

    @Override
    public Signed connect(URI service, Map<String, String> given) {
        return signIn(service, given.getOrDefault("accessToken", ""));
    }

    @Override
    public Signed check(Opened account) {
        return signIn(account.service(), token(account));
    }

    private Signed signIn(URI service, String token) {
        var me = calls.get(at(service, "/api/v1/accounts/verify_credentials"), token, SIGN_IN);
        if (!(me instanceof Reply.Answered answer)) return away(me);
        if (answer.status() == 401 || answer.status() == 403 || answer.status() == 422)
            return new Signed.Refused("The server refused the access token (" + answer.said() + ").");
        String id = answer.json().at("/id").asString("");
        String name = answer.json().at("/acct").asString("");
        if (!answer.ok() || id.isEmpty() || name.isEmpty()) return away(me);
        var instance = calls.get(at(service, "/api/v2/instance"), "", SIGN_IN);
        if (!(instance instanceof Reply.Answered about) || !about.ok()) return away(instance);
        String host = service.getPort() < 0 ? service.getHost() : service.getHost() + ":" + service.getPort();
        String handle = "@" + (name.contains("@") ? name : name + "@" + host);
        return new Signed.In(
                id,
                handle,
                answer.json().at("/display_name").asString(handle),
                limits(about.json().at("/configuration")),
                Map.of("accessToken", token));
    }

    private static Limits limits(JsonNode configuration) {
        return new Limits(
                number(configuration.at("/statuses/max_characters")),
                number(configuration.at("/statuses/max_media_attachments")),
                size(configuration.at("/media_attachments/image_size_limit")),
                number(configuration.at("/media_attachments/description_limit")));
    }

    private static @Nullable Integer number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.asInt() > 0 ? node.asInt() : null;
    }

    private static @Nullable Long size(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.asLong() > 0 ? node.asLong() : null;
    }

    private static Signed away(Reply reply) {
        return switch (reply) {
            case Reply.Answered answer
            when answer.ok() -> new Signed.Away("The server did not answer as a Mastodon server does.");
            case Reply.Answered answer -> new Signed.Away("The server answered " + answer.said() + ".");
            case Reply.NotSent(var reason) -> new Signed.Away(reason);
            case Reply.Lost(var reason) -> new Signed.Away(reason);
        };
    }

    /** Answered again with the same key within an hour, the server answers with the status it made the first time. */
    Reply post(Opened account, UUID key, String text, Iterable<String> mediaIds, Duration within) {
        var body = Map.of("status", text, "media_ids", mediaIds, "visibility", "public");
        return calls.post(
                at(account.service(), "/api/v1/statuses"),
                token(account),
                "application/json",
                Json.of(body).text().getBytes(StandardCharsets.UTF_8),
                within,
                Map.of("Idempotency-Key", key.toString()));
    }

    Reply upload(Opened account, Pictures.Shown picture, Duration within) {
        String cut = "cut-" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        if (!picture.alt().isBlank())
            body.writeBytes(("--" + cut + "\r\nContent-Disposition: form-data; name=\"description\"\r\n"
                            + "Content-Type: text/plain; charset=UTF-8\r\n\r\n" + picture.alt() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        String extension = picture.mimeType().substring("image/".length());
        body.writeBytes(("--" + cut + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"picture."
                        + extension + "\"\r\nContent-Type: " + picture.mimeType() + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(picture.bytes());
        body.writeBytes(("\r\n--" + cut + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return calls.post(
                at(account.service(), "/api/v2/media"),
                token(account),
                "multipart/form-data; boundary=" + cut,
                body.toByteArray(),
                within,
                Map.of());
    }

    Reply media(Opened account, String id, Duration within) {
        return calls.get(at(account.service(), "/api/v1/media/" + Calls.encoded(id)), token(account), within);
    }

    /** Own statuses, newest first, older than {@code before}. */
    Reply statuses(Opened account, @Nullable String before, Duration within) {
        return calls.get(
                at(
                        account.service(),
                        "/api/v1/accounts/" + Calls.encoded(account.remoteId())
                                + "/statuses?limit=40&exclude_reblogs=true"
                                + (before == null ? "" : "&max_id=" + Calls.encoded(before))),
                token(account),
                within);
    }

    /** The words of a status as they were sent. */
    Reply source(Opened account, String id, Duration within) {
        return calls.get(
                at(account.service(), "/api/v1/statuses/" + Calls.encoded(id) + "/source"), token(account), within);
    }

    @Override
    public Map<String, Long> figures(Opened account, String permalink) {
        String id = permalink.substring(permalink.lastIndexOf('/') + 1);
        var reply = calls.get(at(account.service(), "/api/v1/statuses/" + Calls.encoded(id)), token(account), SIGN_IN);
        if (!(reply instanceof Reply.Answered answer) || !answer.ok()) return Map.of();
        return Calls.counts(
                answer.json(),
                Map.of("likes", "favourites_count", "reposts", "reblogs_count", "replies", "replies_count"));
    }

    private static String token(Opened account) {
        return account.secret().getOrDefault("accessToken", "");
    }

    private static URI at(URI service, String path) {
        return URI.create(service + path);
    }
}
