package io.fanfare.creative;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of creatives. */
@Component
class CreativeStore {
    private final Sql sql;

    CreativeStore(Sql sql) {
        this.sql = sql;
    }

    /** A creative before it is stored. */
    record New(
            UUID id,
            UUID campaignId,
            String name,
            Creative.Kind kind,
            @Nullable Platform platform,
            Creative.Mode mode,
            @Nullable String brief,
            @Nullable UUID blogPostId,
            Components components,
            Map<Platform, Components> channels,
            Map<String, String> writers) {}

    Creative insert(New creative, @Nullable UUID strategyId, @Nullable Integer strategyVersion, String digest) {
        return sql.of("""
                insert into creative_creative (id, campaign_id, name, kind, platform, mode, brief, blog_post_id, components,
                                               channels, writers, strategy_id, strategy_version, digest, created_by)
                values (:id, :campaignId, :name, :kind, :platform, :mode, :brief, :blogPostId, :components,
                        :channels, :writers, :strategyId, :strategyVersion, :digest, :by)
                returning *""")
                .bind(creative)
                .bind("strategyId", strategyId)
                .bind("strategyVersion", strategyVersion)
                .bind("digest", digest)
                .bind("by", Current.get().actor().personId())
                .one(Creative.class);
    }

    Optional<Creative> find(UUID id) {
        return sql.of("select * from creative_creative where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Creative.class);
    }

    Creative lock(UUID id) {
        return sql.of("select * from creative_creative where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .one(Creative.class);
    }

    List<Creative> list(Collection<UUID> ids) {
        return sql.of("select * from creative_creative where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", ids)
                .list(Creative.class);
    }

    /** Creatives that use one of these files. */
    List<Creative> showing(Collection<UUID> assets) {
        return sql.of("""
                select * from creative_creative c
                 where c.workspace_id = :workspace and not c.archived
                   and exists (select 1 from (select c.components as parts
                                              union all select value from jsonb_each(c.channels)) as used
                                where array[used.parts -> 'image' ->> 'assetId', used.parts -> 'video' ->> 'assetId',
                                            used.parts -> 'video' ->> 'posterAssetId'] && cast(:assets as text[]))
                 limit 1000""")
                .array("assets", "text", assets.stream().map(UUID::toString).toList())
                .list(Creative.class);
    }

    private static final String FILTER = """
            from creative_creative
            where workspace_id = :workspace and campaign_id = :campaign and archived = :archived
              and (cast(:kind as text) is null or kind = :kind)
              and (cast(:platform as text) is null or platform = :platform)""";

    Page<Creative> page(UUID campaign, CreativeQuery query) {
        var range = query.range();
        var items = filtered("select * " + FILTER + " order by id desc limit :limit offset :offset", campaign, query)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Creative.class);
        long total = filtered("select count(*) " + FILTER, campaign, query).one(Long.class);
        return Page.of(items, total, range);
    }

    private Sql.Statement filtered(String text, UUID campaign, CreativeQuery query) {
        return sql.of(text)
                .bind("campaign", campaign)
                .bind("kind", query.kind())
                .bind("platform", query.platform())
                .bind("archived", query.archivedOnly());
    }

    /** The creatives of a campaign that are not archived, oldest first, at most 500. */
    List<Creative> newest(@Nullable UUID campaign, int most) {
        return sql.of("""
                select * from creative_creative
                 where workspace_id = :workspace and not archived
                   and (cast(:campaign as uuid) is null or campaign_id = :campaign)
                 order by id desc limit :most""").bind("campaign", campaign).bind("most", most).list(Creative.class);
    }

    List<Creative> ofCampaign(UUID campaign) {
        return sql.of("""
                select * from creative_creative
                 where workspace_id = :workspace and campaign_id = :campaign and not archived
                 order by id limit 500""").bind("campaign", campaign).list(Creative.class);
    }

    Creative redigest(UUID id, String digest) {
        return sql.of("""
                update creative_creative set digest = :digest where workspace_id = :workspace and id = :id
                returning *""").bind("id", id).bind("digest", digest).one(Creative.class);
    }

    /** The next state of a creative. */
    record Change(
            UUID id,
            String name,
            @Nullable String brief,
            Components components,
            Map<Platform, Components> channels,
            Map<String, String> writers) {
        static Change of(Creative creative, Components components, Map<String, String> writers) {
            return new Change(
                    creative.id(), creative.name(), creative.brief(), components, creative.channels(), writers);
        }
    }

    /** Stores a change; {@code revised} counts it as a new revision. */
    Creative revise(
            Change change,
            String digest,
            boolean revised,
            @Nullable UUID strategyId,
            @Nullable Integer strategyVersion) {
        return sql.of("""
                update creative_creative
                   set components = :components, channels = :channels, writers = :writers, digest = :digest, name = :name, brief = :brief,
                       strategy_id = :strategyId, strategy_version = :strategyVersion,
                       revision = revision + :more, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id
                returning *""")
                .bind("id", change.id())
                .bind("components", Json.of(change.components()))
                .bind("channels", Json.of(change.channels()))
                .bind("writers", Json.of(change.writers()))
                .bind("digest", digest)
                .bind("name", change.name())
                .bind("brief", change.brief())
                .bind("strategyId", strategyId)
                .bind("strategyVersion", strategyVersion)
                .bind("more", revised ? 1 : 0)
                .one(Creative.class);
    }

    Creative archive(UUID id, boolean archived) {
        return sql.of("""
                update creative_creative set archived = :archived, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id
                returning *""").bind("id", id).bind("archived", archived).one(Creative.class);
    }

    /** One state of the components. {@code cause}: created, changed, regenerated, proposal, restored or asset. */
    record Revision(
            int revision,
            Components components,
            Map<Platform, Components> channels,
            Map<String, String> writers,
            String cause,
            @Nullable Integer strategyVersion,
            String byName,
            Instant at) {}

    void keep(Creative creative, String cause) {
        sql.of("""
                insert into creative_revision (creative_id, revision, components, channels, writers, cause, strategy_version, by_name)
                values (:creative, :revision, :components, :channels, :writers, :cause, :strategyVersion, :by)""")
                .bind("creative", creative.id())
                .bind("revision", creative.revision())
                .bind("components", Json.of(creative.components()))
                .bind("channels", Json.of(creative.channels()))
                .bind("writers", Json.of(creative.writers()))
                .bind("cause", cause)
                .bind("strategyVersion", creative.strategyVersion())
                .bind("by", Current.get().actor().name())
                .run();
    }

    List<Revision> revisions(UUID creative, Page.Range range) {
        return sql.of("""
                select revision, components, channels, writers, cause, strategy_version, by_name, at from creative_revision
                 where workspace_id = :workspace and creative_id = :creative
                 order by revision desc limit :limit offset :offset""")
                .bind("creative", creative)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Revision.class);
    }

    Optional<Revision> revision(UUID creative, int number) {
        return sql.of("""
                select revision, components, channels, writers, cause, strategy_version, by_name, at from creative_revision
                 where workspace_id = :workspace and creative_id = :creative and revision = :number""").bind("creative", creative).bind("number", number).find(Revision.class);
    }

    /** A regeneration that was not applied yet. */
    record Proposal(UUID id, UUID creativeId, int baseRevision, Map<String, Object> components, String writer) {}

    void propose(Proposal proposal) {
        sql.of("""
                insert into creative_proposal (id, creative_id, base_revision, components, writer)
                values (:id, :creativeId, :baseRevision, :components, :writer)""").bind(proposal).run();
        // Only the newest 20 proposals of a creative are stored.
        sql.of("""
                delete from creative_proposal
                 where workspace_id = :workspace and creative_id = :creative
                   and id not in (select id from creative_proposal
                                   where workspace_id = :workspace and creative_id = :creative order by id desc limit 20)""").bind("creative", proposal.creativeId()).run();
    }

    Proposal proposal(UUID creative, UUID id) {
        return sql.of("""
                select id, creative_id, base_revision, components, writer from creative_proposal
                 where workspace_id = :workspace and creative_id = :creative and id = :id""").bind("creative", creative).bind("id", id).one(Proposal.class);
    }

    void forgetCampaign(UUID campaign) {
        sql.of("delete from creative_creative where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }
}
