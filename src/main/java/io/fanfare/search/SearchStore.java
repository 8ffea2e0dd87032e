package io.fanfare.search;

import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Trailing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of the index. */
@Component
class SearchStore {
    private final Sql sql;
    private final Trailing trailing;

    SearchStore(Sql sql, Trailing trailing) {
        this.sql = sql;
        this.trailing = trailing;
    }

    /** The ids of things that follow one, in their order. */
    List<UUID> next(SearchSource source, @Nullable UUID after, int most) {
        return sql.of("select t.id from (" + source.select()
                        + ") t where cast(:after as uuid) is null or t.id > :after order by t.id limit :most")
                .bind("after", after)
                .bind("most", most)
                .list(UUID.class);
    }

    /** Reads these things and writes them to the index; those that can't be found any more are removed. */
    void write(SearchSource source, Collection<UUID> ids) {
        if (ids.isEmpty()) return;
        var documents = sql.of("select t.* from (" + source.select() + ") t where t.id = any(:ids) order by t.id")
                .array("ids", "uuid", ids)
                .list(SearchDocument.class);
        var gone = new HashSet<>(ids);
        documents.forEach(document -> gone.remove(document.id()));
        if (!gone.isEmpty()) remove(gone);
        if (!documents.isEmpty()) put(source.kind(), documents);
    }

    /** With a campaign go its items. */
    private void remove(Collection<UUID> gone) {
        sql.of("""
                delete from search_document
                 where workspace_id = :workspace and (id = any(:ids) or campaign_id = any(:ids))""").array("ids", "uuid", gone).run();
    }

    private void put(String kind, List<SearchDocument> documents) {
        sql.of("""
                with written as (
                insert into search_document (kind, id, campaign_id, draft_id, title, subtitle, body, status, channel, owner_id, tags,
                                             plain_title, words, updated_at)
                select :kind, d.id, d.campaign_id, d.draft_id, d.title, d.subtitle, d.body, d.status, d.channel, d.owner_id,
                       cast(d.tags as text[]), d.plain_title, cast(d.words as tsvector), d.updated_at
                  from unnest(:ids, :campaigns, :drafts, :titles, :subtitles, :bodies, :states, :channels, :owners, :tags,
                              :plain, :words, :times)
                    as d (id, campaign_id, draft_id, title, subtitle, body, status, channel, owner_id, tags, plain_title, words, updated_at)
                on conflict (workspace_id, kind, id) do update
                   set campaign_id = excluded.campaign_id, draft_id = excluded.draft_id, title = excluded.title,
                       subtitle = excluded.subtitle, body = excluded.body, status = excluded.status, channel = excluded.channel,
                       owner_id = excluded.owner_id, tags = excluded.tags, plain_title = excluded.plain_title,
                       words = excluded.words, updated_at = excluded.updated_at
                 where search_document.updated_at <= excluded.updated_at
                returning kind, id)
                insert into search_unread (kind, id) select kind, id from written on conflict do nothing""")
                .bind("kind", kind)
                .array("ids", "uuid", all(documents, SearchDocument::id))
                .array("campaigns", "uuid", all(documents, SearchDocument::campaignId))
                .array("drafts", "uuid", all(documents, SearchDocument::draftId))
                .array("titles", "text", all(documents, SearchDocument::title))
                .array("subtitles", "text", all(documents, SearchDocument::subtitle))
                .array("bodies", "text", all(documents, SearchDocument::shortBody))
                .array("states", "text", all(documents, SearchDocument::status))
                .array("channels", "text", all(documents, SearchDocument::channel))
                .array("owners", "uuid", all(documents, SearchDocument::ownerId))
                .array("tags", "text", all(documents, document -> literal(document.tags())))
                .array("plain", "text", all(documents, SearchDocument::plainTitle))
                .array("words", "text", all(documents, SearchDocument::words))
                .array("times", "timestamptz", all(documents, SearchDocument::updatedAt))
                .run();
        trailing.expect(WordLane.LANE);
    }

    private static List<@Nullable Object> all(
            List<SearchDocument> documents, Function<SearchDocument, @Nullable Object> part) {
        var values = new ArrayList<@Nullable Object>();
        for (var document : documents) values.add(part.apply(document));
        return values;
    }

    /** An array within an array of texts. */
    private static String literal(List<String> texts) {
        var literal = new StringBuilder("{");
        for (String text : texts) {
            if (literal.length() > 1) literal.append(',');
            literal.append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
