package io.fanfare.creative;

import io.fanfare.creative.BlogFeed.State;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of followed blogs and of their known posts. */
@Component
class BlogFeedStore {
    private final Sql sql;

    BlogFeedStore(Sql sql) {
        this.sql = sql;
    }

    BlogFeed insert(BlogFeed feed) {
        return sql.of("""
                insert into creative_blog_feed (id, campaign_id, url, name, channels, state, etag, last_modified, read_at,
                                                due_at, created_by)
                values (:id, :campaignId, :url, :name, :channels, 'following', :etag, :lastModified, :readAt, :dueAt, :by)
                returning *""")
                .bind("id", feed.id())
                .bind("campaignId", feed.campaignId())
                .bind("url", feed.url())
                .bind("name", feed.name())
                .bind("channels", feed.channels())
                .bind("etag", feed.etag())
                .bind("lastModified", feed.lastModified())
                .bind("readAt", feed.readAt())
                .bind("dueAt", feed.dueAt())
                .bind("by", Current.get().actor().personId())
                .one(BlogFeed.class);
    }

    Optional<BlogFeed> find(UUID id) {
        return sql.of("select * from creative_blog_feed where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(BlogFeed.class);
    }

    Optional<BlogFeed> lock(UUID id) {
        return sql.of("select * from creative_blog_feed where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .find(BlogFeed.class);
    }

    List<BlogFeed> list(UUID campaign) {
        return sql.of("""
                select * from creative_blog_feed where workspace_id = :workspace and campaign_id = :campaign
                 order by created_at, id""").bind("campaign", campaign).list(BlogFeed.class);
    }

    long count() {
        return sql.of("select count(*) from creative_blog_feed where workspace_id = :workspace")
                .one(Long.class);
    }

    /** The one that is due first, if one is due. */
    Optional<BlogFeed> due() {
        return sql.of("""
                select * from creative_blog_feed
                 where workspace_id = :workspace and state = 'following' and due_at <= fanfare_now()
                 order by due_at, id limit 1""").find(BlogFeed.class);
    }

    Optional<Instant> nextDue() {
        return sql.of("""
                select due_at from creative_blog_feed where workspace_id = :workspace and state = 'following'
                 order by due_at limit 1""").find(Instant.class);
    }

    /** What a reading has found out. */
    record Reading(
            State state,
            @Nullable String problem,
            int failures,
            @Nullable String etag,
            @Nullable String lastModified,
            Instant readAt,
            Instant dueAt) {}

    void update(UUID id, Reading reading) {
        sql.of("""
                update creative_blog_feed
                   set state = :state, problem = :problem, failures = :failures, etag = :etag, last_modified = :lastModified,
                       read_at = :readAt, due_at = :dueAt
                 where workspace_id = :workspace and id = :id and state = 'following'""").bind("id", id).bind(reading).run();
    }

    /** What a person has chosen. */
    BlogFeed change(UUID id, State state, List<Repurposed.Target> channels, Instant dueAt) {
        return sql.of("""
                update creative_blog_feed set state = :state, channels = :channels, problem = null, failures = 0, due_at = :dueAt
                 where workspace_id = :workspace and id = :id
                returning *""")
                .bind("id", id)
                .bind("state", state)
                .bind("channels", channels)
                .bind("dueAt", dueAt)
                .one(BlogFeed.class);
    }

    void delete(UUID id) {
        sql.of("delete from creative_blog_feed where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    void removeCampaign(UUID campaign) {
        sql.of("delete from creative_blog_feed where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }

    /** A post of a feed that is known by one of its keys. {@code attempts} counts the times it could not be read. */
    record Known(UUID id, List<String> keys, boolean done, int attempts) {}

    List<Known> known(UUID feed) {
        return sql.of("""
                select id, keys, done, attempts from creative_blog_feed_entry
                 where workspace_id = :workspace and feed_id = :feed""").bind("feed", feed).list(Known.class);
    }

    void know(UUID feed, List<String> keys, @Nullable UUID blogPost) {
        sql.of("""
                insert into creative_blog_feed_entry (id, feed_id, keys, done, blog_post_id)
                values (:id, :feed, :keys, true, :blogPost)""")
                .bind("id", Ids.next())
                .bind("feed", feed)
                .bind("keys", keys)
                .bind("blogPost", blogPost)
                .run();
    }

    /** Posts that no drafts are made of. */
    void know(UUID feed, List<List<String>> posts) {
        var entries = posts.stream()
                .map(keys -> Map.of("id", Ids.next(), "keys", keys))
                .toList();
        sql.of("""
                insert into creative_blog_feed_entry (id, feed_id, keys, done)
                select cast(e ->> 'id' as uuid), :feed, array(select jsonb_array_elements_text(e -> 'keys')), true
                  from jsonb_array_elements(:entries) e""").bind("feed", feed).bind("entries", Json.of(entries)).run();
    }

    /** A post that could not be read. */
    void unread(UUID feed, List<String> keys) {
        sql.of("""
                insert into creative_blog_feed_entry (id, feed_id, keys, done, attempts) values (:id, :feed, :keys, false, 1)""").bind("id", Ids.next()).bind("feed", feed).bind("keys", keys).run();
    }

    void update(UUID entry, boolean done, int attempts, @Nullable UUID blogPost) {
        sql.of("""
                update creative_blog_feed_entry set done = :done, attempts = :attempts, blog_post_id = :blogPost
                 where workspace_id = :workspace and id = :id""")
                .bind("id", entry)
                .bind("done", done)
                .bind("attempts", attempts)
                .bind("blogPost", blogPost)
                .run();
    }

    private record Count(UUID feedId, int posts) {}

    /** How many posts of each feed drafts were made of. */
    Map<UUID, Integer> posts(Collection<UUID> feeds) {
        return sql.of("""
                select feed_id, cast(count(*) as integer) as posts from creative_blog_feed_entry
                 where workspace_id = :workspace and feed_id = any(:feeds) and blog_post_id is not null
                 group by feed_id""").array("feeds", "uuid", feeds).list(Count.class).stream()
                .collect(Collectors.toMap(Count::feedId, Count::posts));
    }
}
