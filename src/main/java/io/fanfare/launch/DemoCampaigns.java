package io.fanfare.launch;

import io.fanfare.identity.DemoCreated;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** The campaigns of the demo workspace: carries out {@code demo/campaigns.yaml}, and adds figures for the running one. */
@Component
class DemoCampaigns {
    private static final String STEPS = "demo/campaigns.yaml";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)(?: (-?\\d+))?}");
    private static final int DAYS = 21;

    private final Invocation invocation;
    private final Members members;
    private final Transactions transactions;
    private final InstantSource clock;

    DemoCampaigns(Invocation invocation, Members members, Transactions transactions, InstantSource machineClock) {
        this.clock = machineClock;
        this.invocation = invocation;
        this.members = members;
        this.transactions = transactions;
    }

    /** One step of the file, see there. */
    private record Step(
            String by,
            String call,
            @Nullable Map<String, Object> with,
            @Nullable List<Map<String, Object>> each,
            @Nullable String keep,
            @Nullable List<String> until) {}

    @EventListener
    void made(DemoCreated demo) {
        var cast = Map.of(
                "owner", as(demo.workspace(), demo.owner()),
                "manager", as(demo.workspace(), demo.manager()),
                "editor", as(demo.workspace(), demo.editor()),
                "reviewer", as(demo.workspace(), demo.reviewer()));
        var ids = new HashMap<String, String>();
        for (Step step : steps()) {
            var who = Objects.requireNonNull(cast.get(step.by()));
            if (step.each() != null) step.each().forEach(with -> call(who, step.call(), filled(with, ids)));
            if (step.with() != null) run(step, who, filled(step.with(), ids), ids);
        }
        figures(Objects.requireNonNull(cast.get("manager")), Objects.requireNonNull(ids.get("aurora")));
    }

    private static List<Step> steps() {
        try (var file = new ClassPathResource(STEPS).getInputStream()) {
            List<Object> steps = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return steps.stream().map(step -> Json.convert(step, Step.class)).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private void run(Step step, Current who, Map<String, Object> with, Map<String, String> ids) {
        var answer = call(who, step.call(), with);
        for (int i = 0; step.until() != null && i < 100; i++) {
            if (step.until().contains(answer.get("status").stringValue())) break;
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            answer = call(who, step.call(), with);
        }
        if (step.keep() != null)
            ids.put(
                    step.keep(),
                    answer.get(answer.has("queueId") ? "queueId" : "id").stringValue());
    }

    private Map<String, Object> filled(Map<String, Object> with, Map<String, String> ids) {
        var filled = new LinkedHashMap<String, Object>();
        with.forEach((name, value) -> filled.put(name, value(value, ids)));
        return filled;
    }

    @SuppressWarnings("unchecked")
    private Object value(Object value, Map<String, String> ids) {
        return switch (value) {
            case Map<?, ?> object -> filled((Map<String, Object>) object, ids);
            case List<?> list -> list.stream().map(item -> value(item, ids)).toList();
            case String text ->
                PLACEHOLDER.matcher(text).replaceAll(found -> switch (found.group(1)) {
                    case "day" ->
                        today().plusDays(Long.parseLong(found.group(2))).toString();
                    case "hour" ->
                        clock.instant()
                                .plus(Duration.ofHours(Long.parseLong(found.group(2))))
                                .toString();
                    default -> Objects.requireNonNull(ids.get(found.group(1)));
                });
            default -> value;
        };
    }

    /** The figures of the ad platforms: quiet weekends, and one day that stands out. */
    private void figures(Current manager, String campaign) {
        var records = new ArrayList<Map<String, Object>>();
        for (int day = 0; day < DAYS; day++) {
            boolean weekend = today().minusDays(DAYS - day).getDayOfWeek().getValue() > 5;
            records.add(
                    figure(campaign, "meta", day, weekend ? 5_200 : 7_400 + 90 * day, weekend ? 61 : 104 + 2 * day));
            records.add(figure(
                    campaign, "google_ads", day, weekend ? 1_900 : 2_600 + 40 * day, day == 13 ? 214 : 74 + day));
        }
        call(manager, "ingestMetrics", Map.of("records", records));
    }

    private Map<String, Object> figure(String campaign, String channel, int day, int impressions, int clicks) {
        return Map.of(
                "campaignId",
                campaign,
                "channel",
                channel,
                "source",
                "import",
                "entity",
                "aurora-" + channel,
                "date",
                today().minusDays(DAYS - day).toString(),
                "impressions",
                impressions,
                "clicks",
                clicks,
                "conversions",
                clicks / 14,
                "spend",
                channel.equals("meta") ? "96.40" : "81.75",
                "currency",
                "EUR");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Current as(UUID workspace, UUID person) {
        return Current.house(workspace, "demo")
                .call(() -> transactions.read(() -> members.as(person).orElseThrow()));
    }

    private JsonNode call(Current who, String operation, Map<String, Object> arguments) {
        return Json.tree(Objects.requireNonNull(
                invocation.call(operation, arguments, who).body()));
    }
}
