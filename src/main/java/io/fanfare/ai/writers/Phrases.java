package io.fanfare.ai.writers;

import io.fanfare.ai.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Key phrases by RAKE (Rose et al., 2010): runs of words between stop words and punctuation, each word weighing its degree
 * over its frequency; then by how often a phrase stands there, and whether the title has it.
 */
final class Phrases {
    private static final int MOST_TEXT = 200_000;
    private static final int MOST_WORDS = 3;
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*(?:['’\\-‑.+#][\\p{L}\\p{M}\\p{N}]+){0,8}");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://|www\\.)\\S+|(?<!\\S)\\S{1,100}@\\S+|[#@][\\p{L}\\p{N}_]+");
    private static final Pattern UNWANTED = Pattern.compile("(?i).{2,}ly|.{4,}(?:ing|ed)");
    private static final Pattern SPACED =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}]");
    private static final Pattern IDEOGRAPHS =
            Pattern.compile("\\p{IsHan}{2,6}|[\\p{IsKatakana}ー]{3,12}|\\p{IsHangul}{2,8}");
    private static final int LONGEST_TAG = 32;

    private final List<Candidate> ranked;
    private final String squashed;

    private record Candidate(List<String> words, double weight) {}

    Phrases(Source source) {
        String body = text(source);
        squashed = squashed(body);
        var found = new LinkedHashMap<String, Found>();
        var runs = runs(body);
        var degree = new HashMap<String, double[]>();
        for (var run : runs)
            for (String word : run) {
                double[] d = degree.computeIfAbsent(word.toLowerCase(Locale.ROOT), w -> new double[2]);
                d[0] += Math.min(run.size(), 4);
                d[1]++;
            }
        int place = 0;
        for (var run : runs) {
            place++;
            for (int from = 0; from < run.size(); from++)
                for (int to = from + 1; to <= Math.min(run.size(), from + MOST_WORDS); to++) {
                    var words = run.subList(from, to);
                    if (found.size() > 60_000) break;
                    String key = words.stream().map(Reading::stem).collect(Collectors.joining(" "));
                    found.computeIfAbsent(key, k -> new Found()).saw(words, place);
                }
        }
        var names = names(source);
        String title = " " + String.join(" ", wordsOf(source.title() + " " + String.join(" ", source.tags()))) + " ";
        var titleKey = title.toLowerCase(Locale.ROOT);
        double runsCount = Math.max(1, runs.size());
        // "Model Context" is only ever part of "Model Context Protocol".
        var absorbed = new HashMap<String, Integer>();
        found.forEach((key, one) -> {
            String[] words = key.split(" ");
            for (int from = 0; from < words.length; from++)
                for (int to = from + 1; to <= words.length; to++)
                    if (to - from < words.length)
                        absorbed.merge(String.join(" ", List.of(words).subList(from, to)), one.times, Math::max);
        });
        found.forEach((key, one) ->
                one.absorbed = absorbed.getOrDefault(key, 0) >= (one.best.size() == 1 ? 0.35 : 0.6) * one.times);
        ranked = found.values().stream()
                .map(one -> weighed(one, degree, titleKey, runsCount, names))
                .filter(one -> one.weight() > 0)
                .sorted((a, b) -> Double.compare(b.weight(), a.weight()))
                .limit(300)
                .toList();
    }

    private static final class Found {
        private final Map<String, Integer> forms = new HashMap<>();
        private List<String> best = List.of();
        private int most;
        private int times;
        private int first;
        private boolean absorbed;

        void saw(List<String> words, int place) {
            if (times++ == 0) first = place;
            int n = forms.merge(String.join(" ", words), 1, Integer::sum);
            if (n > most) {
                most = n;
                best = List.copyOf(words);
            }
        }
    }

    private static Candidate weighed(
            Found one, Map<String, double[]> degree, String title, double runs, Set<String> names) {
        var words = one.best;
        boolean named = words.stream().allMatch(word -> isName(word) || names.contains(word));
        boolean inTitle = title.contains(" " + String.join(" ", words).toLowerCase(Locale.ROOT) + " ");
        String joined = String.join("", words);
        boolean single = words.size() == 1;
        if (joined.length() > LONGEST_TAG || joined.length() < 2) return new Candidate(words, 0);
        if (single && joined.length() < 4 && !isAcronym(joined)) return new Candidate(words, 0);
        if (single && !named && UNWANTED.matcher(joined).matches()) return new Candidate(words, 0);
        if (words.stream().noneMatch(word -> word.codePoints().anyMatch(Character::isLetter)))
            return new Candidate(words, 0);
        if (words.stream().anyMatch(word -> word.codePoints().allMatch(Character::isDigit)) && !inTitle)
            return new Candidate(words, 0);
        if (single && !named && !inTitle && one.times < 3) return new Candidate(words, 0);
        // A phrase that stands there once is a turn of speech, not a subject.
        if (one.times < 2 && !inTitle && !(named && one.first <= runs / 4 && words.size() <= 2))
            return new Candidate(words, 0);
        double rake = words.stream()
                .mapToDouble(word -> {
                    double[] d = degree.getOrDefault(word.toLowerCase(Locale.ROOT), new double[] {1, 1});
                    return d[0] / d[1];
                })
                .sum();
        double weight = Math.pow(one.times, 0.85) * (1 + Math.log(1 + rake)) * (1 + 0.25 * (words.size() - 1));
        if (inTitle) weight *= 2.2;
        if (named) weight *= 1.5;
        if (single && !named) weight *= 0.5;
        if (!single
                && !named
                && words.stream().anyMatch(word -> UNWANTED.matcher(word).matches())) weight *= 0.5;
        if (one.absorbed) weight *= single && isAcronym(joined) ? 0.6 : 0.2;
        if (one.first <= runs / 5) weight *= 1.2;
        return new Candidate(words, weight);
    }

    /** With a capital inside, as acronyms and many products have. */
    private static boolean isName(String word) {
        return word.chars().skip(1).anyMatch(Character::isUpperCase);
    }

    /** Words that have a capital where no sentence begins, more often than not. */
    private static Set<String> names(Source source) {
        var capital = new HashMap<String, Integer>();
        int length = 0;
        for (var block : source.blocks()) {
            if (block.kind() == Source.Kind.HEADING) continue;
            if ((length += block.text().length()) > MOST_TEXT) break;
            var words = WORD.matcher(block.text());
            int last = -1;
            while (words.find()) {
                boolean within =
                        last >= 0 && block.text().substring(last, words.start()).isBlank();
                String word = words.group();
                if (within && Character.isUpperCase(word.codePointAt(0))) capital.merge(word, 1, Integer::sum);
                else if (within) capital.merge(capitalised(word), -1, Integer::sum);
                last = words.end();
            }
        }
        capital.values().removeIf(times -> times <= 0);
        return capital.keySet();
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static boolean isAcronym(String word) {
        return word.length() >= 2
                && word.equals(word.toUpperCase(Locale.ROOT))
                && word.chars().anyMatch(Character::isLetter);
    }

    private static String text(Source source) {
        var text = new StringBuilder(source.title())
                .append(".\n")
                .append(source.summary())
                .append(".\n");
        for (var block : source.blocks()) {
            if (text.length() > MOST_TEXT) break;
            text.append(block.text()).append(".\n");
        }
        if (text.length() > MOST_TEXT)
            text.setLength(MOST_TEXT - (Character.isHighSurrogate(text.charAt(MOST_TEXT - 1)) ? 1 : 0));
        return text.toString();
    }

    private static List<List<String>> runs(String text) {
        String plain = ADDRESS.matcher(text).replaceAll(" | ");
        var runs = new ArrayList<List<String>>();
        if (SPACED.matcher(plain).find())
            IDEOGRAPHS.matcher(plain).results().limit(20_000).forEach(found -> runs.add(List.of(found.group())));
        var run = new ArrayList<String>();
        int last = 0;
        var words = WORD.matcher(plain);
        while (words.find() && runs.size() < 60_000) {
            String word = words.group();
            boolean apart = !plain.substring(last, words.start()).isBlank();
            boolean stop = StopWords.is(word) || SPACED.matcher(word).find();
            if (apart || stop) cut(runs, run);
            if (!stop) run.add(word);
            last = words.end();
        }
        cut(runs, run);
        return runs;
    }

    private static void cut(List<List<String>> runs, List<String> run) {
        if (!run.isEmpty()) runs.add(List.copyOf(run));
        run.clear();
    }

    private static List<String> wordsOf(String text) {
        return WORD.matcher(text).results().map(found -> found.group()).toList();
    }

    /** The best, none of which says what another says; an acronym may stand beside a phrase that begins with it. */
    private List<List<String>> best(int most) {
        var chosen = new ArrayList<List<String>>();
        var said = new ArrayList<Set<String>>();
        for (var candidate : ranked) {
            if (chosen.size() >= most) break;
            var own = candidate.words();
            var words = own.stream().map(Reading::stem).collect(Collectors.toSet());
            boolean acronym = own.size() == 1 && isAcronym(own.getFirst());
            boolean again = false;
            for (int i = 0; i < said.size(); i++)
                again |= Reading.overlap(words, said.get(i)) > 0.5
                        && !(acronym
                                && chosen.get(i).size() > 1
                                && chosen.get(i).getFirst().equals(own.getFirst()));
            if (again) continue;
            chosen.add(own);
            said.add(words);
        }
        return chosen;
    }

    /** As hashtags: each word with a capital, what is an acronym or a name as it stands; all of it is in the text. */
    List<String> hashtags(int most, int from) {
        var tags = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var words : best(most * 3 + from + 6)) {
            String tag = tag(words);
            boolean there = !tag.isEmpty() && squashed.contains(tag.substring(1).toLowerCase(Locale.ROOT));
            if (there && seen.add(tag.toLowerCase(Locale.ROOT))) tags.add(tag);
        }
        int skip = tags.size() > most ? Math.min(from, tags.size() - most) : 0;
        return List.copyOf(tags.subList(skip, Math.min(tags.size(), skip + most)));
    }

    private static String tag(List<String> words) {
        var tag = new StringBuilder();
        for (String word : words)
            for (String part : word.split("[^\\p{L}\\p{M}\\p{N}]+"))
                if (!part.isEmpty()) {
                    int first = part.codePointAt(0);
                    boolean asItIs = part.codePoints().skip(1).anyMatch(Character::isUpperCase);
                    tag.appendCodePoint(asItIs ? first : Character.toTitleCase(first))
                            .append(part.substring(Character.charCount(first)));
                }
        boolean wordy = tag.codePoints().filter(Character::isLetter).count() >= 2;
        return wordy && tag.length() <= LONGEST_TAG ? "#" + tag : "";
    }

    static String squashed(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "");
    }
}
