package io.fanfare.approval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether two texts say the same. Spaces, the marks at the end of words, the form of quotation marks, and the first letter of a
 * sentence are cosmetic; the tags of a link are metadata. Everything else is substantive, above all every word, number, link, name,
 * hashtag and question mark: whoever can't tell whether a text still says the same has to assume that it does not.
 */
final class Wording {
    private static final Pattern GAP = Pattern.compile("[ \\t\\r\\n\\u00a0]+");
    /** Letters, with apostrophes or hyphens between them. */
    private static final Pattern WORD = Pattern.compile("[\"']?[\\p{L}\\p{M}]+(?:['-][\\p{L}\\p{M}]+)*[\"']?");

    private static final Pattern END = Pattern.compile("[.,;:!…]+(?=[\"']*$)");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…][\"']*$");
    private static final Pattern LINK = Pattern.compile("(?i)(https?://[^\\s?#]+)(?:\\?([^\\s#]*))?(#\\S*)?");
    private static final int MOST_NEW_LINES = 2;
    private static final int MOST_SPACES = 4;
    private static final int MOST_MARKS = 3;

    private Wording() {}

    /** Compares a text that people decided on with another. With {@code lines}, where a line ends has a meaning, as in Markdown. */
    static ChangeClass compare(String decided, String now, boolean lines) {
        if (decided.equals(now)) return ChangeClass.COSMETIC;
        // In markup and merge fields, a space or a mark can mean something.
        if (isMarkup(decided) || isMarkup(now)) return ChangeClass.SUBSTANTIVE;
        if (!sameGaps(gaps(decided), gaps(now), lines)) return ChangeClass.SUBSTANTIVE;
        var before = words(decided);
        var after = words(now);
        if (before.size() != after.size() || before.isEmpty()) return ChangeClass.SUBSTANTIVE;
        var worst = ChangeClass.COSMETIC;
        for (int at = 0; at < before.size(); at++) {
            boolean start = starts(before, at) && starts(after, at);
            worst = worst.or(compareWords(before.get(at), after.get(at), start));
        }
        return worst;
    }

    /** Two links that lead to the same place and differ in their tags only. */
    static ChangeClass compareLinks(String decided, String now) {
        return !untagged(decided).isEmpty() && untagged(decided).equals(untagged(now))
                ? ChangeClass.METADATA
                : ChangeClass.SUBSTANTIVE;
    }

    private static boolean isMarkup(String text) {
        return text.chars().anyMatch(sign -> "{}<>|`".indexOf(sign) >= 0);
    }

    private static List<String> words(String text) {
        return Arrays.stream(GAP.split(text, -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> gaps(String text) {
        var gaps = new ArrayList<String>();
        var found = GAP.matcher(text.stripTrailing());
        if (text.isEmpty() || !GAP.matcher(text.substring(0, 1)).matches()) gaps.add("");
        while (found.find()) gaps.add(found.group());
        return gaps;
    }

    /** Spaces may not push words out of sight. */
    private static boolean sameGaps(List<String> before, List<String> after, boolean lines) {
        if (before.size() != after.size()) return false;
        for (int at = 0; at < before.size(); at++) {
            String old = before.get(at);
            String gap = after.get(at);
            if (old.equals(gap)) continue;
            if (lines && (at == 0 || newLines(old) + newLines(gap) > 0)) return false;
            if (newLines(gap) > Math.max(MOST_NEW_LINES, newLines(old))) return false;
            if (gap.length() > Math.max(MOST_SPACES, old.length())) return false;
        }
        return true;
    }

    private static long newLines(String gap) {
        return gap.chars().filter(sign -> sign == '\n' || sign == '\r').count();
    }

    private static boolean starts(List<String> words, int at) {
        return at == 0 || SENTENCE_END.matcher(quotes(words.get(at - 1))).find();
    }

    private static ChangeClass compareWords(String decided, String now, boolean start) {
        if (decided.equals(now)) return ChangeClass.COSMETIC;
        if (LINK.matcher(decided).matches()) return compareLinks(decided, now);
        if (now.length() - decided.length() > MOST_MARKS) return ChangeClass.SUBSTANTIVE;
        String before = bare(decided);
        String after = bare(now);
        if (!WORD.matcher(before).matches() || !WORD.matcher(after).matches()) return ChangeClass.SUBSTANTIVE;
        if (before.equals(after)) return ChangeClass.COSMETIC;
        return start && raised(before).equals(after) ? ChangeClass.COSMETIC : ChangeClass.SUBSTANTIVE;
    }

    private static String bare(String word) {
        return END.matcher(quotes(word)).replaceFirst("");
    }

    private static String quotes(String word) {
        return word.replaceAll("[‘’‚‛]", "'").replaceAll("[“”„‟«»]", "\"");
    }

    private static String raised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** A link without its tags; nothing if it is no link. */
    private static String untagged(String text) {
        var link = LINK.matcher(text);
        if (!link.matches()) return "";
        String query = link.group(2) == null ? "" : link.group(2);
        var others = Arrays.stream(query.split("&", -1))
                .filter(part ->
                        !part.isEmpty() && !part.toLowerCase(Locale.ROOT).startsWith("utm_"))
                .toList();
        return link.group(1) + "?" + String.join("&", others) + (link.group(3) == null ? "" : link.group(3));
    }
}
