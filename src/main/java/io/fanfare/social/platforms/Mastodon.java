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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A Mastodon server. The delivery's id is the Idempotency-Key, so a call can be repeated after a lost answer without
 * a second status. The server keeps a key for an hour; a later attempt first searches the statuses of the account.
 */
@Component
final class Mastodon implements Publisher {
    private static final Duration SIGN_IN = Duration.ofSeconds(15);
    /** 300 calls in five minutes, and a post takes several. */
    private static final Rate RATE = new Rate(0.5, 20);

    private static final Duration KEY_IS_KEPT = Duration.ofHours(1);
    private static final int MOST_PAGES = 5;

    private final HttpCalls calls;

    Mastodon(HttpCalls calls) {
        this.calls = calls;
    }

    @Override
    public Platform platform() {
        return Platform.MASTODON;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.server("instance", null, "https://mastodon.social"),
                Field.secret(
                        "accessToken",
                        "Access token",
                        "Create one on the server under Preferences, Development, with read:accounts, read:statuses,"
                                + " write:statuses and write:media."));
    }

    @Override
    public MediaRules media() {
        return MediaRules.scaled(
                8_000_000, 1_500, "Each server has its own limits; those of the connected account apply.");
    }

    @Override
    public Rate rate() {
        return RATE;
    }

    // Signing in

    @Override
    public SignIn signIn(Map<String, String> values) {
        return signIn(URI.create(values.getOrDefault("instance", "")), values.getOrDefault("accessToken", ""));
    }

    @Override
    public SignIn check(ConnectedAccount account) {
        return signIn(account.service(), account.secret("accessToken"));
    }

    private SignIn signIn(URI service, String token) {
        var me = calls.send(Call.get(at(service, "/api/v1/accounts/verify_credentials"))
                .bearer(token)
                .within(SIGN_IN));
        if (!(me instanceof Reply.Answered answer)) return SignIn.unavailable(me);
        if (answer.status() == 401 || answer.status() == 403 || answer.status() == 422)
            return new SignIn.Refused("The server rejected the access token (" + answer.summary() + ").");
        String id = answer.json().at("/id").asString("");
        String name = answer.json().at("/acct").asString("");
        if (!answer.ok() || id.isEmpty() || name.isEmpty()) return SignIn.unavailable(me);
        var instance = calls.send(Call.get(at(service, "/api/v2/instance")).within(SIGN_IN));
        if (!(instance instanceof Reply.Answered about) || !about.ok()) return SignIn.unavailable(instance);
        String host = service.getPort() < 0 ? service.getHost() : service.getHost() + ":" + service.getPort();
        String handle = "@" + (name.contains("@") ? name : name + "@" + host);
        return new SignIn.Accepted(
                service,
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

    // Publishing

    /** Identifies pictures by their hashes, because the server assigns ids only when they are uploaded. */
    private record Receipt(String service, String status, List<ReceiptPicture> pictures) {}

    private record ReceiptPicture(String sha256, String mimeType, String description) {}

    @Override
    public byte[] pack(ConnectedAccount account, Posting posting) {
        var pictures = posting.pictures().stream()
                .map(each -> new ReceiptPicture(each.sha256(), each.mimeType(), each.alt()))
                .toList();
        return Json.of(new Receipt(account.service().toString(), posting.text(), pictures))
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Upload upload(Session session, Picture picture) {
        var file = new HttpContent.FilePart(
                "file",
                "picture." + picture.mimeType().substring("image/".length()),
                picture.mimeType(),
                picture.source());
        Map<String, String> fields = picture.alt().isBlank() ? Map.of() : Map.of("description", picture.alt());
        return uploaded(session.send(account ->
                authorized("POST", "/api/v2/media", account).content(HttpContent.form(fields, List.of(file)))));
    }

    @Override
    public Upload processed(Session session, String id) {
        return uploaded(session.send(account -> authorized("GET", "/api/v1/media/" + HttpCalls.encoded(id), account)));
    }

    /** The server answers 202 and 206 while it processes a picture. */
    private static Upload uploaded(Reply reply) {
        if (!(reply instanceof Reply.Answered answer) || !answer.ok()) return new Upload.NotStored(reply);
        String id = answer.json().at("/id").asString("");
        return answer.status() == 202 || answer.status() == 206 ? new Upload.Processing(id) : new Upload.Stored(id);
    }

    @Override
    public Reply publish(Session session, Posting posting, byte[] packed, List<String> uploads) {
        return session.send(account -> authorized("POST", "/api/v1/statuses", account)
                .header("Idempotency-Key", posting.key().toString())
                .json(status(posting, uploads)));
    }

    private static Map<String, Object> status(Posting posting, List<String> uploads) {
        var status = new LinkedHashMap<String, Object>(
                Map.of("status", posting.text(), "media_ids", uploads, "visibility", "public"));
        if (posting.replyTo() != null)
            status.put("in_reply_to_id", posting.replyTo().parent().id());
        return status;
    }

    @Override
    public Reference reference(JsonNode status) {
        return new Reference(status.at("/id").asString(""), "");
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public String permalink(ConnectedAccount account, Posting posting, JsonNode status) {
        return address(status);
    }

    /** A status with the same text, created since the first submission, that is not one of our other posts. */
    @Override
    public LookUpResult find(Session session, Search search) {
        Instant since = search.submitted().minus(KEY_IS_KEPT);
        String before = null;
        boolean complete = true;
        for (int page = 0; page < MOST_PAGES; page++) {
            if (!(statuses(session, before) instanceof Reply.Answered answer) || !answer.ok())
                return new LookUpResult.Unclear("The statuses of the account can't be read.");
            for (JsonNode status : answer.json()) {
                if (createdAt(status).isBefore(since)) return absent(complete);
                var text = text(session, status);
                // A status that can't be read may be ours.
                complete &= text.isPresent();
                if (continues(status, search.posting())
                        && text.filter(search.posting().text().strip()::equals).isPresent()
                        && !search.belongsToAnother().test(address(status)))
                    return new LookUpResult.Existing(address(status), reference(status));
                before = status.at("/id").asString("");
            }
            if (answer.json().isEmpty()) return absent(complete);
        }
        return absent(false);
    }

    /** A part of a thread answers the part before it. */
    private static boolean continues(JsonNode status, Posting posting) {
        var reply = posting.replyTo();
        return reply == null
                || reply.parent().id().equals(status.at("/in_reply_to_id").asString(""));
    }

    private static LookUpResult absent(boolean complete) {
        return complete
                ? new LookUpResult.Absent()
                : new LookUpResult.Unclear("Not all statuses of the account could be read.");
    }

    /** Own statuses, newest first, older than {@code before}. */
    private static Reply statuses(Session session, @Nullable String before) {
        return session.send(account -> authorized(
                "GET",
                "/api/v1/accounts/" + HttpCalls.encoded(account.remoteId())
                        + "/statuses?limit=40&exclude_reblogs=true"
                        + (before == null ? "" : "&max_id=" + HttpCalls.encoded(before)),
                account));
    }

    /** The text in its sent form; {@code ""} if the status was deleted, empty if the server does not provide it. */
    private static Optional<String> text(Session session, JsonNode status) {
        String id = HttpCalls.encoded(status.at("/id").asString(""));
        var source = session.send(account -> authorized("GET", "/api/v1/statuses/" + id + "/source", account));
        if (!(source instanceof Reply.Answered answer)) return Optional.empty();
        if (answer.status() == 404) return Optional.of("");
        return answer.ok() ? Optional.of(answer.json().at("/text").asString("").strip()) : Optional.empty();
    }

    private static Instant createdAt(JsonNode status) {
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

    @Override
    public Map<String, Long> figures(ConnectedAccount account, String permalink) {
        String id = HttpCalls.encoded(permalink.substring(permalink.lastIndexOf('/') + 1));
        return Counts.of(
                calls.send(authorized("GET", "/api/v1/statuses/" + id, account)),
                "",
                Map.of("likes", "favourites_count", "reposts", "reblogs_count", "replies", "replies_count"));
    }

    private static Call authorized(String verb, String path, ConnectedAccount account) {
        return Call.of(verb, at(account.service(), path)).bearer(account.secret("accessToken"));
    }

    private static URI at(URI service, String path) {
        return URI.create(service + path);
    }
}
