package io.fanfare.ai.writers;

import io.fanfare.ai.Measure;
import io.fanfare.ai.TextFitting;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Shortens headlines by leaving out parts; never by a cut with an ellipsis. */
final class Headlines {
    static final Pattern CLAUSES =
            Pattern.compile("(?<=[,;:])\\s+|(?<=[，；、：。])|\\s+(?=[–—]\\s)|(?<=\\p{L})—(?=\\p{L})|\\s+(?=\\()");

    private static final Pattern PARTS = Pattern.compile("(?<=[:?!：？！])\\s*|\\s+[–—|-]\\s+");
    private static final Pattern PARENTHESIS = Pattern.compile("\\s*[(（][^()（）]{0,200}[)）]");
    /** A continuation of a statement that is complete without it. */
    private static final Pattern ADDITION = Pattern.compile(
            "(?iu)[,，;；、]\\s*|\\s+(?=(?:without|because|so that|while|although|before|after|since|until|thanks to|during|through|"
                    + "with|by|for|in|at|on|from|across|over|"
                    + "ohne|weil|damit|während|obwohl|nachdem|seit|dank|durch|mit|für|"
                    + "sans|parce que|pour|avec|grâce|pendant|depuis|dans|"
                    + "sin|porque|para|con|gracias|durante|desde|en|"
                    + "sem|com|durante|em|senza|perché|per|"
                    + "zonder|omdat|voor|met|tijdens|bez|dla|przez|podczas)\\s)");

    private static final int SHORTEST = 15;
    private static final int GOOD = 24;

    private Headlines() {}

    /** The headline, otherwise its best part, otherwise as much as is meaningful on its own. */
    static String shortened(String headline, Measure room) {
        if (room.fits(headline)) return headline;
        String bare = PARENTHESIS.matcher(headline).replaceAll("");
        if (room.fits(bare) && bare.length() >= SHORTEST) return bare;
        var parts = Stream.of(PARTS.split(bare))
                .map(part -> part.replaceFirst("[:：]\\s*$", "").strip())
                .filter(part -> part.length() >= SHORTEST && room.fits(part))
                .toList();
        if (!parts.isEmpty()) return longest(parts);
        return withoutAddition(bare, room);
    }

    private static String longest(List<String> parts) {
        return parts.stream().filter(part -> part.length() >= GOOD).findFirst().orElse(parts.getFirst());
    }

    private static String withoutAddition(String headline, Measure room) {
        String best = "";
        var addition = ADDITION.matcher(headline);
        while (addition.find()) {
            String shorter = headline.substring(0, addition.start()).strip();
            if (room.fits(shorter) && shorter.length() >= SHORTEST && !endsOpen(shorter)) best = shorter;
        }
        if (!best.isEmpty()) return best;
        return TextFitting.fit(headline, room).replaceFirst("…$", "").strip();
    }

    /** "What we learned in", "9 out of": an open end is not a headline. */
    private static boolean endsOpen(String text) {
        String last = text.substring(text.lastIndexOf(' ') + 1);
        return StopWords.is(last) && !last.equalsIgnoreCase("us") || text.endsWith("-");
    }
}
