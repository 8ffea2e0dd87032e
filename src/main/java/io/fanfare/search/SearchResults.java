package io.fanfare.search;

import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the index. */
@Component
class SearchResults {
    /** How the words are compared. */
    enum Match {
        /** There are no words: everything is found. */
        ALL("from search_document d where d.workspace_id = :workspace and d.kind = any(cast(:kinds as text[]))", "0.0"),
        WORDS("""
                from search_seek(cast(:query as tsquery), cast(:kinds as text[])) s
                join search_document d on d.workspace_id = :workspace and d.kind = s.kind and d.id = s.id""", "s.score"),
        /** Words with typing errors are compared with titles. */
        ALIKE("""
                from search_alike(cast(:plain as text), cast(:kinds as text[])) s
                join search_document d on d.workspace_id = :workspace and d.kind = s.kind and d.id = s.id""", "s.score");

        /** A draft is left out where an item that was made from it is found. */
        private final String found;

        Match(String from, String score) {
            found = "with hit as materialized (select d.*, cast(" + score + " as double precision) as score " + from
                    + """
                    ),
                    found as (
                        select h.* from hit h
                         where not exists (select 1 from hit i where i.draft_id = h.id)
                           and (cast(:tag as text) is null or :tag = any(h.tags))
                           and (cast(:from as timestamptz) is null or h.updated_at >= :from)
                           and (cast(:to as timestamptz) is null or h.updated_at <= :to))
                    """;
        }
    }

    /** How many documents have these values. */
    record Group(
            String kind,
            @Nullable String status,
            @Nullable String channel,
            @Nullable UUID ownerId,
            @Nullable UUID campaignId,
            long count) {}

    /** A document that was found. */
    record Row(
            String kind,
            UUID id,
            @Nullable UUID campaignId,
            String title,
            @Nullable String subtitle,
            String body,
            @Nullable String status,
            @Nullable String channel,
            double score,
            Instant updatedAt) {}

    private final Sql sql;

    SearchResults(Sql sql) {
        this.sql = sql;
    }

    List<Group> groups(Match match, SearchTerms terms, SearchQuery query, Collection<String> kinds) {
        return bound(match.found + """
                select kind, status, channel, owner_id, campaign_id, count(*) as count from found
                 group by kind, status, channel, owner_id, campaign_id""", match, terms, query, kinds).list(Group.class);
    }

    /** {@code characters}: how much of each text is read. */
    List<Row> rows(Match match, SearchTerms terms, SearchQuery query, Collection<String> kinds, int characters) {
        var range = query.range();
        return bound(match.found + """
                select kind, id, campaign_id, title, subtitle, left(body, :characters) as body, status, channel, score, updated_at from found
                 where (cast(:kind as text) is null or kind = :kind)
                   and (cast(:status as text) is null or status = :status)
                   and (cast(:channel as text) is null or channel = :channel)
                   and (cast(:owner as uuid) is null or owner_id = :owner)
                   and (cast(:campaign as uuid) is null or campaign_id = :campaign)
                 order by\s""" + query.order() + ", id limit :limit offset :offset", match, terms, query, kinds)
                .bind("characters", characters)
                .bind("kind", query.kind())
                .bind("status", query.status())
                .bind("channel", query.channel())
                .bind("owner", query.owner())
                .bind("campaign", query.campaignId())
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Row.class);
    }

    private Sql.Statement bound(
            String text, Match match, SearchTerms terms, SearchQuery query, Collection<String> kinds) {
        var statement = sql.of(text)
                .array("kinds", "text", kinds)
                .bind("tag", query.tag())
                .bind("from", query.from())
                .bind("to", query.to());
        return switch (match) {
            case ALL -> statement;
            case WORDS -> statement.bind("query", terms.query());
            case ALIKE -> statement.bind("plain", terms.plain());
        };
    }
}
