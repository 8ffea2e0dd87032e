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
 * over its frequency; then by how often a phrase occurs, and whether the title contains it.
 */
final class Phrases {
    private static final int MOST_WORDS = 3;
    private static final Pattern ADVERB = Pattern.compile("(?i).{2,}ly|.{4,}ed");
    private static final Pattern UNWANTED = Pattern.compile("(?i).{2,}ly|.{4,}(?:ing|ed)");
    private static final Pattern POSSESSIVE = Pattern.compile("['’]s$");
    private static final int LONGEST_TAG = 32;
    private static final double LITTLE = 0.01;

    /** Only names make hashtags where the writer cannot tell nouns from verbs. */
    private final boolean onlyNames;

    private final List<Candidate> ranked;
    private final String squashed;

    private record Candidate(List<String> words, double weight) {}

    Phrases(Source source) {
        var language = Language.of(source);
        onlyNames = language != Language.ENGLISH && language != Language.OTHER && !language.isUnspaced();
        String given = text(source);
        // In text that is all upper case, nothing is a name.
        String body = isLoud(given) ? given.toLowerCase(Locale.ROOT) : given;
        squashed = squashed(body + " " + String.join(" ", source.tags()));
        var found = new LinkedHashMap<String, Occurrence>();
        var runs = Runs.of(body);
        var degree = new HashMap<String, double[]>();
        var often = new HashMap<String, Integer>();
        for (var run : runs)
            for (String word : run) {
                often.merge(Words.stem(word), 1, Integer::sum);
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
                    String key = words.stream().map(Words::stem).collect(Collectors.joining(" "));
                    found.computeIfAbsent(key, k -> new Occurrence()).saw(words, place);
                }
        }
        var names = Runs.names(source);
        String title = " " + String.join(" ", wordsOf(source.title())) + " ";
        var titleKey = title.toLowerCase(Locale.ROOT);
        var tagged = new HashMap<String, List<String>>();
        for (String tag : source.tags()) {
            var words = wordsOf(tag);
            if (!words.isEmpty() && words.size() <= MOST_WORDS && !StopWords.isGeneric(String.join(" ", words)))
                tagged.put(words.stream().map(Words::stem).collect(Collectors.joining(" ")), words);
        }
        tagged.forEach((key, words) ->
                found.computeIfAbsent(key, k -> new Occurrence()).saw(words, 0));
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
                .map(one -> weighed(one, new Counts(degree, often, titleKey, runsCount, names)))
                .map(one -> tagged.containsKey(key(one.words()))
                        ? new Candidate(one.words(), 3 * Math.max(1, one.weight()))
                        : one)
                .filter(one -> one.weight() > 0)
                .sorted((a, b) -> Double.compare(b.weight(), a.weight()))
                .limit(300)
                .toList();
    }

    private static final class Occurrence {
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

    private static String key(List<String> words) {
        return words.stream().map(Words::stem).collect(Collectors.joining(" "));
    }

    /** The counts that weigh the candidates. */
    private record Counts(
            Map<String, double[]> degree, Map<String, Integer> often, String title, double runs, Set<String> names) {}

    private Candidate weighed(Occurrence one, Counts counts) {
        var degree = counts.degree();
        var names = counts.names();
        String title = counts.title();
        double runs = counts.runs();
        var words = one.best;
        String joined = String.join("", words);
        boolean spaced = Runs.SPACED.matcher(joined).find();
        boolean named = !spaced && words.stream().allMatch(word -> isName(word) || names.contains(word));
        boolean inTitle =
                title.contains(spaced ? joined : " " + String.join(" ", words).toLowerCase(Locale.ROOT) + " ");
        boolean single = words.size() == 1;
        boolean early = named && one.first <= Math.max(12, runs / 4);
        boolean says = single
                ? spaced ? one.times > 1 : isTelling(joined, named) && (one.times > (named || inTitle ? 1 : 2) || early)
                : isTerm(words, named)
                        && (one.times > 2
                                || one.times > 1 && (named || isInTitle(words, title))
                                || (early || inTitle && isKnown(words, counts.often(), names))
                                        && !words.stream().allMatch(StopWords::isGeneric));
        if (onlyNames && !spaced && !named) return new Candidate(words, 0);
        // Words of the title are better than nothing.
        boolean little = single
                ? joined.length() > 7 && isTelling(joined, named)
                : isTerm(words, named) && isAlike(words, names);
        if (!says && inTitle && little) return new Candidate(words, LITTLE);
        if (!says || joined.length() > LONGEST_TAG || joined.length() < 2) return new Candidate(words, 0);
        if (words.stream().noneMatch(word -> word.codePoints().anyMatch(Character::isLetter)))
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
        if (single && !named && !spaced) weight *= 0.5;
        if (one.absorbed) weight *= single && isAcronym(joined) ? 0.6 : 0.2;
        if (one.first <= runs / 5) weight *= 1.2;
        return new Candidate(words, weight);
    }

    private static boolean isInTitle(List<String> words, String title) {
        return words.stream().anyMatch(word -> title.contains(" " + word.toLowerCase(Locale.ROOT) + " "));
    }

    /** A word that is a subject by itself. */
    private static boolean isTelling(String word, boolean named) {
        if (StopWords.isGeneric(word)
                || StopWords.isVerb(word)
                || POSSESSIVE.matcher(word).find()) return false;
        if (word.length() < 4) return isAcronym(word) && word.indexOf('/') < 0;
        return named || !UNWANTED.matcher(word).matches();
    }

    /** Words that make a term together, rather than a part of a sentence. */
    private static boolean isTerm(List<String> words, boolean named) {
        String last = words.getLast();
        boolean counted = words.stream()
                        .filter(word -> word.codePoints().anyMatch(Character::isDigit))
                        .count()
                > 1;
        return !counted
                && !POSSESSIVE.matcher(last).find()
                && !StopWords.isVerb(words.getFirst())
                && !StopWords.isVerb(last)
                && (named
                        || words.stream().noneMatch(word -> ADVERB.matcher(word).matches()));
    }

    /** The post mentions each of them again, or they are one word. */
    private static boolean isKnown(List<String> words, Map<String, Integer> often, Set<String> names) {
        return isAlike(words, names)
                && words.stream()
                        .allMatch(word -> word.indexOf('-') > 0 || often.getOrDefault(Words.stem(word), 0) > 1);
    }

    /** All names or none: a name beside another word is mostly a person who does something. */
    private static boolean isAlike(List<String> words, Set<String> names) {
        long large = words.stream()
                .filter(word ->
                        (names.contains(POSSESSIVE.matcher(word).replaceFirst("")) || isName(word)) && !isAcronym(word))
                .count();
        return large == 0
                || large == words.size()
                || words.stream().anyMatch(word -> word.codePoints().anyMatch(Character::isDigit));
    }

    private static boolean isLoud(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        return text.codePoints().filter(Character::isUpperCase).count() > 0.7 * letters;
    }

    /** With a capital inside, as acronyms and many products have. */
    private static boolean isName(String word) {
        return word.chars().skip(1).anyMatch(Character::isUpperCase);
    }

    private static boolean isAcronym(String word) {
        return word.length() >= 2
                && word.equals(word.toUpperCase(Locale.ROOT))
                && word.chars().anyMatch(Character::isLetter);
    }

    private static String text(Source source) {
        var blocks = source.blocks();
        boolean begun = !blocks.isEmpty()
                && blocks.getFirst().text().startsWith(source.title().replaceFirst("…$", ""));
        var text = new StringBuilder(begun ? "" : source.title())
                .append(".\n")
                .append(source.summary())
                .append(".\n");
        for (var block : blocks) {
            if (text.length() > Runs.MOST_TEXT) break;
            if (!StopWords.isByline(block.text())) text.append(block.text()).append(".\n");
        }
        if (text.length() > Runs.MOST_TEXT)
            text.setLength(Runs.MOST_TEXT - (Character.isHighSurrogate(text.charAt(Runs.MOST_TEXT - 1)) ? 1 : 0));
        return text.toString();
    }

    private static List<String> wordsOf(String text) {
        return Runs.WORD.matcher(text).results().map(found -> found.group()).toList();
    }

    /** The best phrases without repetitions; an acronym is allowed beside a phrase that begins with it. */
    private List<Candidate> best(int most) {
        var chosen = new ArrayList<Candidate>();
        var previous = new ArrayList<Set<String>>();
        for (var candidate : ranked) {
            if (chosen.size() >= most) break;
            var own = candidate.words();
            var words = own.stream().map(Words::stem).collect(Collectors.toSet());
            boolean acronym = own.size() == 1 && isAcronym(own.getFirst());
            boolean again = false;
            for (int i = 0; i < previous.size(); i++)
                again |= Words.overlap(words, previous.get(i)) > 0.5
                        && !(acronym
                                && chosen.get(i).words().size() > 1
                                && chosen.get(i).words().getFirst().equals(own.getFirst()));
            if (again) continue;
            chosen.add(candidate);
            previous.add(words);
        }
        return chosen;
    }

    /** As hashtags: each word capitalised, acronyms and names unchanged; all of them occur in the text. */
    List<String> hashtags(int most, int from) {
        var tags = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var candidate : best(most * 3 + from + 6)) {
            if (candidate.weight() == LITTLE && tags.size() > 1) break;
            String tag = tag(candidate.words());
            boolean there = !tag.isEmpty() && squashed.contains(tag.substring(1).toLowerCase(Locale.ROOT));
            if (there && seen.add(tag.toLowerCase(Locale.ROOT))) tags.add(tag);
        }
        int skip = tags.size() > most ? Math.min(from, tags.size() - most) : 0;
        return List.copyOf(tags.subList(skip, Math.min(tags.size(), skip + most)));
    }

    private static String tag(List<String> words) {
        var tag = new StringBuilder();
        for (String word : words) {
            String whole = POSSESSIVE.matcher(word).replaceFirst("s");
            for (String part : whole.split("[^\\p{L}\\p{M}\\p{N}]+"))
                if (!part.isEmpty()) {
                    int first = part.codePointAt(0);
                    boolean asItIs = part.codePoints().skip(1).anyMatch(Character::isUpperCase);
                    tag.appendCodePoint(asItIs ? first : Character.toTitleCase(first))
                            .append(part.substring(Character.charCount(first)));
                }
        }
        boolean wordy = tag.codePoints().filter(Character::isLetter).count() >= 2;
        return wordy && tag.length() <= LONGEST_TAG ? "#" + tag : "";
    }

    static String squashed(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "");
    }
}
