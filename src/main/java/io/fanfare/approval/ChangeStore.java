package io.fanfare.approval;

import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The SQL of changes of items, and of the versions they are compared with. */
@Component
class ChangeStore {
    private final Sql sql;

    ChangeStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * A change after which a policy did something: of the version {@code decided}, which people decided on, to {@code digest}. {@code
     * compared} are all versions that the new one was compared with, {@code rules} those that gave the class.
     */
    record Change(
            UUID id,
            UUID campaignId,
            Scope scope,
            String kind,
            UUID itemId,
            String title,
            @Nullable UUID reviewId,
            Action action,
            ChangeClass change,
            @Nullable String decided,
            String digest,
            List<String> compared,
            List<String> rules,
            String policy,
            int policyVersion,
            String byName,
            @Nullable Instant at) {}

    /** What a policy did. */
    enum Action {
        KEEP,
        RESTART,
        AUTO
    }

    static String key(Scope scope, String kind, UUID item) {
        return scope.name().toLowerCase(Locale.ROOT) + ":" + Item.key(kind, item);
    }

    /** The digests of items that are there, by {@link #key}. */
    Map<String, String> digests(UUID campaign, Collection<UUID> items) {
        return sql.of("""
                select scope || ':' || kind || ':' || item_id as key, digest as value from approval_item
                 where workspace_id = :workspace and campaign_id = :campaign and item_id = any(:items)
                   and digest is not null""").bind("campaign", campaign).array("items", "uuid", items).list(Pair.class).stream()
                .collect(Collectors.toMap(Pair::key, Pair::value));
    }

    private record Pair(String key, String value) {}

    /** Stores what the digests of these items stand for. */
    void put(UUID campaign, Collection<Item> items) {
        var scopes = new ArrayList<Scope>();
        var kinds = new ArrayList<String>();
        var ids = new ArrayList<UUID>();
        var digests = new ArrayList<String>();
        var facts = new ArrayList<String>();
        for (var item : items)
            item.facts().forEach((scope, fact) -> {
                scopes.add(scope);
                kinds.add(item.kind());
                ids.add(item.id());
                digests.add(String.valueOf(item.digests().get(scope)));
                facts.add(Json.of(fact).text());
            });
        if (ids.isEmpty()) return;
        sql.of("""
                insert into approval_facts (campaign_id, scope, kind, item_id, digest, facts)
                select :campaign, f.scope, f.kind, f.item_id, f.digest, cast(f.facts as jsonb)
                  from unnest(:scopes, :kinds, :items, :digests, :facts) as f (scope, kind, item_id, digest, facts)
                on conflict (workspace_id, campaign_id, scope, kind, item_id, digest) do nothing""")
                .bind("campaign", campaign)
                .bind("scopes", scopes)
                .bind("kinds", kinds)
                .array("items", "uuid", ids)
                .bind("digests", digests)
                .bind("facts", facts)
                .run();
    }

    /** Deletes the versions of items that no one decided on and that are no longer current. */
    void forgetUndecided(UUID campaign, Collection<Item> items) {
        sql.of("""
                delete from approval_facts f
                 where f.workspace_id = :workspace and f.campaign_id = :campaign and f.item_id = any(:items)
                   and not exists (select 1 from approval_item i
                                    where i.workspace_id = :workspace and i.campaign_id = f.campaign_id and i.scope = f.scope
                                      and i.kind = f.kind and i.item_id = f.item_id and i.digest = f.digest)
                   and not exists (select 1 from approval_mark m
                                    where m.workspace_id = :workspace and m.campaign_id = f.campaign_id and m.kind = f.kind
                                      and m.item_id = f.item_id and m.digest = f.digest)
                   and not exists (select 1 from approval_change c
                                    where c.workspace_id = :workspace and c.campaign_id = f.campaign_id and c.scope = f.scope
                                      and c.kind = f.kind and c.item_id = f.item_id and f.digest = any(c.compared))
                   and not exists (select 1 from approval_scope s
                                    where s.workspace_id = :workspace and s.campaign_id = f.campaign_id and s.scope = f.scope
                                      and s.manifest @> jsonb_build_array(jsonb_build_object(
                                              'kind', f.kind, 'id', f.item_id, 'digest', f.digest)))""")
                .bind("campaign", campaign)
                .array("items", "uuid", items.stream().map(Item::id).toList())
                .run();
    }

    /** What the digests of an item stand for, as far as it is known. */
    Map<String, JsonNode> facts(ScopeState state, ItemRow item) {
        return of(sql.of("""
                        select digest as key, cast(facts as text) as value from approval_facts
                         where workspace_id = :workspace and campaign_id = :campaign and scope = :scope and kind = :kind
                           and item_id = :item"""), state, item).list(Pair.class).stream()
                .collect(Collectors.toMap(Pair::key, pair -> Json.read(pair.value(), JsonNode.class)));
    }

    private static Sql.Statement of(Sql.Statement statement, ScopeState state, ItemRow item) {
        return statement
                .bind("campaign", state.row().campaignId())
                .bind("scope", state.row().scope())
                .bind("kind", item.kind())
                .bind("item", item.itemId());
    }

    /** The decisions on these versions of an item are good for its current one. */
    void keep(ScopeState state, ItemRow item, List<String> versions) {
        of(sql.of("""
                        update approval_item set kept = :kept
                         where workspace_id = :workspace and campaign_id = :campaign and scope = :scope and kind = :kind
                           and item_id = :item"""), state, item).bind("kept", versions).run();
    }

    void add(Change change) {
        sql.of("""
                insert into approval_change (id, campaign_id, scope, kind, item_id, title, review_id, action, change, decided,
                                             digest, compared, rules, policy, policy_version, by_name)
                values (:id, :campaignId, :scope, :kind, :itemId, :title, :reviewId, :action, :change, :decided,
                        :digest, :versions, :names, :policy, :policyVersion, :byName)""")
                .bind(change)
                .bind("versions", change.compared())
                .bind("names", change.rules())
                .run();
    }

    /** What was done about an item, oldest first. */
    List<Change> changesOf(ScopeState state, ItemRow item) {
        return changesOf(state.row().campaignId(), state.row().scope(), item.kind(), item.itemId());
    }

    List<Change> changesOf(UUID campaign, Scope scope, String kind, UUID item) {
        return sql.of("""
                        select * from approval_change
                         where workspace_id = :workspace and campaign_id = :campaign and scope = :scope and kind = :kind
                           and item_id = :item order by id""")
                .bind("campaign", campaign)
                .bind("scope", scope)
                .bind("kind", kind)
                .bind("item", item)
                .list(Change.class);
    }

    /** What the current digests of an item stand for, by scope. */
    Map<Scope, JsonNode> current(UUID campaign, String kind, UUID item) {
        return sql.of("""
                        select f.scope as key, cast(f.facts as text) as value
                          from approval_facts f
                          join approval_item i on i.workspace_id = f.workspace_id and i.campaign_id = f.campaign_id
                                              and i.scope = f.scope and i.kind = f.kind and i.item_id = f.item_id
                                              and i.digest = f.digest
                         where f.workspace_id = :workspace and i.workspace_id = :workspace and f.campaign_id = :campaign
                           and f.kind = :kind and f.item_id = :item""").bind("campaign", campaign).bind("kind", kind).bind("item", item).list(Pair.class).stream()
                .collect(Collectors.toMap(
                        pair -> Scope.valueOf(pair.key().toUpperCase(Locale.ROOT)),
                        pair -> Json.read(pair.value(), JsonNode.class)));
    }

    /** What was done in a review, and after it until the next, oldest first. */
    List<Change> of(Review review) {
        return sql.of("""
                        select c.* from approval_change c
                         where c.workspace_id = :workspace and c.campaign_id = :campaign and c.scope = :scope
                           and c.action <> 'auto' and (c.review_id = :review or c.review_id is null and c.at >= :requested
                                and not exists (select 1 from approval_review r
                                                 where r.workspace_id = :workspace and r.campaign_id = :campaign
                                                   and r.scope = :scope and r.id > :review and r.requested_at <= c.at))
                         order by c.id""")
                .bind("campaign", review.campaignId())
                .bind("scope", review.scope())
                .bind("review", review.id())
                .bind("requested", review.requestedAt())
                .list(Change.class);
    }
}
