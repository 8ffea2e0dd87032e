package io.fanfare.ai.writers;

import io.fanfare.ai.Source.Link;
import io.fanfare.ai.Writer.Frame;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The call to action of a text and its link: a call of the source with its own URL, otherwise a neutral phrase in
 * the language of the source with the URL of the post.
 */
final class CallToAction {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
    private static final int LONGEST_CALL = 160;
    private static final int LONGEST_ADDRESS = 200;
    private static final double ENOUGH_TITLE_WORDS = 0.59;

    private final Reading reading;

    CallToAction(Reading reading) {
        this.reading = reading;
    }

    /** Null if there is nothing to ask for. */
    @Nullable
    String of(Frame frame) {
        var asking = reading.usable().stream()
                .filter(unit -> isCall(unit, frame))
                .sorted(Comparator.comparingDouble(
                        unit -> -unit.weight() - (double) unit.place() / (4.0 * reading.units.size())))
                .toList();
        if (asking.isEmpty()) return neutral(frame);
        var chosen = asking.get(Math.floorMod(frame.variant(), asking.size()));
        String link = frame.link() ? address(chosen) : null;
        var own = own(chosen);
        // "at example.com" becomes the full address of that link.
        if (own != null && link != null && own.address().equals(link) && link.contains(own.text()))
            return chosen.text().replace(own.text(), link);
        // The only sentence is the hook already.
        boolean hook = reading.usable().size() == 1;
        if (link == null || chosen.text().contains(link)) return hook ? null : chosen.text();
        return (hook ? "" : chosen.text() + "\n") + "→ " + link;
    }

    /** Only the URL, if the complete call takes too much space. */
    @Nullable
    String shortened(String cta, Frame frame) {
        int arrow = cta.indexOf("→ ");
        if (arrow >= 0) return cta.substring(arrow);
        var link = frame.link() ? link() : null;
        return link == null ? null : "→ " + link.address();
    }

    private @Nullable String neutral(Frame frame) {
        var language = Language.of(reading.source);
        var link = link();
        if (frame.link() && link != null)
            return (link.text().isEmpty() ? "" : link.text() + "\n") + "→ " + link.address();
        if (isPublished()) return language.linkInBio();
        boolean post = !reading.source.title().isBlank() && !frame.titled();
        return post ? language.tellUs() : null;
    }

    private boolean isPublished() {
        String link = reading.source.link();
        return link != null && !link.isBlank();
    }

    private boolean isCall(Unit unit, Frame frame) {
        boolean form =
                unit.asks() && !unit.isList() && !unit.leans() && unit.text().length() <= LONGEST_CALL;
        if (!form || unit.points() && (!frame.link() || address(unit) == null)) return false;
        // The steps of instructions are imperatives too; a call names a place, has a link, or is at the end.
        boolean late = 2 * (unit.place() + 1) >= reading.units.size();
        return unit.isPlaced()
                || own(unit) != null
                || late && !StopWords.ADVISES.matcher(unit.text()).find();
    }

    /** The URL of a call: its own link, otherwise the post. */
    private @Nullable String address(Unit call) {
        var own = own(call);
        if (own != null) return own.address();
        var link = ADDRESS.matcher(call.text()).find() ? null : link();
        return link == null ? null : link.address();
    }

    /** The link of some words of a sentence in the source. */
    @Nullable
    Link own(Unit unit) {
        return reading.source.links().stream()
                .filter(link -> link.text().length() > 2
                        && link.address().length() <= LONGEST_ADDRESS
                        && unit.text().contains(link.text()))
                .findFirst()
                .orElse(null);
    }

    /** The post with a neutral label, otherwise the link whose text matches the title. */
    @Nullable
    Link link() {
        var source = reading.source;
        if (isPublished()) {
            String readMore = Language.of(source).readMore();
            return new Link(readMore == null ? "" : readMore, String.valueOf(source.link()));
        }
        Link best = null;
        double most = ENOUGH_TITLE_WORDS;
        for (var link : source.links()) {
            var words = Words.of(link.text());
            if (words.size() < 2 || link.address().length() > LONGEST_ADDRESS) continue;
            double share =
                    (double) words.stream().filter(reading.titleWords::contains).count() / words.size();
            if (share > most) {
                most = share;
                best = link;
            }
        }
        return best;
    }
}
