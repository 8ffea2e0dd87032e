package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.FakePlatforms;
import io.fanfare.Story;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AccountChecksTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String name = "c" + Ids.next().toString().replace("-", "").substring(12);

    private List<Check> checks() {
        return Current.house(owner.workspace, "test")
                .call(() -> Api.bean(Transactions.class).read(() -> Api.bean(AccountChecks.class)
                        .of(Api.bean(Campaigns.class).get(story.campaign))));
    }

    private List<String> codes() {
        return checks().stream().map(Check::code).toList();
    }

    private void connect() {
        connect(name);
    }

    private void connect(String account) {
        owner.post(
                        "/api/social/accounts",
                        Map.of(
                                "platform",
                                "mastodon",
                                "instance",
                                FakePlatforms.url(),
                                "accessToken",
                                "token-" + account))
                .expect(201);
    }

    private UUID toot(Map<String, ?> more) {
        var body = new java.util.HashMap<String, Object>(Map.of("platform", "mastodon", "title", "", "text", "Words"));
        body.putAll(more);
        return story.post(body).expect(201).id("queueId");
    }

    @Test
    void a_dead_account_and_a_limit_that_was_lowered_are_named() {
        connect();
        var id = toot(Map.of("text", "x".repeat(400)));
        assertThat(codes()).isEmpty();
        story.inWorkspace(() -> Api.bean(Sql.class)
                .of("update social_account set limits = '{\"textLimit\": 300}' where workspace_id = :workspace")
                .run());
        assertThat(codes()).containsExactly("post_unfit");
        FakePlatforms.revoke(name);
        var other = toot(Map.of("scheduledFor", "2027-04-01T09:00:00Z"));
        story.approve("content", "schedule");
        owner.post("/api/social/" + id + "/publish").expect(202);
        Api.drain();
        assertThat(codes()).containsExactly("account_needs_reconnect");
        var gone = owner.get("/api/social/accounts").expect(200).id("items.0.id");
        owner.delete("/api/social/accounts/" + gone).expect(200);
        assertThat(codes()).containsExactly("account_disconnected");
        owner.post("/api/social/" + other + "/cancel").expect(200);
        owner.post("/api/social/" + id + "/cancel").expect(200);
        assertThat(codes()).isEmpty();
    }

    @Test
    @Timeout(60)
    void a_server_that_does_not_answer_delays_the_check_of_no_other_account() throws Exception {
        var accounts = List.of(name + "a", name + "b", name + "c");
        accounts.forEach(this::connect);
        accounts.forEach(FakePlatforms::hold);
        story.inWorkspace(() -> Api.bean(Sql.class)
                .of(
                        "update social_account set checked_at = checked_at - interval '7 hours', limits = '{\"textLimit\": 1}' where workspace_id = :workspace")
                .run());
        try (var worker = Executors.newVirtualThreadPerTaskExecutor()) {
            var turn = worker.submit(
                    () -> Current.house(owner.workspace, "test").call(Api.bean(AccountHealth.class)::work));
            try {
                while (!accounts.stream().allMatch(FakePlatforms::waits))
                    assertThat(turn.isDone())
                            .as("all are asked before any has answered")
                            .isFalse();
            } finally {
                accounts.forEach(FakePlatforms::release);
            }
            assertThat(turn.get()).isPresent();
        }
        // Each server was still listened to when it answered: none of the checks had been given up.
        assertThat(owner.get("/api/social/accounts").expect(200).json().findValues("textLimit"))
                .hasSize(3)
                .noneMatch(limit -> limit.asInt() == 1);
    }
}
