package io.fanfare.search;

import io.fanfare.ai.TextLanguage;
import io.fanfare.kernel.Trailing;
import io.fanfare.kernel.Transactions;
import io.fanfare.search.WordStore.Unread;
import io.fanfare.search.WordStore.Word;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Collects the words of what has changed, with their stems in the language of the text, a moment after the change. Words of a text
 * that is too short to tell its language are kept in all the languages that the workspace uses, and in English.
 */
@Component
class WordLane implements Trailing.Work {
    static final String LANE = "search-words";

    private static final int BATCH = 200;

    private final WordStore store;
    private final Transactions transactions;

    WordLane(WordStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return LANE;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public List<UUID> left() {
        return store.left();
    }

    @Override
    public Optional<Instant> work() {
        return transactions.write(() -> {
            var words = new HashSet<Word>();
            var documents = store.take(BATCH);
            if (!documents.isEmpty()) {
                var usual = new HashSet<>(store.languages(Stems.LANGUAGES));
                usual.add("en");
                documents.forEach(document -> read(document, usual, words));
                store.add(words);
            }
            return store.hasUnread() ? Optional.of(Instant.EPOCH) : Optional.empty();
        });
    }

    private static void read(Unread document, Set<String> usual, Set<Word> words) {
        String language = TextLanguage.of(document.text());
        var languages = language.isEmpty() ? usual : Set.of(language);
        for (String word : document.words())
            if (Stems.isWord(word)) for (String each : languages) words.add(new Word(each, word));
    }
}
