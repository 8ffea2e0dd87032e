package io.fanfare.ai;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the ends of sentences as Unicode defines them, except after abbreviations, initials and before lower case. */
public final class Sentences {
    private static final Set<String> ABBREVIATIONS = Set.copyOf(List.of(
            ("mr mrs ms dr prof sr jr st sen rep gov gen col capt lt sgt hon rev vs etc inc ltd co corp gmbh approx dept est ed eds eg ie e.g i.e cf al ca u.s u.k e.u d.c a.m p.m "
                            + "bzw usw z.b d.h u.a nr str hr fr ing dipl evtl ggf inkl vgl abs art bd s.o "
                            + "mme mlle p.ex env max min tel av bd pp "
                            + "sra srta ud uds ej pág núm dña sig dott geom")
                    .split(" ")));
    /** Abbreviations only before a number. */
    private static final Set<String> BEFORE_NUMBERS = Set.copyOf(List.of(
            "no nos fig vol jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun".split(" ")));

    private static final Pattern LAST_WORD = Pattern.compile("([\\p{L}.]+)\\.[\"'”’)\\]]*\\s*$");
    /** Sentence ends that Unicode does not find: before a quotation or a number. */
    private static final Pattern MISSED =
            Pattern.compile("[\\p{Ll}\\p{M}\\d%€)»”\"][.!?]\\s(?=[«„]\\s?\\p{Lu}|\\p{N}+\\s\\p{L}{2})");

    /** "1. Januar", "19. Jahrhundert". */
    private static final Pattern ORDINAL = Pattern.compile(
            "(?<![\\p{L}\\d.,])\\d{1,2}\\.\\s(?=(?:Jan|Jän|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Quartal|Platz|Stock|Auflage|Weltkrieg|Klasse|Mal\\b))");

    private static final Pattern ENDED = Pattern.compile(".*[.!?。！？؟।…:：][\"'”’»)\\]]*$", Pattern.DOTALL);

    private Sentences() {}

    /** Whether a text ends like a sentence. */
    public static boolean isEnded(String text) {
        return ENDED.matcher(text).matches();
    }

    public static List<String> of(String text) {
        var sentences = new ArrayList<String>();
        int from = 0;
        for (int end : ends(text)) {
            String sentence = text.substring(from, end).strip();
            if (!sentence.isEmpty()) sentences.add(sentence);
            from = end;
        }
        return sentences;
    }

    /** The index after each sentence, its space included. */
    static List<Integer> ends(String text) {
        var found = new TreeSet<Integer>();
        var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) found.add(end);
        MISSED.matcher(text).results().forEach(missed -> found.add(missed.end()));
        ORDINAL.matcher(text).results().forEach(ordinal -> found.remove(ordinal.end()));
        return found.stream()
                .filter(end -> end == text.length() || !goesOn(text, end))
                .toList();
    }

    private static boolean goesOn(String text, int end) {
        // A line break always ends a sentence.
        for (int i = end - 1; i >= 0 && Character.isWhitespace(text.charAt(i)); i--)
            if (text.charAt(i) == '\n') return false;
        int next = text.codePointAt(end);
        if (Character.isLowerCase(next)) return true;
        var last = LAST_WORD.matcher(text.substring(Math.max(0, end - 40), end));
        if (!last.find()) return false;
        String word = last.group(1);
        if (BEFORE_NUMBERS.contains(word.toLowerCase(Locale.ROOT))) return Character.isDigit(next);
        // An initial, or a part of "z. B.".
        boolean letter = word.codePointCount(0, word.length()) == 1;
        return letter && !word.equals("I") || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }
}
