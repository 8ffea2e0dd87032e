package io.fanfare.ai.writers;

import io.fanfare.ai.Sentences;
import io.fanfare.ai.Source;
import io.fanfare.ai.Source.Block;
import io.fanfare.ai.Source.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of a source, each with its origin and a weight: how much of the subject of the text it contains (the
 * centroid of the word frequencies), its place, and whether it can stand alone.
 */
final class Reading {
    /** Enough for any text; the rest of a book does not change its subject. */
    private static final int MOST = 1_500;
    /** How far before a sentence the figure that it compares with may stand. */
    private static final int NEAR = 30;

    private static final Pattern NUMBER = Pattern.compile("\\p{N}");
    private static final Pattern CODE = Pattern.compile(
            "[{}<>\\\\=]|\\$[\\p{L}{(]|;$|\\w\\(\\)|(?:^|\\s)(?:--?\\w+|\\w+_\\w+|/?\\w++(?:/[\\w.]++){2,}+/?)(?:\\s|$)");
    private static final Pattern CAPITAL = Pattern.compile("(?<!^)\\b\\p{Lu}[\\p{L}\\p{N}]+");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
    private static final Pattern QUESTION = Pattern.compile("[?？؟][\"'”’»)]*$");
    private static final Pattern PRONOUN = Pattern.compile("(?i)\\b(?:it|this|that|they|them|these|those)\\b");
    private static final Pattern QUOTED = Pattern.compile("^[\"“„«‘']\\s?\\p{Lu}");
    private static final Pattern SPOKEN = Pattern.compile("[\"“„«‘'][^\"“”„«»]*[\"”“»’']\\s*", Pattern.DOTALL);
    private static final Pattern SPEAKER = Pattern.compile("^(?:[QAF]\\d{0,2}[:.]|TL;?DR:?)\\s+");
    private static final Pattern FORMULA = Pattern.compile("\\\\[a-zA-Z]{2,}|\\$[^$ ][^$]*[\\\\^_][^$]*\\$");

    final Source source;
    final List<Unit> units = new ArrayList<>();
    final Map<String, Double> subject = new HashMap<>();
    final Set<String> titleWords;

    Reading(Source source) {
        this.source = source;
        titleWords = Words.of(source.title());
        var raw = raw();
        count(raw);
        weigh(raw);
    }

    private record RawSentence(
            String text,
            List<String> items,
            int block,
            int section,
            int within,
            int size,
            boolean courtesy,
            boolean steps,
            @Nullable String speaker) {
        RawSentence(
                String text,
                List<String> items,
                int block,
                int section,
                int within,
                int size,
                boolean courtesy,
                boolean steps) {
            this(text, items, block, section, within, size, courtesy, steps, null);
        }
    }

    private List<RawSentence> raw() {
        var raw = new ArrayList<RawSentence>();
        var blocks = source.blocks();
        var courteous = new HashSet<Integer>();
        for (Block block : blocks)
            if (block.isHeading()
                    && StopWords.COURTESY_HEADING.matcher(block.text()).find()) courteous.add(block.section());
        var steps = blocks.stream().filter(block -> block.kind() == Kind.STEP).toList();
        int overview = isOverview(steps) ? blocks.indexOf(steps.getFirst()) : -1;
        boolean interview = blocks.stream().filter(Reading::isQuestion).count() > 1;
        String question = "";
        for (int i = 0; i < blocks.size() && raw.size() < MOST; i++) {
            var block = blocks.get(i);
            boolean courtesy = courteous.contains(block.section());
            boolean followed = i + 1 < blocks.size()
                    && blocks.get(i + 1).kind() == Kind.PARAGRAPH
                    && !isQuestion(blocks.get(i + 1));
            if (i == overview)
                raw.add(new RawSentence(
                        "", steps.stream().map(Block::text).toList(), i, block.section(), 0, 1, courtesy, true));
            if (block.isHeading() || interview && followed && isQuestion(block)) {
                boolean clear =
                        isQuestion(block) && !PRONOUN.matcher(block.text()).find();
                question = clear && followed ? SPEAKER.matcher(block.text()).replaceFirst("") + " " : "";
                continue;
            }
            if (block.kind() == Kind.QUOTATION) {
                raw.add(new RawSentence(
                        block.text(), List.of(), i, block.section(), 0, 1, courtesy, false, block.speaker()));
                question = "";
                continue;
            }
            if (block.kind() == Kind.ITEM) {
                int end = i;
                while (end < blocks.size() && blocks.get(end).kind() == Kind.ITEM) end++;
                i = list(raw, i, end, courtesy) - 1;
                continue;
            }
            var sentences = answers(question, sentences(block.text()));
            for (int n = 0; n < sentences.size() && raw.size() < MOST; n++)
                raw.add(new RawSentence(
                        sentences.get(n), List.of(), i, block.section(), n, sentences.size(), courtesy, false));
            question = "";
        }
        var seen = new HashSet<String>();
        raw.removeIf(one -> one.items().isEmpty() && !seen.add(one.text()));
        if (raw.isEmpty())
            for (int i = 0; i < blocks.size() && raw.size() < MOST; i++)
                raw.add(new RawSentence(
                        blocks.get(i).text(), List.of(), i, blocks.get(i).section(), 0, 1, false, false));
        return raw;
    }

    /** A question that its answer needs. */
    private static boolean isQuestion(Block block) {
        return block.kind() != Kind.ITEM
                && block.text().length() <= 200
                && QUESTION.matcher(block.text()).find();
    }

    /** The question goes before its answer, and "Yes." before its reason. */
    private static List<String> answers(String question, List<String> sentences) {
        if (question.isEmpty() || sentences.isEmpty()) return sentences;
        int with = sentences.size() > 1 && sentences.getFirst().length() < 30 ? 2 : 1;
        var answers = new ArrayList<String>();
        answers.add(question + String.join(" ", sentences.subList(0, with)));
        answers.addAll(sentences.subList(with, sentences.size()));
        return answers;
    }

    /** The headings of a list or a step-by-step guide are its summary. */
    private static boolean isOverview(List<Block> steps) {
        return steps.size() >= 3
                && steps.size() <= 12
                && steps.stream().allMatch(step -> step.text().length() <= 120);
    }

    /** Without speaker labels, and without formulas. */
    private static List<String> sentences(String text) {
        var sentences = new ArrayList<String>();
        for (String sentence : Sentences.of(SPEAKER.matcher(text).replaceFirst(""))) {
            if (FORMULA.matcher(sentence).find()) continue;
            boolean within = !sentences.isEmpty()
                    && isOpen(sentences.getLast())
                    && sentences.getLast().length() < 240;
            sentences.add(within ? sentences.removeLast() + " " + sentence : sentence);
        }
        return sentences;
    }

    /** A quotation is still open. */
    private static boolean isOpen(String text) {
        long straight = text.chars().filter(c -> c == '"').count();
        return straight % 2 == 1
                || text.lastIndexOf('«') > text.lastIndexOf('»')
                || text.lastIndexOf('„') > Math.max(text.lastIndexOf('“'), text.lastIndexOf('”'))
                || text.indexOf('„') < 0 && text.lastIndexOf('“') > text.lastIndexOf('”');
    }

    /** Short items stay a list, with the sentence before that announces them; long ones are sentences of their own. */
    private int list(List<RawSentence> raw, int from, int end, boolean courtesy) {
        var items = source.blocks().subList(from, end).stream().map(Block::text).toList();
        int section = source.blocks().get(from).section();
        boolean compact =
                items.size() >= 2 && items.size() <= 12 && items.stream().allMatch(item -> item.length() <= 170);
        boolean announced = !raw.isEmpty()
                && raw.getLast().block() == from - 1
                && raw.getLast().text().matches("(?s).*[:：]$|[^.!?。！？…]{3,60}");
        if (compact) {
            String intro = announced
                    ? introduction(raw.removeLast().text())
                    : from > 0 && source.blocks().get(from - 1).isHeading()
                            ? label(source.blocks().get(from - 1).text())
                            : "";
            raw.add(new RawSentence(intro, items, from, section, 0, 1, courtesy, false));
            return end;
        }
        if (announced) raw.removeLast();
        for (int i = from; i < end && raw.size() < MOST; i++) {
            var sentences = sentences(source.blocks().get(i).text());
            for (int n = 0; n < sentences.size(); n++)
                raw.add(new RawSentence(sentences.get(n), List.of(), i, section, n, sentences.size(), courtesy, false));
        }
        return end;
    }

    /** An introduction that depends on other text is left out. */
    private static String introduction(String text) {
        return Dependence.leans(text) ? "" : label(text);
    }

    private static String label(String text) {
        return text.length() > 100 ? "" : Sentences.isEnded(text) ? text : text + ":";
    }

    private void count(List<RawSentence> raw) {
        var often = new HashMap<String, Integer>();
        for (var one : raw) for (String word : Words.of(all(one))) often.merge(word, 1, Integer::sum);
        titleWords.forEach(word -> often.merge(word, 3, Integer::sum));
        Words.of(source.summary()).forEach(word -> often.merge(word, 2, Integer::sum));
        for (var block : source.blocks())
            if (block.isHeading()) Words.of(block.text()).forEach(word -> often.merge(word, 1, Integer::sum));
        often.forEach((word, n) -> subject.put(word, Math.log(1 + n)));
        Words.of(source.focus()).forEach(word -> subject.computeIfPresent(word, (w, n) -> 6 + n * 2));
    }

    private static String all(RawSentence raw) {
        return raw.items().isEmpty() ? raw.text() : raw.text() + " " + String.join(" ", raw.items());
    }

    private void weigh(List<RawSentence> raw) {
        double most = 1e-9;
        double[] sums = new double[raw.size()];
        var found = new ArrayList<Set<String>>();
        for (int i = 0; i < raw.size(); i++) {
            var words = Words.of(all(raw.get(i)));
            found.add(words);
            double sum = words.stream()
                    .mapToDouble(word -> subject.getOrDefault(word, 0.0))
                    .sum();
            sums[i] = sum / Math.sqrt(4 + words.size());
            most = Math.max(most, sums[i]);
        }
        for (int i = 0; i < raw.size(); i++) units.add(unit(raw, i, sums[i] / most, found.get(i)));
    }

    private Unit unit(List<RawSentence> raw, int i, double subjectWeight, Set<String> words) {
        var one = raw.get(i);
        int pair = firstOfPair(raw, i);
        var origin = pair >= 0 && pair < i - 1 ? Unit.Origin.INCOMPLETE : origin(one);
        // A quotation has its own "it".
        boolean quoted = one.speaker() != null || QUOTED.matcher(one.text()).find();
        boolean leansLittle = quoted || Dependence.leansALittle(one.text());
        boolean leans = one.speaker() == null
                && one.items().isEmpty()
                && (!leansLittle && Dependence.leans(one.text())
                        || Dependence.leansWithin(one.text())
                        || quoted
                                && one.within() > 0
                                && SPOKEN.matcher(one.text()).matches()
                        || pair == i - 1 && pair >= 0 && raw.get(pair).block() == one.block());
        double weight = subjectWeight + place(one, i, raw.size()) + shape(one, words);
        if (origin == Unit.Origin.BOILERPLATE) weight -= 0.7;
        if (leans) weight -= 0.35;
        else if (leansLittle) weight -= 0.15;
        boolean asks =
                origin == Unit.Origin.BODY && StopWords.ASKS.matcher(one.text()).matches();
        return new Unit(
                one.text(),
                one.items(),
                i,
                one.block(),
                one.section(),
                words,
                weight,
                origin,
                leans,
                asks,
                one.speaker());
    }

    /** The sentence with the figure that this one compares with; -1 if it compares with none. */
    private static int firstOfPair(List<RawSentence> raw, int i) {
        var one = raw.get(i);
        if (!one.items().isEmpty() || !Dependence.compares(one.text())) return -1;
        for (int before = i - 1; before >= Math.max(0, i - NEAR); before--)
            if (Dependence.isSecondOfPair(raw.get(before).text(), one.text())) return before;
        return -1;
    }

    private static Unit.Origin origin(RawSentence one) {
        String text = one.text();
        if (one.speaker() != null) return Unit.Origin.QUOTATION;
        boolean boilerplate = one.courtesy()
                || StopWords.COURTESY.matcher(text).find()
                || StopWords.isByline(text)
                || StopWords.INJECTED.matcher(text).find();
        if (boilerplate) return Unit.Origin.BOILERPLATE;
        if (!one.items().isEmpty()) return Unit.Origin.BODY;
        boolean incomplete = Dependence.pointsNowhere(text)
                || one.size() == 1 && SPOKEN.matcher(text).matches();
        if (incomplete) return Unit.Origin.INCOMPLETE;
        String start =
                ADDRESS.matcher(text.substring(0, Math.min(600, text.length()))).replaceAll("");
        return CODE.matcher(start).find() ? Unit.Origin.CODE : Unit.Origin.BODY;
    }

    /** Units that may be published. */
    List<Unit> usable() {
        return units.stream().filter(Unit::usable).toList();
    }

    private double place(RawSentence one, int i, int all) {
        double weight = i == 0 ? 0.45 : i == 1 ? 0.2 : 0;
        if (one.within() == 0) weight += 0.12;
        if (all > 8 && i > all * 0.85) weight -= 0.1;
        if (one.section()
                == (source.blocks().isEmpty() ? 0 : source.blocks().getFirst().section())) weight += 0.1;
        return weight;
    }

    private double shape(RawSentence one, Set<String> words) {
        String text = one.text();
        // The form of a sentence shows at its beginning.
        String start = text.substring(0, Math.min(600, text.length()));
        if (!one.items().isEmpty())
            return one.steps()
                    ? 0.6
                    : one.items().getFirst().startsWith("[") ? -0.5 : one.text().isEmpty() ? -0.1 : 0.1;
        double weight = 0;
        int length = text.length();
        if (!LETTER.matcher(text).find()) weight -= 1;
        if (words.size() < 3) weight -= 0.4;
        if (length > 260) weight -= 0.25;
        if (length > 420) weight -= 0.4;
        if (text.endsWith(":") || text.endsWith("：")) weight -= 1;
        if (!Sentences.isEnded(text)) weight -= 0.3;
        if (NUMBER.matcher(text).find()) weight += 0.12;
        if (CODE.matcher(ADDRESS.matcher(start).replaceAll("")).find()) weight -= 0.5;
        if (words.stream().filter(titleWords::contains).count() >= 2) weight += 0.15;
        if (!Character.isUpperCase(text.codePointAt(0)) && Character.isLowerCase(text.codePointAt(0))) weight -= 0.3;
        long names = CAPITAL.matcher(start).results().count();
        long commas = text.chars().filter(c -> c == ',').count();
        if (names > 8 && names * 9 > length / 6 && commas >= 3) weight -= 0.6;
        if (text.indexOf('(') >= 0 && text.indexOf('(') < 3) weight -= 0.3;
        return weight;
    }
}
