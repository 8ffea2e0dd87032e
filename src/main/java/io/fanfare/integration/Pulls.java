package io.fanfare.integration;

import io.fanfare.audience.ContactImports;
import io.fanfare.integration.Integration.Kind;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what a service has by its tools, and stores it by the operations that people use for it: nothing gets in another way. */
@Component
class Pulls {
    private static final int DAYS = 30;
    private static final int MOST_PROBLEMS = 50;
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_TEMPLATES = 50;
    private static final List<String> FIGURES = List.of(
            "impressions",
            "reach",
            "clicks",
            "conversions",
            "engagements",
            "sent",
            "delivered",
            "opens",
            "spend",
            "revenue");

    private final ServiceCalls calls;
    private final IntegrationStore store;
    private final Invocation invocation;
    private final ContactImports contacts;
    private final CampaignNames campaigns;
    private final Transactions transactions;
    private final Now now;

    Pulls(
            ServiceCalls calls,
            IntegrationStore store,
            Invocation invocation,
            ContactImports contacts,
            CampaignNames campaigns,
            Transactions transactions,
            Now now) {
        this.calls = calls;
        this.store = store;
        this.invocation = invocation;
        this.contacts = contacts;
        this.campaigns = campaigns;
        this.transactions = transactions;
        this.now = now;
    }

    /** What is read, and by which tool. */
    enum What {
        FIGURES(Kind.MARKETING_AGENT, "get_campaign_performance"),
        STATISTICS(Kind.MAILJET_AGENT, "get_statistics"),
        TEMPLATES(Kind.MAILJET_AGENT, "list_templates"),
        CONTACTS(Kind.MAILJET_AGENT, "list_contacts");

        private final Kind kind;
        private final String tool;

        What(Kind kind, String tool) {
            this.kind = kind;
            this.tool = tool;
        }

        boolean isOfDays() {
            return this == FIGURES || this == STATISTICS;
        }

        static Optional<What> figuresOf(Kind kind) {
            return switch (kind) {
                case MARKETING_AGENT -> Optional.of(FIGURES);
                case MAILJET_AGENT -> Optional.of(STATISTICS);
                case SLACK_MANAGER, CUSTOM -> Optional.empty();
            };
        }
    }

    /**
     * What was read. {@code stored} counts what is new or was known already, {@code skipped} what could not be used, and {@code problems} says why
     * (at most 50). Contacts are imported in the background: {@code importId}.
     */
    record Pulled(
            What what,
            int read,
            int stored,
            int skipped,
            List<String> problems,
            @Nullable UUID importId) {}

    Pulled pull(Integration.Row row, What what, @Nullable LocalDate from, @Nullable String list) {
        if (row.kind() != what.kind)
            throw Refused.invalid("what", "is not something that " + row.kind().label() + " has");
        var arguments = new LinkedHashMap<String, Object>();
        var today = LocalDate.ofInstant(transactions.read(now::instant), ZoneOffset.UTC);
        if (what.isOfDays()) {
            arguments.put(
                    "from",
                    Objects.requireNonNullElse(from, today.minusDays(DAYS)).toString());
            arguments.put("to", today.toString());
        }
        if (what == What.CONTACTS && list != null) arguments.put("list", list);
        var call = calls.call(row.id(), what.tool, arguments, null);
        if (call.state() != ToolCall.State.DONE)
            throw Refused.unprocessable(
                    "integration_failed",
                    row.name() + " did not answer as expected: "
                            + Objects.requireNonNullElse(call.detail(), "no reason given"));
        var data = call.structured() == null ? Json.tree(Map.of()) : Json.tree(call.structured());
        var pulled =
                switch (what) {
                    case FIGURES, STATISTICS -> figures(row, what, data);
                    case TEMPLATES -> templates(row, data);
                    case CONTACTS -> contacts(data);
                };
        if (what.isOfDays()) transactions.write(() -> store.pulled(row.id()));
        return pulled;
    }

    private static List<JsonNode> rows(JsonNode data, String member) {
        if (!data.path(member).isArray())
            throw Refused.unprocessable(
                    "integration_failed", "The tool returned no " + member + " in its structured result.");
        return data.path(member).valueStream().limit(MOST_ROWS).toList();
    }

    /** A row names its campaign by Fanfare's id or by its exact name. */
    private Pulled figures(Integration.Row row, What what, JsonNode data) {
        var rows = rows(data, "rows");
        var known = campaigns.of(rows.stream()
                .map(figures -> figures.path("campaign").asString(""))
                .distinct()
                .toList());
        var problems = new ArrayList<String>();
        var records = new ArrayList<Map<String, Object>>();
        int unknown = 0;
        for (JsonNode figures : rows) {
            String campaign = figures.path("campaign").asString("");
            var id = known.get(campaign);
            if (id == null) {
                unknown++;
                add(problems, "No campaign is called " + OutsideData.text(campaign, 100) + ".");
                continue;
            }
            records.add(record(row, what, figures, id));
        }
        if (records.isEmpty()) return new Pulled(what, rows.size(), 0, unknown, problems, null);
        var result = Json.tree(Objects.requireNonNull(invocation
                .call("ingestMetrics", Map.of("records", records), Current.get())
                .body()));
        result.path("errors")
                .forEach(error -> add(
                        problems,
                        error.path("field").asString("") + " "
                                + error.path("message").asString("") + "."));
        int rejected = result.path("rejected").asInt(0);
        return new Pulled(what, rows.size(), result.path("accepted").asInt(0), unknown + rejected, problems, null);
    }

    private static Map<String, Object> record(Integration.Row row, What what, JsonNode figures, UUID campaign) {
        var record = new LinkedHashMap<String, Object>();
        record.put("campaignId", campaign.toString());
        record.put("source", row.kind().word());
        record.put(
                "channel",
                what == What.STATISTICS ? "email" : figures.path("channel").asString(""));
        for (String text : List.of("entity", "date", "currency"))
            if (figures.path(text).isString())
                record.put(text, figures.path(text).asString());
        for (String figure : FIGURES)
            if (figures.has(figure))
                record.put(figure, Objects.requireNonNullElse(Json.convert(figures.get(figure), Object.class), ""));
        return record;
    }

    private static void add(List<String> problems, String problem) {
        if (problems.size() < MOST_PROBLEMS && !problems.contains(problem)) problems.add(problem);
    }

    /** Each becomes a template of the workspace with the key {@code mailjet-<id>}; one that exists is left as it is. */
    private Pulled templates(Integration.Row row, JsonNode data) {
        var rows = rows(data, "templates");
        var problems = new ArrayList<String>();
        int stored = 0;
        int skipped = 0;
        for (JsonNode template : rows) {
            String name = OutsideData.text(template.path("name").asString(""), 190);
            String id = template.path("id").asString("").toLowerCase(java.util.Locale.ROOT);
            String problem = stored + skipped >= MOST_TEMPLATES
                    ? "Only the first " + MOST_TEMPLATES + " templates are read."
                    : !id.matches("[a-z0-9_-]{1,40}")
                            ? "The template " + name + " has no usable id."
                            : template(row, id, name, template.path("mjml").asString(""));
            if (problem.isEmpty()) stored++;
            else {
                skipped++;
                add(problems, problem);
            }
        }
        return new Pulled(What.TEMPLATES, rows.size(), stored, skipped, problems, null);
    }

    private String template(Integration.Row row, String id, String name, String mjml) {
        if (mjml.isBlank()) return "The template " + name + " has no MJML.";
        try {
            invocation.call(
                    "createMailTemplate",
                    Map.of("name", name, "key", "mailjet-" + id, "description", "From " + row.name(), "mjml", mjml),
                    Current.get());
            return "";
        } catch (Refused refused) {
            return refused.code().equals("template_exists")
                    ? "The template " + name + " was imported already. Archive it to import it again."
                    : "The template " + name + " can't be used: " + reason(refused);
        }
    }

    private static String reason(Refused refused) {
        return refused.more().get("errors") instanceof Map<?, ?> errors && !errors.isEmpty()
                ? errors.entrySet().iterator().next().toString().replace("=", " ")
                : refused.sentence();
    }

    /** An import of contacts, with the name of the list as a tag; one who has unsubscribed there is suppressed here. */
    private Pulled contacts(JsonNode data) {
        var rows = rows(data, "contacts");
        if (rows.isEmpty()) return new Pulled(What.CONTACTS, 0, 0, 0, List.of(), null);
        var file = new ContactFile("mailjet-" + Ids.next().toString().substring(24) + ".csv");
        rows.forEach(file::add);
        var started = contacts.importFile(file);
        return new Pulled(What.CONTACTS, rows.size(), rows.size(), 0, List.of(), started.importId());
    }
}
