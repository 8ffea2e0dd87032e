package io.fanfare.creative;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of blog posts and of the texts created from them. */
@Component
class BlogPostStore {
    private final Sql sql;

    BlogPostStore(Sql sql) {
        this.sql = sql;
    }

    BlogPost insert(BlogPost post) {
        return sql.of("""
                insert into creative_blog_post (id, campaign_id, title, date, author, authors, tags, description, format,
                                                content, source_url, words, front_matter, created_by)
                values (:id, :campaignId, :title, :date, :author, :authors, :tags, :description, :format,
                        :content, :sourceUrl, :words, :frontMatter, :by)
                returning *""")
                .bind("id", post.id())
                .bind("campaignId", post.campaignId())
                .bind("title", post.title())
                .bind("date", post.date())
                .bind("author", post.author() == null ? null : Json.of(post.author()))
                .bind("authors", post.authors())
                .bind("tags", post.tags())
                .bind("description", post.description())
                .bind("format", post.format())
                .bind("content", post.content())
                .bind("sourceUrl", post.sourceUrl())
                .bind("words", post.words())
                .bind("frontMatter", Json.of(post.frontMatter()))
                .bind("by", Current.get().actor().personId())
                .one(BlogPost.class);
    }

    Optional<BlogPost> find(UUID id) {
        return sql.of("select * from creative_blog_post where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(BlogPost.class);
    }

    List<BlogPost> list(Page.Range range) {
        return sql.of("""
                select id, campaign_id, title, date, author, authors, tags, description, format, '' as content, source_url,
                       words, cast('{}' as jsonb) as front_matter, created_by, created_at
                  from creative_blog_post where workspace_id = :workspace
                 order by id desc limit :limit offset :offset""")
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(BlogPost.class);
    }

    long count() {
        return sql.of("select count(*) from creative_blog_post where workspace_id = :workspace")
                .one(Long.class);
    }

    /** A blog post and the texts created from it. */
    record PostUsage(UUID blogPostId, String title, int items, List<String> platforms) {}

    List<PostUsage> made(Collection<UUID> posts) {
        return sql.of("""
                select r.blog_post_id, '' as title, cast(count(*) as integer) as items, array_agg(distinct r.platform) as platforms
                  from creative_repurposed r
                 where r.workspace_id = :workspace and r.blog_post_id = any(:posts)
                 group by r.blog_post_id""").array("posts", "uuid", posts).list(PostUsage.class);
    }

    /** The blog posts of a campaign, or all, with the texts created from each; newest first. */
    List<PostUsage> made(@Nullable UUID campaign, int most) {
        return sql.of("""
                select p.id as blog_post_id, p.title, cast(count(r.content_id) as integer) as items,
                       array_remove(array_agg(distinct r.platform), null) as platforms
                  from creative_blog_post p
                  left join creative_repurposed r on r.workspace_id = p.workspace_id and r.blog_post_id = p.id
                 where p.workspace_id = :workspace and (cast(:campaign as uuid) is null or p.campaign_id = :campaign)
                 group by p.id, p.title order by p.id desc limit :most""").bind("campaign", campaign).bind("most", most).list(PostUsage.class);
    }

    /** A repurposed text before it is stored. */
    record NewRepurposed(
            UUID contentId,
            UUID blogPostId,
            @Nullable UUID campaignId,
            @Nullable UUID creativeId,
            Repurposed.Target platform,
            String format,
            Repurposed.Body body,
            int length,
            int limit,
            String writer) {}

    Repurposed keep(NewRepurposed item) {
        return sql.of("""
                insert into creative_repurposed (content_id, blog_post_id, campaign_id, creative_id, platform, format, body,
                                                 length, "limit", writer)
                values (:contentId, :blogPostId, :campaignId, :creativeId, :platform, :format, :body, :length, :limit, :writer)
                returning *""").bind(item).one(Repurposed.class);
    }

    List<Repurposed> repurposed(UUID post) {
        return sql.of("""
                select * from creative_repurposed where workspace_id = :workspace and blog_post_id = :post
                 order by content_id desc limit 500""").bind("post", post).list(Repurposed.class);
    }

    /** The drafts of one blog post that wait for review; {@code contentId} is the newest of them. */
    record WaitingDrafts(
            UUID blogPostId,
            String title,
            UUID contentId,
            Repurposed.Target platform,
            String format,
            @Nullable UUID campaignId,
            int items,
            List<String> platforms,
            Instant since) {}

    /** Drafts of a campaign, or of the workspace, by blog post; newest first. */
    List<WaitingDrafts> waiting(@Nullable UUID campaign, int most) {
        return sql.of("""
                select r.blog_post_id, p.title,
                       (array_agg(r.content_id order by r.content_id desc))[1] as content_id,
                       (array_agg(r.platform order by r.content_id desc))[1] as platform,
                       (array_agg(r.format order by r.content_id desc))[1] as format,
                       (array_agg(r.campaign_id order by r.content_id desc))[1] as campaign_id,
                       cast(count(*) as integer) as items, array_agg(distinct r.platform) as platforms,
                       min(r.created_at) as since
                  from creative_repurposed r
                  join creative_blog_post p on p.workspace_id = r.workspace_id and p.id = r.blog_post_id
                 where r.workspace_id = :workspace and r.status = 'draft'
                   and (cast(:campaign as uuid) is null or r.campaign_id = :campaign)
                 group by r.blog_post_id, p.title
                 order by 3 desc limit :most""").bind("campaign", campaign).bind("most", most).list(WaitingDrafts.class);
    }

    Repurposed lockRepurposed(UUID id) {
        return sql.of(
                        "select * from creative_repurposed where workspace_id = :workspace and content_id = :id for update")
                .bind("id", id)
                .one(Repurposed.class);
    }

    Repurposed mark(UUID id, Repurposed.Status status, Instant at) {
        return sql.of("""
                update creative_repurposed set status = :status, status_by = :by, status_at = :at
                 where workspace_id = :workspace and content_id = :id
                returning *""")
                .bind("id", id)
                .bind("status", status)
                .bind("by", Current.get().actor().name())
                .bind("at", at)
                .one(Repurposed.class);
    }

    /** Blog posts belong to the workspace: they remain when their campaign is deleted. */
    void removeCampaign(UUID campaign) {
        sql.of("""
                update creative_repurposed set campaign_id = null, creative_id = null
                 where workspace_id = :workspace and campaign_id = :campaign""").bind("campaign", campaign).run();
        sql.of(
                        "update creative_blog_post set campaign_id = null where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }

    void remove(UUID id) {
        sql.of("delete from creative_blog_post where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }
}
