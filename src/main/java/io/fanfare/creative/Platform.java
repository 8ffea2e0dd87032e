package io.fanfare.creative;

import com.twitter.twittertext.TwitterTextParser;
import io.fanfare.ai.Measure;
import io.fanfare.ai.Writer;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The platforms and how each counts a text: X weighs characters (CJK and emoji 2, a URL 23), Bluesky and Mastodon count
 * graphemes, Threads counts an emoji by its bytes, YouTube counts bytes, all others UTF-16 units.
 */
public enum Platform {
    NEWSROOM(100_000, 300, 0),
    TWITTER(280, 0, 0),
    FACEBOOK(63_206, 0, 0),
    INSTAGRAM(2_200, 0, 30),
    LINKEDIN(3_000, 0, 0),
    TIKTOK(2_200, 0, 0),
    THREADS(500, 0, 0),
    YOUTUBE(5_000, 100, 0),
    PINTEREST(800, 100, 0),
    BLUESKY(300, 0, 0),
    MASTODON(500, 0, 0);

    /** Bluesky allows 300 graphemes and at most this many bytes. */
    public static final int BLUESKY_BYTES = 3_000;

    private static final int LONG_WORD = 400;
    private static final int MOST_DOTS = 12;
    private static final int LONG_TEXT = 20_000;

    /** Any address on Mastodon counts as 23 characters, as {@code characters_reserved_per_url} of its servers says. */
    private static final String MASTODON_LINK = "x".repeat(23);

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern MENTION = Pattern.compile("(?<![\\w/])(@[\\w.-]*\\w)@[\\w.-]*\\w");
    private static final Pattern BULLET = Pattern.compile("(?m)^• ");
    private static final Pattern HASHTAG = Pattern.compile(
            "(?<![\\p{L}\\p{M}\\p{N}_&/])[#＃][\\p{L}\\p{M}\\p{N}_]*[\\p{L}\\p{M}][\\p{L}\\p{M}\\p{N}_]*");

    private final int limit;
    private final int titleLimit;
    private final int hashtagLimit;

    Platform(int limit, int titleLimit, int hashtagLimit) {
        this.limit = limit;
        this.titleLimit = titleLimit;
        this.hashtagLimit = hashtagLimit;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The longest text, counted as the platform counts. */
    public int limit() {
        return limit;
    }

    /** The longest title in UTF-16 units; 0 if its posts have no title. */
    public int titleLimit() {
        return titleLimit;
    }

    /** The most hashtags a post may have; 0 if there is no limit. */
    public int hashtagLimit() {
        return hashtagLimit;
    }

    /** The length of a text as the platform counts it. */
    public int length(String text) {
        return switch (this) {
            case NEWSROOM, FACEBOOK, INSTAGRAM, LINKEDIN, TIKTOK, PINTEREST -> text.length();
            case TWITTER -> weighted(text);
            case THREADS -> emojiAsBytes(text);
            case YOUTUBE -> bytes(text);
            case BLUESKY -> graphemes(text);
            case MASTODON -> tooted(text);
        };
    }

    public boolean fits(String text) {
        return length(text) <= limit && (this != BLUESKY || bytes(text) <= BLUESKY_BYTES);
    }

    /** Its limit and its way of counting; for Bluesky graphemes and bytes in one number. */
    public Measure measure() {
        return this == BLUESKY
                ? new Measure(
                        limit,
                        text -> Math.max(graphemes(text), (bytes(text) * limit + BLUESKY_BYTES - 1) / BLUESKY_BYTES))
                : new Measure(limit, this::length);
    }

    /** How posts are written for it: their usual length and number of hashtags. */
    Writer.Frame frame() {
        return switch (this) {
            case NEWSROOM -> new Writer.Frame(measure(), 3_000, 0, true, true, 0);
            case TWITTER -> new Writer.Frame(measure(), 280, 2, true, 0);
            case FACEBOOK -> new Writer.Frame(measure(), 600, 3, true, 0);
            case INSTAGRAM -> new Writer.Frame(measure(), 700, 8, false, 0);
            case LINKEDIN -> new Writer.Frame(measure(), 1_200, 5, true, 0);
            case TIKTOK -> new Writer.Frame(measure(), 150, 5, false, 0);
            case THREADS -> new Writer.Frame(measure(), 450, 1, true, 0);
            case YOUTUBE -> new Writer.Frame(measure(), 1_200, 3, true, 0);
            case PINTEREST -> new Writer.Frame(measure(), 400, 4, false, 0);
            case BLUESKY -> new Writer.Frame(measure(), 300, 2, true, 0);
            case MASTODON -> new Writer.Frame(measure(), 450, 4, true, 0);
        };
    }

    /** A written text as the platform shows it: the newsroom shows Markdown, so its lists are lists of Markdown. */
    String formatted(String text) {
        return this == NEWSROOM ? BULLET.matcher(text).replaceAll("- ") : text;
    }

    /** The number of hashtags in a text. */
    public static int hashtags(String text) {
        return (int) HASHTAG.matcher(text).results().count();
    }

    /**
     * The weight according to twitter-text. Its patterns take quadratic time in the length of a word, so the text is
     * weighed word by word (neither a URL nor an emoji contains a space), and very long words are weighed here.
     */
    private static int weighted(String text) {
        if (isPlain(text)) return library(text);
        if (text.length() > LONG_TEXT) return text.codePointCount(0, text.length());
        int weight = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && !Character.isWhitespace(text.charAt(i))) continue;
            if (i > from) weight += word(text.substring(from, i));
            if (i < text.length()) weight++;
            from = i + 1;
        }
        return weight;
    }

    private static int word(String word) {
        if (isPlain(word)) return library(word);
        if (LINK.matcher(word).lookingAt()) return MASTODON_LINK.length();
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(word);
        int weight = 0;
        int from = 0;
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next())
            weight += grapheme(word.substring(from, to));
        return weight;
    }

    /** An emoji weighs 2 however many code points it consists of; other characters weigh 1 or 2 per code point. */
    private static int grapheme(String grapheme) {
        if (grapheme.length() > 1 && grapheme.codePoints().anyMatch(Platform::isEmoji)) return library(grapheme);
        return grapheme.codePoints()
                .map(c -> c <= 0x10FF
                                || c >= 0x2000 && c <= 0x200D
                                || c >= 0x2010 && c <= 0x201F
                                || c >= 0x2032 && c <= 0x2037
                        ? 1
                        : 2)
                .sum();
    }

    private static boolean isEmoji(int c) {
        return Character.isEmojiPresentation(c) || c == 0xFE0F || c == 0x20E3;
    }

    /** Short, and with no more dots than host names have: many dots make the patterns slow. */
    private static boolean isPlain(String text) {
        return text.length() <= LONG_WORD
                && text.chars().filter(c -> c == '.' || c == '。' || c == '．').count() <= MOST_DOTS;
    }

    private static int library(String text) {
        return text.isEmpty() ? 0 : TwitterTextParser.parseTweet(text).weightedLength;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int graphemes(String text) {
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        int count = 0;
        while (breaks.next() != BreakIterator.DONE) count++;
        return count;
    }

    private static int tooted(String text) {
        String counted =
                MENTION.matcher(LINK.matcher(text).replaceAll(MASTODON_LINK)).replaceAll("$1");
        return graphemes(counted);
    }

    private static int emojiAsBytes(String text) {
        return text.codePoints()
                .map(c -> Character.isEmojiPresentation(c) || Character.isEmojiModifier(c)
                        ? new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8).length
                        : 1)
                .sum();
    }

    /** Whether the platform publishes threads as chains of replies. */
    public boolean isThreaded() {
        return switch (this) {
            case TWITTER, BLUESKY, MASTODON -> true;
            case NEWSROOM, FACEBOOK, INSTAGRAM, LINKEDIN, TIKTOK, THREADS, YOUTUBE, PINTEREST -> false;
        };
    }

    /** How many pixels wide the platform shows pictures; narrower ones are enlarged and look blurred. */
    int pictureWidth() {
        return switch (this) {
            case FACEBOOK, LINKEDIN, TWITTER, NEWSROOM -> 1_200;
            case INSTAGRAM, THREADS, TIKTOK -> 1_080;
            case PINTEREST, BLUESKY, MASTODON -> 1_000;
            case YOUTUBE -> 1_280;
        };
    }

    /** Width to height of a picture that the platform shows in full. */
    public double pictureRatio() {
        return switch (this) {
            case FACEBOOK, LINKEDIN, BLUESKY, MASTODON, NEWSROOM -> 1.91;
            case TWITTER, YOUTUBE -> 16 / 9.0;
            case INSTAGRAM, THREADS -> 0.8;
            case PINTEREST -> 2 / 3.0;
            case TIKTOK -> 9 / 16.0;
        };
    }
}
