package io.fanfare.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * HTTP to addresses that users enter. It can't reach our own network: every name is resolved once, every address
 * it has must be public, and the connection goes to the very address that was checked. The same holds for each redirect.
 *
 * <p>Nothing is repeated automatically. {@code fanfare.outgoing.allow} lists {@code host:port} that may be called although they are not public.
 */
@Component
public final class Outgoing implements AutoCloseable {
    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    /** Octal, hexadecimal and shortened forms mean different addresses to different readers. */
    private static final Pattern NUMBER = Pattern.compile("(?i)(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");

    private static final Pattern DOTTED = Pattern.compile("((0|[1-9]\\d{0,2})(\\.(?!$)|$)){4}");
    private static final String CONNECTED = "fanfare.connected";
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "cookie", "proxy-authorization");

    private final Set<String> allowed;
    private final CloseableHttpClient client;

    public Outgoing(@Value("${fanfare.outgoing.allow:}") List<String> allow) {
        allowed = allow.stream()
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        client = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedNames())
                        .setMaxConnTotal(2_000)
                        .setMaxConnPerRoute(250)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofSeconds(5))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .build())
                        .build())
                .setUserAgent("Fanfare")
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "connected", (request, scope, chain) -> {
                    scope.clientContext.setAttribute(CONNECTED, true);
                    return chain.proceed(request, scope);
                })
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /**
     * One call.
     *
     * @param atMost the most bytes of the response, unpacked; a longer response is an error
     * @param within the time for the complete call, redirects included
     */
    public record Request(
            String method,
            URI uri,
            Map<String, String> headers,
            @Nullable HttpContent body,
            int atMost,
            Duration within) {
        public static Request get(URI uri) {
            return new Request("GET", uri, Map.of(), null, 10 << 20, Duration.ofSeconds(20));
        }

        public static Request post(URI uri, String contentType, byte[] body) {
            return new Request(
                    "POST", uri, Map.of(), HttpContent.bytes(contentType, body), 1 << 20, Duration.ofSeconds(20));
        }

        public Request with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Request(method, uri, more, body, atMost, within);
        }

        public Request atMost(int bytes) {
            return new Request(method, uri, headers, body, bytes, within);
        }

        public Request within(Duration time) {
            return new Request(method, uri, headers, body, atMost, time);
        }

        /** Headers meant for one server are not sent to another. */
        private Request redirected(URI target) {
            var sameServer = server(uri).equals(server(target));
            var kept = new LinkedHashMap<>(headers);
            kept.keySet().removeIf(name -> !sameServer && SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
            return new Request(method, target, kept, body, atMost, within);
        }

        private static String server(URI uri) {
            return uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort();
        }
    }

    /**
     * @param headers by name in small letters
     * @param address of the request, after all redirects
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Answer(int status, Map<String, List<String>> headers, byte[] bytes, URI address) {
        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }

        public boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    public Answer get(URI uri) throws IOException {
        return send(Request.get(uri));
    }

    /**
     * Sends and reads the complete response, whatever its status. Redirects are followed for GET and HEAD only.
     *
     * @throws OutgoingRefused when the address must not be called; nothing was sent
     * @throws OutgoingUnreached when no connection was made; nothing was sent
     * @throws IOException when no complete response arrived within the limits; the request may have arrived
     */
    public Answer send(Request request) throws IOException {
        return send(request, (response, at) -> read(response, at));
    }

    /** Like {@link #send}, but a successful response is written to {@code file} and its bytes are not in the answer. */
    public Answer download(Request request, Path file) throws IOException {
        return send(request, (response, at) -> {
            var entity = response.getEntity();
            if (response.getCode() != 200 || entity == null) return read(response, at);
            try (var in = entity.getContent();
                    var out = Files.newOutputStream(file)) {
                copy(in, out, request.atMost);
            }
            return new Answer(200, headers(response), new byte[0], at.uri);
        });
    }

    /** Like {@link #send}, but what is longer than the limit of the request is left unread, and redirects are not followed. */
    public Answer sendBriefly(Request request) throws IOException {
        refuseInTransaction();
        check(request.uri);
        return exchange(request, System.nanoTime() + request.within.toNanos(), response -> {
            var entity = response.getEntity();
            byte[] bytes = entity == null ? new byte[0] : entity.getContent().readNBytes(request.atMost);
            // Without it, the client would read the rest before it lets go of the connection.
            response.setEntity(null);
            return new Answer(response.getCode(), headers(response), bytes, request.uri);
        });
    }

    /** Reads the body of a response as it arrives, as far as it needs it. */
    public interface Body {
        byte[] read(InputStream in, Map<String, List<String>> headers) throws IOException;
    }

    /** Like {@link #send}, but {@code body} decides how much is read, e.g. of a stream that stays open; redirects are not followed. */
    public Answer sendReading(Request request, Body body) throws IOException {
        refuseInTransaction();
        check(request.uri);
        return exchange(request, System.nanoTime() + request.within.toNanos(), response -> {
            var entity = response.getEntity();
            byte[] bytes = entity == null ? new byte[0] : body.read(entity.getContent(), headers(response));
            response.setEntity(null);
            return new Answer(response.getCode(), headers(response), bytes, request.uri);
        });
    }

    /**
     * Refuses an address that {@link #send} would not call, before anything is sent there. It looks the name up.
     *
     * @throws OutgoingRefused when the address must not be called, or has no server
     */
    public void requireAllowed(URI uri) {
        refuseInTransaction();
        check(uri);
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        try {
            new CheckedNames().resolve(uri.getHost(), port);
        } catch (UnknownHostException unknown) {
            throw new OutgoingRefused("There is no server at " + uri.getHost() + ".");
        }
    }

    /** Whether the operator has listed this server as one that may be called although it is not public. */
    public boolean isListed(URI uri) {
        return allowed.contains((uri.getHost() + ":" + uri.getPort()).toLowerCase(Locale.ROOT));
    }

    /** Reads the response to a request; the last one, after redirects. */
    private interface Reader {
        Answer read(ClassicHttpResponse response, Request request) throws IOException;
    }

    private Answer send(Request request, Reader reader) throws IOException {
        refuseInTransaction();
        var deadline = System.nanoTime() + request.within.toNanos();
        var next = request;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            check(next.uri);
            var current = next;
            var answer = exchange(next, deadline, response -> reader.read(response, current));
            var target = followed(next, answer);
            if (target == null) {
                return answer;
            }
            next = next.redirected(target);
        }
        throw new OutgoingRefused("More than " + MOST_REDIRECTS + " redirects from " + request.uri.getHost() + ".");
    }

    /** A transaction must not wait for another server: everything that calls one checks this first. */
    public static void refuseInTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Another server must not be called within a transaction: mark the operation @Allow(outside = true).");
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static void check(URI uri) {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new OutgoingRefused("Only http and https addresses can be called.");
        }
        if (uri.getPort() > 65_535) throw new OutgoingRefused("The address has no valid port.");
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new OutgoingRefused("The address needs a host and must not contain a user name.");
        }
        if (NUMBER.matcher(uri.getHost()).matches()
                && !DOTTED.matcher(uri.getHost()).matches()) {
            throw new OutgoingRefused("Write the address as four decimal numbers with dots: " + uri.getHost() + ".");
        }
    }

    private Answer exchange(Request request, long deadline, HttpClientResponseHandler<Answer> reader)
            throws IOException {
        try (var span = Traces.call(request.method, request.uri.getHost())) {
            var answer = exchanged(request, deadline, reader);
            span.set("http.response.status_code", answer.status());
            return answer;
        }
    }

    private Answer exchanged(Request request, long deadline, HttpClientResponseHandler<Answer> reader)
            throws IOException {
        var call = new HttpUriRequestBase(request.method, request.uri);
        request.headers.forEach(call::setHeader);
        Traces.headers().forEach(call::setHeader);
        if (request.body != null) call.setEntity(request.body.entity());
        var context = HttpClientContext.create();
        // The time limits of a socket are per packet: a server that sends slowly could hold the call forever.
        var alarm = ForkJoinPool.commonPool()
                .schedule(() -> call.cancel(), deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        try {
            return client.execute(call, context, reader);
        } catch (IOException broken) {
            String host = request.uri.getHost();
            String reason = call.isCancelled()
                    ? host + " did not answer within " + request.within.toSeconds() + " s"
                    : broken instanceof UnknownHostException
                            ? "there is no server at " + host
                            : host + ": " + broken.getMessage();
            if (context.getAttribute(CONNECTED) == null) throw new OutgoingUnreached(reason, broken);
            if (call.isCancelled()) throw new InterruptedIOException(reason);
            throw broken;
        } finally {
            alarm.cancel(false);
        }
    }

    private static Answer read(ClassicHttpResponse response, Request request) throws IOException {
        var entity = response.getEntity();
        return new Answer(
                response.getCode(),
                headers(response),
                entity == null ? new byte[0] : bytes(entity.getContent(), request.atMost),
                request.uri);
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        var headers = new TreeMap<String, List<String>>();
        for (var header : response.getHeaders()) {
            headers.merge(
                    header.getName().toLowerCase(Locale.ROOT),
                    List.of(header.getValue()),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
        return headers;
    }

    private static void copy(InputStream in, OutputStream out, int atMost) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            copied += read;
            if (copied > atMost) throw tooLong(atMost);
            out.write(buffer, 0, read);
        }
    }

    private static IOException tooLong(int atMost) {
        return new IOException("The response is longer than " + atMost + " bytes");
    }

    private static byte[] bytes(InputStream in, int atMost) throws IOException {
        var bytes = in.readNBytes(atMost);
        if (bytes.length == atMost && in.read() >= 0) {
            throw tooLong(atMost);
        }
        return bytes;
    }

    private static @Nullable URI followed(Request request, Answer answer) throws IOException {
        var location = answer.header("location");
        var asks = request.method.equals("GET") || request.method.equals("HEAD");
        if (!asks || location.isEmpty() || !REDIRECTS.contains(answer.status)) {
            return null;
        }
        try {
            return request.uri.resolve(location.get());
        } catch (IllegalArgumentException e) {
            throw new IOException("A redirect from " + request.uri.getHost() + " has no valid address", e);
        }
    }

    private final class CheckedNames implements DnsResolver {
        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            var own = allowed.contains((host + ":" + port).toLowerCase(Locale.ROOT));
            return Arrays.stream(own ? InetAddress.getAllByName(host) : resolve(host))
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        }

        /** A name with both private and public addresses is refused. */
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var addresses = InetAddress.getAllByName(host);
            if (!Arrays.stream(addresses).allMatch(PublicAddresses::isPublic)) {
                throw new OutgoingRefused(host + " is not on the public internet.");
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
