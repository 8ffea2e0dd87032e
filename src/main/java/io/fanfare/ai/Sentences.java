package io.fanfare.ai;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where sentences end: at what Unicode says, save after abbreviations, initials and where the next begins small. */
public final class Sentences {
    private static final Set<String> ABBREVIATIONS = Set.copyOf(List.of(
            ("mr mrs ms dr prof sr jr st vs etc inc ltd co corp gmbh approx dept est fig no nos vol ed eds eg ie e.g i.e cf al ca "
                            + "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun u.s u.k e.u d.c a.m p.m "
                            + "bzw usw z.b d.h u.a nr str hr fr ing dipl evtl ggf inkl vgl abs art bd s.o "
                            + "mme mlle p.ex env max min tel av bd pp "
                            + "sra srta ud uds ej pág núm dña sig dott geom")
                    .split(" ")));
    private static final Pattern LAST_WORD = Pattern.compile("([\\p{L}.]+)\\.[\"'”’)\\]]*\\s*$");

    private Sentences() {}

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
        var ends = new ArrayList<Integer>();
        var breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (end < text.length() && goesOn(text, end)) continue;
            ends.add(end);
        }
        return ends;
    }

    private static boolean goesOn(String text, int end) {
        // A new line ends whatever stands on the last.
        for (int i = end - 1; i >= 0 && Character.isWhitespace(text.charAt(i)); i--)
            if (text.charAt(i) == '\n') return false;
        int next = text.codePointAt(end);
        if (Character.isLowerCase(next)) return true;
        var last = LAST_WORD.matcher(text.substring(Math.max(0, end - 40), end));
        if (!last.find()) return false;
        String word = last.group(1);
        boolean initial = word.codePointCount(0, word.length()) == 1 && Character.isUpperCase(word.codePointAt(0));
        return initial && !word.equals("I") || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }
}
