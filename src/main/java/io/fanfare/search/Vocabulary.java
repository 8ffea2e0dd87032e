package io.fanfare.search;

import io.fanfare.search.WordStore.Form;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds other words to look for: forms of those that were typed, and those that were meant. */
@Component
class Vocabulary {
    private static final int MOST_FORMS = 200;
    private static final int MOST_MEANT = 10;

    private final WordStore store;

    Vocabulary(WordStore store) {
        this.store = store;
    }

    /** Looks for the other forms of the words too. */
    SearchTerms withForms(SearchTerms terms) {
        var words = terms.words();
        return words.isEmpty() ? terms : terms.with(grouped(store.forms(words, MOST_FORMS)));
    }

    /**
     * What was probably meant, where nothing is found: the words that occur nowhere are replaced by those with the fewest typing
     * errors; if every word occurs, all are.
     */
    Correction corrected(SearchTerms terms) {
        var words = terms.words();
        if (words.isEmpty()) return new Correction(terms, List.of());
        var unknown = new HashSet<>(words);
        store.known(words).forEach(unknown::remove);
        var wrong = unknown.isEmpty() ? words : unknown;
        Map<String, List<String>> candidates = grouped(store.near(wrong));
        Map<String, List<String>> meant = wrong.stream()
                .collect(Collectors.toMap(
                        word -> word, word -> closest(terms, word, candidates.getOrDefault(word, List.of()))));
        meant.values().removeIf(List::isEmpty);
        var instead = meant.entrySet().stream()
                .map(entry -> new Instead(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Instead::typed))
                .toList();
        return new Correction(terms.with(meant), instead);
    }

    /** A word that was typed, and what was looked for in its place. */
    record Instead(String typed, List<String> words) {}

    /** The corrected words; nothing is corrected if {@code instead} is empty. */
    record Correction(SearchTerms terms, List<Instead> instead) {}

    private static List<String> closest(SearchTerms terms, String typed, Collection<String> candidates) {
        boolean beginning = terms.isBeginning(typed);
        var byErrors = candidates.stream()
                .filter(word -> !word.equals(typed))
                .collect(Collectors.groupingBy(
                        word -> beginning ? Spelling.errorsInBeginning(typed, word) : Spelling.errors(typed, word),
                        TreeMap::new,
                        Collectors.toList()));
        var best = byErrors.firstEntry();
        if (best == null || best.getKey() > Spelling.allowed(typed)) return List.of();
        return best.getValue().stream().limit(MOST_MEANT).toList();
    }

    private static Map<String, List<String>> grouped(List<Form> forms) {
        return forms.stream()
                .collect(Collectors.groupingBy(Form::typed, Collectors.mapping(Form::word, Collectors.toList())));
    }
}
