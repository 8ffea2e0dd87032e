package io.fanfare.search;

import io.fanfare.kernel.Sql;
import io.fanfare.search.SearchFacets.Facet;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the index. */
@Component
class SearchResults {
    /** How many documents are counted and ranked: of more that match, so many and those that were changed last. */
    static final int MOST_COUNTED = 2_000;

    private static final int MOST_VALUES = 50;

    /** A draft is left out where an item that was made from it is found. {@code misses} has a bit for each filter that a hit fails. */
    private static final String FOUND = """
            with hit as materialized (
                select * from search_hits(cast(:query as tsquery), cast(:exact as tsquery), cast(:kinds as text[]), cast(:withStatus as text),
                                          cast(:withTag as text), cast(:withOwner as uuid), cast(:withChannel as text),
                                          cast(:withCampaign as uuid), cast(:from as timestamptz), cast(:to as timestamptz), :most)),
            found as materialized (
                select h.*, case when cast(:kind as text) is null or h.kind = :kind then 0 else 1 end
                          + case when cast(:status as text) is null or h.status = :status then 0 else 2 end
                          + case when cast(:tag as text) is null or :tag = any(h.tags) then 0 else 4 end
                          + case when cast(:owner as uuid) is null or h.owner_id = :owner then 0 else 8 end
                          + case when cast(:channel as text) is null or h.channel = :channel then 0 else 16 end
                          + case when cast(:campaign as uuid) is null or h.campaign_id = :campaign then 0 else 32 end as misses
                  from hit h
                 where not exists (select 1 from hit i where i.draft_id = h.id))
            """;

    private static final String COUNTS = """
            select 'hits' as name, cast(null as text) as value, count(*) as count, cast(null as uuid) as id, cast(null as double precision) as score
              from hit
            union all
            select 'total', null, count(*), null, null from found where misses = 0
            """
            + Arrays.stream(Facet.values())
                    .map(facet -> """
                            union all
                            (select '%s', value, count(*), null, null
                               from (select %s as value from found where misses in (0, %d)) v
                              where value is not null group by value order by count(*) desc, value limit %d)
                            """.formatted(facet.field(), facet.column(), facet.bit(), MOST_VALUES))
                    .collect(Collectors.joining());

    /** A count of the results: of a value of a filter, of all, or the place of a result on the page. */
    record Line(
            String name,
            @Nullable String value,
            long count,
            @Nullable UUID id,
            @Nullable Double score) {}

    /** A document of the page. */
    record Row(
            String kind,
            UUID id,
            @Nullable UUID campaignId,
            String title,
            @Nullable String subtitle,
            String body,
            @Nullable String status,
            @Nullable String channel,
            @Nullable UUID ownerId,
            double score,
            Instant updatedAt) {}

    /** A document without its text, in an order. */
    record Brief(UUID id, String title) {}

    private final Sql sql;

    SearchResults(Sql sql) {
        this.sql = sql;
    }

    /** The counts and the page. {@code narrow}: whether the filters decide what is counted, or only what is on the page. */
    List<Line> lines(SearchTerms terms, SearchQuery query, Collection<String> kinds, boolean narrow) {
        var range = query.range();
        return found(COUNTS + """
                union all
                (select 'page', kind, row_number() over (order by %1$s, id), id, score
                   from found where misses = 0 order by %1$s, id limit :limit offset :offset)
                """.formatted(query.order()), terms, query, kinds, narrow)
                .bind("most", MOST_COUNTED)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Line.class);
    }

    /** The best of them, without counts. */
    List<Line> best(SearchTerms terms, SearchQuery query, Collection<String> kinds, int most) {
        return found("""
                select 'page' as name, kind as value, row_number() over (order by %1$s, id) as count, id,
                       cast(score as double precision) as score
                  from found where misses = 0 order by %1$s, id limit :limit
                """.formatted(query.order()), terms, query, kinds, true)
                .bind("most", most)
                .bind("limit", query.range().limit())
                .list(Line.class);
    }

    /** Those that were changed last. */
    List<Brief> latest(SearchTerms terms, SearchQuery query, Collection<String> kinds, int most) {
        return found(
                        "select id, title from found where misses = 0 order by updated_at desc, id",
                        terms,
                        query,
                        kinds,
                        true)
                .bind("most", most)
                .list(Brief.class);
    }

    /** Reads the documents of a page in its order; {@code characters}: how much of each text. */
    List<Row> rows(List<Line> page, int characters) {
        if (page.isEmpty()) return List.of();
        return sql.of("""
                select d.kind, d.id, d.campaign_id, d.title, d.subtitle, left(d.body, :characters) as body, d.status, d.channel,
                       d.owner_id, p.score, d.updated_at
                  from unnest(:pageKinds, :pageIds, :scores) with ordinality p (kind, id, score, place)
                  join search_document d on d.workspace_id = :workspace and d.kind = p.kind and d.id = p.id
                 order by p.place""")
                .array("pageKinds", "text", page.stream().map(Line::value).toList())
                .array("pageIds", "uuid", page.stream().map(Line::id).toList())
                .array("scores", "float8", page.stream().map(Line::score).toList())
                .bind("characters", characters)
                .list(Row.class);
    }

    private Sql.Statement found(
            String rest, SearchTerms terms, SearchQuery query, Collection<String> kinds, boolean narrow) {
        return sql.of(FOUND + rest)
                .array("kinds", "text", narrow && query.kind() != null ? only(kinds, query.kind()) : kinds)
                .bind("query", query.isAll() ? null : terms.query())
                .bind("exact", terms.exact())
                .bind("withStatus", narrow ? query.status() : null)
                .bind("withTag", narrow ? query.tag() : null)
                .bind("withOwner", narrow ? query.owner() : null)
                .bind("withChannel", narrow ? query.channel() : null)
                .bind("withCampaign", narrow ? query.campaignId() : null)
                .bind("kind", query.kind())
                .bind("status", query.status())
                .bind("tag", query.tag())
                .bind("owner", query.owner())
                .bind("channel", query.channel())
                .bind("campaign", query.campaignId())
                .bind("from", query.from())
                .bind("to", query.to());
    }

    private static List<String> only(Collection<String> kinds, String kind) {
        return kinds.contains(kind) ? List.of(kind) : List.of();
    }
}
