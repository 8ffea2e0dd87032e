package io.fanfare.kernel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
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
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The way of a request: a request id, the alias of origin B, limits of size, who asks, and then permission and rate
 * from the operation that matched. No path pattern decides anything.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Door extends OncePerRequestFilter implements HandlerInterceptor, WebMvcConfigurer {
    private static final long LARGEST_BODY = 8L * 1024 * 1024;
    private static final long LARGEST_UPLOAD = 256L * 1024 * 1024;
    /** In such parts large bodies are counted; how many of them may be held at once depends on the heap. */
    private static final int PART = 1024 * 1024;

    private static final int PATIENCE_SECONDS = 10;
    private static final String REFUSED_TOKEN = Door.class.getName() + ".refused";

    private final ObjectProvider<Authenticator> authenticator;
    private final ObjectProvider<Operations> operations;
    private final ObjectProvider<Rates> rates;
    private final Semaphore parts = new Semaphore(
            (int) Math.max(LARGEST_BODY / PART, Runtime.getRuntime().maxMemory() / 32 / PART), true);

    Door(
            ObjectProvider<Authenticator> authenticator,
            ObjectProvider<Operations> operations,
            ObjectProvider<Rates> rates) {
        this.authenticator = authenticator;
        this.operations = operations;
        this.rates = rates;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest given, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        UUID requestId = Ids.next();
        response.setHeader("X-Request-Id", requestId.toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        if (given.getRequestURI().startsWith("/api/")) response.setHeader("Cache-Control", "no-store");
        try (var request = new Counted(aliased(given))) {
            flawless(request);
            var current = who(request, requestId);
            if (current.isEmpty()) chain.doFilter(request, response);
            else
                current.get().<Void, Exception>call(() -> {
                    chain.doFilter(request, response);
                    return null;
                });
        } catch (Refused refused) {
            Problems.write(response, refused);
        } catch (ServletException | IOException | RuntimeException thrown) {
            throw thrown;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    private Optional<Current> who(HttpServletRequest request, UUID requestId) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) return Optional.empty();
        try {
            return Optional.of(authenticator
                    .getObject()
                    .authenticate(header.substring(7).strip(), requestId, request.getHeader("Idempotency-Key")));
        } catch (Refused refused) {
            // Only an operation that asks who it is turns this into an answer: signing in again must work with an old
            // token.
            request.setAttribute(REFUSED_TOKEN, refused);
            return Optional.empty();
        } catch (DataAccessException | CannotCreateTransactionException failed) {
            // Nobody can be asked for: what comes is told to wait before any operation sees it.
            throw Problems.unavailable(failed).orElseThrow(() -> failed);
        }
    }

    /** Origin B writes {@code /marketing/…} for some rooms (DESIGN 2.6): one operation, two addresses. */
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
                        return java.net.URLDecoder.decode(getRequestURI().replace("+", "%2B"), StandardCharsets.UTF_8);
                    }
                };
            default -> request;
        };
    }

    private static Refused tooLarge(long most) {
        return Refused.tooLarge("The body is larger than " + most / (1024 * 1024) + " MB; send less at once.");
    }

    private static void flawless(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) return;
        // Only the query is read here: asking for parameters would swallow a form in the body.
        for (String pair : query.split("&")) {
            int at = pair.indexOf('=');
            String name = decoded(at < 0 ? pair : pair.substring(0, at));
            String value = at < 0 ? "" : decoded(pair.substring(at + 1));
            if (value.length() > 4000) throw Refused.invalid(name, "is longer than 4,000 characters");
            Texts.flaw(value).ifPresent(flaw -> {
                throw Refused.invalid(name, flaw);
            });
        }
    }

    private static String decoded(String text) {
        try {
            return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refused.invalid("query", "is not percent-encoded as it should be: " + malformed.getMessage());
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
        if (!operation.isPublic() && request.getAttribute(REFUSED_TOKEN) instanceof Refused refused) throw refused;
        operations.getObject().admit(operation);
        rates.getObject().take(operation, request.getRemoteAddr());
        return true;
    }

    /**
     * A request whose body is counted while it is read: it may be so large and no larger, and what all bodies of the moment
     * hold together has a limit, because each takes many times its size until it is understood. An upload goes to disk.
     */
    private final class Counted extends HttpServletRequestWrapper implements AutoCloseable {
        private final long most;
        private long read;
        private int held;

        Counted(HttpServletRequest request) {
            super(request);
            most = String.valueOf(request.getContentType()).startsWith("multipart/") ? LARGEST_UPLOAD : LARGEST_BODY;
            if (request.getContentLengthLong() > most) throw tooLarge(most);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counting(super.getInputStream(), this::count);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        private void count(int n) {
            read += n;
            if (read > most) throw tooLarge(most);
            // The first part of each is free: what is small never waits for what is large.
            while (held < read / PART) {
                if (!taken()) throw Refused.unavailable("Too many large requests at once; try again in a moment.");
                held++;
            }
        }

        private boolean taken() {
            try {
                return parts.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            parts.release(held);
            held = 0;
        }
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream in;
        private final IntConsumer count;

        Counting(ServletInputStream in, IntConsumer count) {
            this.in = in;
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            if (b >= 0) count.accept(1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = in.read(bytes, from, length);
            if (n > 0) count.accept(n);
            return n;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
