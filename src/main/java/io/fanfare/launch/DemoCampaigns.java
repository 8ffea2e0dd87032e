package io.fanfare.launch;

import io.fanfare.identity.DemoMade;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Transactions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Three campaigns of the demo workspace, made by its people through the same operations that anybody calls. */
@Component
class DemoCampaigns {
    private final Operations operations;
    private final Members members;
    private final Transactions transactions;

    DemoCampaigns(Operations operations, Members members, Transactions transactions) {
        this.operations = operations;
        this.members = members;
        this.transactions = transactions;
    }

    @EventListener
    void made(DemoMade demo) {
        var manager = as(demo.workspace(), demo.manager());
        var editor = as(demo.workspace(), demo.editor());
        var reviewer = as(demo.workspace(), demo.reviewer());
        call(
                as(demo.workspace(), demo.owner()),
                "changeWorkspace",
                Map.of("postalAddress", "Northwind Audio, 12 Harbour Street, Bristol BS1 4RN"));
        running(manager, editor, reviewer);
        inReview(manager, editor);
        draft(manager);
    }

    private void running(Current manager, Current editor, Current reviewer) {
        UUID id = id(call(
                manager,
                "createCampaign",
                Map.of(
                        "name", "Aurora headphones — spring launch",
                        "type", "product_launch",
                        "objective", "3,000 trial sign-ups before the pre-order window closes",
                        "description",
                                "Aurora is our first open-back headphone for the office. One story, told in the newsroom and by mail.",
                        "startDate", today().toString(),
                        "endDate", today().plusDays(42).toString(),
                        "channels", List.of("newsroom", "email"),
                        "priority", "high",
                        "tags", List.of("aurora", "spring"))));
        call(
                manager,
                "setBudget",
                Map.of(
                        "id",
                        id,
                        "currency",
                        "EUR",
                        "total",
                        12000,
                        "allocations",
                        List.of(
                                Map.of("channel", "newsroom", "amount", 4500),
                                Map.of("channel", "email", "amount", 3000))));
        post(editor, id, "Aurora: quiet where you need it, open where you don't", 0, """
                After two years of listening tests in real offices we are proud to show **Aurora**, an open-back headphone that
                lets you hear a colleague call your name, and nothing of the coffee machine.

                - 38 hours on one charge
                - 212 grams, the lightest we have built
                - every part can be replaced with one screwdriver

                Pre-orders open on Monday. [Read how it was made](https://northwind.example/aurora).""");
        UUID second = post(editor, id, "How we tuned Aurora with 400 people", 1, """
                Most headphones are tuned by five people in a quiet room. We asked four hundred, in eleven open-plan offices, and
                changed the ear pads three times because of what they told us.

                The short version: comfort beats bass, and nobody wants another app.""");
        post(editor, id, "Aurora pre-orders are open", 72, """
                From today you can order Aurora at a launch price of **€249**. The first 500 pairs ship with a spare set of pads.""");
        UUID mailing = mailing(editor, id, "Aurora is here", "Hear what matters: Aurora is here", 12, """
                Hello {{ contact.firstName }},

                Aurora is our first open-back headphone for people who work among people. It weighs 212 grams, lasts 38 hours, and
                you can mend it yourself.

                [See it in the newsroom](https://northwind.example/aurora) and tell us what you think: just reply to this mail.

                Aiko and everybody at Northwind""");
        approve(editor, reviewer, id);
        call(manager, "launchCampaign", Map.of("id", id));
        call(manager, "publishPost", Map.of("queueId", second));
        call(manager, "sendMailing", Map.of("id", mailing));
    }

    private void inReview(Current manager, Current editor) {
        UUID id = id(call(
                manager,
                "createCampaign",
                Map.of(
                        "name",
                        "Field notes, the monthly newsletter",
                        "type",
                        "newsletter",
                        "objective",
                        "Keep 40 % of readers opening three months in a row",
                        "startDate",
                        today().plusDays(7).toString(),
                        "channels",
                        List.of("email", "newsroom"),
                        "tags",
                        List.of("newsletter"))));
        post(editor, id, "Field notes: what a repair costs, and what it saves", 96, """
                A replaced ear pad costs 9 €. A replaced headphone costs the planet about 14 kg of CO₂. This month we look at the
                sums behind our spare parts, and at the three repairs people ask for most.""");
        mailing(editor, id, "Field notes, issue 14", "What a repair costs, and what it saves", 25, """
                Hello {{ contact.firstName }},

                in this issue: the true price of an ear pad, a visit to the people who answer our repair line, and a date for your
                diary.""");
        for (String scope : List.of("content", "schedule"))
            call(
                    editor,
                    "requestApproval",
                    Map.of(
                            "id",
                            id,
                            "scope",
                            scope,
                            "urgency",
                            "high",
                            "message",
                            "Ready for your eyes, please by Thursday."));
    }

    private void draft(Current manager) {
        call(
                manager,
                "createCampaign",
                Map.of(
                        "name", "Autumn trade fair",
                        "type", "event",
                        "objective", "120 meetings with dealers",
                        "startDate", today().plusDays(120).toString(),
                        "endDate", today().plusDays(124).toString(),
                        "channels", List.of("newsroom"),
                        "tags", List.of("fair", "dealers")));
    }

    private void approve(Current editor, Current reviewer, UUID campaign) {
        for (String scope : List.of("content", "schedule")) {
            call(
                    editor,
                    "requestApproval",
                    Map.of("id", campaign, "scope", scope, "message", "Everything for launch day."));
            call(
                    reviewer,
                    "approveScope",
                    Map.of("id", campaign, "scope", scope, "comment", "Read it twice, good to go."));
        }
    }

    private UUID post(Current editor, UUID campaign, String title, int hoursFromNow, String text) {
        String at = java.time.Instant.now()
                .plus(java.time.Duration.ofHours(hoursFromNow))
                .toString();
        var post = call(
                editor,
                "schedulePost",
                Map.of(
                        "campaignId",
                        campaign,
                        "platform",
                        "newsroom",
                        "title",
                        title,
                        "text",
                        text,
                        "scheduledFor",
                        at));
        return UUID.fromString(post.get("queueId").stringValue());
    }

    private UUID mailing(Current editor, UUID campaign, String name, String subject, int readers, String markdown) {
        var recipients = IntStream.range(0, readers)
                .mapToObj(n -> Map.of(
                        "email",
                        NAMES.get(n % NAMES.size()).toLowerCase(java.util.Locale.ROOT) + n + "@readers.example",
                        "name",
                        NAMES.get(n % NAMES.size())))
                .toList();
        return id(call(
                editor,
                "createMailing",
                Map.of(
                        "campaignId", campaign,
                        "name", name,
                        "subject", subject,
                        "from", Map.of("name", "Northwind Audio", "email", "hello@northwind.example"),
                        "markdown", markdown,
                        "recipients", recipients)));
    }

    private static final List<String> NAMES = List.of(
            "Ada", "Bruno", "Chiara", "Deniz", "Emil", "Freya", "Goran", "Hana", "Ivo", "Jana", "Kofi", "Lena",
            "Mateo");

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private Current as(UUID workspace, UUID person) {
        return Current.house(workspace, "demo")
                .call(() -> transactions.read(() -> members.as(person).orElseThrow()));
    }

    private JsonNode call(Current who, String operation, Map<String, Object> arguments) {
        return Json.tree(Objects.requireNonNull(operations.call(operation, arguments, who)));
    }

    private static UUID id(JsonNode answer) {
        return UUID.fromString(answer.get("id").stringValue());
    }
}
