package io.fanfare.launch;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Like;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import io.fanfare.launch.CampaignTemplate.Category;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of templates and their uses. */
@Component
class TemplateStore {
    private static final String FILTER = """
            where t.workspace_id = :workspace and t.archived = :archivedOnly
              and (cast(:category as text) is null or t.category = :category)
              and (cast(:type as text) is null or t.type = :type)
              and (cast(:tag as text) is null or :tag = any(t.tags))
              and (cast(:words as text) is null or lower(t.name || ' ' || coalesce(t.description, '')) like :words)""";

    private final Sql sql;

    TemplateStore(Sql sql) {
        this.sql = sql;
    }

    CampaignTemplate insert(TemplateDetails details) {
        return bound("""
                insert into launch_template (id, name, description, category, type, tags, content, placeholders)
                values (:id, :name, :description, :category, :type, :tags, :content, :placeholders)
                returning *""", details).bind("id", Ids.next()).one(CampaignTemplate.class);
    }

    CampaignTemplate update(UUID id, TemplateDetails details) {
        return bound("""
                update launch_template
                   set name = :name, description = :description, category = :category, type = :type, tags = :tags,
                       content = :content, placeholders = :placeholders, archived = :archived, version = version + 1,
                       updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id
                returning *""", details)
                .bind("archived", Boolean.TRUE.equals(details.archived()))
                .bind("id", id)
                .one(CampaignTemplate.class);
    }

    private Sql.Statement bound(String text, TemplateDetails details) {
        return sql.of(text)
                .bind("name", details.name())
                .bind("description", details.description())
                .bind("category", details.group())
                .bind("type", details.campaignType())
                .bind("tags", details.tags())
                .bind("content", Json.of(details.content()))
                .bind("placeholders", Json.of(details.fields()));
    }

    Optional<CampaignTemplate> find(UUID id) {
        return sql.of("select * from launch_template where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(CampaignTemplate.class);
    }

    CampaignTemplate lock(UUID id) {
        return sql.of("select * from launch_template where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .one(CampaignTemplate.class);
    }

    List<CampaignTemplate> list(TemplateQuery query, int limit, int offset) {
        return filtered(
                        "select t.* from launch_template t " + FILTER
                                + " order by t.updated_at desc, t.id limit :limit offset :offset",
                        query)
                .bind("limit", limit)
                .bind("offset", offset)
                .list(CampaignTemplate.class);
    }

    long count(TemplateQuery query) {
        return filtered("select count(*) from launch_template t " + FILTER, query)
                .one(Long.class);
    }

    private Sql.Statement filtered(String text, TemplateQuery query) {
        return sql.of(text)
                .bind("archivedOnly", query.archivedOnly())
                .bind("category", query.category())
                .bind("type", query.type())
                .bind("tag", query.tag())
                .bind("words", Like.optional(query.q()));
    }

    private record Counted(Category category, long count) {}

    Map<Category, Long> categories() {
        return sql.of("""
                select category, count(*) from launch_template
                 where workspace_id = :workspace and not archived group by category""").list(Counted.class).stream().collect(Collectors.toMap(Counted::category, Counted::count));
    }

    void used(CampaignTemplate template, UUID campaign) {
        sql.of("""
                insert into launch_template_use (campaign_id, template_id, template_version, person_id)
                values (:campaign, :template, :version, :person)""")
                .bind("campaign", campaign)
                .bind("template", template.id())
                .bind("version", template.version())
                .bind("person", Current.get().person())
                .run();
    }

    /** How often a template was used, and when last. */
    record Uses(UUID templateId, long count, @Nullable Instant lastAt) {
        static Uses none(UUID template) {
            return new Uses(template, 0, null);
        }
    }

    Map<UUID, Uses> uses(Collection<UUID> templates) {
        return sql.of("""
                select template_id, count(*), max(used_at) as last_at from launch_template_use
                 where workspace_id = :workspace and template_id = any(:templates)
                 group by template_id""").array("templates", "uuid", templates).list(Uses.class).stream()
                .collect(Collectors.toMap(Uses::templateId, each -> each));
    }

    /** A campaign that was made from a template. */
    record Use(UUID campaignId, UUID personId, int templateVersion, Instant usedAt) {}

    Page<Use> page(UUID template, Page.Range range) {
        var items = sql.of("""
                select campaign_id, person_id, template_version, used_at from launch_template_use
                 where workspace_id = :workspace and template_id = :template
                 order by used_at desc, campaign_id limit :limit offset :offset""")
                .bind("template", template)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Use.class);
        long total = sql.of(
                        "select count(*) from launch_template_use where workspace_id = :workspace and template_id = :template")
                .bind("template", template)
                .one(Long.class);
        return Page.of(items, total, range);
    }

    void forget(UUID campaign) {
        sql.of("delete from launch_template_use where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }
}
