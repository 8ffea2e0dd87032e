package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The chart of Helm, rendered by the few functions of templates that it uses; `helm lint` is not needed. */
class HelmChartTest {
    private static final Path CHART = Path.of("deploy/helm/fanfare");
    private static final Pattern ACTION =
            Pattern.compile("(?m)(^[ \\t]*)?\\{\\{(-?)\\s*(.*?)\\s*(-?)\\}\\}[ \\t]*(\\n?)");
    private static final Set<String> KINDS = Set.of(
            "ConfigMap",
            "CronJob",
            "Deployment",
            "HorizontalPodAutoscaler",
            "Ingress",
            "NetworkPolicy",
            "PersistentVolumeClaim",
            "PodDisruptionBudget",
            "Secret",
            "Service");

    @Test
    void the_values_of_an_installation_make_every_kind_once() throws IOException {
        var objects = render(Map.of("autoscaling.enabled", true));
        assertThat(objects.stream().map(object -> object.get("kind")).toList())
                .containsExactlyInAnyOrderElementsOf(List.copyOf(KINDS));
        assertThat(objects).allSatisfy(object -> {
            assertThat(at(object, "metadata.name").toString()).startsWith("demo");
            assertThat(at(object, "metadata.labels")).asString().contains("app.kubernetes.io/instance=demo");
            assertThat(object.get("apiVersion")).isNotNull();
        });
    }

    @Test
    void a_bucket_and_a_secret_of_yours_leave_out_volume_and_secret() throws IOException {
        var kinds = render(Map.of(
                        "files.s3.bucket",
                        "files",
                        "existingSecret",
                        "keys",
                        "backup.enabled",
                        false,
                        "ingress.enabled",
                        false))
                .stream()
                .map(object -> object.get("kind"))
                .collect(Collectors.toSet());
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "ConfigMap", "Deployment", "NetworkPolicy", "PodDisruptionBudget", "Service");
    }

    @Test
    void what_is_required_is_named() {
        assertThatThrownBy(() -> render(Map.of("database.url", ""))).hasMessageContaining("database.url is required");
        assertThatThrownBy(() -> render(Map.of("secret.secretKey", "")))
                .hasMessageContaining("secret.secretKey is required");
        assertThatThrownBy(() -> render(Map.of("backup.existingClaim", "")))
                .hasMessageContaining("backup.existingClaim is required");
    }

    @Test
    void services_and_probes_reach_the_port_of_the_container_and_references_lead_to_objects() throws IOException {
        var objects = render(Map.of());
        var deployment = kind(objects, "Deployment");
        var labels = at(deployment, "spec.template.metadata.labels");
        assertThat(at(deployment, "spec.selector.matchLabels")).isEqualTo(labels);
        assertThat(at(kind(objects, "Service"), "spec.selector")).isEqualTo(labels);
        assertThat(at(kind(objects, "PodDisruptionBudget"), "spec.selector.matchLabels"))
                .isEqualTo(labels);
        assertThat(at(kind(objects, "NetworkPolicy"), "spec.podSelector.matchLabels"))
                .isEqualTo(labels);
        var text = deployment.toString();
        assertThat(text)
                .contains(
                        "/api/health/ready",
                        "/api/health/live",
                        "containerPort=8080",
                        "runAsNonRoot=true",
                        "readOnlyRootFilesystem=true",
                        "cpu=1");
        var secrets = at(kind(objects, "Secret"), "stringData");
        Pattern.compile("secretKeyRef=\\{name=demo, key=([\\w-]+)")
                .matcher(objects.toString())
                .results()
                .forEach(key -> assertThat(secrets).asString().contains(key.group(1) + "="));
    }

    /** A setting that the server does not read is a mistake in the chart. */
    @Test
    void every_setting_of_the_chart_is_one_of_the_server() throws IOException {
        var known =
                Files.readString(Path.of("src/main/resources/application.yaml")) + Files.readString(Path.of("fanfare"));
        var used = new java.util.TreeSet<String>();
        try (var files = Files.list(CHART.resolve("templates"))) {
            for (var file : files.toList())
                Pattern.compile("\\bFANFARE_\\w+")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(name -> used.add(name.group()));
        }
        assertThat(used).isNotEmpty().allMatch(known::contains);
    }

    // ---- a renderer of what the chart uses

    private static List<Map<String, Object>> render(Map<String, Object> changes) throws IOException {
        Map<String, Object> values = new Yaml().load(Files.readString(CHART.resolve("values.yaml")));
        Map<String, Object> chart = new Yaml().load(Files.readString(CHART.resolve("Chart.yaml")));
        var given = new TreeMap<String, Object>(Map.of(
                "baseUrl",
                "https://fanfare.example.com",
                "database.url",
                "jdbc:postgresql://db/fanfare",
                "secret.databasePassword",
                "one",
                "secret.databaseAppPassword",
                "two",
                "secret.secretKey",
                "three",
                "backup.existingClaim",
                "backups",
                "env",
                Map.of("FANFARE_SMTP_HOST", "mail")));
        given.putAll(changes);
        given.forEach((path, value) -> set(values, path, value));
        var scope = new HashMap<String, Object>(Map.of(
                "Values",
                values,
                "Release",
                Map.of("Name", "demo", "Namespace", "default"),
                "Chart",
                Map.of("AppVersion", chart.get("appVersion"))));
        var objects = new ArrayList<Map<String, Object>>();
        try (var files = Files.list(CHART.resolve("templates"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                var text = new Renderer(Files.readString(file), scope).render();
                if (text.isBlank()) continue;
                Map<String, Object> object = new Yaml().load(text);
                objects.add(object);
            }
        }
        return objects;
    }

    private static final class Renderer {
        private final List<String> parts = new ArrayList<>();
        private final Map<String, Object> scope;
        private int at;

        Renderer(String template, Map<String, Object> scope) {
            this.scope = scope;
            var actions = ACTION.matcher(template);
            int from = 0;
            while (actions.find()) {
                boolean alone = actions.group(2).equals("-") && actions.group(1) != null;
                parts.add(template.substring(from, actions.start())
                        + (alone || actions.group(1) == null ? "" : actions.group(1)));
                parts.add(actions.group(3));
                boolean control = actions.group(3).matches("(if|else|end|range).*");
                from = alone && control
                        ? actions.end()
                        : actions.end() - actions.group(5).length();
            }
            parts.add(template.substring(from));
        }

        String render() {
            return block(true);
        }

        /** Up to the end, or the else, of this block. */
        private String block(boolean shown) {
            var out = new StringBuilder();
            while (true) {
                if (shown) out.append(parts.get(at));
                at++;
                if (at >= parts.size()) return out.toString();
                var action = parts.get(at);
                if (action.equals("end") || action.equals("else")) return out.toString();
                at++;
                if (action.startsWith("if ")) out.append(choice(shown, action.substring(3)));
                else if (action.startsWith("range ")) out.append(range(shown, action));
                else if (shown) out.append(text(action));
            }
        }

        private String choice(boolean shown, String condition) {
            boolean holds = condition.startsWith("not ") != truth(value(condition.replaceFirst("^not ", "")));
            var yes = block(shown && holds);
            var no = "";
            if (parts.get(at).equals("else")) {
                at++;
                no = block(shown && !holds);
            }
            at++;
            return holds ? yes : no;
        }

        private String range(boolean shown, String action) {
            int start = at;
            var out = new StringBuilder();
            var entries = (Map<?, ?>) value(action.replaceFirst(".*:= ", ""));
            for (var entry : entries.entrySet()) {
                at = start;
                scope.put("$name", entry.getKey());
                scope.put("$value", entry.getValue());
                out.append(block(shown));
            }
            if (entries.isEmpty()) block(false);
            at++;
            return out.toString();
        }

        private String text(String expression) {
            var pipes = expression.split(" \\| ");
            Object value = start(pipes[0]);
            for (int i = 1; i < pipes.length; i++) value = pipe(pipes[i], value);
            return String.valueOf(value);
        }

        private @Nullable Object start(String call) {
            var required = Pattern.compile("required \"(.*)\" (\\S+)").matcher(call);
            if (required.matches()) {
                var value = value(required.group(2));
                if (!truth(value)) throw new IllegalArgumentException(required.group(1));
                return value;
            }
            return call.startsWith("toYaml ") ? yaml(value(call.substring(7))) : value(call);
        }

        private @Nullable Object pipe(String function, @Nullable Object value) {
            if (function.equals("quote")) return "\"" + value + "\"";
            if (function.startsWith("default ")) return truth(value) ? value : value(function.substring(8));
            if (function.startsWith("nindent ")) {
                var spaces = " ".repeat(Integer.parseInt(function.substring(8)));
                return "\n"
                        + String.valueOf(value)
                                .strip()
                                .lines()
                                .map(line -> spaces + line)
                                .collect(Collectors.joining("\n"));
            }
            throw new IllegalArgumentException("a function that this test does not know: " + function);
        }

        private static String yaml(@Nullable Object value) {
            var options = new DumperOptions();
            options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
            return new Yaml(options).dump(value);
        }

        private @Nullable Object value(String path) {
            Object found = scope;
            for (var name : path.replaceFirst("^\\.", "").split("\\."))
                found = found instanceof Map<?, ?> map ? map.get(name) : null;
            if (found == null) throw new IllegalArgumentException("the values have no " + path);
            return found;
        }

        private static boolean truth(@Nullable Object value) {
            return value != null
                    && !value.equals(false)
                    && !value.equals("")
                    && !value.equals(List.of())
                    && !value.equals(Map.of());
        }
    }

    @SuppressWarnings("unchecked")
    private static void set(Map<String, Object> values, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) values.put(path, value);
        else
            set(
                    (Map<String, Object>) values.computeIfAbsent(path.substring(0, dot), any -> new LinkedHashMap<>()),
                    path.substring(dot + 1),
                    value);
    }

    private static Object at(Map<String, Object> object, String path) {
        Object found = object;
        for (var name : path.split("\\.")) found = ((Map<?, ?>) found).get(name);
        return found;
    }

    private static Map<String, Object> kind(List<Map<String, Object>> objects, String kind) {
        return objects.stream()
                .filter(object -> object.get("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
