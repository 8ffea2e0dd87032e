package io.fanfare.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

class AdvisorTest {
    private static final JsonNode CONTRACT =
            Api.nobody().get("/api/openapi.json").expect(200).json();

    private final Api owner = Api.workspace();

    @Test
    void an_evaluation_lists_blockers_recommendations_and_the_next_step() {
        UUID campaign = campaign(owner, Map.of());
        var told = owner.get(path(campaign) + "/evaluate").expect(200);
        assertThat(told.text("campaignId")).isEqualTo(campaign.toString());
        assertThat(told.text("stage")).isEqualTo("strategy");
        assertThat(told.text("blockers.0.code")).isEqualTo("nothing_to_publish");
        assertThat(told.at("next")).isEqualTo(told.at("blockers/0"));
        assertThat(told.at("recommendations").findValuesAsString("code"))
                .startsWith("strategy_missing")
                .contains("objective_missing", "dates_missing", "budget_missing", "channels_missing");
        assertThat(told.at("recommendations").findValuesAsString("severity"))
                .as("most urgent first")
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(told.json().get("score").intValue()).isEqualTo(100 - 25 - 6 - 4);
        assertThat(owner.get(path(campaign) + "/blockers").expect(200).at("blockers"))
                .isEqualTo(told.at("blockers"));
        var better = owner.get(path(campaign) + "/recommendation").expect(200);
        assertThat(better.at("recommendations")).isEqualTo(told.at("recommendations"));
        assertThat(better.at("next")).isEqualTo(told.at("next"));
        assertThat(owner.get(path(campaign) + "/evaluate").at("recommendations"))
                .as("the same facts, the same order")
                .isEqualTo(told.at("recommendations"));
    }

    @Test
    void a_dismissed_check_stays_hidden_until_its_evidence_changes() {
        UUID campaign = campaign(owner, Map.of());
        strategy(owner, campaign, Map.of("platforms", List.of("linkedin")));
        assertThat(codes(owner, campaign)).contains("strategy_channels_unnamed");
        var kept = answer(
                        campaign, Map.of("code", "strategy_channels_unnamed", "response", "dismissed", "note", "later"))
                .expect(201);
        assertThat(kept.text("response")).isEqualTo("dismissed");
        assertThat(kept.text("note")).isEqualTo("later");
        assertThat(kept.text("by")).isEqualTo("Olivia Owner");
        assertThat(codes(owner, campaign)).doesNotContain("strategy_channels_unnamed");
        // A new version is another subject; the same version with other channels is other evidence.
        owner.patch("/api/campaigns/" + campaign, Map.of("channels", List.of("newsroom")))
                .expect(200);
        assertThat(codes(owner, campaign)).doesNotContain("strategy_channels_unnamed");
        strategy(owner, campaign, Map.of("platforms", List.of("linkedin", "twitter")));
        assertThat(codes(owner, campaign)).contains("strategy_channels_unnamed");

        UUID other = campaign(owner, Map.of("startDate", day(-5)));
        answer(other, Map.of("code", "start_passed", "response", "dismissed")).expect(201);
        assertThat(codes(owner, other)).doesNotContain("start_passed");
        owner.patch("/api/campaigns/" + other, Map.of("startDate", day(-4))).expect(200);
        assertThat(codes(owner, other)).as("another date is other evidence").contains("start_passed");
        answer(other, Map.of("code", "start_passed", "response", "dismissed")).expect(201);
        answer(other, Map.of("code", "start_passed", "response", "accepted")).expect(201);
        assertThat(codes(owner, other)).as("the last answer counts").contains("start_passed");
    }

    @Test
    void a_snoozed_check_returns_at_its_time() {
        UUID campaign = campaign(owner, Map.of());
        answer(campaign, Map.of("code", "budget_missing", "response", "snoozed"))
                .expect(400);
        var past = Instant.now().minusSeconds(60).toString();
        assertThat(answer(campaign, Map.of("code", "budget_missing", "response", "snoozed", "until", past))
                        .expect(400)
                        .text("errors.until"))
                .isEqualTo("must be in the future");
        var soon = Instant.now().plus(Duration.ofHours(2)).toString();
        answer(campaign, Map.of("code", "budget_missing", "response", "snoozed", "until", soon))
                .expect(201);
        assertThat(codes(owner, campaign)).doesNotContain("budget_missing");
        shifted(Duration.ofHours(3), () -> assertThat(codes(owner, campaign)).contains("budget_missing"));
        assertThat(codes(owner, campaign)).doesNotContain("budget_missing");
    }

    @Test
    void a_withdrawn_response_brings_the_check_back_and_all_answered_subjects_are_named() {
        UUID campaign = campaign(owner, Map.of());
        var dismissed = answer(campaign, Map.of("code", "budget_missing", "response", "dismissed"))
                .expect(201);
        assertThat(dismissed.text("subjects.0.id")).isEqualTo(campaign.toString());
        assertThat(codes(owner, campaign)).doesNotContain("budget_missing");
        answer(campaign, Map.of("code", "budget_missing", "response", "withdrawn"))
                .expect(201);
        assertThat(codes(owner, campaign)).contains("budget_missing");
    }

    @Test
    void blockers_can_not_be_dismissed_and_unknown_checks_can_not_be_answered() {
        UUID campaign = campaign(owner, Map.of());
        answer(campaign, Map.of("code", "nothing_to_publish", "response", "dismissed"))
                .refused(422, "advice_not_dismissible");
        answer(campaign, Map.of("code", "nothing_to_publish", "response", "accepted"))
                .expect(201);
        answer(campaign, Map.of("code", "no_such_advice", "response", "dismissed"))
                .refused(422, "advice_unknown");
        answer(
                        campaign,
                        Map.of(
                                "code",
                                "budget_missing",
                                "response",
                                "dismissed",
                                "subject",
                                Map.of("kind", "campaign", "id", UUID.randomUUID())))
                .refused(422, "advice_unknown");
        answer(campaign, Map.of("code", "budget_missing", "response", "maybe")).expect(400);
        var subject = Map.of("kind", "campaign", "id", campaign);
        answer(campaign, Map.of("code", "budget_missing", "response", "dismissed", "subject", subject))
                .expect(201);
        var analyst = owner.as("analyst");
        analyst.get(path(campaign) + "/evaluate").expect(200);
        analyst.post(path(campaign) + "/record-response", Map.of("code", "budget_missing", "response", "accepted"))
                .refused(403, "forbidden");
        Api.workspace().get(path(campaign) + "/evaluate").refused(404, "not_found");
    }

    /** The checks of all rooms, each with a fix that works. */
    @Test
    void everything_it_says_can_be_done() {
        var seen = new TreeSet<String>();
        var faults = new ArrayList<String>();
        for (UUID campaign : situations()) {
            for (JsonNode check : checks(owner, campaign)) {
                String code = check.get("code").stringValue();
                if (check.get("fix").isNull()) {
                    faults.add(code + " has no fix");
                    continue;
                }
                if (!seen.add(code + " " + check.at("/fix/operation").stringValue())) continue;
                fault(code, check.get("fix")).ifPresent(faults::add);
            }
        }
        assertThat(faults).isEmpty();
        Set<String> codes =
                new TreeSet<>(seen.stream().map(s -> s.split(" ")[0]).toList());
        assertThat(codes).as(codes.toString()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(codes)
                .contains("posts_too_close", "first_week_silent", "campaign_out_of_posts", "channel_without_posts");
    }

    private java.util.Optional<String> fault(String code, JsonNode fix) {
        String path = fix.get("path").stringValue();
        String method = fix.get("method").stringValue();
        if (path.contains("{") || path.contains("%7B")) return java.util.Optional.of(code + " leads to " + path);
        boolean known = CONTRACT.get("paths").properties().stream()
                .map(Map.Entry::getValue)
                .map(methods -> methods.get(method.toLowerCase(java.util.Locale.ROOT)))
                .anyMatch(operation -> operation != null
                        && operation
                                .get("operationId")
                                .stringValue()
                                .equals(fix.get("operation").stringValue()));
        if (!known) return java.util.Optional.of(code + " names an operation that is not in the contract: " + fix);
        if (fix.get("body").isNull() && !method.equals("GET")) return java.util.Optional.empty();
        var done = owner.send(method, path, method.equals("GET") ? null : fix.get("body"));
        return done.status() / 100 == 2
                ? java.util.Optional.empty()
                : java.util.Optional.of(code + ": " + method + " " + path + " " + fix.get("body") + " answered "
                        + done.status() + " " + done.body());
    }

    /** Campaigns with different problems. */
    private List<UUID> situations() {
        UUID empty = campaign(owner, Map.of());
        UUID over = campaign(owner, Map.of("startDate", day(-9), "endDate", day(-2)));
        UUID late = campaign(owner, Map.of("startDate", day(-3), "channels", List.of("newsroom")));

        UUID vague = campaign(owner, Map.of("endDate", day(20), "budget", Map.of("amount", 500, "currency", "EUR")));
        strategy(
                owner,
                vague,
                Map.of(
                        "platforms",
                        List.of("linkedin"),
                        "goals",
                        List.of(Map.of("metric", "sign-ups", "target", 5, "by", day(60))),
                        "adsConfig",
                        Map.of("totalBudget", 900, "currency", "EUR")));
        owner.put(
                        "/api/campaigns/" + vague + "/budget",
                        Map.of(
                                "currency",
                                "EUR",
                                "total",
                                500,
                                "allocations",
                                List.of(Map.of("channel", "facebook", "amount", 100))))
                .expect(200);
        UUID adsOnly = campaign(owner, Map.of());
        strategy(owner, adsOnly, Map.of("adsConfig", Map.of("totalBudget", 900)));
        UUID withdrawn = campaign(owner, Map.of());
        strategy(owner, withdrawn, Map.of("brandTone", "dry"));
        owner.post("/api/campaigns/" + withdrawn + "/strategies/1/invalidate", Map.of("reason", "no"))
                .expect(200);

        UUID pending = campaign(owner, Map.of("startDate", day(1), "endDate", day(9)));
        post(owner, pending, Instant.now().plus(Duration.ofDays(30)));
        mailing(owner, pending, List.of());
        UUID timed = mailing(owner, pending, List.of(Map.of("email", "reader@example.com")));
        owner.post(
                        "/api/email/" + timed + "/schedule",
                        Map.of(
                                "scheduledFor",
                                Instant.now().plus(Duration.ofDays(40)).toString()))
                .expect(200);
        UUID rejected = campaign(owner, Map.of());
        post(owner, rejected, Instant.now().plus(Duration.ofDays(3)));
        for (String scope : List.of("content", "schedule"))
            owner.post(approvals(rejected, scope) + "/reject", Map.of("reason", "No"))
                    .expect(200);
        UUID changed = campaign(owner, Map.of());
        UUID post = post(owner, changed, Instant.now().plus(Duration.ofDays(3)));
        approve(owner, changed);
        owner.patch("/api/social/" + post, Map.of("text", "Other words")).expect(200);

        UUID crowded = campaign(owner, Map.of("startDate", day(1), "channels", List.of("linkedin")));
        post(owner, crowded, Instant.now().plus(Duration.ofDays(12)));
        post(owner, crowded, Instant.now().plus(Duration.ofDays(12)).plusSeconds(600));
        strategy(owner, crowded, Map.of("platforms", List.of("mastodon")));
        UUID done = campaign(owner, Map.of());
        post(owner, done, Instant.now().minusSeconds(5));
        approve(owner, done);
        owner.post("/api/campaigns/" + done + "/launch").expect(202);
        Api.drain();

        UUID ready = campaign(owner, Map.of());
        post(owner, ready, Instant.now().plus(Duration.ofDays(3)));
        approve(owner, ready);
        UUID paused = campaign(owner, Map.of());
        post(owner, paused, Instant.now().plus(Duration.ofDays(3)));
        approve(owner, paused);
        owner.post("/api/campaigns/" + paused + "/launch").expect(202);
        owner.post("/api/campaigns/" + paused + "/pause").expect(200);
        UUID running = campaign(owner, Map.of());
        post(owner, running, Instant.now().plus(Duration.ofDays(3)));
        approve(owner, running);
        owner.post("/api/campaigns/" + running + "/launch").expect(202);
        owner.patch("/api/campaigns/" + running, Map.of("endDate", day(-1))).expect(200);
        UUID archived = campaign(owner, Map.of());
        owner.delete("/api/campaigns/" + archived).expect(204);
        return List.of(
                empty, over, late, vague, adsOnly, withdrawn, pending, rejected, changed, ready, paused, running,
                crowded, done, archived);
    }

    /** Following the advice step by step leads from an empty campaign to its end: there is always a next step. */
    @Test
    @Timeout(120)
    void following_it_leads_from_an_empty_campaign_to_its_end() {
        UUID campaign = campaign(owner, Map.of());
        var done = new ArrayList<String>();
        for (int step = 0; step < 60; step++) {
            var told = owner.get(path(campaign) + "/evaluate").expect(200);
            JsonNode next = told.at("next");
            if (told.text("stage").equals("done")) {
                assertThat(next.isNull()).isTrue();
                assertThat(done).contains("launchCampaign");
                return;
            }
            assertThat(next.isNull()).as("after " + done).isFalse();
            done.add(follow(campaign, next));
        }
        throw new AssertionError("it never ends: " + done);
    }

    /** Follows a fix, fills in required input, and dismisses checks that would repeat. */
    private String follow(UUID campaign, JsonNode next) {
        JsonNode fix = next.get("fix");
        String operation = fix.get("operation").stringValue();
        String path = fix.get("path").stringValue();
        if (operation.equals("readCampaignStatus")) {
            owner.post("/api/campaigns/" + campaign + "/complete").expect(200);
            return "completeCampaign";
        }
        Object body = fix.get("body").isNull() ? words(operation, campaign) : fix.get("body");
        if (body == null) {
            owner.post(path(campaign) + "/record-response", Map.of("code", next.get("code"), "response", "dismissed"))
                    .expect(201);
            return "dismissed " + next.get("code").stringValue();
        }
        var answer = owner.send(fix.get("method").stringValue(), path, body);
        assertThat(answer.status()).as(next + " answered " + answer.body()).isBetween(200, 299);
        return operation;
    }

    private static @org.jspecify.annotations.Nullable Object words(String operation, UUID campaign) {
        return switch (operation) {
            case "createStrategy" ->
                Map.of(
                        "platforms", List.of("newsroom"),
                        "goals", List.of("100 readers"),
                        "targetAudience", "Readers",
                        "contentPillars", List.of("News"),
                        "brandTone", "plain",
                        "cadence", Map.of("newsroom", 1));
            case "schedulePost" ->
                Map.of(
                        "campaignId", campaign,
                        "platform", "newsroom",
                        "title", "News",
                        "text", "Words",
                        "scheduledFor", Instant.now().plus(Duration.ofDays(2)).toString());
            case "approveScope" -> Map.of();
            case "setBudget" ->
                Map.of(
                        "currency",
                        "EUR",
                        "total",
                        100,
                        "allocations",
                        List.of(Map.of("channel", "newsroom", "amount", 100)));
            default -> null;
        };
    }

    private static UUID campaign(Api api, Map<String, Object> more) {
        var body = new HashMap<String, Object>(more);
        body.put("name", "Advice");
        return api.post("/api/campaigns", body).expect(201).id("id");
    }

    private static void strategy(Api api, UUID campaign, Map<String, Object> said) {
        api.post("/api/campaigns/" + campaign + "/strategies", said).expect(201);
    }

    private static UUID post(Api api, UUID campaign, Instant at) {
        return api.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                campaign,
                                "platform",
                                "newsroom",
                                "title",
                                "News",
                                "text",
                                "Words",
                                "scheduledFor",
                                at.toString()))
                .expect(201)
                .id("queueId");
    }

    private static UUID mailing(Api api, UUID campaign, List<Map<String, String>> recipients) {
        return api.post(
                        "/api/email/create",
                        Map.of(
                                "campaignId",
                                campaign,
                                "name",
                                "Letter",
                                "subject",
                                "News",
                                "from",
                                Map.of("name", "News", "email", "news@example.com"),
                                "markdown",
                                "Words",
                                "recipients",
                                recipients))
                .expect(201)
                .id("id");
    }

    private static void approve(Api api, UUID campaign) {
        for (String scope : List.of("content", "schedule"))
            api.post(approvals(campaign, scope) + "/approve").expect(200);
    }

    private static String approvals(UUID campaign, String scope) {
        return "/api/campaigns/" + campaign + "/approvals/" + scope;
    }

    private Api.Answer answer(UUID campaign, Map<String, Object> body) {
        return owner.post(path(campaign) + "/record-response", body);
    }

    private static List<JsonNode> checks(Api api, UUID campaign) {
        var told = api.get(path(campaign) + "/evaluate").expect(200);
        return Stream.concat(
                        told.at("blockers").valueStream(),
                        told.at("recommendations").valueStream())
                .toList();
    }

    private static List<String> codes(Api api, UUID campaign) {
        return checks(api, campaign).stream()
                .map(check -> check.get("code").stringValue())
                .toList();
    }

    private static String path(UUID campaign) {
        return "/api/campaigns/" + campaign + "/prompting";
    }

    private static String day(int fromToday) {
        return LocalDate.now(java.time.ZoneOffset.UTC).plusDays(fromToday).toString();
    }

    private static void shifted(Duration offset, Runnable work) {
        var transactions = Api.bean(Transactions.class);
        var now = Api.bean(Now.class);
        transactions.write(() -> now.shift(offset));
        try {
            work.run();
        } finally {
            transactions.write(() -> now.shift(Duration.ZERO));
        }
    }
}
