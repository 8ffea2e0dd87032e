package io.fanfare.social;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The published posts of the newsroom. */
@Component
class NewsroomEntries {
    private final Sql sql;

    NewsroomEntries(Sql sql) {
        this.sql = sql;
    }

    /** A post to publish. */
    public record NewEntry(
            UUID postId,
            UUID deliveryId,
            @Nullable UUID campaignId,
            @Nullable String title,
            String text,
            List<UUID> assetIds,
            Map<UUID, String> altTexts,
            @Nullable String link) {}

    /** Publishes a post, once however often it is called, and returns its part of the address. */
    public String put(NewEntry entry) {
        String wanted = slug(PostDetails.heading(entry.title(), entry.text()));
        String id = entry.postId().toString();
        insert(entry, wanted);
        insert(entry, wanted + "-" + id.substring(id.length() - 8));
        return slugOf(entry.postId()).orElseThrow();
    }

    private void insert(NewEntry entry, String slug) {
        sql.of("""
                insert into social_newsroom_entry (post_id, delivery_id, campaign_id, slug, title, text, asset_ids,
                                                   alt_texts, link)
                values (:postId, :deliveryId, :campaignId, :slug, :title, :text, :assets, :alt, :link)
                on conflict do nothing""")
                .bind(entry)
                .array("assets", "uuid", entry.assetIds())
                .bind("alt", Json.of(entry.altTexts()))
                .bind("slug", slug)
                .run();
        sql.of("""
                insert into social_newsroom_picture (asset_id, post_id)
                select distinct a.id, e.post_id from social_newsroom_entry e, unnest(e.asset_ids) as a(id)
                 where e.workspace_id = :workspace and e.post_id = :postId
                on conflict do nothing""").bind("postId", entry.postId()).run();
    }

    private Optional<String> slugOf(UUID post) {
        return sql.of("select slug from social_newsroom_entry where workspace_id = :workspace and post_id = :post")
                .bind("post", post)
                .find(String.class);
    }

    /** The address of what a delivery published. */
    public Optional<String> slugOfDelivery(UUID delivery) {
        return sql.of(
                        "select slug from social_newsroom_entry where workspace_id = :workspace and delivery_id = :delivery")
                .bind("delivery", delivery)
                .find(String.class);
    }

    /** A heading in the form of an address. */
    private static String slug(String heading) {
        String plain = Normalizer.normalize(heading, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(plain.length(), 80)).replaceAll("^-+|-+$", "");
        return switch (cut) {
            case "" -> "post";
            // The path of the media.
            case "media" -> "media-post";
            default -> cut;
        };
    }

    Optional<NewsroomEntry> find(String slug) {
        return sql.of("select * from social_newsroom_entry where workspace_id = :workspace and slug = :slug")
                .bind("slug", slug)
                .find(NewsroomEntry.class);
    }

    /** Newest first. */
    List<NewsroomEntry> list(int limit, int offset) {
        return sql.of("""
                select * from social_newsroom_entry where workspace_id = :workspace
                 order by published_at desc, post_id desc limit :limit offset :offset""").bind("limit", limit).bind("offset", offset).list(NewsroomEntry.class);
    }

    boolean shows(UUID asset) {
        return sql.of("""
                select 1 from social_newsroom_picture where workspace_id = :workspace and asset_id = :asset limit 1""").bind("asset", asset).exists();
    }

    void forget(UUID campaign) {
        sql.of("""
                delete from social_newsroom_picture
                 where workspace_id = :workspace
                   and post_id in (select post_id from social_newsroom_entry
                                    where workspace_id = :workspace and campaign_id = :campaign)""").bind("campaign", campaign).run();
        sql.of("delete from social_newsroom_entry where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }
}
