package io.fanfare.mcp;

import io.fanfare.kernel.BaseUrl;
import io.fanfare.mcp.McpSessions.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Streamable HTTP: one message in, one response or a stream out. The server opens no stream of its own, so there is no GET. */
@Component
class Transport {
    static final String VERSION = "MCP-Protocol-Version";
    static final String SESSION = "Mcp-Session-Id";
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    private final McpSessions sessions;
    private final BaseUrl base;

    Transport(McpSessions sessions, BaseUrl base) {
        this.sessions = sessions;
        this.base = base;
    }

    void serve(
            Offer offer, Set<String> toolsets, String body, HttpServletRequest request, HttpServletResponse response) {
        Message message = null;
        try {
            if (Headers.isForeign(request, base.get())) throw foreign();
            message = Message.read(body);
            serve(offer, toolsets, message, request, response);
        } catch (RpcError refused) {
            Exchange.json(response, refused.status(), error(message, refused));
        }
    }

    private RpcError foreign() {
        return RpcError.forbidden("This server is reached at " + base.get()
                + ", so requests with another Host or Origin are refused. Its operator sets FANFARE_BASE_URL.");
    }

    private static Map<String, Object> error(@Nullable Message message, RpcError refused) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("jsonrpc", "2.0");
        answer.put("id", message == null ? null : message.id());
        if (answer.get("id") == null) answer.remove("id");
        answer.put("error", refused.body());
        return answer;
    }

    private void serve(
            Offer offer,
            Set<String> toolsets,
            Message message,
            HttpServletRequest request,
            HttpServletResponse response) {
        var session = session(request);
        String name = session.map(Session::id).orElse("");
        if (message.method() == null) {
            offer.answered(message);
            response.setStatus(202);
            return;
        }
        var revision = Protocol.revision(message, request.getHeader(VERSION));
        if (!message.isRequest()) {
            if (message.method().equals("notifications/cancelled"))
                offer.cancelled(Exchange.name(name, message.params().get("requestId")));
            response.setStatus(202);
            return;
        }
        if (revision.stateless())
            Protocol.requireRouted(message, request.getHeader("Mcp-Method"), request.getHeader("Mcp-Name"));
        var capabilities = revision.stateless()
                ? Message.object(message.about("clientCapabilities"))
                : session.map(Session::capabilities).orElse(Map.of());
        var exchange = new Exchange(
                message, revision, capabilities, toolsets, name, Headers.takesEvents(request), sessions, response);
        answer(new Protocol(offer, sessions), exchange, response);
    }

    private void answer(Protocol protocol, Exchange exchange, HttpServletResponse response) {
        try {
            var result = protocol.answer(exchange);
            if ("initialize".equals(exchange.message().method()))
                response.setHeader(SESSION, protocol.session(exchange.message()));
            exchange.result(result);
        } catch (RpcError refused) {
            exchange.error(refused);
        } catch (java.io.UncheckedIOException gone) {
            LOG.debug(
                    "A client closed its connection during {}",
                    exchange.message().method());
        } catch (RuntimeException broken) {
            exchange.error(RpcError.of(broken));
        }
    }

    /** A client of a revision with a handshake may go on without a session id; one that we did not sign has ended. */
    private Optional<Session> session(HttpServletRequest request) {
        String id = request.getHeader(SESSION);
        if (id == null) return Optional.empty();
        var session = sessions.read(id);
        if (session.isEmpty()) throw RpcError.ended();
        return session;
    }
}
