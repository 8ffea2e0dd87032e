import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replicate and Runway as their documents describe them, on one port, for trying out at home and for tests: {@code /v1/…}
 * with their keys, states, limits and errors. The key of both is {@code r8_key}. A job is done when it has been looked at
 * twice. A word in the prompt makes it end otherwise: {@code [fail]}, {@code [canceled]}, {@code [slow]}, {@code [lost]}
 * (taken, the answer lost), {@code [dropped]} (not taken, the answer lost), {@code [expired]} (the first address of the
 * file), {@code [throttled]} (429 once), {@code [invalid]}, {@code [nocredit]}, {@code [gone]}, {@code [page]} (the file is
 * no picture), {@code [half]} (two files, the second never answers). {@code GET /fake/jobs?prompt=<part>} shows the jobs, {@code GET /fake/calls} what was asked, {@code POST
 * /fake/finish?id=<job>} ends one and answers what its webhook would carry, to be signed with {@link #SECRET}.
 *
 * <p>{@code java -cp <the server's libraries> tools/FakeRenderers.java --port 8157}
 */
final class FakeRenderers {
    private static final String KEY = "r8_key";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String url;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final ConcurrentLinkedDeque<String> calls = new ConcurrentLinkedDeque<>();

    private FakeRenderers(int port) {
        url = "http://localhost:" + port;
    }

    public static void main(String[] arguments) throws IOException {
        int port = 8157;
        for (int i = 0; i + 1 < arguments.length; i++)
            if (arguments[i].equals("--port")) port = Integer.parseInt(arguments[i + 1]);
        var fake = new FakeRenderers(port);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", fake::answer);
        server.start();
        System.out.println("Replicate and Runway stand in at " + fake.url + " (Replicate: " + fake.url + "/v1), key " + KEY);
    }

    /** A prediction or a task. */
    private static final class Job {
        final String id;
        final JsonNode request;
        final String prompt;
        final boolean runway;
        final Instant made = Instant.now();
        int looks;
        boolean stopped;

        Job(String id, JsonNode request, String prompt, boolean runway) {
            this.id = id;
            this.request = request;
            this.prompt = prompt;
            this.runway = runway;
        }

        boolean says(String word) {
            return prompt.contains("[" + word + "]");
        }
    }

    private void control(HttpExchange call, String path) throws IOException {
        String query = call.getRequestURI().getRawQuery();
        String value = query == null ? "" : URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
        switch (path) {
            case "/fake/jobs" -> send(call, 200, Map.of("jobs", jobs.values().stream()
                    .filter(job -> job.prompt.contains(value))
                    .map(job -> Map.of("id", job.id, "prompt", job.prompt, "stopped", job.stopped))
                    .toList()));
            case "/fake/calls" -> send(call, 200, Map.of("calls", calls));
            case "/fake/finish" -> {
                var job = jobs.get(value);
                job.looks = 100;
                send(call, 200, prediction(job));
            }
            default -> call.sendResponseHeaders(404, -1);
        }
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().getPath();
            if (path.startsWith("/fake/")) {
                control(call, path);
                return;
            }
            calls.add(call.getRequestMethod() + " " + path);
            if (path.startsWith("/files/")) {
                file(call, path);
                return;
            }
            boolean runway = call.getRequestHeaders().containsKey("X-Runway-Version");
            String key = call.getRequestHeaders().getFirst("Authorization");
            if (!("Bearer " + KEY).equals(key)) {
                refuse(call, runway, 401, "You did not pass a valid authentication token");
                return;
            }
            byte[] body = call.getRequestBody().readAllBytes();
            JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            if (runway) runway(call, path, json);
            else replicate(call, path, json);
        }
    }

    private void replicate(HttpExchange call, String path, JsonNode json) throws IOException {
        String rest = path.substring("/v1".length());
        boolean post = call.getRequestMethod().equals("POST");
        if (post && rest.endsWith("/predictions"))
            create(call, json, json.at("/input/prompt").asString(""), false);
        else if (rest.equals("/predictions")) {
            var all = new ArrayList<Job>(jobs.values());
            all.removeIf(job -> job.runway);
            all.sort(java.util.Comparator.comparing((Job job) -> job.made).reversed());
            send(
                    call,
                    200,
                    map(
                            "previous",
                            null,
                            "next",
                            null,
                            "results",
                            all.stream().map(this::prediction).toList()));
        } else if (rest.equals("/webhooks/default/secret")) send(call, 200, Map.of("key", SECRET));
        else {
            String[] parts = rest.split("/");
            var job = parts.length > 2 ? jobs.get(parts[2]) : null;
            if (job == null || job.says("gone") && !post)
                refuse(call, false, 404, "The requested resource could not be found.");
            else if (post && rest.endsWith("/cancel")) {
                job.stopped = true;
                send(call, 200, prediction(job));
            } else {
                job.looks++;
                send(call, 200, prediction(job));
            }
        }
    }

    private void runway(HttpExchange call, String path, JsonNode json) throws IOException {
        if (call.getRequestMethod().equals("POST")) {
            create(call, json, json.at("/promptText").asString(""), true);
            return;
        }
        var job = jobs.get(path.substring(path.lastIndexOf('/') + 1));
        if (job == null) refuse(call, true, 404, "Task not found");
        else if (call.getRequestMethod().equals("DELETE")) {
            job.stopped = true;
            call.sendResponseHeaders(204, -1);
        } else {
            job.looks++;
            send(call, 200, task(job));
        }
    }

    private void create(HttpExchange call, JsonNode request, String prompt, boolean runway) throws IOException {
        int time = times.computeIfAbsent(prompt, p -> new AtomicInteger()).incrementAndGet();
        if (prompt.contains("[invalid]")) {
            refuse(call, runway, runway ? 400 : 422, "input.prompt is too long");
            return;
        }
        if (prompt.contains("[nocredit]")) {
            refuse(call, runway, 402, "Insufficient credit");
            return;
        }
        if (prompt.contains("[throttled]") && time == 1) {
            refuse(call, runway, 429, "Request was throttled. Your rate limit resets in ~30s.");
            return;
        }
        // Closing without an answer is all that the other side sees.
        if (prompt.contains("[dropped]") && time == 1) return;
        var job = new Job((runway ? "task-" : "pred") + numbers.incrementAndGet(), request, prompt, runway);
        jobs.put(job.id, job);
        if (job.says("lost") && time == 1) return;
        if (runway) send(call, 200, map("id", job.id, "estimatedCost", Map.of("credits", 5)));
        else send(call, 201, prediction(job));
    }

    private Map<String, Object> prediction(Job job) {
        String status = job.stopped || job.says("canceled")
                ? "canceled"
                : job.looks < 2 || job.says("slow") && job.looks < 100
                        ? (job.looks == 0 ? "starting" : "processing")
                        : job.says("fail") ? "failed" : "succeeded";
        boolean done = status.equals("succeeded");
        return map(
                "id",
                job.id,
                "model",
                "owner/name",
                "version",
                "hidden",
                "status",
                status,
                "input",
                job.request.at("/input"),
                "output",
                done ? files(job) : null,
                "error",
                status.equals("failed") ? "CUDA out of memory" : null,
                "logs",
                job.looks == 0 ? "" : " 40%|####      | 4/10",
                "webhook",
                job.request.has("webhook") ? job.request.at("/webhook").asString("") : null,
                "created_at",
                job.made.toString(),
                "urls",
                Map.of("get", url + "/v1/predictions/" + job.id));
    }

    private Map<String, Object> task(Job job) {
        String status =
                job.stopped ? "CANCELLED" : job.looks < 2 ? "RUNNING" : job.says("fail") ? "FAILED" : "SUCCEEDED";
        var task = map("id", job.id, "createdAt", job.made.toString(), "status", status);
        if (status.equals("RUNNING")) task.put("progress", 0.4);
        if (status.equals("SUCCEEDED")) task.put("output", List.of(address(job)));
        if (status.equals("FAILED")) {
            task.put("failure", "The prompt was not allowed.");
            task.put("failureCode", "SAFETY.INPUT.TEXT");
        }
        return task;
    }

    private List<String> files(Job job) {
        return job.says("half") ? List.of(address(job), url + "/files/broken-" + job.id + ".png") : List.of(address(job));
    }

    private String address(Job job) {
        boolean old = job.says("expired") && job.looks < 4;
        return url + "/files/" + (old ? "expired-" : "") + job.id + (job.says("page") ? ".html" : ".png");
    }

    private static void file(HttpExchange call, String path) throws IOException {
        // Closing without an answer is all that the other side sees.
        if (path.contains("broken-")) return;
        if (path.contains("expired-")) {
            call.sendResponseHeaders(404, -1);
            return;
        }
        byte[] bytes = path.endsWith(".html")
                ? "<html>not found</html>".getBytes(StandardCharsets.UTF_8)
                : picture(path.hashCode());
        call.sendResponseHeaders(200, bytes.length);
        call.getResponseBody().write(bytes);
    }

    private static byte[] picture(int seed) throws IOException {
        var image = new java.awt.image.BufferedImage(48, 32, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var random = new java.util.Random(seed);
        for (int i = 0; i < 48 * 32; i++) image.setRGB(i % 48, i / 48, random.nextInt(0xffffff));
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void refuse(HttpExchange call, boolean runway, int status, String text) throws IOException {
        send(call, status, runway ? map("error", text) : map("detail", text, "status", status, "title", "Refused"));
    }

    private static void send(HttpExchange call, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    private static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        return map;
    }
}
