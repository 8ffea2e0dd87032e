package io.fanfare.gateway;

import io.fanfare.kernel.Authenticator;
import io.fanfare.kernel.ClientNetwork;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
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
 * {@code WS /api/live}. The first message is {@code {token, topics[]}}, a later one {@code {topics[]}} replaces the topics
 * and {@code {token}} the token. The response names the topics that count ({@code kind: subscribed}) and those that do not exist or need
 * another permission ({@code kind: refused}). Each change is sent as {@code {topic, kind, id, version, at}}. The connection is
 * closed with 4401 when the token is no longer valid, and with 1012 when changes were lost or this node stops: connect and read again.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class LiveSocket extends TextWebSocketHandler implements WebSocketConfigurer, HandshakeInterceptor, Live.Audience {
    static final int MAX_PER_NETWORK = 200;

    private static final int MAX_MESSAGE_BYTES = 16 * 1024;
    private static final String NETWORK = "network";

    private final Authenticator authenticator;
    private final Map<String, LiveClient> clients = new ConcurrentHashMap<>();

    LiveSocket(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(this, "/api/live").addInterceptors(this).setAllowedOriginPatterns("*");
    }

    /** A page of another host may not listen with a browser that is signed in here. */
    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        String origin = request.getHeaders().getOrigin();
        String host = request.getHeaders().getFirst("Host");
        if (origin != null && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host)) {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            return false;
        }
        String network = ClientNetwork.of(
                ((ServletServerHttpRequest) request).getServletRequest().getRemoteAddr());
        attributes.put(NETWORK, network);
        long open = clients.values().stream()
                .filter(client -> client.network().equals(network))
                .count();
        if (open >= MAX_PER_NETWORK) response.setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
        return open < MAX_PER_NETWORK;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failed) {}

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(MAX_MESSAGE_BYTES);
        var network = String.valueOf(session.getAttributes().get(NETWORK));
        var client = new LiveClient(session, network, authenticator);
        clients.put(session.getId(), client);
        client.start();
    }

    /** What a client sends. */
    record Request(@Nullable String token, @Nullable List<@Nullable String> topics) {}

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var client = clients.get(session.getId());
        if (client == null) return;
        try {
            if (!(Json.read(message.getPayload(), JsonNode.class) instanceof ObjectNode object))
                throw Refused.invalid("message", "must be an object {token, topics[]}");
            var request = Json.convert(object, Request.class);
            if (request.token() != null) client.signIn(request.token());
            if (request.topics() != null) client.subscribe(names(request.topics()));
        } catch (JacksonException malformed) {
            client.close(CloseStatus.BAD_DATA.withReason("send {token, topics[]}"));
        } catch (Refused refused) {
            boolean unknown = refused.status() == 401;
            String reason = Texts.cut(refused.sentence(), 100);
            client.close(unknown ? LiveClient.SIGN_IN : CloseStatus.POLICY_VIOLATION.withReason(reason));
        }
    }

    private static Set<String> names(List<@Nullable String> topics) {
        var names = new java.util.LinkedHashSet<String>();
        for (String topic : topics) {
            if (topic == null) throw Refused.invalid("topics", "must be a list of texts");
            names.add(topic);
        }
        return names;
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        var client = clients.remove(session.getId());
        if (client != null) client.stop();
    }

    @Override
    public void changed(Live.Change change) {
        clients.values().forEach(client -> client.changed(change));
    }

    @Override
    public void accessChanged(UUID workspace) {
        clients.values().forEach(client -> client.accessChanged(workspace));
    }

    /** Asks all clients to connect again: to another node, because this one stops. */
    void restart() {
        missed();
    }

    @Override
    public void missed() {
        clients.values().forEach(client -> client.close(CloseStatus.SERVICE_RESTARTED));
    }
}
