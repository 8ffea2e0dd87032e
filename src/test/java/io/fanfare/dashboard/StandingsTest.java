package io.fanfare.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lane checks a campaign again when it has changed or when its time has come, and leaves the others. */
class StandingsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final UUID dated = story.campaign;
    private final UUID other = campaign(Map.of("name", "Other"));

    @AfterEach
    void back() {
        shift(Duration.ZERO);
    }

    private UUID campaign(Map<String, ?> details) {
        return owner.post("/api/campaigns", details).expect(201).id("id");
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    private record Checked(UUID campaignId, Instant checkedAt) {}

    private Map<UUID, Instant> checked() {
        return Current.house(owner.workspace, "test")
                .call(() -> Api.bean(Transactions.class).read(() -> Api.bean(Sql.class)
                        .of("select campaign_id, checked_at from dashboard_standing where workspace_id = :workspace")
                        .list(Checked.class)))
                .stream()
                .collect(Collectors.toMap(Checked::campaignId, Checked::checkedAt));
    }

    private int readiness(UUID campaign) {
        int single = owner.get("/api/campaigns/" + campaign + "/readiness")
                .expect(200)
                .at("score")
                .asInt();
        int listed = owner.get("/api/dashboard/campaigns")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .filter(row -> row.get("campaignId").asString().equals(campaign.toString()))
                .findFirst()
                .orElseThrow()
                .get("readiness")
                .asInt();
        assertThat(listed).isEqualTo(single);
        return single;
    }

    @Test
    void only_what_changed_is_checked_again_also_hours_later() {
        Api.drain();
        var first = checked();
        assertThat(first).containsOnlyKeys(dated, other);
        owner.patch("/api/campaigns/" + other, Map.of("objective", "Sell 100 tickets"))
                .expect(200);
        Api.drain();
        var second = checked();
        assertThat(second.get(other)).isAfter(first.get(other));
        assertThat(second.get(dated)).isEqualTo(first.get(dated));
        shift(Duration.ofHours(5));
        owner.patch("/api/campaigns/" + other, Map.of("objective", "Sell 200 tickets"))
                .expect(200);
        Api.drain();
        assertThat(checked().get(other)).isAfter(second.get(other));
        assertThat(checked().get(dated)).isEqualTo(first.get(dated));
    }

    @Test
    void a_date_that_passes_changes_the_standing_at_once_and_the_lane_stores_it() {
        owner.patch("/api/campaigns/" + dated, Map.of("startDate", today.plusDays(1), "endDate", today.plusDays(40)))
                .expect(200);
        story.post(Map.of(
                        "scheduledFor", Instant.now().plus(Duration.ofDays(20)).toString()))
                .expect(201);
        Api.drain();
        int before = readiness(dated);
        var stored = checked().get(dated);
        shift(Duration.ofDays(2));
        assertThat(readiness(dated)).isLessThan(before);
        Api.drain();
        assertThat(checked().get(dated)).isAfter(stored);
        assertThat(readiness(dated)).isLessThan(before);
        shift(Duration.ZERO);
        assertThat(readiness(dated)).as("the clock was set back").isEqualTo(before);
        owner.patch("/api/campaigns/" + other, Map.of("objective", "Sell 100 tickets"))
                .expect(200);
        Api.drain();
        assertThat(checked().get(dated)).isBefore(Instant.now().plusSeconds(60));
        assertThat(readiness(dated)).isEqualTo(before);
    }

    @Test
    void a_brand_concerns_every_campaign() {
        Api.drain();
        var first = new HashMap<>(checked());
        owner.post("/api/brands", Map.of("name", "Acme")).expect(201);
        Api.drain();
        assertThat(checked()).allSatisfy((campaign, at) -> assertThat(at).isAfter(first.get(campaign)));
    }
}
