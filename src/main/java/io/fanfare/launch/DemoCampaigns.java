package io.fanfare.launch;

import io.fanfare.identity.DemoMade;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Three campaigns of the demo workspace, made by its people through the same operations that anybody calls. */
@Component
class DemoCampaigns {
    private static final Map<String, Object> SENDER =
            Map.of("name", "Northwind Audio", "email", "hello@northwind.example");
    private static final List<String> SURNAMES =
            List.of("Abbott", "Berger", "Costa", "Dahl", "Evans", "Fischer", "Green");
    private static final List<String> CITIES = List.of("Bristol", "Berlin", "Lisbon", "Hamburg", "Leeds");
    private static final String BLOG = """
            ---
            title: How we tuned Aurora with 400 people
            date: 2026-03-02
            author: Aiko Tanaka
            tags: [aurora, listening]
            description: Eleven open-plan offices, three sets of ear pads, and what we learnt.
            ---

            Most headphones are tuned by five people in a quiet room. We asked four hundred, in eleven open-plan offices from
            Bristol to Hamburg, and changed the ear pads three times because of what they told us.

            ## What people said

            Of the 400 listeners, 312 named comfort first, ahead of bass and of noise. Only 38 wanted another app. On average a
            pair stayed on for 4.5 hours, and after the second change of pads for 6.2 hours.

            ## What we changed

            Aurora weighs 212 grams now, 41 grams less than the first prototype. The clamp is softer, the pads are wool, and
            the battery lasts 38 hours. Every part can be replaced with one screwdriver.

            Comfort beats bass, and nobody wants another app. [Read the whole study](https://northwind.example/aurora/study).
            """;

    private final Invocation invocation;
    private final Members members;
    private final Transactions transactions;

    DemoCampaigns(Invocation invocation, Members members, Transactions transactions) {
        this.invocation = invocation;
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
                        "startDate", today().minusDays(21).toString(),
                        "endDate", today().plusDays(42).toString(),
                        "channels", List.of("newsroom", "email", "meta", "google_ads"),
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
                                Map.of("channel", "newsroom", "amount", 1500),
                                Map.of("channel", "email", "amount", 1000),
                                Map.of("channel", "meta", "amount", 4500),
                                Map.of("channel", "google_ads", "amount", 3500))));
        call(
                manager,
                "createStrategy",
                Map.of(
                        "id",
                        id,
                        "platforms",
                        List.of("newsroom", "email", "meta", "google_ads"),
                        "goals",
                        List.of(
                                Map.of("metric", "trial sign-ups", "target", 3000),
                                "Three reviews in the trade press before summer"),
                        "targetAudience",
                        Map.of(
                                "description", "People who work among people: open-plan offices, shared desks",
                                "locations", List.of("United Kingdom", "Germany"),
                                "interests", List.of("audio", "repairable things")),
                        "contentPillars",
                        List.of("Hear what matters", "Made to be mended", "How we listened"),
                        "brandTone",
                        "Plain and warm. Figures instead of adjectives.",
                        "cadence",
                        Map.of("newsroom", 2, "email", Map.of("posts", 2, "per", "month"))));
        UUID blog = id(call(editor, "createBlogPost", Map.of("campaignId", id, "markdown", BLOG)));
        UUID creative = id(call(
                editor,
                "createCreative",
                Map.of(
                        "id",
                        id,
                        "name",
                        "How we listened, for the newsroom",
                        "kind",
                        "text",
                        "platform",
                        "newsroom",
                        "mode",
                        "ai",
                        "blogPostId",
                        blog)));
        call(
                editor,
                "repurposeBlogPost",
                Map.of("blogPostId", blog, "campaignId", id, "platforms", List.of("linkedin", "instagram", "twitter")));
        picture(editor, id, creative);
        post(editor, id, "Aurora: quiet where you need it, open where you don't", 0, """
                After two years of listening tests in real offices we are proud to show **Aurora**, an open-back headphone that
                lets you hear a colleague call your name, and nothing of the coffee machine.

                - 38 hours on one charge
                - 212 grams, the lightest we have built
                - every part can be replaced with one screwdriver

                Pre-orders open on Monday. [Read how it was made](https://northwind.example/aurora).""");
        UUID second = id(
                call(
                        editor,
                        "schedulePost",
                        Map.of(
                                "campaignId",
                                id,
                                "platform",
                                "newsroom",
                                "title",
                                "How we tuned Aurora with 400 people",
                                "creativeId",
                                creative,
                                "scheduledFor",
                                inHours(1))),
                "queueId");
        post(editor, id, "Aurora pre-orders are open", 72, """
                From today you can order Aurora at a launch price of **€249**. The first 500 pairs ship with a spare set of pads.""");
        UUID mailing = id(call(
                editor,
                "createMailing",
                Map.of(
                        "campaignId",
                        id,
                        "name",
                        "Aurora is here",
                        "subject",
                        "Hear what matters: Aurora is here",
                        "from",
                        SENDER,
                        "segmentId",
                        readers(editor),
                        "markdown",
                        """
                                Hello {{ contact.firstName }},

                                Aurora is our first open-back headphone for people who work among people. It weighs 212 grams,
                                lasts 38 hours, and you can mend it yourself.

                                [See it in the newsroom](https://northwind.example/aurora) and tell us what you think: just
                                reply to this mail.

                                Aiko and everybody at Northwind""")));
        approve(editor, reviewer, id);
        call(manager, "launchCampaign", Map.of("id", id));
        call(manager, "publishPost", Map.of("queueId", second));
        call(manager, "sendMailing", Map.of("id", mailing));
        figures(manager, id);
    }

    /** Drawn before the review, because the picture is part of what is approved. */
    private void picture(Current editor, UUID campaign, UUID creative) {
        UUID job = id(call(
                editor,
                "createRenderJob",
                Map.of(
                        "campaignId",
                        campaign,
                        "creativeId",
                        creative,
                        "type",
                        "image",
                        "params",
                        Map.of(
                                "headline",
                                "Tuned with 400 people in eleven offices",
                                "text",
                                "Comfort beats bass",
                                "width",
                                1200,
                                "height",
                                628))));
        for (int i = 0; i < 100; i++) {
            String status = call(editor, "readRenderJobStatus", Map.of("id", job))
                    .get("status")
                    .stringValue();
            if (!status.equals("queued") && !status.equals("running")) return;
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private UUID readers(Current editor) {
        for (int n = 0; n < 36; n++) {
            String name = NAMES.get(n % NAMES.size());
            call(
                    editor,
                    "createContact",
                    Map.of(
                            "email",
                            name.toLowerCase(Locale.ROOT) + n + "@readers.example",
                            "firstName",
                            name,
                            "lastName",
                            SURNAMES.get(n % SURNAMES.size()),
                            "timeZone",
                            n % 3 == 0 ? "Europe/London" : "Europe/Berlin",
                            "tags",
                            n % 4 == 0 ? List.of("dealer") : List.of("reader"),
                            "attributes",
                            Map.of("city", CITIES.get(n % CITIES.size()), "orders", n % 5)));
        }
        return id(call(
                editor,
                "createSegment",
                Map.of(
                        "name",
                        "Readers",
                        "rules",
                        Map.of("all", List.of(Map.of("field", "tags", "op", "contains", "value", "reader"))))));
    }

    /** What the advertising platforms reported, with a quiet week and a day that stands out. */
    private void figures(Current manager, UUID campaign) {
        var records = new ArrayList<Map<String, Object>>();
        for (int day = 0; day < 21; day++) {
            boolean weekend = today().minusDays(21 - day).getDayOfWeek().getValue() > 5;
            records.add(figure(
                    campaign, "meta", day, weekend ? 5_200 : 7_400 + 90 * day, weekend ? 61 : 104 + 2 * day, "96.40"));
            records.add(figure(
                    campaign,
                    "google_ads",
                    day,
                    weekend ? 1_900 : 2_600 + 40 * day,
                    day == 13 ? 214 : 74 + day,
                    "81.75"));
        }
        call(manager, "ingestMetrics", Map.of("records", records));
    }

    private static Map<String, Object> figure(
            UUID campaign, String channel, int day, int impressions, int clicks, String spend) {
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
                today().minusDays(21 - day).toString(),
                "impressions",
                impressions,
                "clicks",
                clicks,
                "conversions",
                clicks / 14,
                "spend",
                spend,
                "currency",
                "EUR");
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
        UUID id = id(call(
                manager,
                "createCampaign",
                Map.of(
                        "name", "Autumn trade fair",
                        "type", "event",
                        "objective", "120 meetings with dealers",
                        "startDate", today().plusDays(120).toString(),
                        "endDate", today().plusDays(124).toString(),
                        "channels", List.of("newsroom"),
                        "tags", List.of("fair", "dealers"))));
        call(
                manager,
                "createStrategy",
                Map.of(
                        "id", id,
                        "platforms", List.of("newsroom"),
                        "goals", List.of(Map.of("metric", "meetings with dealers", "target", 120))));
    }

    private void approve(Current editor, Current reviewer, UUID campaign) {
        for (String scope : List.of("strategy", "content", "schedule")) {
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
                        inHours(hoursFromNow)));
        return id(post, "queueId");
    }

    private UUID mailing(Current editor, UUID campaign, String name, String subject, int readers, String markdown) {
        var recipients = IntStream.range(0, readers)
                .mapToObj(n -> Map.of(
                        "email",
                        NAMES.get(n % NAMES.size()).toLowerCase(Locale.ROOT) + n + "@readers.example",
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
                        "from", SENDER,
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
        return Json.tree(Objects.requireNonNull(
                invocation.call(operation, arguments, who).body()));
    }

    private static UUID id(JsonNode answer) {
        return id(answer, "id");
    }

    private static UUID id(JsonNode answer, String member) {
        return UUID.fromString(answer.get(member).stringValue());
    }

    private static String inHours(int hours) {
        return Instant.now().plus(Duration.ofHours(hours)).toString();
    }
}
