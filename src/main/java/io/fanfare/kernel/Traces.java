package io.fanfare.kernel;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The spans of this process. Where no traces are sent, which is the default, a span costs one read of a field. */
final class Traces {
    private static final TextMapGetter<HttpServletRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return Collections.list(request.getHeaderNames());
        }

        @Override
        public @Nullable String get(@Nullable HttpServletRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    };
    private static final Part OFF = new Part(null, null);

    private static volatile @Nullable Tracer tracer;

    private Traces() {}

    /** A span that is the current one of its thread until it is closed. */
    static final class Part implements AutoCloseable {
        private final @Nullable Span span;
        private final @Nullable Scope scope;

        private Part(@Nullable Span span, @Nullable Scope scope) {
            this.span = span;
            this.scope = scope;
        }

        Part name(String name) {
            if (span != null) span.updateName(name);
            return this;
        }

        Part set(String key, @Nullable String value) {
            if (span != null && value != null) span.setAttribute(key, value);
            return this;
        }

        Part set(String key, long value) {
            if (span != null) span.setAttribute(key, value);
            return this;
        }

        /** The message of an exception may hold what people wrote, so only its class is sent. */
        void failed(@Nullable Throwable thrown) {
            if (span == null) return;
            span.setStatus(StatusCode.ERROR);
            if (thrown != null)
                span.setAttribute("error.type", thrown.getClass().getName());
        }

        @Override
        public void close() {
            if (scope != null) scope.close();
            if (span != null) span.end();
        }
    }

    static void use(@Nullable Tracer other) {
        tracer = other;
    }

    /** A request, as a part of the trace that its {@code traceparent} names. */
    static Part request(HttpServletRequest request) {
        var sender = tracer;
        if (sender == null) return OFF;
        var parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS);
        return begin(sender.spanBuilder(request.getMethod())
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.getMethod()));
    }

    static Part inside(String name) {
        var sender = tracer;
        return sender == null ? OFF : begin(sender.spanBuilder(name));
    }

    /** Work that nobody waits for: a trace of its own. */
    static Part alone(String name) {
        var sender = tracer;
        return sender == null ? OFF : begin(sender.spanBuilder(name).setNoParent());
    }

    static Part call(String method, String host) {
        var sender = tracer;
        return sender == null
                ? OFF
                : begin(sender.spanBuilder(method)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("http.request.method", method)
                        .setAttribute("server.address", host));
    }

    @SuppressWarnings("MustBeClosedChecker") // the part closes its scope
    private static Part begin(io.opentelemetry.api.trace.SpanBuilder builder) {
        var span = builder.startSpan();
        return new Part(span, span.makeCurrent());
    }

    /** These headers, and those that tell another server which trace its work belongs to. */
    static Map<String, String> with(Map<String, String> given) {
        if (tracer == null) return given;
        var headers = new HashMap<>(given);
        W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, (all, name, value) -> {
            if (all != null) all.put(name, value);
        });
        return headers;
    }

    /** The id of the running trace, where traces are sent. */
    static Optional<String> id() {
        if (tracer == null) return Optional.empty();
        var context = Span.current().getSpanContext();
        return context.isValid() ? Optional.of(context.getTraceId()) : Optional.empty();
    }
}
