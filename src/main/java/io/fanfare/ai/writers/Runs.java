package io.fanfare.ai.writers;

import io.fanfare.ai.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Splits a text into runs of words between stop words and punctuation, and finds the names in it. */
final class Runs {
    static final int MOST_TEXT = 200_000;
    static final Pattern WORD = Pattern.compile(
            "\\p{Lu}/\\p{Lu}(?![\\p{L}\\p{N}])|[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*(?:['’\\-‑.+#][\\p{L}\\p{M}\\p{N}]+){0,8}");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://|www\\.)\\S+|(?<!\\S)\\S{1,100}@\\S+|[#@][\\p{L}\\p{N}_]+");
    private static final Pattern PARTICLE = Pattern.compile("(?<=\\p{IsHangul}{2})[은는이가을를에의와과로도]$");
    /** Runs of ideographs without particles and numerals. */
    private static final Pattern IDEOGRAPHS = Pattern.compile(
            "[\\p{IsHan}&&[^的了是在和有我们也就都把为從从到这那不年月日个個他她它与及或而被对将以其上下一二三四五六七八九十百千万億亿元円次分]]{2,12}|[\\p{IsKatakana}ー]{3,12}");

    private static final Pattern STOP_NAME = Pattern.compile(
            "(?<=[\\p{Ll},] )(\\p{Lu}[\\p{L}'’]{1,20}) (\\p{Lu}[\\p{L}\\p{N}]{2,30})(?![\\p{L}\\p{N}])");
    private static final int LONGEST_WORD = 6;
    /** No tag tells 1.2 million from 12 million. */
    private static final Pattern NUMBER = Pattern.compile("\\p{N}+(?:[.,:/'’×\\u00A0\\u202F-]\\p{N}+){1,12}\\p{L}*");

    private static final Pattern VERSION =
            Pattern.compile(".*\\p{N}\\..*|.*\\.\\p{N}.*|\\p{N}.*\\p{Ll}.*|.*\\p{No}.*|.*\\p{N}\\P{N}+\\p{N}.*");
    private static final Pattern TOKEN = Pattern.compile(NUMBER.pattern() + "|" + WORD.pattern());
    static final Pattern SPACED =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}]");

    private Runs() {}

    /** Words that are mostly capitalized within sentences. */
    static Set<String> names(Source source) {
        var capital = new HashMap<String, Integer>();
        int length = 0;
        for (var block : source.blocks()) {
            if (block.isHeading()) continue;
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

    /** Names whose first word is a stop word elsewhere: "Let's Encrypt", "The Guardian". */
    private static Set<String> namesWithStopWord(String text) {
        return STOP_NAME
                .matcher(text)
                .results()
                .filter(found -> StopWords.is(found.group(1)))
                .map(found -> found.group(1) + " " + found.group(2))
                .collect(Collectors.toSet());
    }

    static List<List<String>> of(String text) {
        String plain = ADDRESS.matcher(text).replaceAll(" | ");
        var runs = new ArrayList<List<String>>();
        if (SPACED.matcher(plain).find()) repeated(plain, runs);
        var run = new ArrayList<String>();
        int last = 0;
        var names = namesWithStopWord(plain);
        var words = TOKEN.matcher(plain);
        while (words.find() && runs.size() < 60_000) {
            String word = PARTICLE.matcher(words.group()).replaceFirst("");
            String between = plain.substring(last, words.start()).strip();
            boolean apart =
                    !between.isEmpty() && !plain.substring(last, words.start()).equals(" & ");
            boolean number = Character.isDigit(word.codePointAt(0));
            boolean stop = StopWords.is(word) && !beginsName(plain, words.start(), names)
                    || SPACED.matcher(word).find()
                    || NUMBER.matcher(word).matches()
                    || VERSION.matcher(word).matches();
            if (apart || stop) cut(runs, run);
            // "Lumen 3" is a name, "40 lines" are a count.
            if (number
                    && !stop
                    && (run.isEmpty() || !Character.isUpperCase(run.getLast().codePointAt(0)))) cut(runs, run);
            else if (!stop) run.add(word);
            last = words.end();
        }
        cut(runs, run);
        return runs;
    }

    private static boolean beginsName(String text, int at, Set<String> names) {
        return names.stream().anyMatch(name -> text.startsWith(name, at));
    }

    /** In scripts without spaces, repeated sequences are the best guess at words. */
    private static void repeated(String text, List<List<String>> runs) {
        var times = new HashMap<String, Integer>();
        IDEOGRAPHS
                .matcher(text)
                .results()
                .limit(20_000)
                .map(found -> found.group())
                .forEach(found -> {
                    for (int from = 0; from < found.length(); from++)
                        for (int to = from + 2; to <= Math.min(found.length(), from + LONGEST_WORD); to++)
                            times.merge(found.substring(from, to), 1, Integer::sum);
                });
        times.values().removeIf(n -> n < 2);
        var parts = new HashSet<String>();
        times.forEach((word, n) -> {
            for (int from = 0; from < word.length(); from++)
                for (int to = from + 2; to <= word.length(); to++)
                    if (to - from < word.length() && times.getOrDefault(word.substring(from, to), 0) <= n)
                        parts.add(word.substring(from, to));
        });
        times.forEach((word, n) -> {
            boolean katakana = Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.KATAKANA;
            if (!parts.contains(word) && !(katakana && word.length() < 3))
                for (int i = 0; i < Math.min(n, 50); i++) runs.add(List.of(word));
        });
    }

    private static void cut(List<List<String>> runs, List<String> run) {
        if (!run.isEmpty()) runs.add(List.copyOf(run));
        run.clear();
    }
}
