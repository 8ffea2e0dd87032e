package io.fanfare.gateway;

import io.fanfare.kernel.Authenticator;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code WS /api/live}: the first message is {@code {token, topics[]}}, a later {@code {topics[]}} changes what is
 * heard; then every change comes as {@code {topic, kind, id, version, at}}. A close with 4401 asks for a fresh token, one
 * with 1012 to connect again and read everything anew.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class LiveSocket extends TextWebSocketHandler implements WebSocketConfigurer, HandshakeInterceptor, Live.Audience {
    static final CloseStatus SIGN_IN = new CloseStatus(4401, "sign in");

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern TOPIC = Pattern.compile(
            "campaigns|approvals|notifications|imports|(campaign|queue):" + UUID, Pattern.CASE_INSENSITIVE);
    private static final int MOST_TOPICS = 100;

    private final Authenticator authenticator;
    private final Map<String, LiveClient> clients = new ConcurrentHashMap<>();

    LiveSocket(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(this, "/api/live").addInterceptors(this).setAllowedOriginPatterns("*");
    }

    /** A page of another host may not listen through the browser of somebody who is signed in here. */
    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        String origin = request.getHeaders().getOrigin();
        String host = request.getHeaders().getFirst("Host");
        boolean same = origin == null || origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
        if (!same) response.setStatusCode(org.springframework.http.HttpStatus.FORBIDDEN);
        return same;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failed) {}

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(16 * 1024);
        var client = new LiveClient(session, authenticator);
        clients.put(session.getId(), client);
        client.start();
    }

    /** What a client says. */
    record Wish(@Nullable String token, @Nullable List<@Nullable String> topics) {}

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var client = clients.get(session.getId());
        if (client == null) return;
        try {
            if (!(Json.read(message.getPayload(), JsonNode.class) instanceof ObjectNode said))
                throw Refused.invalid("message", "is an object {token, topics[]}");
            var wish = Json.convert(said, Wish.class);
            if (wish.token() != null) client.signIn(wish.token());
            if (wish.topics() != null) client.listen(checked(wish.topics()));
        } catch (JacksonException malformed) {
            client.close(CloseStatus.BAD_DATA.withReason("send {token, topics[]}"));
        } catch (Refused refused) {
            boolean unknown = refused.status() == 401;
            client.close(unknown ? SIGN_IN : CloseStatus.POLICY_VIOLATION.withReason(brief(refused.sentence())));
        }
    }

    private static Set<String> checked(List<@Nullable String> topics) {
        if (topics.size() > MOST_TOPICS) throw Refused.invalid("topics", "100 at most");
        for (String topic : topics)
            if (topic == null || !TOPIC.matcher(topic).matches())
                throw Refused.invalid("topics", "no topic is called like that");
        return Set.copyOf(topics);
    }

    private static String brief(String sentence) {
        return Texts.cut(sentence, 100);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        var client = clients.remove(session.getId());
        if (client != null) client.stop();
    }

    @Override
    public void changed(Live.Change change) {
        clients.values().forEach(client -> client.tell(change));
    }

    @Override
    public void missed() {
        clients.values().forEach(client -> client.close(CloseStatus.SERVICE_RESTARTED));
    }
}
