package io.fanfare.ai.writers;

import io.fanfare.ai.Measure;
import io.fanfare.ai.Writer.Frame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the sentences of a text: the one to open with, and the best of the rest. */
final class Selection {
    private static final int BEST_HOOKS = 6;

    private final Reading reading;

    Selection(Reading reading) {
        this.reading = reading;
    }

    /** The sentence to open with; each variant takes the next best. */
    Unit hook(Frame frame) {
        var candidates = hooks(frame);
        return candidates.get(Math.floorMod(frame.variant(), Math.min(candidates.size(), BEST_HOOKS)));
    }

    /** Sentences to open with, best first. */
    List<Unit> hooks(Frame frame) {
        return candidates().stream()
                .sorted(Comparator.comparingDouble((Unit unit) -> -hookWeight(unit, frame)))
                .toList();
    }

    private List<Unit> candidates() {
        var usable = reading.usable();
        var alone = usable.stream()
                .filter(unit -> !unit.isList() && !unit.leans() && unit.weight() > -0.2)
                .toList();
        var telling = alone.stream()
                .filter(unit -> unit.isEnded() && !unit.asks() && unit.words().size() > 2)
                .toList();
        if (!telling.isEmpty()) return telling;
        if (!alone.isEmpty()) return alone;
        var any = usable.stream().filter(unit -> !unit.isList()).toList();
        return any.isEmpty() ? usable : any;
    }

    double hookWeight(Unit unit, Frame frame) {
        double weight = unit.weight() + 0.5 * Words.overlap(reading.titleWords, unit.words());
        if (unit.size() > 180) weight -= 0.2;
        if (unit.size() > frame.measure().limit()) weight -= 0.5;
        if (unit.isQuotation()) weight -= 0.4;
        if (unit.place() == 0) weight += 0.7;
        if (unit.place() > reading.units.size() / 2) weight -= 0.3;
        return weight;
    }

    /** The title as a line of its own, where the opening sentence does not name the subject. */
    String opening(Unit hook, Measure measure) {
        String title = reading.source.title();
        boolean begins = !reading.source.blocks().isEmpty()
                && reading.source.blocks().getFirst().text().startsWith(title);
        if (title.isBlank() || begins || title.length() > 120 || reading.titleWords.isEmpty()) return "";
        boolean named = Words.overlap(reading.titleWords, hook.words()) >= 0.5
                || hook.text().toLowerCase(Locale.ROOT).contains(title.toLowerCase(Locale.ROOT));
        boolean fits = measure.fits(title + "\n\n" + hook.whole());
        return named || !fits ? "" : title + "\n\n";
    }

    /** The best sentences beside the hook that fit into {@code room} and repeat nothing, in their order. */
    Set<Unit> rest(Unit hook, int room, Frame frame, @Nullable String cta) {
        var chosen = new HashSet<Unit>();
        var ranked = new ArrayList<>(reading.usable());
        ranked.sort(
                Comparator.comparingDouble(unit -> -unit.weight() + (unit.asks() ? 0.25 : 0) + shifted(unit, frame)));
        int most = frame.aim() > 1000 ? 8 : frame.aim() > 500 ? 5 : 3;
        // With little space, only the most informative sentences.
        double least =
                frame.aim() <= 320 ? Math.max(0.1, 0.55 * ranked.getFirst().weight()) : 0.1;
        int left = room;
        for (Unit unit : ranked) {
            if (chosen.size() >= most || left < 25) break;
            if (unit.weight() < least || !isNew(unit, hook, chosen, cta)) continue;
            var needed = withWhatItNeeds(unit, hook, chosen, cta);
            int size = needed.stream()
                    .mapToInt(one -> frame.measure().length("\n\n" + one.whole()))
                    .sum();
            if (needed.isEmpty() || size > left) continue;
            chosen.addAll(needed);
            left -= size;
        }
        var ordered = new LinkedHashSet<Unit>();
        chosen.stream().sorted(Comparator.comparingInt(Unit::place)).forEach(ordered::add);
        return ordered;
    }

    private boolean isNew(Unit unit, Unit hook, Set<Unit> chosen, @Nullable String cta) {
        return !unit.equals(hook)
                && !chosen.contains(unit)
                && (unit.isList() || !unit.text().equals(reading.source.title()))
                && !unit.points()
                && (cta == null || unit.isList() || !cta.startsWith(beginning(unit.text())))
                && !repeats(unit, List.of(hook))
                && !repeats(unit, chosen);
    }

    /** A sentence that leans comes with those before it that it leans on, or not at all: empty. */
    private List<Unit> withWhatItNeeds(Unit unit, Unit hook, Set<Unit> chosen, @Nullable String cta) {
        var needed = new ArrayList<Unit>();
        for (Unit one = unit; ; one = reading.units.get(one.place() - 1)) {
            if (one.equals(hook) || chosen.contains(one)) return needed;
            boolean fresh = one.equals(unit) || isNew(one, hook, chosen, cta);
            if (!one.usable() || !fresh || needed.size() == 3) return List.of();
            needed.add(one);
            if (!one.leans()) return needed;
            boolean first =
                    one.place() == 0 || reading.units.get(one.place() - 1).block() != one.block();
            if (first) return List.of();
        }
    }

    /** Other variants prefer other sentences, always the same ones. */
    private static double shifted(Unit unit, Frame frame) {
        return frame.variant() == 0 ? 0 : 0.5 * (((unit.place() + 1) * 7919 + frame.variant() * 104_729) % 97) / 97.0;
    }

    private static boolean repeats(Unit unit, Collection<Unit> others) {
        return others.stream()
                .anyMatch(other -> Words.overlap(unit.words(), other.words()) > 0.65
                        || other.text().equals(unit.text()));
    }

    static String beginning(String text) {
        return text.substring(0, Math.min(24, text.length()));
    }

    /** Sentences of one block are one paragraph. */
    static List<String> paragraphs(Iterable<Unit> units) {
        var paragraphs = new ArrayList<String>();
        int block = -1;
        for (Unit unit : units) {
            boolean alone = unit.isList() || unit.isQuotation();
            if (unit.block() == block && !alone) paragraphs.add(followed(paragraphs.removeLast(), unit.text()));
            else paragraphs.add(unit.whole());
            block = alone ? -1 : unit.block();
        }
        return paragraphs;
    }

    /** One sentence after the other; Chinese and Japanese ones without a space. */
    static String followed(String text, String next) {
        return "。！？".indexOf(text.charAt(text.length() - 1)) >= 0 ? text + next : text + " " + next;
    }
}
