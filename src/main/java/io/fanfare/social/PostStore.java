package io.fanfare.social;

import io.fanfare.creative.PlannedContent.Origin;
import io.fanfare.creative.Platform;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Sql;
import io.fanfare.outbox.OutgoingStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of posts. */
@Component
class PostStore implements OutgoingStore<Post> {
    private final Sql sql;

    PostStore(Sql sql) {
        this.sql = sql;
    }

    Post insert(UUID id, UUID campaign, Destination destination, Draft draft, PlannedTime time, String digest) {
        return planned("""
                insert into social_post (queue_id, campaign_id, platform, scheduled_for, local_time, time_zone, title, text,
                                         asset_ids, link, alt_texts, thread, account_id, "by", creative_id,
                                         own_words, digest, created_by)
                values (:id, :campaign, :platform, :at, :local, :zone, :title, :text, :assets, :link, :alt, :thread, :account, :who, :creative,
                        :own, :digest,
                        :by)
                returning *""", id, draft, time, digest)
                .bind("campaign", campaign)
                .bind("platform", destination.platform())
                .bind("account", destination.accountId())
                .bind("who", destination.by())
                .bind("creative", draft.creativeId())
                .bind("by", Current.get().actor().personId())
                .one(Post.class);
    }

    Post update(UUID id, Draft draft, PlannedTime time, String digest) {
        return planned("""
                update social_post
                   set status = case when status = 'failed' then status else 'scheduled' end, scheduled_for = :at, local_time = :local, time_zone = :zone, title = :title,
                       text = :text, asset_ids = :assets, link = :link, alt_texts = :alt, thread = :thread, own_words = :own, digest = :digest, version = version + 1,
                       updated_at = fanfare_now()
                 where workspace_id = :workspace and queue_id = :id
                returning *""", id, draft, time, digest).one(Post.class);
    }

    private Sql.Statement planned(String text, UUID id, Draft draft, PlannedTime time, String digest) {
        var details = draft.details();
        return sql.of(text)
                .bind("id", id)
                .bind("at", time.at())
                .bind("local", time.localTime())
                .bind("zone", time.timeZone())
                .bind("title", details.title())
                .bind("text", details.text())
                .array("assets", "uuid", details.assetIds())
                .bind("link", details.link())
                .bind("alt", Json.of(details.altTexts()))
                .bind("thread", Json.of(details.thread()))
                .bind("own", draft.ownWords())
                .bind("digest", digest);
    }

    @Override
    public Optional<UUID> campaignOf(UUID id) {
        return sql.of("select campaign_id from social_post where workspace_id = :workspace and queue_id = :id")
                .bind("id", id)
                .find(UUID.class);
    }

    @Override
    public Post lock(UUID id) {
        return sql.of("select * from social_post where workspace_id = :workspace and queue_id = :id for update")
                .bind("id", id)
                .one(Post.class);
    }

    /** The scheduled posts of a campaign, by their time. */
    List<Post> waiting(UUID campaign) {
        return ofCampaign(campaign, Post.Status.SCHEDULED, Integer.MAX_VALUE, 0);
    }

    Post read(UUID id) {
        return sql.of("select * from social_post where workspace_id = :workspace and queue_id = :id")
                .bind("id", id)
                .one(Post.class);
    }

    List<Post> list(Collection<UUID> ids) {
        return sql.of("select * from social_post where workspace_id = :workspace and queue_id = any(:ids)")
                .array("ids", "uuid", ids)
                .list(Post.class);
    }

    List<Post> ofCampaign(UUID campaign, Post.@Nullable Status status, int limit, int offset) {
        return sql.of("""
                select * from social_post
                 where workspace_id = :workspace and campaign_id = :campaign
                   and (cast(:status as text) is null or status = :status)
                 order by scheduled_for, queue_id limit :limit offset :offset""")
                .bind("campaign", campaign)
                .bind("status", status)
                .bind("limit", limit)
                .bind("offset", offset)
                .list(Post.class);
    }

    /** As lists show them: without threads and descriptions of pictures, and only with the start of the text. */
    private static final String SHORT = """
            queue_id, campaign_id, platform, "by", status, scheduled_for, local_time, time_zone, title,
            left(text, 1000) as text, asset_ids, link, '{}'::jsonb as alt_texts, account_id, creative_id, own_words, digest,
            error, version, created_at, published_at, handed_over_at
            """;

    /** As {@link io.fanfare.outbox.OutgoingKind#select}; a post without a title is named by the start of its text. */
    static final String LINES = """
            select 'post' as kind, p.queue_id as id, p.campaign_id, p.creative_id,
                   case when p.title ~ '\\S' then p.title
                        else left(regexp_replace(split_part(ltrim(p.text, E' \\n\\r\\t'), E'\\n', 1), '^#+\\s*', ''), 80) end as title,
                   p.text as words, p.platform as channel, p.status, coalesce(p.published_at, p.scheduled_for) as at,
                   false as archived, p.created_by as owner, p.updated_at
              from social_post p where p.workspace_id = :workspace""";

    List<Post> listShort(Collection<UUID> ids) {
        return sql.of("select " + SHORT + " from social_post where workspace_id = :workspace and queue_id = any(:ids)")
                .array("ids", "uuid", ids)
                .list(Post.class);
    }

    /** The posts of a campaign with the latest times. */
    List<Post> newest(UUID campaign, int limit) {
        return sql.of("""
                select * from social_post
                 where workspace_id = :workspace and campaign_id = :campaign
                 order by scheduled_for desc, queue_id limit :limit""").bind("campaign", campaign).bind("limit", limit).list(Post.class);
    }

    /** Who made posts, and when they were last changed. */
    List<Origin> origins(Collection<UUID> ids) {
        return sql.of("""
                select queue_id as id, created_by, updated_at from social_post
                 where workspace_id = :workspace and queue_id = any(:ids)""").array("ids", "uuid", ids).list(Origin.class);
    }

    /** Posts that use a creative and are not published yet. */
    List<Post> using(UUID creative, int limit) {
        return sql.of("""
                select * from social_post
                 where workspace_id = :workspace and creative_id = :creative
                   and status not in ('published', 'unconfirmed', 'cancelled')
                 order by scheduled_for, queue_id limit :limit""").bind("creative", creative).bind("limit", limit).list(Post.class);
    }

    /** The platforms of the posts of a campaign, except cancelled ones. */
    List<String> platforms(UUID campaign) {
        return sql.of("""
                select distinct platform from social_post
                 where workspace_id = :workspace and campaign_id = :campaign and status <> 'cancelled'""").bind("campaign", campaign).list(String.class);
    }

    long count(UUID campaign, Post.@Nullable Status status) {
        return sql.of("""
                select count(*) from social_post
                 where workspace_id = :workspace and campaign_id = :campaign
                   and (cast(:status as text) is null or status = :status)""").bind("campaign", campaign).bind("status", status).one(Long.class);
    }

    record PlatformCount(Platform platform, Post.Status status, int posts) {}

    List<PlatformCount> countByPlatform(UUID campaign) {
        return sql.of("""
                select platform, status, count(*) as posts from social_post
                 where workspace_id = :workspace and campaign_id = :campaign group by platform, status""").bind("campaign", campaign).list(PlatformCount.class);
    }

    /** The planned times on a platform in a period. */
    List<PlannedSlot> plannedOn(Platform platform, Instant from, Instant to) {
        return plannedOn(platform, null, from, to);
    }

    /** The planned times in a period on a platform, and those of a campaign on all platforms. */
    List<PlannedSlot> plannedOn(Platform platform, @Nullable UUID campaign, Instant from, Instant to) {
        return sql.of("""
                select campaign_id, platform, account_id, scheduled_for from social_post
                 where workspace_id = :workspace and scheduled_for >= :from and scheduled_for < :to
                   and (platform = :platform or campaign_id = :campaign)
                   and status in ('scheduled', 'publishing', 'handed_over', 'published')
                 order by scheduled_for""")
                .bind("platform", platform)
                .bind("campaign", campaign)
                .bind("from", from)
                .bind("to", to)
                .list(PlannedSlot.class);
    }

    /** The planned time of a post. */
    record PlannedSlot(
            UUID campaignId, Platform platform, @Nullable UUID accountId, Instant scheduledFor) {}

    /** By the time of publication or, before that, by the planned time. */
    List<Post> between(@Nullable UUID campaign, Instant from, Instant to) {
        return sql.of("select " + SHORT + """
                 from social_post
                 where workspace_id = :workspace and status <> 'cancelled'
                   and (cast(:campaign as uuid) is null or campaign_id = :campaign)
                   and (published_at is null and scheduled_for >= :from and scheduled_for < :to
                        or published_at >= :from and published_at < :to)
                 order by coalesce(published_at, scheduled_for), queue_id limit 2000""")
                .bind("campaign", campaign)
                .bind("from", from)
                .bind("to", to)
                .list(Post.class);
    }

    /** The creatives that posts use. */
    Set<UUID> usedCreatives(@Nullable UUID campaign) {
        return Set.copyOf(sql.of("""
                select distinct creative_id from social_post
                 where workspace_id = :workspace and creative_id is not null and status <> 'cancelled'
                   and (cast(:campaign as uuid) is null or campaign_id = :campaign)""").bind("campaign", campaign).list(UUID.class));
    }

    /** Scheduled posts of an account. */
    List<Post> waitingFor(UUID account) {
        return sql.of("""
                select * from social_post
                 where workspace_id = :workspace and account_id = :account and status in ('scheduled', 'publishing')
                 order by scheduled_for, queue_id limit 500""").bind("account", account).list(Post.class);
    }

    /** Posts that follow a creative and are not published yet. */
    List<Post> madeOf(UUID creative) {
        return sql.of("""
                select * from social_post
                 where workspace_id = :workspace and creative_id = :creative and not own_words
                   and status in ('scheduled', 'publishing', 'failed')
                 order by queue_id""").bind("creative", creative).list(Post.class);
    }

    /** The parts of a thread that are on the platform, in order. */
    List<ThreadPublication.Published> parts(UUID id) {
        return sql.of("""
                select part, reference, permalink from social_thread_part
                 where workspace_id = :workspace and queue_id = :id order by part""").bind("id", id).list(ThreadPublication.Published.class);
    }

    void addPart(UUID id, ThreadPublication.Published published) {
        sql.of("""
                insert into social_thread_part (queue_id, part, reference, permalink)
                values (:id, :part, :reference, :permalink)
                on conflict (workspace_id, queue_id, part) do nothing""")
                .bind("id", id)
                .bind("part", published.part())
                .bind("reference", Json.of(published.reference()))
                .bind("permalink", published.permalink())
                .run();
    }

    boolean isAnothers(String permalink, UUID id) {
        return sql.of("""
                select 1 from social_post
                 where workspace_id = :workspace and permalink = :permalink and queue_id <> :id limit 1""").bind("permalink", permalink).bind("id", id).exists();
    }

    /** Marks a failed post for a retry. */
    Optional<Post> retrying(UUID id) {
        return sql.of("""
                update social_post set status = 'publishing', error = null
                 where workspace_id = :workspace and queue_id = :id and status = 'failed'
                returning *""").bind("id", id).find(Post.class);
    }

    /** Marks a post as being published, unless it has been submitted. */
    Optional<Post> publishing(UUID id) {
        return sql.of("""
                update social_post set status = 'publishing'
                 where workspace_id = :workspace and queue_id = :id and status = 'scheduled'
                returning *""").bind("id", id).find(Post.class);
    }

    /** Marks posts as being published; posts that have been submitted do not change. */
    List<Post> publishing(Collection<UUID> ids) {
        return sql.of("""
                update social_post set status = 'publishing'
                 where workspace_id = :workspace and queue_id = any(:ids) and status = 'scheduled'
                returning *""").array("ids", "uuid", ids).list(Post.class);
    }

    /** Moves a post to a status; empty if it has that status already. */
    Optional<Post> move(UUID id, Post.Status to, @Nullable String permalink, @Nullable String error) {
        return sql.of("""
                update social_post
                   set status = :to, permalink = coalesce(:permalink, permalink), error = :error,
                       handed_over_at = case when :to = 'handed_over' then fanfare_now() else handed_over_at end,
                       published_at = case when :to = 'published' then coalesce(published_at, fanfare_now()) else published_at end
                 where workspace_id = :workspace and queue_id = :id and status <> :to
                returning *""")
                .bind("id", id)
                .bind("to", to)
                .bind("permalink", permalink)
                .bind("error", error)
                .find(Post.class);
    }

    /** A person published the post at this time. */
    void confirm(UUID id, UUID person, Instant at) {
        sql.of("""
                update social_post set confirmed_by = :person, published_at = :at
                 where workspace_id = :workspace and queue_id = :id""").bind("id", id).bind("person", person).bind("at", at).run();
    }

    Optional<UUID> confirmedBy(UUID id) {
        return sql.of(
                        "select confirmed_by from social_post where workspace_id = :workspace and queue_id = :id and confirmed_by is not null")
                .bind("id", id)
                .find(UUID.class);
    }

    Optional<UUID> author(UUID id) {
        return sql.of(
                        "select created_by from social_post where workspace_id = :workspace and queue_id = :id and created_by is not null")
                .bind("id", id)
                .find(UUID.class);
    }

    /** Cancels what is still scheduled. */
    void close(UUID campaign) {
        sql.of("""
                update social_post set status = 'cancelled'
                 where workspace_id = :workspace and campaign_id = :campaign and status = 'scheduled'""").bind("campaign", campaign).run();
    }

    void forget(UUID campaign) {
        sql.of("delete from social_post where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }

    /** The part of a post that the checks use. */
    record Slot(
            UUID queueId,
            Platform platform,
            Post.Status status,
            Instant scheduledFor,
            @Nullable String title,
            @Nullable Instant handedOverAt) {
        String name() {
            return title == null || title.isBlank() ? "A post for " + platform.word() : "“" + title + "”";
        }
    }

    /** The calendar of a campaign for its checks. */
    List<Slot> slots(UUID campaign) {
        return sql.of("""
                select queue_id, platform, status, scheduled_for, title, handed_over_at from social_post
                 where workspace_id = :workspace and campaign_id = :campaign and status <> 'cancelled'
                 order by scheduled_for, queue_id limit 1000""").bind("campaign", campaign).list(Slot.class);
    }
}
