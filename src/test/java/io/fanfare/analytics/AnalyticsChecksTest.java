package io.fanfare.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Check;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalyticsChecksTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final LocalDate today = Story.today();
    private final List<Map<String, Object>> records = new ArrayList<>();

    private void report(String channel, int daysAgo, Object... members) {
        var record = new HashMap<String, Object>(Map.of(
                "campaignId",
                story.campaign,
                "channel",
                channel,
                "source",
                "ads",
                "date",
                today.minusDays(daysAgo).toString()));
        for (int i = 0; i < members.length; i += 2) record.put((String) members[i], members[i + 1]);
        records.add(record);
    }

    private List<Check> checks() {
        if (!records.isEmpty())
            owner.post("/api/metrics/ingest", Map.of("records", records)).expect(200);
        records.clear();
        var found = new ArrayList<Check>();
        story.inWorkspace(() -> found.addAll(
                Api.bean(AnalyticsChecks.class).of(Api.bean(Campaigns.class).get(story.campaign))));
        return found;
    }

    private List<String> codes() {
        return checks().stream().map(Check::code).toList();
    }

    private void budget(int total, Map<String, Integer> shares) {
        owner.put(
                        "/api/campaigns/" + story.campaign + "/budget",
                        Map.of(
                                "currency",
                                "EUR",
                                "total",
                                total,
                                "allocations",
                                shares.entrySet().stream()
                                        .map(s -> Map.of("channel", s.getKey(), "amount", s.getValue()))
                                        .toList()))
                .expect(200);
    }

    @Test
    void a_quiet_draft_has_nothing_to_say() {
        assertThat(checks()).isEmpty();
        story.activate();
        assertThat(checks()).isEmpty();
    }

    @Test
    void spending_without_conversions_over_its_share_and_over_the_budget_is_said_with_its_figures() {
        budget(100, Map.of("meta", 20, "google_ads", 50));
        report("meta", 1, "clicks", 200, "impressions", 9000, "spend", 30);
        report("google_ads", 1, "clicks", 200, "impressions", 9000, "spend", 40, "conversions", 12);
        assertThat(codes()).containsExactlyInAnyOrder("channel_without_conversions", "channel_over_allocation");
        var over = checks().stream()
                .filter(c -> c.code().equals("channel_over_allocation"))
                .findFirst()
                .orElseThrow();
        assertThat(over.reason()).contains("30 EUR is spent on Meta Ads, but only 20 EUR is allocated");
        // Called as it stands, the fix succeeds and the check is gone.
        var fix = java.util.Objects.requireNonNull(over.fix());
        owner.send(fix.method(), fix.path(), java.util.Objects.requireNonNull(fix.body()))
                .expect(200);
        assertThat(codes()).containsExactly("channel_without_conversions");

        story.activate();
        report("google_ads", 0, "clicks", 1, "spend", 500, "conversions", 1);
        var spent = checks().stream()
                .filter(c -> c.code().equals("budget_overspent"))
                .findFirst()
                .orElseThrow();
        var pause = java.util.Objects.requireNonNull(spent.fix());
        assertThat(pause.operation()).isEqualTo("pauseCampaign");
        owner.send(pause.method(), pause.path(), java.util.Objects.requireNonNull(pause.body()))
                .expect(200);
    }

    @Test
    void silence_of_a_running_campaign_is_noticed() {
        budget(100, Map.of("linkedin", 20));
        report("meta", 5, "clicks", 1);
        report("google_ads", 2, "clicks", 1);
        assertThat(codes()).isEmpty();
        story.activate();
        assertThat(codes()).containsExactly("figures_silent", "figures_missing");
        assertThat(checks().getFirst().evidence())
                .containsEntry("channel", "meta")
                .containsEntry("source", "ads");
    }

    @Test
    void a_click_rate_that_falls_more_than_chance_explains_is_told_apart_from_noise() {
        for (int day = 1; day <= 14; day++) {
            report("meta", day, "impressions", 5000, "clicks", day <= 7 ? 50 : 100);
            report("google_ads", day, "impressions", 50, "clicks", day <= 7 ? 0 : day % 2);
        }
        assertThat(codes()).containsExactly("click_rate_drops");
        assertThat(checks().getFirst().reason()).contains("from 2% to 1%");
    }

    @Test
    void a_channel_that_converts_at_half_the_cost_is_pointed_out() {
        budget(1000, Map.of());
        report("meta", 1, "clicks", 500, "spend", 100, "conversions", 50);
        report("google_ads", 1, "clicks", 500, "spend", 100, "conversions", 20);
        assertThat(codes()).containsExactly("channel_converts_cheaper");
    }
}
