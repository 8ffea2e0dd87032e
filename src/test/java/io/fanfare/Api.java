package io.fanfare;

import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.WorkersByHand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who talks to the server by HTTP: {@code Api.workspace()} is the owner of a fresh workspace, {@code as("editor")} another
 * member of it, {@code Api.nobody()} somebody who is not signed in. The server is started once for all tests, on a free
 * port, with its lanes at rest: {@link #drain()} works them by hand.
 */
public final class Api {
    public static final String PASSWORD = "a long password";

    private static final String OPERATOR_TOKEN = "the-operator-of-all-tests-" + Ids.next();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<String, String> headers;
    public final UUID person;
    public final UUID workspace;
    public final String email;
    public final String slug;

    private Api(Map<String, String> headers, UUID person, UUID workspace, String email, String slug) {
        this.headers = headers;
        this.person = person;
        this.workspace = workspace;
        this.email = email;
        this.slug = slug;
    }

    /** The one server of this run. */
    private static final class Server {
        static final ConfigurableApplicationContext CONTEXT = application()
                .run(
                        "--server.port=0",
                        "--fanfare.lanes=false",
                        "--fanfare.rates=1000",
                        "--fanfare.signup=open",
                        "--fanfare.limits.registrations-per-hour=1000000",
                        "--fanfare.smtp.private-hosts=true",
                        "--fanfare.outgoing.allow=localhost:" + FakePlatforms.port() + ",localhost:"
                                + FakeRenderers.port() + ",localhost:" + FakeSlack.port() + ",localhost:"
                                + FakeMcp.port() + ",localhost:"
                                + Pages.port() + ",localhost:" + Receiver.port(),
                        "--fanfare.operator.token=" + OPERATOR_TOKEN,
                        "--fanfare.operator.email=operator@example.com",
                        "--fanfare.demo=false");

        private static SpringApplication application() {
            var application = new SpringApplication(Fanfare.class);
            application.addInitializers(context -> context.getBeanFactory().addBeanPostProcessor(new StatementLog()));
            return application;
        }

        static final String URL = "http://localhost:" + CONTEXT.getEnvironment().getProperty("local.server.port");
    }

    public static String url() {
        return Server.URL;
    }

    public static <T> T bean(Class<T> type) {
        return Server.CONTEXT.getBean(type);
    }

    public static ApplicationContext context() {
        return Server.CONTEXT;
    }

    /** All beans of a kind. */
    public static <T> java.util.Collection<T> context(Class<T> type) {
        return Server.CONTEXT.getBeansOfType(type).values();
    }

    /** Works whatever is due in every lane until nothing is left. */
    public static void drain() {
        WorkersByHand.drain();
    }

    public static Api nobody() {
        return new Api(Map.of(), new UUID(0, 0), new UUID(0, 0), "", "");
    }

    /** The operator of the installation. */
    public static Api operator() {
        return nobody().with("Authorization", "Bearer " + OPERATOR_TOKEN);
    }

    /** The owner of a workspace that was made for this test. */
    public static Api workspace() {
        String email = "owner-" + Ids.next() + "@example.com";
        return signedIn(
                email,
                nobody().post(
                                "/api/auth/register",
                                Map.of(
                                        "email",
                                        email,
                                        "password",
                                        PASSWORD,
                                        "name",
                                        "Olivia Owner",
                                        "workspaceName",
                                        "Test"))
                        .expect(201));
    }

    /** Another member of this workspace, invited and signed in. */
    public Api as(String role) {
        String email = role + "-" + Ids.next() + "@example.com";
        String url = post("/api/members/invite", Map.of("email", email, "role", role))
                .expect(201)
                .text("acceptUrl");
        String token = url.substring(url.indexOf("token=") + 6);
        return signedIn(
                email,
                nobody().post(
                                "/api/members/accept",
                                Map.of("token", token, "name", "Some " + role, "password", PASSWORD))
                        .expect(200));
    }

    public static Api signedIn(String email, Answer session) {
        return new Api(
                Map.of("Authorization", "Bearer " + session.text("accessToken")),
                session.id("user.id"),
                session.id("workspace.id"),
                email,
                session.text("workspace.slug"));
    }

    /** The access token of the one who talks. */
    public String token() {
        return headers.getOrDefault("Authorization", "").replaceFirst("^Bearer ", "");
    }

    /** The same, with one more header on every request. */
    public Api with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Api(more, person, workspace, email, slug);
    }

    /** What this client sends with every request. */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** A body that is a text is sent as it is; anything else as JSON. */
    public Answer send(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(url() + path));
        headers.forEach(request::header);
        if (body == null) request.method(method, BodyPublishers.noBody());
        else {
            if (!headers.containsKey("Content-Type")) request.header("Content-Type", "application/json");
            request.method(
                    method,
                    body instanceof byte[] bytes
                            ? BodyPublishers.ofByteArray(bytes)
                            : BodyPublishers.ofString(
                                    body instanceof String text
                                            ? text
                                            : Json.of(body).text()));
        }
        try {
            var answer = new Answer(method + " " + path, HTTP.send(request.build(), BodyHandlers.ofString()));
            StatementLog.requireOneOrderOfLocks();
            return answer;
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** What came back. Members are named by a path such as {@code items.0.name}. */
    public record Answer(String request, HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return Json.read(response.body(), JsonNode.class);
        }

        /** This answer, or a failure that shows it. */
        public Answer expect(int status) {
            if (status() != status)
                throw new AssertionError(request + " answered " + status() + " and not " + status + ": " + body());
            return this;
        }

        /** Refused with this status and code, or a failure that shows the answer. */
        public Answer refused(int status, String code) {
            expect(status);
            if (!text("code").equals(code))
                throw new AssertionError(request + " was refused, but not as " + code + ": " + body());
            return this;
        }

        public JsonNode at(String path) {
            return json().at("/" + path.replace('.', '/'));
        }

        public String text(String path) {
            return at(path).asString("");
        }

        public UUID id(String path) {
            return UUID.fromString(text(path));
        }

        public java.util.List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
