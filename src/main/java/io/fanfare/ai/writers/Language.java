package io.fanfare.ai.writers;

import io.fanfare.ai.Source;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The language of a text, detected by its script and its most frequent words, and the fixed phrases in it. */
enum Language {
    ENGLISH(
            "en",
            "the of and to a is that for it with as was on are be this by at from have our we you your has will not or but what how",
            "Read the full post",
            "Link in bio",
            "Tell us what you think."),
    GERMAN(
            "de",
            "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch",
            "Zum ganzen Beitrag",
            "Link in der Bio",
            "Schreibt uns, was ihr davon haltet."),
    FRENCH(
            "fr",
            "de la le les et des en un une du est que dans pour qui sur au par pas plus",
            "Lire l’article complet",
            "Lien en bio",
            "Dites-nous ce que vous en pensez."),
    SPANISH(
            "es",
            "de la que el en y los las del se por un una con para es al lo como más",
            "Leer el artículo completo",
            "Enlace en la bio",
            "Cuéntanos qué te parece."),
    PORTUGUESE(
            "pt",
            "de que não do da em um para com uma os no se na por mais dos como ao ou",
            "Leia o artigo completo",
            "Link na bio",
            "Diga-nos o que acha."),
    ITALIAN(
            "it",
            "di che il la per un è non una sono con del della gli dei nel alla più le",
            "Leggi l’articolo completo",
            "Link in bio",
            "Facci sapere cosa ne pensi."),
    DUTCH(
            "nl",
            "de het een van en is dat op te zijn met voor niet aan er om ook bij wij",
            "Lees het hele artikel",
            "Link in bio",
            "Laat ons weten wat je ervan vindt."),
    POLISH(
            "pl",
            "i w na z do się nie to że jest o jak za od po dla są przez przy oraz",
            "Przeczytaj cały wpis",
            "Link w bio",
            "Napiszcie, co o tym myślicie."),
    JAPANESE("ja", "", "記事の全文を読む", "リンクはプロフィールから", "ご意見をお聞かせください。"),
    CHINESE("zh", "", "阅读全文", "链接见主页简介", "欢迎留言告诉我们你的看法。"),
    OTHER("und", "", null, null, null);

    private static final int LONGEST = 20_000;
    private static final Pattern WORD = Pattern.compile("[\\p{L}]+");
    private static final Pattern KANA = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}]");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    /** The minimum share of frequent words. */
    private static final double SHARE = 0.08;

    private final String tag;
    private final String frequent;
    private final @Nullable String readMore;
    private final @Nullable String linkInBio;
    private final @Nullable String tellUs;

    Language(
            String tag,
            String frequent,
            @Nullable String readMore,
            @Nullable String linkInBio,
            @Nullable String tellUs) {
        this.tag = tag;
        this.frequent = " " + frequent + " ";
        this.readMore = readMore;
        this.linkInBio = linkInBio;
        this.tellUs = tellUs;
    }

    /** As in HTML: {@code en}, or {@code und} if it is unknown. */
    String tag() {
        return tag;
    }

    @Nullable
    String readMore() {
        return readMore;
    }

    @Nullable
    String linkInBio() {
        return linkInBio;
    }

    @Nullable
    String tellUs() {
        return tellUs;
    }

    /** Words are written without spaces between them. */
    boolean isUnspaced() {
        return this == JAPANESE || this == CHINESE;
    }

    private boolean isFrequent(String word) {
        return frequent.contains(" " + word + " ");
    }

    static Language of(Source source) {
        var text = new StringBuilder(source.title()).append(' ').append(source.summary());
        for (var block : source.blocks()) {
            if (text.length() > LONGEST) break;
            text.append(' ').append(block.text());
        }
        return of(text.length() > LONGEST ? text.substring(0, LONGEST) : text.toString());
    }

    static Language of(String text) {
        long letters = Math.max(1, LETTER.matcher(text).results().count());
        long kana = KANA.matcher(text).results().count();
        if (kana * 10 > letters) return JAPANESE;
        if (HAN.matcher(text).results().count() * 3 > letters) return CHINESE;
        var words = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .toList();
        var best = Arrays.stream(values())
                .collect(Collectors.toMap(
                        language -> language,
                        language -> words.stream().filter(language::isFrequent).count()))
                .entrySet()
                .stream()
                .max(Map.Entry.<Language, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow();
        return best.getValue() >= 1 && best.getValue() >= SHARE * words.size() ? best.getKey() : OTHER;
    }
}
