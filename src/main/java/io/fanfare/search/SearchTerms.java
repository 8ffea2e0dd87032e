package io.fanfare.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed: all words must be found, the last one as the beginning of a word; {@code "several words"} must stand together,
 * {@code -word} must not be there.
 */
record SearchTerms(List<Term> terms) {
    private static final int MOST = 20;

    /** One word or phrase. A word like {@code well-known} is a phrase of two. */
    record Term(List<String> words, boolean excluded, boolean beginning, Set<String> forms) {
        Term(List<String> words, boolean excluded, boolean beginning) {
            this(words, excluded, beginning, Set.of());
        }

        String exact() {
            String words = words().stream().map(SearchTerms::quoted).collect(Collectors.joining(" <-> "));
            return (excluded ? "!(" : "(") + words + (beginning ? ":*)" : ")");
        }

        String query() {
            if (forms.isEmpty()) return exact();
            return "(" + exact() + " | "
                    + forms.stream().map(SearchTerms::quoted).collect(Collectors.joining(" | ")) + ")";
        }

        boolean matches(String plain) {
            return !excluded
                    && (words.contains(plain)
                            || beginning && plain.startsWith(words.getLast())
                            || forms.contains(plain));
        }

        /** Whether other words may be found in its place: not for phrases, and what is excluded is so as it was typed. */
        Optional<String> word() {
            return !excluded && words.size() == 1 && Stems.isWord(words.getFirst())
                    ? Optional.of(words.getFirst())
                    : Optional.empty();
        }
    }

    /** Words consist of letters and digits. */
    private static String quoted(String word) {
        return "'" + word + "'";
    }

    static SearchTerms of(String typed) {
        var terms = new ArrayList<Term>();
        boolean phrase = false;
        // The parts between quotation marks are phrases; a last one that is still open is one as well.
        for (String part : typed.replaceAll("[„“”«»]", "\"").split("\"", -1)) {
            if (phrase) add(terms, part, false, false);
            else
                for (String word : part.split("\\s+"))
                    add(terms, word, word.length() > 1 && word.startsWith("-"), true);
            phrase = !phrase;
        }
        return new SearchTerms(onlyLastIsBeginning(terms));
    }

    private static void add(List<Term> terms, String text, boolean excluded, boolean beginning) {
        var words = SearchWord.of(text).stream().map(SearchWord::plain).toList();
        if (!words.isEmpty() && terms.size() < MOST) terms.add(new Term(words, excluded, beginning && !excluded));
    }

    private static List<Term> onlyLastIsBeginning(List<Term> terms) {
        var exact = new ArrayList<Term>();
        for (int at = 0; at < terms.size(); at++) {
            var term = terms.get(at);
            exact.add(new Term(term.words(), term.excluded(), term.beginning() && at == terms.size() - 1));
        }
        return exact;
    }

    /** Whether nothing is looked for: everything is found. */
    boolean isEmpty() {
        return terms.stream().allMatch(Term::excluded);
    }

    /** As PostgreSQL's {@code tsquery}. */
    String query() {
        return terms.stream().map(Term::query).collect(Collectors.joining(" & "));
    }

    /** The words as they were typed; null if nothing else is looked for. */
    @Nullable
    String exact() {
        return terms.stream().allMatch(term -> term.forms().isEmpty())
                ? null
                : terms.stream().map(Term::exact).collect(Collectors.joining(" & "));
    }

    /** The words in whose place others may be found. */
    Set<String> words() {
        return terms.stream().flatMap(term -> term.word().stream()).collect(Collectors.toSet());
    }

    /** Whether a word is the last one, of which only the beginning may have been typed. */
    boolean isBeginning(String word) {
        return terms.stream().anyMatch(term -> term.beginning() && term.words().contains(word));
    }

    /** Looks for these words too, each in the place of the one that was typed. */
    SearchTerms with(Map<String, ? extends Collection<String>> forms) {
        return new SearchTerms(terms.stream()
                .map(term -> term.word()
                        .filter(forms::containsKey)
                        .map(word -> {
                            var all = new TreeSet<>(term.forms());
                            all.addAll(forms.get(word));
                            return new Term(term.words(), term.excluded(), term.beginning(), all);
                        })
                        .orElse(term))
                .toList());
    }

    /** The words that were looked for, to compare with titles when none is found exactly. */
    String plain() {
        return terms.stream()
                .filter(term -> !term.excluded())
                .flatMap(term -> term.words().stream())
                .collect(Collectors.joining(" "));
    }

    boolean matches(SearchWord word) {
        return terms.stream().anyMatch(term -> term.matches(word.plain()));
    }
}
