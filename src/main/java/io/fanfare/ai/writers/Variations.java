package io.fanfare.ai.writers;

import io.fanfare.ai.Measure;
import io.fanfare.ai.TextFitting;
import io.fanfare.ai.Writer.Frame;
import io.fanfare.ai.Writer.Post;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes variations of a text from its own sentences. */
final class Variations {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int SMALL = 12;
    /** Texts that share more of their words, and begin alike, are the same to a reader. */
    private static final double TOO_ALIKE = 0.85;

    private final Reading reading;
    private final Phrases phrases;
    private final Captions captions;
    private final Selection selection;

    Variations(Reading reading, Phrases phrases) {
        this.reading = reading;
        this.phrases = phrases;
        this.captions = new Captions(reading, phrases);
        this.selection = new Selection(reading);
    }

    List<String> texts(Frame frame, int count) {
        var found = new ArrayList<String>();
        if (reading.usable().isEmpty()) return found;
        Measure measure = frame.measure();
        var usable = reading.usable();
        String whole = String.join("\n\n", Selection.paragraphs(usable));
        var texts = candidates(frame, count);
        // First texts that say something else, then those that differ in order or hashtags.
        for (String text : texts) add(found, TextFitting.fit(text, measure), count, TOO_ALIKE, measure);
        add(found, TextFitting.fit(whole, measure), count, TOO_ALIKE, measure);
        var tags = phrases.hashtags(Math.max(3, frame.hashtags()), 0);
        for (String text : List.of(whole, selection.hooks(frame).getFirst().whole()))
            for (int n = 1; n <= tags.size() && found.size() < count; n++)
                add(found, new Post(text, tags.subList(0, n), null).text(), count, 2, measure);
        for (String text : texts) add(found, TextFitting.fit(text, measure), count, 2, measure);
        return List.copyOf(found.subList(0, Math.min(count, found.size())));
    }

    private List<String> candidates(Frame frame, int count) {
        var usable = reading.usable();
        boolean small = usable.size() <= SMALL;
        var texts = new ArrayList<String>();
        if (!small) texts.add(captions.post(frame.other(0)).caption());
        var hooks = selection.hooks(frame);
        for (int i = 0; i < Math.min(hooks.size(), count); i++) {
            var hook = hooks.get(i);
            if (usable.size() > 1) texts.add(hook.whole());
            if (usable.size() > 2) texts.add(captions.post(frame.other(i)).caption());
            if (small && hook.place() > 0 && usable.size() > 1) texts.add(reordered(hook, usable));
        }
        for (Unit unit : usable) texts.addAll(clauses(unit));
        return texts;
    }

    private static String reordered(Unit hook, List<Unit> usable) {
        var rest = usable.stream()
                .filter(unit -> unit.place() != hook.place() && !unit.leans())
                .toList();
        return hook.whole() + "\n\n" + String.join("\n\n", Selection.paragraphs(rest));
    }

    /** One sentence over several lines, and its first clause. */
    private static List<String> clauses(Unit unit) {
        if (unit.isQuotation()) return List.of();
        var clauses = new ArrayList<String>();
        String[] parts = Headlines.CLAUSES.split(unit.text());
        if (parts.length < 2) return clauses;
        if (parts[0].length() >= 20) clauses.add(parts[0].replaceFirst("[,;:，；、：]+$", "…"));
        clauses.add(String.join("\n", parts));
        return clauses;
    }

    private static void add(List<String> found, String text, int count, double tooAlike, Measure measure) {
        if (found.size() >= count || text.isBlank() || !measure.fits(text) || found.contains(text)) return;
        var words = words(text);
        for (String other : found) {
            var others = words(other);
            var all = new HashSet<>(words);
            all.addAll(others);
            long both = words.stream().filter(others::contains).count();
            boolean alike = (double) both / all.size() > tooAlike;
            if (alike && Selection.beginning(text).equals(Selection.beginning(other))) return;
        }
        found.add(text);
    }

    private static Set<String> words(String text) {
        return new HashSet<>(List.of(SPACES.split(text.strip())));
    }
}
