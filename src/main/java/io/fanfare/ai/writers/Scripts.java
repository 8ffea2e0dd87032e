package io.fanfare.ai.writers;

import io.fanfare.ai.Measure;
import io.fanfare.ai.Writer.Frame;
import io.fanfare.ai.Writer.Scene;
import io.fanfare.ai.Writer.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes scripts of short videos. A scene is spoken in one breath: at most 100 characters, and never cut. */
final class Scripts {
    static final int LONGEST_SCENE = 100;

    private static final int MOST_SCENES = 7;
    private static final int SHORTEST_HOOK = 15;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern SCHEME = Pattern.compile("https?://(?:www\\.)?(?=\\S)");
    private static final Measure SPOKEN = Measure.characters(LONGEST_SCENE);

    private final Reading reading;
    private final Selection selection;

    Scripts(Reading reading) {
        this.reading = reading;
        this.selection = new Selection(reading);
    }

    Script script(Frame frame) {
        if (reading.usable().isEmpty())
            return new Script(
                    Headlines.shortened(
                            Captions.titleOnly(reading.source, frame).caption(), SPOKEN),
                    List.of());
        var spoken = frame.within(SPOKEN);
        var hook = selection.hook(spoken);
        var breaths = breaths(hook.isList() ? hook.items().getFirst() : hook.text());
        String title = reading.source.title();
        boolean fits = !breaths.isEmpty() && breaths.getFirst().length() >= SHORTEST_HOOK;
        String opening = fits
                ? withoutComma(breaths.getFirst())
                : Headlines.shortened(title.isBlank() ? hook.text() : title, SPOKEN);
        var scenes = new ArrayList<Scene>();
        if (fits) breaths.subList(1, breaths.size()).forEach(part -> add(scenes, part));
        var rest =
                selection.rest(hook, 620, new Frame(Measure.characters(5_000), 620, 0, false, frame.variant()), null);
        for (Unit unit : rest) {
            if (scenes.size() >= MOST_SCENES - 1) break;
            if (!unit.isList() && !unit.isQuotation()) breaths(unit.text()).forEach(part -> add(scenes, part));
            unit.items().stream()
                    .filter(item -> !item.equals(opening) && SPOKEN.fits(item))
                    .limit(unit.text().isEmpty() ? MOST_SCENES : 3)
                    .forEach(item -> add(scenes, item));
        }
        String cta = new CallToAction(reading).of(new Frame(SPOKEN, 150, 0, false, frame.variant()));
        if (cta != null && !cta.equals(opening) && SPOKEN.fits(cta)) add(scenes, cta);
        return scenes.isEmpty() ? inTwo(opening) : new Script(opening, List.copyOf(scenes));
    }

    /** The only sentence, in two parts. */
    private static Script inTwo(String sentence) {
        String[] clauses = Headlines.CLAUSES.split(sentence, 2);
        if (clauses.length < 2 || clauses[0].length() < SHORTEST_HOOK) return new Script(sentence, List.of());
        var scenes = new ArrayList<Scene>();
        add(scenes, clauses[1]);
        return new Script(withoutComma(clauses[0]), List.copyOf(scenes));
    }

    /** A sentence as it is spoken: in parts that end at a clause. Empty if one of them is too long. */
    static List<String> breaths(String sentence) {
        String text = SCHEME.matcher(sentence).replaceAll("");
        if (SPOKEN.fits(text)) return text.isBlank() ? List.of() : List.of(text);
        var parts = new ArrayList<String>();
        for (String clause : Headlines.CLAUSES.split(text)) {
            String part = clause.strip();
            if (part.isEmpty()) continue;
            String longer = parts.isEmpty() ? part : parts.getLast() + " " + part;
            if (!parts.isEmpty() && SPOKEN.fits(longer)) parts.set(parts.size() - 1, longer);
            else parts.add(part);
        }
        return parts.stream().allMatch(SPOKEN::fits) ? parts : List.of();
    }

    private static String withoutComma(String text) {
        return text.replaceFirst("[,;:，；、：]$", "");
    }

    private static void add(List<Scene> scenes, String text) {
        String spoken = SCHEME.matcher(text).replaceAll("");
        boolean again = scenes.stream().anyMatch(scene -> scene.text().equals(spoken));
        if (!spoken.isBlank() && !again) scenes.add(new Scene(spoken, seconds(spoken)));
    }

    /** About 150 words a minute; five characters a second where words have no spaces between them. */
    static int seconds(String text) {
        double words = SPACES.split(text.strip()).length;
        double characters = text.codePoints()
                .filter(c -> Character.isIdeographic(c) || c >= 0x3040 && c <= 0x30FF)
                .count();
        return (int) Math.max(2, Math.ceil(words / 2.5 + characters / 5));
    }
}
