package io.fanfare.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.identity.DemoCreated;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class DemoCampaignsTest {
    private final Api owner = Api.workspace();

    @Test
    void the_demo_workspace_has_a_running_campaign_one_in_review_and_a_draft() throws Exception {
        var cast = new DemoCreated(
                owner.workspace,
                owner.person,
                owner.as("manager").person,
                owner.as("editor").person,
                owner.as("reviewer").person);
        Callable<Boolean> told = () -> {
            Api.bean(DemoCampaigns.class).made(cast);
            return true;
        };
        var making = new FutureTask<>(told);
        var thread = Thread.ofVirtual().start(making);
        while (thread.isAlive()) Api.drain();
        Api.drain();
        assertThat(making.get()).isTrue();

        var campaigns = owner.get("/api/campaigns?sort=createdAt").expect(200);
        assertThat(campaigns.at("items").findValuesAsString("phase"))
                .containsExactly("running", "in_review", "content");
        String aurora = "/api/campaigns/" + campaigns.text("items.0.id");
        long deliveries = owner.get(aurora + "/status").at("deliveries").properties().stream()
                .mapToLong(state -> state.getValue().longValue())
                .sum();
        assertThat(deliveries).isGreaterThan(20);
        assertThat(owner.get(aurora + "/budget").at("spent").doubleValue()).isGreaterThan(3_000);
    }
}
