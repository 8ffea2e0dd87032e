package io.fanfare.library;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Like;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The SQL of spaces. */
@Component
class SpaceStore {
    private static final String COLUMNS = """
            select s.*, coalesce(f.files, 0) as asset_count, coalesce(f.bytes, 0) as total_asset_size_bytes
              from library_space s
              left join lateral (select count(*) as files, sum(a.file_size)::bigint as bytes from library_asset a
                                  where a.workspace_id = s.workspace_id and a.campaign_space_id = s.id
                                    and a.deleted_at is null) f on true
             where s.workspace_id = :workspace
            """;

    private final Sql sql;

    SpaceStore(Sql sql) {
        this.sql = sql;
    }

    Space insert(SpaceDetails details) {
        var id = Ids.next();
        bound("""
                insert into library_space (id, campaign_name, platform, external_campaign_id, description, campaign_objective,
                                           target_audience, budget, currency, import_source, import_metadata, imported_at, tags,
                                           category, is_template, template_metadata, is_active, is_archived, brand_id, user_id)
                values (:id, :campaignName, :platform, :externalCampaignId, :description, :campaignObjective,
                        :targetAudience, :budget, :currency, :importSource, :importMetadata, :importedAt, :tags,
                        :category, :isTemplate, :templateMetadata, :isActive, :isArchived, :brandId, :me)""", details).bind("id", id).bind("me", Current.get().person()).run();
        return find(id).orElseThrow();
    }

    Space update(UUID id, SpaceDetails details) {
        bound("""
                update library_space
                   set campaign_name = :campaignName, platform = :platform, external_campaign_id = :externalCampaignId,
                       description = :description, campaign_objective = :campaignObjective, target_audience = :targetAudience,
                       budget = :budget, currency = :currency, import_source = :importSource,
                       import_metadata = :importMetadata, imported_at = :importedAt, tags = :tags, category = :category,
                       is_template = :isTemplate, template_metadata = :templateMetadata, is_active = :isActive,
                       is_archived = :isArchived, brand_id = :brandId, deleted_at = :deletedAt,
                       version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""", details).bind("id", id).run();
        return find(id).orElseThrow();
    }

    private Sql.Statement bound(String text, SpaceDetails details) {
        return sql.of(text)
                .bind(details)
                .bind("targetAudience", Json.of(details.targetAudience()))
                .bind("importMetadata", Json.of(details.importMetadata()))
                .bind("templateMetadata", Json.of(details.templateMetadata()));
    }

    Optional<Space> find(UUID id) {
        return sql.of(COLUMNS + "and s.id = :id").bind("id", id).find(Space.class);
    }

    Optional<Space> lock(UUID id) {
        boolean there = sql.of("select 1 from library_space where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .exists();
        return there ? find(id) : Optional.empty();
    }

    /** The space if files can be added to it; unknown and deleted spaces are refused. */
    Space open(UUID id) {
        var space = find(id).orElseThrow(Refused::notFound);
        if (space.deletedAt() != null)
            throw Refused.conflict("space_deleted", "This space was deleted. Restore it first, or use another.");
        return space;
    }

    private static final String FILTER = """
               and (s.deleted_at is not null) = :inBin
               and (cast(:platform as text) is null or s.platform = :platform)
               and (cast(:brand as text) is null or s.brand_id = :brand)
               and (cast(:category as text) is null or s.category = :category)
               and (cast(:source as text) is null or s.import_source = :source)
               and (cast(:externalId as text) is null or s.external_campaign_id = :externalId)
               and (cast(:active as boolean) is null or s.is_active = :active)
               and (cast(:archived as boolean) is null or s.is_archived = :archived)
               and (cast(:template as boolean) is null or s.is_template = :template)
               and (not :seeks or s.id in (select library_space_seek(cast(:words as text), cast(:labels as text[]))))""";

    Page<Space> page(SpaceQuery query) {
        var range = Page.Range.of(query.limit(), query.offset());
        var items = filtered(
                        COLUMNS + FILTER + " order by s.created_at desc, s.id desc limit :limit offset :offset", query)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Space.class);
        long total = filtered("select count(*) from library_space s where s.workspace_id = :workspace " + FILTER, query)
                .one(Long.class);
        return Page.of(items, total, range);
    }

    private Sql.Statement filtered(String text, SpaceQuery query) {
        String words = Like.optional(query.search());
        var tags = query.tagList();
        return sql.of(text)
                .bind("inBin", query.inBin())
                .bind("platform", query.platform())
                .bind("brand", query.brandId())
                .bind("category", query.category())
                .bind("source", query.importSource())
                .bind("externalId", query.externalCampaignId())
                .bind("active", query.active())
                .bind("archived", query.archived())
                .bind("template", query.isTemplate())
                .bind("labels", tags.isEmpty() ? null : tags)
                .bind("words", words)
                .bind("seeks", words != null || !tags.isEmpty());
    }

    void deleteSoftly(UUID id) {
        sql.of("""
                update library_space set deleted_at = coalesce(deleted_at, fanfare_now()), version = version + 1,
                       updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""").bind("id", id).run();
    }

    boolean holdsFiles(UUID id) {
        return sql.of("select 1 from library_asset where workspace_id = :workspace and campaign_space_id = :id limit 1")
                .bind("id", id)
                .exists();
    }

    void delete(UUID id) {
        sql.of("delete from library_space where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }
}
