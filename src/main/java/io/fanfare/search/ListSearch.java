package io.fanfare.search;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the words of a list's search field as {@code searchEverything} does. The list's statement then selects
 * {@code id in (select search_ids(cast(:words as tsquery), kind))}.
 */
@Component
public class ListSearch {
    private final Sql sql;
    private final Vocabulary vocabulary;

    ListSearch(Sql sql, Vocabulary vocabulary) {
        this.sql = sql;
        this.vocabulary = vocabulary;
    }

    /** What to look for among the things of a kind, as a {@code tsquery}; null without words. */
    public @Nullable String words(String kind, @Nullable String typed) {
        if (typed == null || typed.isBlank()) return null;
        if (typed.length() > SearchQuery.MOST_CHARACTERS)
            throw Refused.invalid("q", "must have at most " + SearchQuery.MOST_CHARACTERS + " characters");
        var terms = vocabulary.withForms(SearchTerms.of(typed));
        return isFound(terms, kind)
                ? terms.query()
                : vocabulary.corrected(terms).terms().query();
    }

    private boolean isFound(SearchTerms terms, String kind) {
        return sql.of("select search_ids(cast(:words as tsquery), :kind) limit 1")
                .bind("words", terms.query())
                .bind("kind", kind)
                .exists();
    }
}
