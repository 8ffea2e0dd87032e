import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Mastodon server and a personal data server of the AT protocol in one, for trying out at home and for tests. Both behave,
 * limit and fail as the real ones do. Any access token {@code token-<name>} is the account of that name on Mastodon, any
 * handle with the app password {@code app-<handle>} one on Bluesky. What goes wrong next is asked for by
 * {@code POST /fake/faults?account=<name>&fault=<fault>}; {@code GET /fake/posts?account=<name>} shows what is there.
 *
 * <p>{@code java -cp <the server's libraries> tools/FakePlatforms.java --port 8155}
 */
final class FakePlatforms {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Pattern TID = Pattern.compile("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}");
    private static final int MOST_CHARACTERS = 500;

    /** What may go wrong with the next call that makes a post, or where it says so another. */
    enum Fault {
        /** The post is made and the line closed without an answer. */
        KEPT_THEN_DROPPED,
        /** The line is closed and nothing was made. */
        DROPPED,
        /** 500 although the post was made. */
        KEPT_THEN_BROKEN,
        /** 503, nothing was made. */
        BUSY,
        /** 429 with the time when it is over. */
        LIMITED,
        /** 422: the words are not taken. */
        REFUSED,
        /** The next upload of a picture is answered by 503. */
        BUSY_AT_MEDIA,
        /** The next time the words of a status are asked for, 503. */
        BUSY_AT_SOURCE,
        /** The post is made, and nothing answers for a while. */
        KEPT_THEN_SILENT,
        /** Nothing goes wrong: the next fault is for the post after this one. */
        NONE
    }

    private static final class Account {
        final Deque<Fault> faults = new ArrayDeque<>();
        final List<Map<String, Object>> posts = new ArrayList<>();
        final Map<String, Map<String, Object>> byKey = new HashMap<>();
        final Map<String, JsonNode> records = new TreeMap<>();
        final Map<String, Integer> media = new HashMap<>();
        final List<Integer> sizes = new ArrayList<>();
        final Map<String, byte[]> blobs = new HashMap<>();
        boolean revoked;
        /** Its token is checked, and the answer waits until it is let go. */
        CountDownLatch held = new CountDownLatch(0);
        boolean waiting;
        int session = 1;
        int calls;
    }

    private final Map<String, Account> accounts = new HashMap<>();
    private final int port;
    private long next = 1;

    private FakePlatforms(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) throws IOException {
        int port = 8155;
        for (int i = 0; i + 1 < arguments.length; i++)
            if (arguments[i].equals("--port")) port = Integer.parseInt(arguments[i + 1]);
        var fake = new FakePlatforms(port);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", fake::handle);
        server.start();
        System.out.println("Mastodon and Bluesky stand in at http://localhost:" + port);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        Answer answer;
        synchronized (this) {
            answer = path.startsWith("/fake/")
                    ? control(path, query)
                    : path.startsWith("/xrpc/")
                            ? bluesky(exchange, path.substring("/xrpc/".length()), query, body)
                            : mastodon(exchange, path, query, body);
        }
        if (path.endsWith("/verify_credentials")) waitFor(bearer(exchange));
        if (answer.silent > 0)
            try {
                Thread.sleep(answer.silent);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        if (answer.status == 0) {
            exchange.close();
            return;
        }
        answer.headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = JSON.writeValueAsBytes(answer.body);
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void waitFor(String token) {
        CountDownLatch held;
        synchronized (this) {
            var account = account(token.replaceFirst("^token-", ""));
            held = account.held;
            account.waiting = held.getCount() > 0;
        }
        try {
            held.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Status 0 is no answer at all. */
    private record Answer(int status, Object body, Map<String, String> headers, long silent) {
        Answer(int status, Object body) {
            this(status, body, Map.of(), 0);
        }
    }

    private static final Answer DROPPED = new Answer(0, "");

    private Account account(String name) {
        return accounts.computeIfAbsent(name, key -> new Account());
    }

    private Answer control(String path, Map<String, String> query) {
        var account = account(query.getOrDefault("account", ""));
        switch (path) {
            case "/fake/faults" -> account.faults.add(Fault.valueOf(query.get("fault").toUpperCase(java.util.Locale.ROOT)));
            case "/fake/revoke" -> account.revoked = true;
            case "/fake/restore" -> account.revoked = false;
            case "/fake/expire" -> account.session++;
            case "/fake/hold" -> account.held = new CountDownLatch(1);
            case "/fake/release" -> account.held.countDown();
            default -> {}
        }
        var posts = new ArrayList<Object>(account.posts);
        account.records.forEach((key, value) -> posts.add(Map.of("rkey", key, "record", value)));
        return new Answer(200, Map.of("posts", posts, "calls", account.calls, "waiting", account.waiting, "media", account.media.size(), "sizes", account.sizes, "chain", chain(query.getOrDefault("account", ""), account)));
    }

    // Mastodon

    private Answer mastodon(HttpExchange exchange, String path, Map<String, String> query, byte[] body) {
        String url = "http://localhost:" + port;
        if (path.equals("/api/v2/instance"))
            return new Answer(200, Map.of(
                    "domain", "localhost",
                    "configuration", Map.of(
                            "statuses", Map.of(
                                    "max_characters", MOST_CHARACTERS,
                                    "max_media_attachments", 4,
                                    "characters_reserved_per_url", 23),
                            "media_attachments", Map.of("image_size_limit", 2_000_000, "description_limit", 1500))));
        String token = bearer(exchange);
        String name = token.startsWith("token-") ? token.substring(6) : "";
        if (name.isEmpty() || account(name).revoked)
            return new Answer(401, Map.of("error", "The access token is invalid"));
        var account = account(name);
        account.calls++;
        if (path.equals("/api/v1/accounts/verify_credentials"))
            return new Answer(200, Map.of("id", "id-" + name, "acct", name, "username", name, "display_name", name));
        if (path.equals("/api/v2/media")) return media(account, exchange, body);
        if (path.startsWith("/api/v1/media/")) {
            String id = path.substring("/api/v1/media/".length());
            Integer asked = account.media.get(id);
            if (asked == null) return new Answer(404, Map.of("error", "Record not found"));
            account.media.put(id, asked + 1);
            return asked == 0
                    ? new Answer(206, Map.of("id", id))
                    : new Answer(200, Map.of("id", id, "url", url + "/media/" + id));
        }
        if (path.equals("/api/v1/statuses") && exchange.getRequestMethod().equals("POST"))
            return status(account, name, exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
        if (path.equals("/api/v1/accounts/id-" + name + "/statuses"))
            return new Answer(200, newest(account, query.get("max_id")));
        var found = account.posts.stream()
                .filter(post -> path.startsWith("/api/v1/statuses/" + post.get("id")))
                .findFirst();
        if (found.isEmpty()) return new Answer(404, Map.of("error", "Record not found"));
        if (path.endsWith("/source") && account.faults.peek() == Fault.BUSY_AT_SOURCE) {
            account.faults.poll();
            return new Answer(503, Map.of("error", "Service Unavailable"));
        }
        return path.endsWith("/source")
                ? new Answer(200, Map.of("id", found.get().get("id"), "text", found.get().get("text"), "spoiler_text", ""))
                : new Answer(200, found.get());
    }

    private static List<Map<String, Object>> newest(Account account, String before) {
        var newest = new ArrayList<>(account.posts).reversed();
        return newest.stream()
                .filter(post -> before == null || Long.parseLong(String.valueOf(post.get("id"))) < Long.parseLong(before))
                .limit(40)
                .toList();
    }

    private Answer media(Account account, HttpExchange exchange, byte[] body) {
        if (account.faults.peek() == Fault.BUSY_AT_MEDIA) {
            account.faults.poll();
            return new Answer(503, Map.of("error", "Service Unavailable"));
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("multipart/form-data") || body.length < 50)
            return new Answer(422, Map.of("error", "Validation failed: File can't be blank"));
        String id = String.valueOf(next++);
        account.media.put(id, 0);
        account.sizes.add(body.length);
        return new Answer(202, java.util.Collections.singletonMap("id", id));
    }

    private Answer status(Account account, String name, String key, byte[] body) {
        if (key != null && account.byKey.containsKey(key)) return new Answer(200, account.byKey.get(key));
        var given = JSON.readTree(body);
        String text = given.at("/status").asString("");
        var fault = account.faults.poll();
        if (fault == Fault.DROPPED) return DROPPED;
        if (fault == Fault.BUSY) return new Answer(503, Map.of("error", "Service Unavailable"));
        if (fault == Fault.LIMITED)
            return new Answer(
                    429,
                    Map.of("error", "Too many requests"),
                    Map.of("X-RateLimit-Limit", "300", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset",
                            Instant.now().plusSeconds(90).toString()),
                    0);
        if (fault == Fault.REFUSED)
            return new Answer(422, Map.of("error", "Validation failed: Text contains a banned word"));
        int length = LINK.matcher(text).replaceAll("x".repeat(23)).codePointCount(0, LINK.matcher(text).replaceAll("x".repeat(23)).length());
        if (length > MOST_CHARACTERS)
            return new Answer(422, Map.of("error", "Validation failed: Text character limit of 500 exceeded"));
        for (JsonNode id : given.at("/media_ids"))
            if (account.media.getOrDefault(id.asString(), 0) < 2)
                return new Answer(422, Map.of("error", "Cannot attach files that have not finished processing. Try again in a moment!"));
        if (text.isBlank() && given.at("/media_ids").isEmpty())
            return new Answer(422, Map.of("error", "Validation failed: Text can't be blank"));
        String parent = given.at("/in_reply_to_id").asString("");
        if (!parent.isEmpty() && account.posts.stream().noneMatch(post -> parent.equals(post.get("id"))))
            return new Answer(
                    404, Map.of("error", "The post you are trying to reply to does not appear to exist."));
        String id = String.valueOf(next++);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("id", id);
        status.put("uri", "http://localhost:" + port + "/users/" + name + "/statuses/" + id);
        status.put("url", "http://localhost:" + port + "/@" + name + "/" + id);
        status.put("created_at", Instant.now().toString());
        status.put("content", "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>");
        status.put("text", text);
        status.put("in_reply_to_id", parent.isEmpty() ? null : parent);
        status.put("media_attachments", given.at("/media_ids"));
        status.put("favourites_count", 3);
        status.put("reblogs_count", 2);
        status.put("replies_count", 1);
        account.posts.add(status);
        if (key != null) account.byKey.put(key, status);
        return kept(fault, new Answer(200, status));
    }

    private static Answer kept(Fault fault, Answer answer) {
        if (fault == Fault.KEPT_THEN_DROPPED) return DROPPED;
        if (fault == Fault.KEPT_THEN_SILENT) return new Answer(0, "", Map.of(), 30_000);
        if (fault == Fault.KEPT_THEN_BROKEN)
            return new Answer(500, Map.of("error", "InternalServerError", "message", "Internal Server Error"));
        return answer;
    }

    // Bluesky

    private Answer bluesky(HttpExchange exchange, String method, Map<String, String> query, byte[] body) {
        switch (method) {
            case "com.atproto.server.createSession" -> {
                var given = JSON.readTree(body);
                String handle = handle(given.at("/identifier").asString(""));
                if (!given.at("/password").asString("").equals("app-" + handle) || account(handle).revoked)
                    return new Answer(
                            401, Map.of("error", "AuthenticationRequired", "message", "Invalid identifier or password"));
                return session(handle);
            }
            case "com.atproto.identity.resolveHandle" -> {
                String handle = query.getOrDefault("handle", "");
                return accounts.containsKey(handle)
                        ? new Answer(200, Map.of("did", did(handle)))
                        : error("InvalidRequest", "Unable to resolve handle");
            }
            case "com.atproto.repo.getRecord" -> {
                var found = account(handle(query.getOrDefault("repo", ""))).records.get(query.get("rkey"));
                return found == null
                        ? error("RecordNotFound", "Could not locate record: " + query.get("rkey"))
                        : new Answer(200, Map.of("uri", uri(handle(query.getOrDefault("repo", "")), query.get("rkey")), "cid", "bafy" + query.get("rkey"), "value", found));
            }
            default -> {}
        }
        String[] token = bearer(exchange).split("\\|");
        if (token.length != 3) return error("InvalidToken", "Token could not be verified");
        String handle = token[1];
        var account = account(handle);
        account.calls++;
        if (account.revoked || Integer.parseInt(token[2]) != account.session)
            return error(account.revoked ? "InvalidToken" : "ExpiredToken", "Token has expired");
        return switch (method) {
            case "com.atproto.server.refreshSession" ->
                token[0].equals("refresh") ? session(handle) : error("InvalidToken", "Token could not be verified");
            case "com.atproto.server.getSession" -> new Answer(200, Map.of("did", did(handle), "handle", handle));
            case "com.atproto.repo.uploadBlob" -> blob(account, exchange, body);
            case "com.atproto.repo.createRecord" -> create(account, handle, body);
            case "app.bsky.feed.getPosts" ->
                new Answer(
                        200,
                        Map.of(
                                "posts",
                                List.of(Map.of("likeCount", 5, "repostCount", 4, "replyCount", 3, "quoteCount", 2))));
            default -> new Answer(501, Map.of("error", "MethodNotImplemented", "message", method));
        };
    }

    /** The session that was refreshed from is over. */
    private Answer session(String handle) {
        int number = account(handle).session;
        return new Answer(200, Map.of(
                "did", did(handle),
                "handle", handle,
                "active", true,
                "accessJwt", "access|" + handle + "|" + number,
                "refreshJwt", "refresh|" + handle + "|" + number));
    }

    private Answer blob(Account account, HttpExchange exchange, byte[] body) {
        if (account.faults.peek() == Fault.BUSY_AT_MEDIA) {
            account.faults.poll();
            return new Answer(503, Map.of("error", "UpstreamFailure", "message", "busy"));
        }
        if (body.length > 1_000_000) return error("BlobTooLarge", "This file is too large");
        String link = link(body);
        account.blobs.put(link, body);
        account.sizes.add(body.length);
        return new Answer(200, Map.of("blob", Map.of(
                "$type", "blob",
                "ref", Map.of("$link", link),
                "mimeType", String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                "size", body.length)));
    }

    private Answer create(Account account, String handle, byte[] body) {
        var given = JSON.readTree(body);
        var record = given.at("/record");
        String key = given.at("/rkey").asString("");
        String text = record.at("/text").asString("");
        var fault = account.faults.poll();
        if (fault == Fault.DROPPED) return DROPPED;
        if (fault == Fault.BUSY) return new Answer(503, Map.of("error", "UpstreamFailure", "message", "busy"));
        if (fault == Fault.LIMITED)
            return new Answer(
                    429,
                    Map.of("error", "RateLimitExceeded", "message", "Rate Limit Exceeded"),
                    Map.of("ratelimit-limit", "5000", "ratelimit-remaining", "0", "ratelimit-reset",
                            String.valueOf(Instant.now().plusSeconds(90).getEpochSecond()), "ratelimit-policy", "5000;w=3600"),
                    0);
        if (fault == Fault.REFUSED) return error("InvalidRequest", "Invalid app.bsky.feed.post record");
        if (!TID.matcher(key).matches()) return error("InvalidRequest", "Invalid record key");
        // As the real one does where a key is taken.
        if (account.records.containsKey(key))
            return new Answer(500, Map.of("error", "InternalServerError", "message", "Internal Server Error"));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (text.codePointCount(0, text.length()) > 300 || bytes.length > 3000)
            return error("InvalidRequest", "Invalid app.bsky.feed.post record: text too long");
        for (JsonNode facet : record.at("/facets"))
            if (facet.at("/index/byteStart").asInt() >= facet.at("/index/byteEnd").asInt()
                    || facet.at("/index/byteEnd").asInt() > bytes.length)
                return error("InvalidRequest", "Invalid facet");
        for (JsonNode image : record.at("/embed/images"))
            if (!account.blobs.containsKey(image.at("/image/ref/$link").asString("")))
                return error("BlobNotFound", "Could not find blob");
        for (String end : List.of("root", "parent")) {
            var answered = record.at("/reply/" + end);
            String before = answered.at("/uri").asString("").replaceFirst(".*/", "");
            if (record.has("reply")
                    && (!account.records.containsKey(before)
                            || !answered.at("/cid").asString("").equals("bafy" + before)))
                return error("InvalidRequest", "Invalid app.bsky.feed.post record: reply/" + end);
        }
        account.records.put(key, record);
        return kept(fault, new Answer(200, Map.of("uri", uri(handle, key), "cid", "bafy" + key)));
    }

    private static String uri(String handle, String key) {
        return "at://" + did(handle) + "/app.bsky.feed.post/" + key;
    }

    /** The posts of an account with what each replies to, on either platform. */
    private static List<Map<String, Object>> chain(String name, Account account) {
        var chain = new ArrayList<Map<String, Object>>();
        for (var post : account.posts)
            chain.add(link(String.valueOf(post.get("id")), post.get("text"), post.get("in_reply_to_id")));
        account.records.forEach((key, record) -> chain.add(link(
                uri(name, key),
                record.at("/text").asString(""),
                record.at("/reply/parent/uri").asString(""))));
        return chain;
    }

    private static Map<String, Object> link(String id, Object text, Object parent) {
        return Map.of("id", id, "text", String.valueOf(text), "parent", parent == null ? "" : parent);
    }

    private static Answer error(String error, String message) {
        return new Answer(400, Map.of("error", error, "message", message));
    }

    private static String did(String handle) {
        return "did:web:" + handle;
    }

    private static String handle(String identifier) {
        return identifier.startsWith("did:web:") ? identifier.substring("did:web:".length()) : identifier;
    }

    private static String link(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            byte[] cid = HexFormat.of().parseHex("01551220" + HexFormat.of().formatHex(hash));
            return "b" + base32(cid);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base32(byte[] bytes) {
        var bits = new StringBuilder();
        for (byte each : bytes) bits.append(String.format("%8s", Integer.toBinaryString(each & 0xff)).replace(' ', '0'));
        while (bits.length() % 5 != 0) bits.append('0');
        var text = new StringBuilder();
        for (int i = 0; i < bits.length(); i += 5)
            text.append("abcdefghijklmnopqrstuvwxyz234567".charAt(Integer.parseInt(bits.substring(i, i + 5), 2)));
        return text.toString();
    }

    private static String bearer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null || !header.startsWith("Bearer ") ? "" : header.substring("Bearer ".length());
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        if (raw == null) return query;
        for (String part : raw.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0)
                query.put(part.substring(0, equals), URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }
}
