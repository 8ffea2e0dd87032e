package io.fanfare.library;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Like;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of files. */
@Component
class AssetStore {
    private static final String COLUMNS = """
            select a.*, a.uploaded_by as user_id,
                   (select count(*) from library_asset v
                     where v.workspace_id = :workspace and v.variant_of = a.id and v.deleted_at is null) as variants
              from library_asset a where a.workspace_id = :workspace
            """;

    private final Sql sql;

    AssetStore(Sql sql) {
        this.sql = sql;
    }

    /** Serializes uploads and deletions of the same bytes until the transaction ends. */
    void lockBytes(String hash) {
        sql.of("select pg_advisory_xact_lock(hashtextextended(:name, 0)) is null")
                .bind("name", Current.get().workspace() + "|library|" + hash)
                .exists();
    }

    /** The first asset with these bytes, in this space or, without one, anywhere. */
    Optional<Asset> withBytes(String hash, @Nullable UUID space) {
        return sql.of(COLUMNS + """
                and a.file_hash = :hash and a.deleted_at is null
                and (cast(:space as uuid) is null or a.campaign_space_id = :space)
                order by a.duplicate_of nulls first, a.id limit 1""").bind("hash", hash).bind("space", space).find(Asset.class);
    }

    /** The most recently deleted asset with these bytes. */
    Optional<Asset> deleted(String hash, @Nullable UUID space) {
        return sql.of(COLUMNS + """
                and a.file_hash = :hash and a.deleted_at is not null
                and (cast(:space as uuid) is null or a.campaign_space_id = :space)
                order by a.deleted_at desc limit 1""").bind("hash", hash).bind("space", space).find(Asset.class);
    }

    Asset insert(AssetDetails details, StoredFile file, Asset.Source source, @Nullable UUID copyOf) {
        var id = Ids.next();
        sql.of("""
                insert into library_asset (id, campaign_space_id, asset_name, asset_type, external_asset_id, mime_type, file_size,
                                           file_hash, title, description, ad_copy_text, headline_text, cta_text, width, height,
                                           duration, platform_metadata, platform_variants, tags, brand_id, uploaded_by, source, look,
                                           duplicate_of)
                values (:id, :campaignSpaceId, :assetName, :assetType, :externalAssetId, :mimeType, :size,
                        :hash, :title, :description, :adCopyText, :headlineText, :ctaText, :width, :height,
                        :duration, :platformMetadata, :platformVariants, :tags, :brandId, :by, :source, :perceptualHash, :copyOf)""")
                .bind(file.contents())
                .bind(details)
                .bind("platformMetadata", Json.of(details.platformMetadata()))
                .bind("platformVariants", Json.of(details.platformVariants()))
                .bind("id", id)
                .bind("size", file.size())
                .bind("hash", file.fileHash())
                .bind("source", source)
                .bind("by", Current.get().actor().personId())
                .bind("copyOf", copyOf)
                .run();
        return find(id).orElseThrow();
    }

    Optional<Asset> find(UUID id) {
        return sql.of(COLUMNS + "and a.id = :id").bind("id", id).find(Asset.class);
    }

    Optional<Asset> lock(UUID id) {
        return sql.of(COLUMNS + "and a.id = :id for update").bind("id", id).find(Asset.class);
    }

    List<Asset> list(Collection<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        return sql.of(COLUMNS + "and a.id = any(:ids)")
                .array("ids", "uuid", ids)
                .list(Asset.class);
    }

    /** The same; none of them can be deleted for good before the transaction ends. */
    List<Asset> hold(Collection<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        return sql.of(COLUMNS + "and a.id = any(:ids) order by a.id for key share")
                .array("ids", "uuid", ids)
                .list(Asset.class);
    }

    /** The perceptual hash of a file, if it is a picture. */
    Optional<Long> perceptualHash(UUID id) {
        return sql.of(
                        "select look from library_asset where workspace_id = :workspace and id = :id and look is not null")
                .bind("id", id)
                .find(Long.class);
    }

    private static final String FILTER = """
               and (cast(:type as text) is null or a.asset_type = :type)
               and (cast(:brand as text) is null or a.brand_id = :brand)
               and (cast(:space as uuid) is null or a.campaign_space_id = :space)
               and (cast(:likeAsset as uuid) is null or a.id <> :likeAsset)
               and (case when cast(:variantOf as uuid) is not null then a.variant_of = :variantOf
                         else :inBin or a.variant_of is null or not exists (
                                  select 1 from library_asset p
                                   where p.workspace_id = :workspace and p.id = a.variant_of and p.deleted_at is null) end)
               and (a.deleted_at is not null or exists (
                       select 1 from library_space s
                        where s.workspace_id = :workspace and s.id = a.campaign_space_id and s.deleted_at is not null)) = :inBin
               and (not :seeks or a.id in (select library_seek(cast(:words as text), cast(:labels as text[]), cast(:alike as bigint), :apart)))""";

    /** {@code alike} is the perceptual hash of the picture that others are compared with. */
    Page<Asset> page(AssetQuery query, @Nullable Long alike, Page.Range range) {
        String order = alike == null
                ? " order by " + query.order() + " limit :limit offset :offset"
                : " order by bit_count((a.look # cast(:alike as bigint))::bit(64)), a.id desc limit :limit offset :offset";
        var items = filtered(COLUMNS + FILTER + order, query, alike)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Asset.class);
        long total = filtered(
                        "select count(*) from library_asset a where a.workspace_id = :workspace " + FILTER,
                        query,
                        alike)
                .one(Long.class);
        return Page.of(items, total, range);
    }

    private Sql.Statement filtered(String text, AssetQuery query, @Nullable Long alike) {
        String words = Like.optional(query.fileName());
        var tags = query.tagList();
        return sql.of(text)
                .bind("type", query.type())
                .bind("brand", query.brandId())
                .bind("space", query.spaceId())
                .bind("likeAsset", query.similarTo())
                .bind("variantOf", query.variantOf())
                .bind("alike", alike)
                .bind("apart", PerceptualHash.MAX_DISTANCE)
                .bind("inBin", query.inBin())
                .bind("seeks", words != null || !tags.isEmpty() || alike != null)
                .bind("labels", tags.isEmpty() ? null : tags)
                .bind("words", words);
    }

    Asset update(UUID id, AssetDetails details) {
        sql.of("""
                update library_asset
                   set asset_name = :assetName, asset_type = :assetType, external_asset_id = :externalAssetId, title = :title,
                       description = :description, ad_copy_text = :adCopyText, headline_text = :headlineText, cta_text = :ctaText,
                       campaign_space_id = :campaignSpaceId, brand_id = :brandId, tags = :tags,
                       platform_metadata = :platformMetadata, platform_variants = :platformVariants, deleted_at = :deletedAt,
                       version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""")
                .bind(details)
                .bind("platformMetadata", Json.of(details.platformMetadata()))
                .bind("platformVariants", Json.of(details.platformVariants()))
                .bind("id", id)
                .run();
        return find(id).orElseThrow();
    }

    /** Records the first asset with the same bytes. */
    void copyOf(UUID id, UUID first) {
        sql.of("update library_asset set duplicate_of = :first where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .bind("first", first)
                .run();
    }

    /** Files that belong to another keep to it. */
    void group(UUID primary, List<UUID> variants) {
        sql.of("""
                update library_asset set variant_of = :primary
                 where workspace_id = :workspace and id = any(:variants) and id <> :primary and variant_of is null
                   and not exists (select 1 from library_asset v
                                    where v.workspace_id = :workspace and v.variant_of = library_asset.id)""").bind("primary", primary).array("variants", "uuid", variants).run();
    }

    /** The picture that this crop made. */
    Optional<Asset> cropped(Asset.Crop crop) {
        return sql.of(COLUMNS + "and a.crop = :crop and a.deleted_at is null order by a.id limit 1")
                .bind("crop", Json.of(crop))
                .find(Asset.class);
    }

    Asset crop(UUID id, UUID primary, Asset.Crop crop) {
        sql.of("""
                update library_asset set crop = :crop, variant_of = :primary
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("primary", primary)
                .bind("crop", Json.of(crop))
                .run();
        return find(id).orElseThrow();
    }

    void deleteSoftly(List<UUID> ids) {
        sql.of("""
                with clock as materialized (select fanfare_now() as now)
                update library_asset set deleted_at = coalesce(deleted_at, clock.now), version = version + 1,
                       updated_at = clock.now
                  from clock where workspace_id = :workspace and id = any(:ids)""").array("ids", "uuid", ids).run();
    }

    /** The further sizes of pictures that are not deleted. */
    List<Asset> sizesOf(Collection<UUID> primaries) {
        return sql.of(COLUMNS + " and a.variant_of = any(:ids) and a.deleted_at is null order by a.id")
                .array("ids", "uuid", primaries)
                .list(Asset.class);
    }

    /** The first of these sizes takes the place of the picture that they belonged to. */
    void promote(List<UUID> sizes) {
        sql.of("""
                update library_asset
                   set variant_of = case when id = :first then null else cast(:first as uuid) end, version = version + 1
                 where workspace_id = :workspace and id = any(:ids)""").bind("first", sizes.getFirst()).array("ids", "uuid", sizes).run();
    }

    /** Restores the sizes that were deleted together with a picture. */
    void restoreSizes(UUID primary, Instant deletedAt) {
        sql.of("""
                update library_asset set deleted_at = null, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and variant_of = :primary and deleted_at = :deletedAt""").bind("primary", primary).bind("deletedAt", deletedAt).run();
    }

    /** Deletes an asset for good and returns the hashes of the bytes that it and its renditions had. */
    List<String> delete(Asset asset) {
        var hashes = new ArrayList<String>();
        hashes.add(asset.fileHash());
        renditions(asset.id()).forEach(rendition -> hashes.add(rendition.fileHash()));
        sql.of("delete from library_asset where workspace_id = :workspace and id = :id")
                .bind("id", asset.id())
                .run();
        return hashes;
    }

    boolean isReferred(String hash) {
        return sql.of("""
                select 1 from library_asset where workspace_id = :workspace and file_hash = :hash
                 union all
                select 1 from library_rendition where workspace_id = :workspace and file_hash = :hash limit 1""").bind("hash", hash).exists();
    }

    // Renditions

    /** A smaller or converted version of a file. */
    record Rendition(String rendition, String mimeType, String fileHash, long fileSize) {}

    List<Rendition> renditions(UUID asset) {
        return sql.of("""
                select rendition, mime_type, file_hash, file_size from library_rendition
                 where workspace_id = :workspace and asset_id = :asset""").bind("asset", asset).list(Rendition.class);
    }

    Optional<Rendition> rendition(UUID asset, String name) {
        return sql.of("""
                select rendition, mime_type, file_hash, file_size from library_rendition
                 where workspace_id = :workspace and asset_id = :asset and rendition = :name""").bind("asset", asset).bind("name", name).find(Rendition.class);
    }

    /** Only after {@link #lockBytes}, so that the bytes exist. */
    void insertRendition(UUID asset, Rendition rendition) {
        sql.of("""
                insert into library_rendition (asset_id, rendition, mime_type, file_hash, file_size)
                select a.id, :rendition, :mimeType, :fileHash, :fileSize from library_asset a
                 where a.workspace_id = :workspace and a.id = :asset
                on conflict (workspace_id, asset_id, rendition) do nothing""").bind(rendition).bind("asset", asset).run();
    }

    // Reuse

    /** A recorded reuse of a file. */
    record Reuse(
            String reusedInType,
            @Nullable String reusedInId,
            @Nullable String reusedInName,
            Map<String, @Nullable Object> reuseContext,
            Instant at,
            @Nullable UUID userId) {}

    Asset reuse(UUID asset, AssetReuses.NewReuse reuse) {
        sql.of("""
                insert into library_reuse (id, asset_id, reused_in_type, reused_in_id, reused_in_name, reuse_context, user_id)
                values (:id, :asset, :reusedInType, :reusedInId, :reusedInName, :context, :by)""")
                .bind("id", Ids.next())
                .bind("asset", asset)
                .bind("reusedInType", reuse.reusedInType())
                .bind("reusedInId", reuse.reusedInId())
                .bind("reusedInName", reuse.reusedInName())
                .bind("context", Json.of(reuse.reuseContext() == null ? Map.of() : reuse.reuseContext()))
                .bind("by", Current.get().actor().personId())
                .run();
        sql.of("""
                update library_asset set reused_count = reused_count + 1, last_reused_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""").bind("id", asset).run();
        return find(asset).orElseThrow();
    }

    /** Counts the use of files by a thing: once for each file, however often the thing changes. */
    List<Asset> use(Collection<UUID> assets, AssetReuses.NewReuse use) {
        if (assets.isEmpty()) return List.of();
        var fresh = sql.of("""
                select a.id from library_asset a
                 where a.workspace_id = :workspace and a.id = any(:assets)
                   and not exists (select from library_reuse r
                                    where r.workspace_id = :workspace and r.asset_id = a.id
                                      and r.reused_in_type = :type and r.reused_in_id = :id)
                 order by a.id for no key update""")
                .array("assets", "uuid", assets)
                .bind("type", use.reusedInType())
                .bind("id", use.reusedInId())
                .list(UUID.class);
        return fresh.stream().map(asset -> reuse(asset, use)).toList();
    }

    /** The last 1,000. */
    List<Reuse> reuses(UUID asset) {
        return sql.of("""
                select reused_in_type, reused_in_id, reused_in_name, reuse_context, at, user_id from library_reuse
                 where workspace_id = :workspace and asset_id = :asset order by id desc limit 1000""").bind("asset", asset).list(Reuse.class);
    }
}
