package io.fanfare.creative;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.StatementLog;
import io.fanfare.Story;
import io.fanfare.kernel.Owner;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Lists of a workspace with 50,000 posts: their pages, counts and orders cover all of them. */
class LargeCampaignTest {
    private static final int POSTS = 50_000;
    /** Far above what it takes, also on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String items = "/api/campaigns/" + story.campaign + "/items";

    private void fill() throws SQLException {
        var draft = owner.post(
                        "/api/campaigns/" + story.campaign + "/creatives",
                        Map.of(
                                "name",
                                "Zebra",
                                "kind",
                                "text",
                                "platform",
                                "linkedin",
                                "mode",
                                "manual",
                                "components",
                                Map.of("caption", "An idea.")))
                .expect(201);
        assertThat(draft.id("id")).isNotNull();
        var model = story.post(Map.of("title", "Model")).expect(201).id("queueId");
        try (var connection = Owner.connect();
                var database = connection.createStatement()) {
            for (String statement : new String[] {POST, APPROVAL, TALLY})
                database.execute(
                        statement.replace(":posts", String.valueOf(POSTS)).replace(":model", "'" + model + "'"));
            database.execute("analyze social_post, approval_item, delivery_tally");
        }
    }

    /** Copies of one post: every fifth is published, with a message in the ledger. */
    private static final String POST = """
            insert into social_post (workspace_id, queue_id, campaign_id, platform, status, scheduled_for, local_time, time_zone,
                                     title, text, digest, created_by, published_at)
            select p.workspace_id, uuidv7(), p.campaign_id, case when n % 2 = 0 then 'linkedin' else 'newsroom' end,
                   case when n % 5 = 0 then 'published' else 'scheduled' end, p.scheduled_for + n * interval '1 minute',
                   p.local_time + n * interval '1 minute', p.time_zone, 'Post ' || to_char(n, 'FM00000'),
                   repeat('Words of a post that fill some space. ', 20), 'd', p.created_by,
                   case when n % 5 = 0 then p.scheduled_for + n * interval '1 minute' end
              from social_post p, generate_series(1, :posts) n where p.queue_id = :model""";

    private static final String APPROVAL = """
            insert into approval_item (workspace_id, campaign_id, scope, kind, item_id, title, digest, changed_by_name, standing)
            select p.workspace_id, p.campaign_id, s.scope, 'post', p.queue_id, p.title, 'd', 'Ada',
                   case when p.platform = 'linkedin' or s.scope = 'content' then 'approved' else 'needs_approval' end
              from social_post p, unnest(array['content', 'schedule']) s (scope)
             where p.workspace_id = (select workspace_id from social_post where queue_id = :model) and p.queue_id <> :model""";

    private static final String TALLY = """
            insert into delivery_tally (workspace_id, campaign_id, item_kind, item_id, state, n)
            select p.workspace_id, p.campaign_id, 'post', p.queue_id, case when p.status = 'published' then 'accepted' else 'planned' end, 1
              from social_post p
             where p.workspace_id = (select workspace_id from social_post where queue_id = :model) and p.queue_id <> :model""";

    private Api.Answer timed(String path) {
        long before = System.nanoTime();
        var answer = owner.get(path).expect(200);
        long took = System.nanoTime() - before;
        int statements = StatementLog.during(() -> owner.get(path).expect(200)).size();
        System.out.printf(
                "%s: %d ms, %d statements%n", path.replaceAll("[0-9a-f-]{36}", "…"), took / 1_000_000, statements);
        assertThat(Duration.ofNanos(took)).isLessThan(LIMIT);
        return answer;
    }

    @Test
    void the_list_counts_sorts_and_pages_all_items() throws SQLException {
        fill();
        var first = timed(items + "?limit=50").json();
        assertThat(first.at("/total").asInt()).isEqualTo(POSTS + 2);
        assertThat(first.at("/counts/published").asInt()).isEqualTo(POSTS / 5);
        assertThat(first.at("/counts/scheduled").asInt()).isEqualTo(POSTS / 2 - POSTS / 10);
        assertThat(first.at("/counts/needs_approval").asInt()).isEqualTo(POSTS / 2 - POSTS / 10 + 1);
        assertThat(first.at("/counts/draft").asInt()).isEqualTo(1);
        assertThat(first.at("/items/0/title").asString()).isEqualTo("Model");
        assertThat(first.at("/items/1/title").asString()).isEqualTo("Post 00001");
        var titles = timed(items + "?sort=-title&limit=2").json();
        assertThat(titles.at("/items").findValuesAsString("title")).containsExactly("Zebra", "Post 50000");
        assertThat(timed(items + "?sort=title&limit=1&offset=50001")
                        .json()
                        .at("/items/0/title")
                        .asString())
                .isEqualTo("Zebra");
        var found = timed(items + "?q=post%2000007&state=needs_approval").json();
        assertThat(found.at("/total").asInt()).isEqualTo(1);
        var seen = new HashSet<UUID>();
        for (int offset : new int[] {0, 200, 400, 49_800, 50_000})
            owner.get(items + "?limit=200&offset=" + offset)
                    .expect(200)
                    .json()
                    .at("/items")
                    .forEach(item -> seen.add(UUID.fromString(item.at("/id").asString())));
        assertThat(seen).hasSize(802);
        var sent = timed("/api/sent?sort=title&limit=2&offset=49998").json();
        assertThat(sent.at("/total").asInt()).isEqualTo(POSTS);
        assertThat(sent.at("/counts/accepted").asInt()).isEqualTo(POSTS / 5);
        assertThat(sent.at("/items").findValuesAsString("title")).containsExactly("Post 49999", "Post 50000");
        assertThat(timed("/api/sent?state=accepted&sort=-time&limit=1")
                        .json()
                        .at("/items/0/title")
                        .asString())
                .isEqualTo("Post 50000");
        timed("/api/social/calendar");
    }
}
