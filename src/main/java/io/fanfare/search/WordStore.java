package io.fanfare.search;

import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The SQL of the words that occur in a workspace. */
@Component
class WordStore {
    private final Sql sql;

    WordStore(Sql sql) {
        this.sql = sql;
    }

    /** A document whose words are not collected yet. */
    record Unread(String kind, UUID id, String text, List<String> words) {}

    /** What is gone is only taken from the list. */
    List<Unread> take(int most) {
        return sql.of("""
                with taken as (
                    delete from search_unread
                     where workspace_id = :workspace
                       and (kind, id) in (select kind, id from search_unread where workspace_id = :workspace
                                           order by kind, id limit :most for update skip locked)
                    returning kind, id)
                select d.kind, d.id, concat_ws(' ', d.title, d.subtitle, left(d.body, 5000)) as text,
                       tsvector_to_array(d.words) as words
                  from taken t join search_document d on d.workspace_id = :workspace and d.kind = t.kind and d.id = t.id""").bind("most", most).list(Unread.class);
    }

    boolean hasUnread() {
        return sql.of("select exists (select from search_unread where workspace_id = :workspace)")
                .one(Boolean.class);
    }

    /** The workspaces that have had unread documents for half a minute. */
    List<UUID> left() {
        return sql.of("select * from search_unread_workspaces()").list(UUID.class);
    }

    /** A word of a language. */
    record Word(String language, String word) {}

    /** In their order, so that two writers never wait for each other in a circle. */
    void add(Collection<Word> words) {
        var sorted = words.stream()
                .sorted(Comparator.comparing(Word::language).thenComparing(Word::word))
                .toList();
        sql.of("""
                insert into search_word (language, word, stem)
                select w.language, w.word, search_stem(w.language, w.word) from unnest(:languages, :words) w (language, word)
                on conflict do nothing""")
                .array("languages", "text", sorted.stream().map(Word::language).toList())
                .array("words", "text", sorted.stream().map(Word::word).toList())
                .run();
    }

    /** The languages, among these, of which words are known. */
    List<String> languages(Collection<String> among) {
        return sql.of("""
                select l from unnest(:languages) l
                 where exists (select from search_word where workspace_id = :workspace and language = l)""").array("languages", "text", among).list(String.class);
    }

    /** A word that occurs, for one that was typed. */
    record Form(String typed, String word) {}

    /** Other forms of words: those with the same stem in a language that the workspace uses. */
    List<Form> forms(Collection<String> typed, int most) {
        return sql.of("""
                select distinct t.typed, w.word
                  from unnest(:typed) t (typed)
                 cross join unnest(:languages) l (language)
                  join search_word w on w.workspace_id = :workspace and w.language = l.language
                                    and w.stem = search_stem(l.language, t.typed)
                 where w.word <> t.typed
                 order by t.typed, w.word limit :most""")
                .array("typed", "text", typed)
                .array("languages", "text", Stems.LANGUAGES)
                .bind("most", most)
                .list(Form.class);
    }

    /** Which of these words occur. */
    List<String> known(Collection<String> words) {
        return sql.of("""
                select distinct word from search_word
                 where workspace_id = :workspace and language = any(:languages) and word = any(:words)""")
                .array("words", "text", words)
                .array("languages", "text", Stems.LANGUAGES)
                .list(String.class);
    }

    /** Words with similar letters, the most similar first. */
    List<Form> near(Collection<String> typed) {
        return sql.of("select typed, word from search_near(:typed)")
                .array("typed", "text", typed)
                .list(Form.class);
    }
}
