import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Web API of Slack, as far as Fanfare calls it, for trying out at home and for tests: {@code auth.test} and {@code
 * chat.postMessage} with Slack's limits, errors ({@code ok:false} with 200) and 429, and the addresses for answers. Any bot token {@code
 * xoxb-<name>} is the app of the team of that name, unless it was revoked; any user or channel exists but {@code U0GONE} and {@code
 * C0GONE}. What goes wrong next with a message is asked for by {@code POST /fake/faults?channel=<id>&fault=<fault>}; {@code GET
 * /fake/messages?channel=<id>} shows what was posted, {@code GET /fake/replies?id=<id>} what was sent to {@code /response/<id>}.
 *
 * <p>{@code java -cp <the server's libraries> tools/FakeSlack.java --port 8158}
 */
final class FakeSlack {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double BURST = 10;

    /** What may go wrong with the next message to a channel. */
    enum Fault {
        /** The message is posted and the line closed without an answer. */
        KEPT_THEN_DROPPED,
        /** The line is closed and nothing was posted. */
        DROPPED,
        /** 500 although the message was posted. */
        KEPT_THEN_BROKEN,
        /** 503, nothing was posted. */
        BUSY,
        /** 429, to be repeated after 50 seconds. */
        LIMITED,
        /** 200 with {@code ok:false} and {@code ratelimited}. */
        LIMITED_IN_BODY,
        /** 200 with {@code ok:false} and {@code restricted_action}. */
        REFUSED
    }

    private static final class Conversation {
        final Deque<Fault> faults = new ArrayDeque<>();
        final List<JsonNode> messages = new ArrayList<>();
        double tokens = BURST;
        long refilled = System.nanoTime();
        int calls;
    }

    private record Answer(int status, Map<String, String> headers, Object body) {
        static Answer of(Object body) {
            return new Answer(200, Map.of(), body);
        }

        static Answer error(String error) {
            return of(Map.of("ok", false, "error", error));
        }
    }

    private static final Answer DROPPED = new Answer(0, Map.of(), Map.of());

    private final Map<String, Conversation> conversations = new HashMap<>();
    private final Map<String, List<JsonNode>> replies = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private long next = 1;

    public static void main(String[] arguments) throws IOException {
        int port = 8158;
        for (int i = 0; i + 1 < arguments.length; i++)
            if (arguments[i].equals("--port")) port = Integer.parseInt(arguments[i + 1]);
        var fake = new FakeSlack();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", fake::handle);
        server.start();
        System.out.println("Slack stands in at http://localhost:" + port + "/api, with any bot token xoxb-<name>");
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        var query = query(exchange.getRequestURI().getRawQuery());
        Answer answer;
        synchronized (this) {
            answer = path.startsWith("/fake/")
                    ? control(path.substring("/fake/".length()), query)
                    : path.startsWith("/response/") ? reply(path.substring("/response/".length()), body) : api(exchange, path, body);
        }
        if (answer.status == 0) {
            exchange.close();
            return;
        }
        answer.headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        byte[] bytes = JSON.writeValueAsBytes(answer.body);
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer control(String what, Map<String, String> query) {
        var conversation = conversation(query.getOrDefault("channel", ""));
        switch (what) {
            case "faults" -> conversation.faults.add(Fault.valueOf(query.get("fault")));
            case "revoke" -> revoked.add(query.get("token"));
            default -> {}
        }
        return Answer.of(Map.of(
                "messages",
                conversation.messages,
                "calls",
                conversation.calls,
                "channels",
                conversations.keySet().stream()
                        .filter(id -> !conversations.get(id).messages.isEmpty())
                        .toList(),
                "replies",
                replies.getOrDefault(query.getOrDefault("id", ""), List.of())));
    }

    private Answer reply(String id, byte[] body) {
        replies.computeIfAbsent(id, one -> new ArrayList<>()).add(JSON.readTree(body));
        return Answer.of(Map.of("ok", true));
    }

    private Answer api(HttpExchange exchange, String path, byte[] body) {
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String token = bearer.startsWith("Bearer ") ? bearer.substring("Bearer ".length()) : "";
        if (token.isEmpty()) return Answer.error("not_authed");
        if (!token.startsWith("xoxb-")) return Answer.error("invalid_auth");
        if (revoked.contains(token)) return Answer.error("token_revoked");
        return switch (path) {
            case "/api/auth.test" ->
                Answer.of(Map.of(
                        "ok", true, "team", token.substring(5), "team_id", "T0FAKE", "user", "fanfare", "user_id", "U0BOT"));
            case "/api/chat.postMessage" -> post(exchange, body);
            default -> Answer.error("unknown_method");
        };
    }

    private Answer post(HttpExchange exchange, byte[] body) {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!type.startsWith("application/json")) return Answer.error("invalid_form_data");
        JsonNode message = JSON.readTree(body);
        String channel = message.path("channel").asString("");
        if (!channel.matches("[UWCGD][A-Z0-9]+") || channel.endsWith("0GONE")) return Answer.error("channel_not_found");
        var conversation = conversation(channel);
        conversation.calls++;
        if (isFast(conversation)) return limited("1");
        var fault = conversation.faults.poll();
        if (fault == Fault.DROPPED) return DROPPED;
        if (fault == Fault.BUSY) return new Answer(503, Map.of(), Map.of("ok", false, "error", "service_unavailable"));
        if (fault == Fault.LIMITED) return limited("50");
        if (fault == Fault.LIMITED_IN_BODY) return Answer.error("ratelimited");
        if (fault == Fault.REFUSED) return Answer.error("restricted_action");
        String text = message.path("text").asString("");
        if (text.isEmpty() && message.path("blocks").isEmpty()) return Answer.error("no_text");
        if (text.length() > 40_000) return Answer.error("msg_too_long");
        String flaw = flaw(message.path("blocks"));
        if (flaw != null)
            return Answer.of(Map.of(
                    "ok", false, "error", "invalid_blocks", "response_metadata", Map.of("messages", List.of(flaw))));
        conversation.messages.add(message);
        if (fault == Fault.KEPT_THEN_DROPPED) return DROPPED;
        if (fault == Fault.KEPT_THEN_BROKEN)
            return new Answer(500, Map.of(), Map.of("ok", false, "error", "internal_error"));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("ok", true);
        answer.put("channel", channel.startsWith("U") ? "D" + channel.substring(1) : channel);
        answer.put("ts", "17000000" + String.format("%02d", next % 100) + ".%06d".formatted(next++));
        answer.put("message", message);
        return Answer.of(answer);
    }

    private static Answer limited(String seconds) {
        return new Answer(429, Map.of("Retry-After", seconds), Map.of("ok", false, "error", "ratelimited"));
    }

    /** About one message a second, with short bursts. */
    private static boolean isFast(Conversation conversation) {
        long now = System.nanoTime();
        conversation.tokens = Math.min(BURST, conversation.tokens + (now - conversation.refilled) / 1e9);
        conversation.refilled = now;
        if (conversation.tokens < 1) return true;
        conversation.tokens--;
        return false;
    }

    /** What Slack would not take of these blocks; null if nothing. */
    private static String flaw(JsonNode blocks) {
        if (blocks.size() > 50) return "more than 50 blocks";
        var ids = new HashSet<String>();
        for (var block : blocks) {
            String id = block.path("block_id").asString("");
            if (!id.isEmpty() && !ids.add(id)) return "block_id " + id + " is used twice";
            if (id.length() > 255) return "block_id is too long";
            String text = block.at("/text/text").asString("");
            switch (block.path("type").asString("")) {
                case "header" -> {
                    if (text.isEmpty() || text.length() > 150) return "header must have 1 to 150 characters";
                    if (!block.at("/text/type").asString("").equals("plain_text")) return "header must be plain_text";
                }
                case "section" -> {
                    if (text.isEmpty() || text.length() > 3000) return "section must have 1 to 3000 characters";
                }
                case "context" -> {
                    if (block.path("elements").isEmpty() || block.path("elements").size() > 10) return "context has 1 to 10 elements";
                }
                case "actions" -> {
                    var seen = new HashSet<String>();
                    if (block.path("elements").isEmpty() || block.path("elements").size() > 25) return "actions has 1 to 25 elements";
                    for (var element : block.path("elements")) {
                        if (element.at("/text/text").asString("").length() > 75) return "button text over 75";
                        if (element.path("value").asString("").length() > 2000) return "button value over 2000";
                        if (element.path("url").asString("").length() > 3000) return "button url over 3000";
                        if (element.path("action_id").asString("").length() > 255) return "action_id over 255";
                        if (!seen.add(element.path("action_id").asString(""))) return "action_id is used twice";
                    }
                }
                default -> {
                    return "unknown block " + block.path("type").asString("");
                }
            }
        }
        return null;
    }

    private Conversation conversation(String channel) {
        return conversations.computeIfAbsent(channel, id -> new Conversation());
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        if (raw != null)
            for (String pair : raw.split("&")) {
                int at = pair.indexOf('=');
                if (at > 0)
                    query.put(
                            pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        return query;
    }
}
