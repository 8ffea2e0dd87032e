package io.fanfare.ai;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The language of a text: by its script, or by its most frequent small words. */
public final class TextLanguage {
    /** Words that are frequent in one of these languages and rare in the others. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "en", List.of("the", "and", "you", "your", "with", "for", "this", "are", "our", "from", "hello", "of"),
            "de",
                    List.of(
                            "und", "der", "die", "das", "ist", "nicht", "mit", "für", "sie", "wir", "ein", "hallo",
                            "auf"),
            "fr", List.of("et", "les", "des", "vous", "nous", "est", "pour", "une", "dans", "votre", "bonjour", "avec"),
            "es", List.of("el", "los", "las", "y", "que", "para", "una", "con", "por", "hola", "su", "más"),
            "it", List.of("il", "gli", "che", "per", "una", "con", "sono", "della", "ciao", "non", "è", "di"),
            "nl", List.of("het", "een", "van", "en", "voor", "niet", "wij", "zijn", "uw", "je", "hallo", "met"),
            "pt", List.of("o", "os", "uma", "não", "para", "com", "você", "olá", "mais", "dos", "são", "em"),
            "pl", List.of("i", "nie", "się", "jest", "na", "do", "że", "dla", "cześć", "oraz", "z", "w"),
            "sv", List.of("och", "att", "det", "är", "för", "inte", "hej", "vi", "på", "av", "ett", "som"));

    private static final int LONGEST = 20_000;
    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private TextLanguage() {}

    /** A language tag; empty if the text is too short to tell. */
    public static String of(String text) {
        String part = text.substring(0, Math.min(text.length(), LONGEST));
        String script = byScript(part);
        if (!script.isEmpty()) return script;
        var hits = new HashMap<String, Integer>();
        WORD.matcher(part.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .forEach(word -> WORDS.forEach((language, words) -> {
                    if (words.contains(word)) hits.merge(language, 1, Integer::sum);
                }));
        return hits.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .filter(most -> most.getValue() > 1)
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static String byScript(String text) {
        var counts = new EnumMap<Character.UnicodeScript, Integer>(Character.UnicodeScript.class);
        int letters = 0;
        for (int c : text.codePoints().filter(Character::isLetter).toArray()) {
            counts.merge(Character.UnicodeScript.of(c), 1, Integer::sum);
            letters++;
        }
        if (letters == 0) return "";
        int japanese = n(counts, Character.UnicodeScript.HIRAGANA) + n(counts, Character.UnicodeScript.KATAKANA);
        int han = n(counts, Character.UnicodeScript.HAN);
        if ((japanese + han) * 3 > letters) return japanese * 10 > han ? "ja" : "zh";
        for (var script : Arrays.asList(
                Map.entry(Character.UnicodeScript.HANGUL, "ko"),
                Map.entry(Character.UnicodeScript.CYRILLIC, "ru"),
                Map.entry(Character.UnicodeScript.GREEK, "el"),
                Map.entry(Character.UnicodeScript.ARABIC, "ar"),
                Map.entry(Character.UnicodeScript.HEBREW, "he"),
                Map.entry(Character.UnicodeScript.THAI, "th")))
            if (n(counts, script.getKey()) * 2 > letters) return script.getValue();
        return "";
    }

    private static int n(Map<Character.UnicodeScript, Integer> counts, Character.UnicodeScript script) {
        return counts.getOrDefault(script, 0);
    }
}
