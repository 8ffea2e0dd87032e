package io.fanfare.render.providers;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The key figure of a text: one with a currency, a percentage or a unit takes precedence over a count. Numbers in
 * identifiers, versions, dates, times, links and street addresses are not figures.
 */
record Figure(String text, int weight) {
    private static final int STRONG = 3;

    private static final String AMOUNT = "\\d{1,3}(?:[ .,'’\\u00a0\\u202f]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d+)?";
    private static final String UNIT =
            "%|‰|[xX×](?!\\p{L})|€|\\$|£|(?:k|K|M|m|bn|Mio|Mrd|million|billion|kg|kilo(?:gram)?s?|Kilo(?:gramm)?|percent|Prozent|g|t|km|m²|ha|kWh|MWh|GB|TB|°C)(?![\\p{L}\\p{N}])";
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}_.,:/#@&=+−-])(?<currency>[€$£¥]\\s?)?"
            + "(?<sign>[+−-])?(?<amount>" + AMOUNT + ")(?![\\p{L}\\p{N}_:/@&=-]*[\\p{N}@/=_])"
            + "(?<space>[ \\u00a0\\u202f]?)(?<unit>" + UNIT + ")?(?![\\p{L}\\p{N}_])");
    private static final String VALUE = "[€$£¥]?\\s?(?:" + AMOUNT + ")(?:\\s?(?:" + UNIT + "))?";
    /** A change from one number to another is one figure. */
    private static final Pattern CHANGE =
            Pattern.compile("(?<![\\p{L}\\p{N}_.-])(?<from>" + VALUE + ")\\s*(?:→|->|➔)\\s*(?<to>" + VALUE + ")");

    private static final Pattern FROM_TO = Pattern.compile("(?iU)\\b(?:from|von|de|da|van) (?<from>" + VALUE
            + ")(?: \\p{L}+){0,3}? (?:down to|up to|to|auf|à|a|naar) (?<to>" + VALUE + ")");
    /** Words before or after the present one of two figures. */
    private static final Pattern PRESENT = Pattern.compile(
            "(?iU)\\b(?:now|today|down to|only|instead|by now|jetzt|heute|nur noch|maintenant|aujourd'hui|ahora|hoy|oggi|nu)\\b");

    private static final Pattern NOT_TEXT =
            Pattern.compile("\\S*(?:://|www\\.|@)\\S*|\\S+\\.(?:com|org|net|io|eu|de)\\b\\S*");
    private static final Pattern DATE = Pattern.compile(
            "(?iU)\\b\\d{1,2}\\.? ?(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\\p{L}*\\.?(?: \\d{2,4})?"
                    + "|\\b(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\\p{L}*\\.? \\d{1,4}(?:st|nd|rd|th)?(?:,? \\d{4})?"
                    + "|\\b\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}\\b|\\b\\d{1,2}(?:st|nd|rd|th)\\b"
                    + "|\\b\\d{1,2}[:.h]\\d{2}(?: ?[ap]\\.?m\\.?| Uhr)?\\b(?= ?(?:[ap]\\.?m|Uhr))|\\b\\d{1,2}:\\d{2}\\b"
                    + "|\\b\\d{1,2} ?(?:[ap]\\.?m\\b\\.?|Uhr\\b|o'clock)");
    private static final Pattern NAMED = Pattern.compile(
            "(?iU)\\b(?:version|release|v|no\\.?|nr\\.?|nº|chapter|kapitel|part|teil|step|schritt|page|seite|room|raum|section"
                    + "|level|build|port|rfc|iso|en|din|section|gate|platform|gleis|phase|episode|volume|vol\\.?) ?\\d[\\d.]*"
                    + "|\\p{L}+(?:straße|strasse|str\\.|weg|platz|allee) \\d+\\p{L}?\\b"
                    + "|\\b\\d+\\p{L}? \\p{Lu}\\p{L}+ (?:street|st\\.|road|rd\\.|avenue|ave\\.|lane|square|drive)"
                    + "|\\b\\p{L}*\\d*\\.\\d+\\.\\d+[\\p{L}\\p{N}.-]*|\\b\\p{Lu}[\\p{L}\\p{N}]*[-_/][\\p{L}\\p{N}_/-]*\\d[\\p{L}\\p{N}_/-]*");

    /** Whether a picture may use this design without a request: a measure in the headline. */
    boolean isStrong() {
        return weight >= STRONG;
    }

    /** The strongest figure of both texts; the first of equal ones. */
    static Optional<Figure> of(String headline, String text) {
        return Stream.concat(all(headline, 1), all(text, 0)).max(Comparator.comparingInt(Figure::weight));
    }

    /** A figure that replaced another. */
    record Change(String from, String to) {}

    /**
     * The change that a text is about: "31 → 14 kg", "from 31 to 14 kg", or two figures with the same unit of which the later
     * is said to be the present one. Without a change, the strongest figure.
     */
    static Optional<Change> change(String headline, String text) {
        return Stream.of(headline, text, headline + "\n" + text)
                .flatMap(words -> explicit(words).stream())
                .findFirst()
                .or(() -> implied(headline + "\n" + text))
                .or(() -> of(headline, text).map(figure -> new Change("", figure.text())));
    }

    private static Optional<Change> explicit(String raw) {
        String text = without(raw);
        for (var pattern : List.of(CHANGE, FROM_TO)) {
            var found = pattern.matcher(text);
            if (found.find()) {
                String from = found.group("from").strip();
                String to = found.group("to").strip();
                boolean measured = pattern == CHANGE || !unit(from).isEmpty() || !unit(to).isEmpty();
                if (measured) return Optional.of(pair(from, to));
            }
        }
        return Optional.empty();
    }

    private static Optional<Change> implied(String raw) {
        String text = without(raw);
        var measured = NUMBER.matcher(text)
                .results()
                .filter(found -> found.group("unit") != null || found.group("currency") != null)
                .toList();
        for (int i = 0; i + 1 < measured.size(); i++) {
            var first = measured.get(i);
            var second = measured.get(i + 1);
            String from = first.group().strip();
            String to = second.group().strip();
            if (!unit(from).equals(unit(to)) || from.equals(to)) continue;
            String around = text.substring(first.end(), Math.min(text.length(), second.end() + 24));
            if (PRESENT.matcher(around).find()) return Optional.of(pair(from, to));
        }
        return Optional.empty();
    }

    /** The old figure without the unit that both have. */
    private static Change pair(String from, String to) {
        String unit = unit(to);
        boolean same = !unit.isEmpty() && unit(from).equals(unit) && Character.isLetter(unit.codePointAt(0));
        return new Change(
                same ? from.substring(0, from.length() - unit.length()).strip() : from, to);
    }

    private static String unit(String value) {
        return value.replaceAll("[\\d.,'’\\s+−-]", "");
    }

    private static Stream<Figure> all(String raw, int bonus) {
        String text = without(raw);
        var change = CHANGE.matcher(text);
        if (change.find()) return Stream.of(new Figure(change.group().strip(), 4 + bonus));
        // The first of equal ones: a later one must be stronger.
        return NUMBER
                .matcher(text)
                .results()
                .map(found -> of(text, found, bonus))
                .flatMap(Optional::stream)
                .reduce((first, next) -> next.weight() > first.weight() ? next : first)
                .stream();
    }

    /** Blanks out numbers that are not figures. */
    private static String without(String text) {
        String left = text;
        for (Pattern pattern : new Pattern[] {NOT_TEXT, DATE, NAMED})
            left = pattern.matcher(left)
                    .replaceAll(found -> " ".repeat(found.group().length()));
        return left;
    }

    private static Optional<Figure> of(String text, MatchResult found, int bonus) {
        String amount = found.group("amount");
        boolean measured = found.group("currency") != null || found.group("unit") != null;
        if (measured) return Optional.of(new Figure(found.group().strip(), 2 + bonus));
        if (amount.matches("(19|20)\\d\\d")) return Optional.empty();
        String after = text.substring(found.end()).stripLeading();
        boolean counts = !after.isEmpty() && Character.isLetter(after.codePointAt(0));
        if (!counts || found.group("sign") == null && amount.length() < 2) return Optional.empty();
        String sign = found.group("sign") == null ? "" : found.group("sign");
        return Optional.of(new Figure(sign + amount, 1 + bonus));
    }
}
