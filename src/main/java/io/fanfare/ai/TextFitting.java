package io.fanfare.ai;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Fits a text to a limit by cutting it at the end of a sentence, else of a clause, else of a word; never inside a grapheme,
 * a URL, a hashtag or a number with its unit.
 */
public final class TextFitting {
    private static final String MORE = "…";

    private static final Pattern WHOLE = Pattern.compile(
            "(?i)(?:https?://|www\\.)[^\\s<>\"]+|[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}.-]{1,250}\\.\\p{L}{2,63}"
                    + "|(?:[\\p{L}\\p{N}-]{1,63}\\.){1,10}[a-z]{2,24}(?:/[^\\s<>\"]*)?"
                    + "|[#＃@][\\p{L}\\p{M}\\p{N}_]+(?:@[\\p{L}\\p{N}.-]+)?"
                    + "|(?:\\p{Sc}\\s?|[A-Z]{3} )?[\\p{L}]{0,20}\\d[\\p{L}\\d.,:/'’×%°+-]*"
                    + "(?: ?(?:%|‰|\\p{Sc}|°[CF]?|[kKMGT]?[bBWg]\\b|(?:EUR|USD|GBP|CHF|million|billion|thousand|Mio|Mrd|hours?|days?|weeks?|months?|years?|minutes?|seconds?|percent|am|pm|a\\.m\\.|p\\.m\\."
                    + "|jan(?:uar[iy]?|vier)?|feb(?:ruary?)?|mar(?:ch|s)?|märz|apr(?:il)?|avril|ma[iy]|jun[ei]?|juin|jul[iy]?|juillet|aug(?:ust)?|août|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember)?|décembre)\\b\\.?))?");
    private static final Pattern CLAUSE = Pattern.compile(
            "[,;:،؛、，；：](?=\\s|[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}])|\\s[–—-](?=\\s)|(?<=\\p{L})—(?=\\p{L})|\\)(?=\\s)");
    private static final Pattern END_TOKEN = Pattern.compile("→|https?://\\S{1,2000}|[#＃][\\p{L}\\p{M}\\p{N}_]{1,140}");
    private static final int MOST_END_TOKENS = 100;

    private static final String LOOSE = ",;:،؛、，；：–—-([{“„«\"'‘/&+…";
    /** Words that a cut text must not end with. */
    private static final Set<String> LEADING = Set.copyOf(List.of(
            ("a an the of to and or but for with by in on at from as is are was were be that which who its it's "
                            + "our your their his her this these those we you they i not than then so if when while into over under can will "
                            + "der die das ein eine einen einem einer und oder mit von zu zum zur im in am auf für bei des den dem "
                            + "le la les un une des de du et ou avec pour dans sur par el los las y con para en por il lo gli e di da")
                    .split(" ")));

    private TextFitting() {}

    /** The text itself if it fits; empty if not even its first word does. */
    public static String fit(String text, Measure measure) {
        if (measure.fits(text)) return text;
        String head = head(text, measure);
        if (measure.fits(head)) return head;
        int sentence = longest(head, sentenceEnds(head), measure, "");
        int clause = longest(head, clauseEnds(head), measure, MORE);
        int word = longest(head, wordEnds(head), measure, MORE);
        int best = Math.max(word, Math.max(clause, sentence));
        if (best == 0) return graphemes(head, measure);
        if (sentence >= best * 0.45) return head.substring(0, sentence).strip();
        String cut = tidied(head, clause >= best * 0.6 ? clause : word);
        if (cut.isEmpty()) return sentence > 0 ? head.substring(0, sentence).strip() : "";
        return cut + MORE;
    }

    /** As {@link #fit}, but keeps links and hashtags at the end if they take at most half of the limit. */
    public static String fitKeepingEnd(String text, Measure measure) {
        if (measure.fits(text)) return text;
        var ends = endTokens(text);
        for (int last = ends.size(); last > 0; last--) {
            int start = ends.getFirst()[0];
            String head = text.substring(0, start).stripTrailing();
            String between = text.substring(head.length(), start);
            if (between.indexOf('\n') > 0) between = between.substring(between.indexOf('\n'));
            String end = between + text.substring(start, ends.get(last - 1)[1]);
            int room = measure.limit() - measure.length(end);
            if (head.isBlank() || room * 2 < measure.limit()) continue;
            String fitted = fit(head, measure.atMost(room));
            if (!fitted.isBlank() && measure.fits(fitted + end)) return fitted + end;
        }
        return fit(text, measure);
    }

    /** The links and hashtags that a text ends with, as start and end of each. */
    private static List<int[]> endTokens(String text) {
        var tokens = new ArrayList<int[]>();
        int end = text.length();
        while (tokens.size() < MOST_END_TOKENS) {
            while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) end--;
            int start = end;
            while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) start--;
            if (start == end || !END_TOKEN.matcher(text.substring(start, end)).matches()) break;
            tokens.addFirst(new int[] {start, end});
            end = start;
        }
        return tokens;
    }

    /** As {@link #fit}, but empty if little of the text would remain. */
    public static String orNothing(String text, Measure measure) {
        String fitted = fit(text, measure);
        return fitted.length() * 3 < Math.min(text.length(), measure.limit()) ? "" : fitted;
    }

    /** The longest part that could fit, so that long texts cost no time. */
    private static String head(String text, Measure measure) {
        long most = 12L * measure.limit() + 3_000;
        if (text.length() <= most) return text;
        int end = (int) most;
        int space = end;
        while (space > Math.max(0, end - 5_000) && !Character.isWhitespace(text.charAt(space))) space--;
        if (Character.isWhitespace(text.charAt(space))) return text.substring(0, space);
        return text.substring(0, Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end);
    }

    private static int longest(String text, List<Integer> ends, Measure measure, String mark) {
        int low = 0;
        int high = ends.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            String part = text.substring(0, ends.get(middle)).stripTrailing();
            if (measure.fits(part + mark)) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? 0 : ends.get(low - 1);
    }

    private static List<Integer> sentenceEnds(String text) {
        var spans = indivisible(text);
        var ends = new ArrayList<Integer>();
        for (int end : Sentences.ends(text)) {
            int last = end;
            while (last > 0 && Character.isWhitespace(text.charAt(last - 1))) last--;
            if (end < text.length() && last > 0 && !within(spans, last)) ends.add(last);
        }
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1))
            if (i > 0
                    && !Character.isWhitespace(text.charAt(i - 1))
                    && !text.substring(0, i).endsWith(":")) ends.add(i);
        return ends.stream().distinct().sorted().toList();
    }

    private static List<Integer> clauseEnds(String text) {
        var spans = indivisible(text);
        return CLAUSE.matcher(text)
                .results()
                .map(found -> found.group().equals(")") ? found.end() : found.start())
                .filter(end -> end > 0 && !within(spans, end))
                .toList();
    }

    private static List<Integer> wordEnds(String text) {
        var spans = indivisible(text);
        var ends = new ArrayList<Integer>();
        var breaks = BreakIterator.getWordInstance(Locale.ROOT);
        breaks.setText(text);
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            int before = text.codePointBefore(end);
            boolean glued = end < text.length() && joins(text, end);
            if (!Character.isWhitespace(before) && !glued && !within(spans, end)) ends.add(end);
        }
        return ends;
    }

    /** Between an apostrophe, hyphen or joiner and its word, or before closing punctuation. */
    private static boolean joins(String text, int at) {
        int next = text.codePointAt(at);
        int before = text.codePointBefore(at);
        if (isJoint(next) || isJoint(before) && !Character.isWhitespace(next)) return true;
        int type = Character.getType(next);
        return type == Character.END_PUNCTUATION
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || next == 0x200D
                || next == 0xFE0F
                || before == 0x200D
                || next >= 0x1F3FB && next <= 0x1F3FF
                || ".!?,;:".indexOf(next) >= 0;
    }

    private static boolean isJoint(int c) {
        return c == '-' || c == '\'' || c == '’' || c == '_' || c == '/' || c == '‑' || c == '@' || c == '#'
                || c == '\\';
    }

    private static List<int[]> indivisible(String text) {
        return WHOLE.matcher(text)
                .results()
                .map(found -> new int[] {found.start(), found.end()})
                .toList();
    }

    private static boolean within(List<int[]> spans, int at) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle)[1] <= at) low = middle + 1;
            else high = middle;
        }
        return low < spans.size() && spans.get(low)[0] < at;
    }

    private static String tidied(String text, int end) {
        String cut = text.substring(0, end);
        for (int i = 0; i < 12; i++) {
            String shorter = withoutOpenBracket(withoutLooseEnd(cut));
            int space = lastSpace(shorter);
            String last = shorter.substring(space + 1).toLowerCase(Locale.ROOT);
            if (LEADING.contains(last)) shorter = shorter.substring(0, Math.max(space, 0));
            if (shorter.equals(cut)) break;
            cut = shorter;
        }
        // "…" after a full stop reads as four points.
        int last = cut.length();
        while (last > 0 && (cut.charAt(last - 1) == '.' || cut.charAt(last - 1) == '。')) last--;
        return cut.substring(0, last);
    }

    private static String withoutLooseEnd(String text) {
        int last = text.length();
        while (last > 0 && (Character.isWhitespace(text.charAt(last - 1)) || LOOSE.indexOf(text.charAt(last - 1)) >= 0))
            last--;
        return text.substring(0, last);
    }

    private static String withoutOpenBracket(String text) {
        int open = text.lastIndexOf('(');
        return open > 0 && text.indexOf(')', open) < 0 ? text.substring(0, open) : text;
    }

    private static int lastSpace(String text) {
        int i = text.length() - 1;
        while (i >= 0 && !Character.isWhitespace(text.charAt(i))) i--;
        return i;
    }

    /** For a single word that is too long. A URL, a tag or a number is left out rather than broken. */
    private static String graphemes(String text, Measure measure) {
        var first = WHOLE.matcher(text);
        if (first.lookingAt()) return "";
        int limit = first.reset().find() ? first.start() : text.length();
        var ends = new ArrayList<Integer>();
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        for (int end = breaks.next(); end != BreakIterator.DONE && end <= limit; end = breaks.next()) ends.add(end);
        int best = longest(text, ends, measure, MORE);
        if (best > 0) return text.substring(0, best).strip() + MORE;
        int bare = longest(text, ends, measure, "");
        return text.substring(0, bare).strip();
    }
}
