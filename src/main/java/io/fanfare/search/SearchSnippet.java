package io.fanfare.search;

import java.util.List;

/** The part of a text around the first word that matches. */
record SearchSnippet(String text, List<List<Integer>> highlights) {
    private static final int LENGTH = 160;
    private static final int BEFORE = 40;

    static SearchSnippet of(String body, SearchTerms terms) {
        var words = SearchWord.of(body);
        int first = words.stream()
                .filter(terms::matches)
                .mapToInt(SearchWord::from)
                .findFirst()
                .orElse(0);
        int from = words.stream()
                .mapToInt(SearchWord::from)
                .filter(start -> start >= first - BEFORE)
                .findFirst()
                .orElse(0);
        if (from <= BEFORE) from = 0;
        int start = from;
        int to = words.stream()
                .mapToInt(SearchWord::to)
                .filter(end -> end <= start + LENGTH)
                .max()
                .orElse(start);
        if (body.length() <= start + LENGTH) to = body.length();
        String text = body.substring(start, Math.max(start, to));
        return new SearchSnippet(text, highlights(text, terms));
    }

    /** The words of a text that match, as pairs of start and end. */
    static List<List<Integer>> highlights(String text, SearchTerms terms) {
        return SearchWord.of(text).stream()
                .filter(terms::matches)
                .map(word -> List.of(word.from(), word.to()))
                .toList();
    }
}
