package io.fanfare.render.providers;

import io.fanfare.identity.Credential;
import io.fanfare.kernel.HttpCalls;
import io.fanfare.kernel.HttpCalls.Reply;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Texts;
import io.fanfare.kernel.WebhookSignature;
import io.fanfare.render.providers.RemoteStatus.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Models at Replicate, through its predictions. */
@Component
final class Replicate implements Remote {
    private static final String BASE = "https://api.replicate.com/v1";
    private static final Pattern MODEL = Pattern.compile(
            "(deployments/)?[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*|([A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*:)?[0-9a-f]{64}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final int MOST_PAGES = 5;

    private final HttpCalls http;
    private final Map<UUID, String> secrets = new ConcurrentHashMap<>();

    Replicate(HttpCalls http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "replicate";
    }

    @Override
    public String title() {
        return "Replicate";
    }

    @Override
    public Credential.Kind credential() {
        return Credential.Kind.REPLICATE;
    }

    @Override
    public Set<Order.Type> canRender() {
        return Set.of(Order.Type.IMAGE, Order.Type.VIDEO);
    }

    @Override
    public Optional<String> usualModel(Order.Type type) {
        return type == Order.Type.IMAGE ? Optional.of("black-forest-labs/flux-schnell") : Optional.empty();
    }

    @Override
    public Optional<String> flaw(String model) {
        return MODEL.matcher(model).matches()
                ? Optional.empty()
                : Optional.of("must be owner/name, deployments/owner/name, or a version of 64 hexadecimal digits");
    }

    @Override
    public Duration pace() {
        return Duration.ofSeconds(3);
    }

    private ServiceApi api(Credential.Opened account) {
        return new ServiceApi(http, BASE, Map.of(), account);
    }

    @Override
    public Submission submit(Order order, Credential.Opened account, @Nullable String webhook) {
        String model = String.valueOf(order.model());
        var body = new LinkedHashMap<String, Object>();
        body.put("input", input(order));
        if (webhook != null) {
            body.put("webhook", webhook);
            body.put("webhook_events_filter", List.of("completed"));
        }
        String version = model.substring(model.indexOf(':') + 1);
        if (version.matches("[0-9a-f]{64}")) {
            body.put("version", version);
            return api(account).submit("/predictions", body);
        }
        return api(account)
                .submit(
                        model.startsWith("deployments/")
                                ? "/" + model + "/predictions"
                                : "/models/" + model + "/predictions",
                        body);
    }

    /** The parameters that most models accept, and those of the request. */
    private static Map<String, @Nullable Object> input(Order order) {
        var input = new LinkedHashMap<String, @Nullable Object>();
        input.put("prompt", words(order));
        input.put("seed", order.seed());
        input.put("width", order.width());
        input.put("height", order.height());
        input.put("aspect_ratio", ratio(order.width(), order.height()));
        if (order.steps() != null) input.put("num_inference_steps", order.steps());
        if (order.type() == Order.Type.VIDEO) input.put("duration", (int) Math.round(order.seconds()));
        if (!order.addresses().isEmpty()) input.put("image", order.addresses().getFirst());
        input.putAll(order.input());
        return input;
    }

    static String words(Order order) {
        String prompt = order.prompt();
        if (prompt != null && !prompt.isBlank()) return prompt;
        return (order.headline() + (order.text().isBlank() ? "" : ". " + order.text())).strip();
    }

    /** The nearest ratio that models support. */
    private static String ratio(int width, int height) {
        double target = Math.log((double) width / height);
        String best = "1:1";
        double distance = Double.MAX_VALUE;
        for (String ratio : List.of("1:1", "16:9", "9:16", "4:5", "5:4", "3:2", "2:3", "4:3", "3:4", "21:9")) {
            String[] sides = ratio.split(":");
            double off = Math.abs(Math.log(Double.parseDouble(sides[0]) / Double.parseDouble(sides[1])) - target);
            if (off < distance) {
                distance = off;
                best = ratio;
            }
        }
        return best;
    }

    @Override
    public Optional<LookUp> find(Order order, Credential.Opened account, @Nullable String webhook, Instant since) {
        String path = "/predictions";
        for (int page = 0; page < MOST_PAGES; page++) {
            if (!(api(account).get(path) instanceof Reply.Answered answer) || !answer.ok())
                return Optional.of(new LookUp.Unclear());
            boolean older = false;
            for (JsonNode job : answer.json().at("/results")) {
                var made = time(job.at("/created_at").asString(""));
                older |= made.filter(at -> at.isBefore(since.minusSeconds(90))).isPresent();
                if (!older && isOurs(job, order, webhook))
                    return Optional.of(new LookUp.Existing(job.at("/id").asString("")));
            }
            String next = answer.json().at("/next").asString("");
            int at = next.indexOf("/predictions?");
            if (older || at < 0) return Optional.of(new LookUp.Absent());
            path = next.substring(at);
        }
        return Optional.of(new LookUp.Unclear());
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException untold) {
            return Optional.empty();
        }
    }

    /** Recognized by our webhook URL, which is signed for this job; without one, by the prompt and seed. */
    private static boolean isOurs(JsonNode job, Order order, @Nullable String webhook) {
        if (!ID.matcher(job.at("/id").asString("")).matches()) return false;
        if (webhook != null) return webhook.equals(job.at("/webhook").asString(""));
        var target = Json.tree(input(order));
        return job.at("/input/prompt").equals(target.at("/prompt"))
                && job.at("/input/seed").asString("").equals(target.at("/seed").asString(""));
    }

    @Override
    public RemoteStatus status(String providerJobId, Credential.Opened account) throws Unanswered {
        return status(api(account)
                .ask("/predictions/" + checked(providerJobId), pace())
                .json());
    }

    private static String checked(String id) throws Unanswered {
        if (!ID.matcher(id).matches())
            throw new Unanswered("The service returned an invalid job id.", Duration.ofMinutes(1), true);
        return id;
    }

    private static RemoteStatus status(JsonNode job) {
        return switch (job.at("/status").asString("")) {
            case "succeeded" ->
                RemoteStatus.ended(
                        job.at("/data_removed").asBoolean(false)
                                ? Outcome.failed(
                                        "output_expired", "The service has already deleted the file.", Map.of())
                                : Outcome.succeeded(files(job.at("/output"))));
            case "failed" ->
                RemoteStatus.ended(
                        Outcome.failed("provider_failed", text(job.at("/error"), "The model failed."), metrics(job)));
            case "canceled" -> RemoteStatus.ended(Outcome.cancelled("The job was canceled at the service."));
            case "aborted" -> RemoteStatus.ended(Outcome.cancelled("The service did not start the job in time."));
            default -> RemoteStatus.running(percent(job.at("/logs").asString("")));
        };
    }

    private static String text(JsonNode node, String otherwise) {
        String text =
                node.isString() ? node.asString("") : node.isMissingNode() || node.isNull() ? "" : node.toString();
        return text.isBlank() ? otherwise : Texts.cut(text, 1000);
    }

    private static Map<String, @Nullable Object> metrics(JsonNode job) {
        var node = job.at("/metrics");
        var details = new LinkedHashMap<String, @Nullable Object>();
        if (node.isObject()) details.put("metrics", Json.convert(node, Object.class));
        return details;
    }

    /** Models report their progress as a bar in their log. */
    private static @Nullable Integer percent(String logs) {
        var matcher = Pattern.compile("(\\d{1,3})%").matcher(logs.substring(Math.max(0, logs.length() - 2000)));
        Integer last = null;
        while (matcher.find()) last = Math.min(100, Integer.parseInt(matcher.group(1)));
        return last;
    }

    /** A text, a list of texts, or an object of them. */
    private static List<String> files(JsonNode output) {
        var files = new ArrayList<String>();
        if (output.isString()) files.add(output.asString(""));
        else if (output.isArray() || output.isObject()) output.forEach(each -> files.addAll(files(each)));
        files.removeIf(file -> !file.startsWith("https://") && !file.startsWith("http://"));
        return files;
    }

    @Override
    public void cancel(String providerJobId, Credential.Opened account) throws Unanswered {
        ServiceApi.requireStopped(api(account).post("/predictions/" + checked(providerJobId) + "/cancel"), pace());
    }

    @Override
    public Optional<WebhookCall> webhook(
            Map<String, String> headers, byte[] body, Credential.Opened account, Instant now) {
        var secret = secret(account);
        if (secret.isEmpty() || !WebhookSignature.fits(secret.get(), headers, body, now)) return Optional.empty();
        var job = HttpCalls.json(body);
        return Optional.of(new WebhookCall(job.at("/id").asString(""), status(job)));
    }

    /** The stored secret, or the one that the service returns for the API key. */
    private Optional<String> secret(Credential.Opened account) {
        String stored = account.secret().get("webhookSecret");
        if (stored != null && !stored.isBlank()) return Optional.of(stored);
        String known = secrets.get(account.id());
        if (known != null) return Optional.of(known);
        if (!(api(account).get("/webhooks/default/secret") instanceof Reply.Answered answer)) return Optional.empty();
        String found = answer.json().at("/key").asString("");
        if (found.isBlank()) return Optional.empty();
        if (secrets.size() > 1000) secrets.clear();
        secrets.put(account.id(), found);
        return Optional.of(found);
    }
}
