package io.fanfare.render.providers;

import io.fanfare.identity.Credential;
import io.fanfare.kernel.HttpCalls;
import io.fanfare.kernel.Texts;
import io.fanfare.render.providers.RemoteStatus.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Models at Runway, through its tasks. It has no list of tasks, so a lost answer can't be looked up. */
@Component
final class Runway implements Remote {
    private static final String BASE = "https://api.dev.runwayml.com";
    private static final String VERSION = "2024-11-06";
    private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,60}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final int LONGEST_PROMPT = 1000;
    private static final List<String> FILM =
            List.of("1280:720", "720:1280", "1104:832", "960:960", "832:1104", "1584:672");
    private static final List<String> FILM_OF_TEXT = List.of("1280:720", "720:1280");
    private static final List<String> FILM_VEO = List.of("1280:720", "720:1280", "1080:1920", "1920:1080");
    private static final List<String> PICTURE = List.of("1024:1024", "1080:1080", "1080:1920", "1920:1080");
    /** Failures that a retry does not fix. */
    private static final Pattern FINAL = Pattern.compile("(INPUT_PREPROCESSING\\.)?SAFETY\\..*|ASSET\\.INVALID.*");

    private final HttpCalls http;

    Runway(HttpCalls http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "runway";
    }

    @Override
    public String title() {
        return "Runway";
    }

    @Override
    public Credential.Kind credential() {
        return Credential.Kind.RUNWAY;
    }

    @Override
    public Set<Order.Type> canRender() {
        return Set.of(Order.Type.IMAGE, Order.Type.VIDEO);
    }

    @Override
    public Optional<String> usualModel(Order.Type type) {
        return Optional.of(type == Order.Type.IMAGE ? "gen4_image" : "gen4.5");
    }

    @Override
    public Optional<String> flaw(String model) {
        return MODEL.matcher(model).matches()
                ? Optional.empty()
                : Optional.of("must be the name of a model, e.g. gen4.5");
    }

    @Override
    public Duration pace() {
        return Duration.ofSeconds(5);
    }

    private ServiceApi api(Credential.Opened account) {
        return new ServiceApi(http, BASE, Map.of("X-Runway-Version", VERSION), account);
    }

    @Override
    public Submission submit(Order order, Credential.Opened account, @Nullable String webhook) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        String model = String.valueOf(order.model());
        String prompt = Replicate.words(order);
        body.put("model", model);
        body.put("promptText", Texts.cut(prompt, LONGEST_PROMPT));
        body.put("seed", order.seed());
        String path;
        if (order.type() == Order.Type.IMAGE) {
            path = "/v1/text_to_image";
            body.put("ratio", nearest(PICTURE, order));
            if (!order.addresses().isEmpty())
                body.put(
                        "referenceImages",
                        order.addresses().stream()
                                .limit(3)
                                .map(uri -> Map.of("uri", uri))
                                .toList());
        } else {
            boolean veo = model.startsWith("veo");
            boolean image = !order.addresses().isEmpty();
            path = image ? "/v1/image_to_video" : "/v1/text_to_video";
            body.put("ratio", nearest(veo ? FILM_VEO : image ? FILM : FILM_OF_TEXT, order));
            body.put(
                    "duration",
                    veo
                            ? (order.seconds() <= 5 ? 4 : order.seconds() <= 7 ? 6 : 8)
                            : (int) Math.max(2, Math.min(10, Math.round(order.seconds()))));
            if (image) body.put("promptImage", order.addresses().getFirst());
        }
        body.putAll(order.input());
        return api(account).submit(path, body);
    }

    /** The nearest size that the model supports. */
    private static String nearest(List<String> ratios, Order order) {
        double target = Math.log((double) order.width() / order.height());
        return ratios.stream()
                .min(java.util.Comparator.comparingDouble(
                        ratio -> Math.abs(shape(ratio) - target) + Math.abs(width(ratio) - order.width()) / 1e6))
                .orElseThrow();
    }

    private static double shape(String ratio) {
        String[] sides = ratio.split(":");
        return Math.log(Double.parseDouble(sides[0]) / Double.parseDouble(sides[1]));
    }

    private static double width(String ratio) {
        return Double.parseDouble(ratio.substring(0, ratio.indexOf(':')));
    }

    @Override
    public Optional<LookUp> find(Order order, Credential.Opened account, @Nullable String webhook, Instant since) {
        return Optional.empty();
    }

    @Override
    public RemoteStatus status(String providerJobId, Credential.Opened account) throws Unanswered {
        var task =
                api(account).ask("/v1/tasks/" + checked(providerJobId), pace()).json();
        return switch (task.at("/status").asString("")) {
            case "SUCCEEDED" -> RemoteStatus.ended(Outcome.succeeded(files(task.at("/output"))));
            case "FAILED" -> {
                String code = task.at("/failureCode").asString("");
                yield RemoteStatus.ended(Outcome.failed(
                        FINAL.matcher(code).matches() ? "provider_refused_input" : "provider_failed",
                        task.at("/failure").asString("The model failed."),
                        details(code)));
            }
            case "CANCELLED" -> RemoteStatus.ended(Outcome.cancelled("The job was canceled at the service."));
            case "RUNNING" -> RemoteStatus.running(percent(task.at("/progress")));
            default -> RemoteStatus.running(null);
        };
    }

    private static Map<String, @Nullable Object> details(String code) {
        var details = new LinkedHashMap<String, @Nullable Object>();
        if (!code.isBlank()) details.put("failureCode", code);
        return details;
    }

    private static String checked(String id) throws Unanswered {
        if (!ID.matcher(id).matches())
            throw new Unanswered("The service returned an invalid job id.", Duration.ofMinutes(1), true);
        return id;
    }

    private static @Nullable Integer percent(JsonNode share) {
        return share.isNumber() ? (int) Math.round(Math.max(0, Math.min(1, share.asDouble(0))) * 100) : null;
    }

    private static List<String> files(JsonNode output) {
        var files = new ArrayList<String>();
        output.forEach(each -> {
            if (each.isString()) files.add(each.asString(""));
        });
        return files;
    }

    @Override
    public void cancel(String providerJobId, Credential.Opened account) throws Unanswered {
        ServiceApi.requireStopped(api(account).delete("/v1/tasks/" + checked(providerJobId)), pace());
    }

    /** Runway has no webhooks. */
    @Override
    public Optional<WebhookCall> webhook(
            Map<String, String> headers, byte[] body, Credential.Opened account, Instant now) {
        return Optional.empty();
    }
}
