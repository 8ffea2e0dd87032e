package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.FakePlatforms;
import io.fanfare.Story;
import io.fanfare.delivery.LedgerQueue;
import io.fanfare.kernel.Sql;
import io.fanfare.library.AssetsTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MastodonTest extends PublisherContractTest {
    @Override
    String platform() {
        return "mastodon";
    }

    @Override
    Map<String, String> values() {
        return Map.of("instance", FakePlatforms.url(), "accessToken", "token-" + name);
    }

    @Override
    String account() {
        return name;
    }

    @Override
    Map<String, Long> figures() {
        return Map.of("likes", 3L, "reposts", 2L, "replies", 1L);
    }

    @Test
    void a_picture_is_scaled_to_8_mb_even_where_the_server_allows_more() {
        connect().expect(201);
        story.inWorkspace(() -> Api.bean(Sql.class).of("""
                update social_account set limits = '{"imageBytes": 99000000}' where workspace_id = :workspace""").run());
        var noise = Story.upload(owner, "noise.png", AssetsTest.picture("png", 1900, 1900, 11))
                .expect(201);
        assertThat(noise.at("fileSize").asInt()).isGreaterThan(10_000_000);
        publish(plan(Map.of("assetIds", List.of(noise.id("id")))));
        assertThat(FakePlatforms.uploads(name)).singleElement().satisfies(bytes -> assertThat(bytes)
                .isBetween(100_000, 8_001_000));
        assertThat(FakePlatforms.posts(name).get(0).at("/media_attachments").size())
                .isEqualTo(1);
    }

    @Test
    void a_status_that_can_not_be_read_may_be_ours_and_nothing_is_sent_again_for_it() {
        connect().expect(201);
        var id = plan(Map.of());
        publish(id);
        FakePlatforms.fault(name, "busy_at_source");
        story.inWorkspace(() -> Api.bean(Sql.class).of("""
                update delivery set state = 'submitted', lease_until = '2020-01-01', confirmed_at = null, provider_ref = null
                 where workspace_id = :workspace and item_id = :item""").bind("item", id).run());
        story.inWorkspace(LedgerQueue::follow);
        hurry();
        assertThat(delivery(id)).isEqualTo("unconfirmed");
        assertThat(FakePlatforms.posts(name).size()).isEqualTo(1);
    }
}
