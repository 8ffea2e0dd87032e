package io.fanfare.kernel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The path of a request: a request id, the alias of origin B, limits on the body, the caller, and then permission, rate and
 * unknown input of the operation that matched. No path pattern decides anything.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Door extends OncePerRequestFilter implements HandlerInterceptor, WebMvcConfigurer {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final String QUERIED = Door.class.getName() + ".queried";
    private static final String WORKSPACE = Door.class.getName() + ".workspace";
    private static final String REFUSED_TOKEN = Door.class.getName() + ".refused";

    private final ObjectProvider<Authenticator> authenticator;
    private final ObjectProvider<Operations> operations;
    private final ObjectProvider<Rates> rates;
    private final ObjectProvider<Audit> audit;
    private final OperatorToken operator;
    private final Watch watch;
    private final Semaphore parts = LimitedRequest.parts();
    private final AtomicBoolean warned = new AtomicBoolean();

    Door(
            ObjectProvider<Authenticator> authenticator,
            ObjectProvider<Operations> operations,
            ObjectProvider<Rates> rates,
            ObjectProvider<Audit> audit,
            OperatorToken operator,
            Watch watch) {
        this.authenticator = authenticator;
        this.operations = operations;
        this.rates = rates;
        this.audit = audit;
        this.operator = operator;
        this.watch = watch;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest given, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        UUID requestId = Ids.next();
        warnOfUntrustedProxy(given);
        response.setHeader("X-Request-Id", requestId.toString());
        SecurityHeaders.set(given, response);
        long began = System.nanoTime();
        try (var span = Traces.request(given)) {
            span.set("fanfare.request_id", requestId.toString());
            @Nullable Throwable thrown = null;
            try {
                pass(given, response, chain, requestId);
            } catch (ServletException | IOException | RuntimeException | Error broken) {
                thrown = broken;
                throw broken;
            } finally {
                var by = given.getAttribute(WORKSPACE) instanceof UUID known ? known : null;
                watch.answered(given, response, span, new Watch.Answer(by, System.nanoTime() - began, thrown));
            }
        }
    }

    private void pass(HttpServletRequest given, HttpServletResponse response, FilterChain chain, UUID requestId)
            throws ServletException, IOException {
        try (var request = new LimitedRequest(aliased(given), parts, System::nanoTime)) {
            request.setAttribute(QUERIED, names(request.getQueryString()));
            ScopedValue.CallableOp<@Nullable Void, Exception> rest = () -> {
                chain.doFilter(request, response);
                return null;
            };
            var remembered = remembered(request, requestId);
            if (remembered.isPresent())
                remembered.get().caller().call(() -> remembered.get().proof().call(rest));
            else {
                var current = who(request, requestId);
                if (current.isPresent()) current.get().call(rest);
                else rest.call();
            }
        } catch (Refused refused) {
            Problems.write(response, refused);
        } catch (ServletException | IOException | RuntimeException thrown) {
            throw thrown;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    /** Tomcat removes the header where it trusts the proxy; behind one that it does not, all people share one address. */
    private void warnOfUntrustedProxy(HttpServletRequest request) {
        if (request.getHeader("X-Forwarded-For") == null || !warned.compareAndSet(false, true)) return;
        LOG.warn(
                "A request from {} has an X-Forwarded-For header, which is ignored. If that is your proxy, set"
                        + " FANFARE_TRUSTED_PROXIES to a regular expression that matches its address; until then,"
                        + " everyone behind it shares one rate limit.",
                request.getRemoteAddr());
    }

    /** A read by a caller of an earlier request looks them up together with what it reads. */
    private Optional<Authenticator.Remembered> remembered(HttpServletRequest request, UUID requestId) {
        if (!request.getMethod().equals("GET") || OperatorToken.opens(request.getRequestURI())) return Optional.empty();
        return bearer(request).flatMap(bearer -> authenticator.getObject().remembered(bearer, requestId));
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) return Optional.empty();
        return Optional.of(header.substring(7).strip());
    }

    private Optional<Current> who(HttpServletRequest request, UUID requestId) {
        var bearer = bearer(request);
        if (bearer.isEmpty()) return Optional.empty();
        boolean monitoring = OperatorToken.opens(request.getRequestURI());
        String key = request.getHeader("Idempotency-Key");
        if (monitoring) {
            var operates = operator.find(bearer.get(), requestId, key, request.getRemoteAddr());
            if (operates.isPresent()) return operates;
        }
        try {
            return Optional.of(authenticator.getObject().authenticate(bearer.get(), requestId, key));
        } catch (Refused refused) {
            // Only an operation that needs a caller returns this: signing in again must work with an expired token.
            request.setAttribute(REFUSED_TOKEN, refused);
            if (monitoring) operator.guessed(request.getRemoteAddr());
            return Optional.empty();
        } catch (DataAccessException | CannotCreateTransactionException failed) {
            // The caller can't be looked up, so the request has to wait before any operation sees it.
            throw Problems.unavailable(failed).orElseThrow(() -> failed);
        }
    }

    /** Origin B uses {@code /marketing/…} for some rooms (DESIGN 2.6): one operation, two addresses. */
    private static HttpServletRequest aliased(HttpServletRequest request) {
        String path = request.getRequestURI();
        String prefix = path.startsWith("/api/marketing/") ? "/api/marketing/" : "/marketing/";
        if (!path.startsWith(prefix)) return request;
        String rest = path.substring(prefix.length());
        String room = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        return switch (room) {
            case "campaigns", "content", "social", "email", "analytics", "orchestrator" ->
                new HttpServletRequestWrapper(request) {
                    @Override
                    public String getRequestURI() {
                        return "/api/" + rest;
                    }

                    @Override
                    public String getServletPath() {
                        return URLDecoder.decode(getRequestURI().replace("+", "%2B"), StandardCharsets.UTF_8);
                    }
                };
            default -> request;
        };
    }

    /** The names in the query, each checked with its value. Only the query is read: parameters would swallow a form. */
    private static Set<String> names(@Nullable String query) {
        var names = new LinkedHashSet<String>();
        if (query == null) return names;
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) continue;
            int at = pair.indexOf('=');
            String name = decoded("query", at < 0 ? pair : pair.substring(0, at));
            String value = at < 0 ? "" : decoded(name, pair.substring(at + 1));
            if (value.length() > 4000) throw Refused.invalid(name, "is longer than 4,000 characters");
            Texts.flaw(name).ifPresent(flaw -> {
                throw Refused.invalid("query", flaw);
            });
            Texts.flaw(value).ifPresent(flaw -> {
                throw Refused.invalid(name, flaw);
            });
            names.add(name);
        }
        return names;
    }

    private static String decoded(String field, String text) {
        try {
            byte[] bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException other) {
            throw Refused.invalid(field, "must be UTF-8, percent-encoded");
        } catch (IllegalArgumentException malformed) {
            throw Refused.invalid(field, "must be percent-encoded correctly: " + malformed.getMessage());
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(new Constants());
        registry.addConverter(String.class, Instant.class, Times::instant);
        registry.addConverter(String.class, LocalDate.class, Times::date);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !method.hasMethodAnnotation(Allow.class)) return true;
        var operation = operations.getObject().get(method.getMethod().getName());
        request.setAttribute(Watch.OPERATION, operation);
        Current.find().ifPresent(caller -> request.setAttribute(WORKSPACE, caller.workspace()));
        if (!operation.isPublic() && request.getAttribute(REFUSED_TOKEN) instanceof Refused refused) throw refused;
        admit(operation, request);
        rates.getObject().take(operation, request.getRemoteAddr());
        UnknownInput.refuse(operation, request, queried(request));
        return true;
    }

    private void admit(Operation operation, HttpServletRequest request) {
        try {
            operation.admit(proven(operation));
        } catch (Refused refused) {
            audit.getObject().refused(operation, ids(request), refused);
            throw refused;
        }
    }

    /** The ids in the path. */
    private static Object[] ids(HttpServletRequest request) {
        var variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (!(variables instanceof Map<?, ?> path)) return new Object[0];
        return path.values().stream()
                .map(String::valueOf)
                .filter(Door::isId)
                .map(UUID::fromString)
                .toArray();
    }

    private static boolean isId(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    /** The caller; a remembered one is looked up now if the operation won't do so, or would be refused. */
    private Optional<Current> proven(Operation operation) {
        var remembered = Current.find();
        var proof = Proof.open();
        boolean later = operation.reads() && !operation.allow().outside();
        if (proof.isEmpty() || (later && operation.permits(remembered.orElseThrow()))) return remembered;
        return Optional.of(proof.get().renew());
    }

    @SuppressWarnings("unchecked")
    private static Set<String> queried(HttpServletRequest request) {
        return request.getAttribute(QUERIED) instanceof Set<?> names ? (Set<String>) names : Set.of();
    }
}
