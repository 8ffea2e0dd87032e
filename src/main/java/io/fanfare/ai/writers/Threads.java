package io.fanfare.ai.writers;

import io.fanfare.ai.Measure;
import io.fanfare.ai.TextFitting;
import io.fanfare.ai.Writer.Frame;
import java.util.ArrayList;
import java.util.List;

/** Writes threads: posts that follow each other, each within the limit. */
final class Threads {
    private static final int SHORT_CALL = 60;
    private static final int SHORT_PART = 90;

    private final Reading reading;
    private final Selection selection;

    Threads(Reading reading) {
        this.reading = reading;
        this.selection = new Selection(reading);
    }

    List<String> parts(Frame frame, int most) {
        if (reading.usable().isEmpty()) {
            String text = Captions.titleOnly(reading.source, frame).caption();
            return text.isEmpty() ? List.of() : List.of(text);
        }
        Measure measure = frame.measure();
        var hook = selection.hook(frame);
        String cta = new CallToAction(reading).of(frame);
        int room = measure.limit() * (most - 2);
        var wide = new Frame(measure, Math.max(room, 1001), 0, frame.link(), frame.variant());
        var parts = new ArrayList<String>();
        parts.add(TextFitting.fit(selection.opening(hook, measure) + hook.whole(), measure));
        append(parts, selection.rest(hook, room, wide, cta), measure);
        while (parts.size() > most - (cta == null ? 0 : 1)) parts.removeLast();
        if (cta != null) close(parts, cta, measure);
        return List.copyOf(parts);
    }

    private static void append(List<String> parts, Iterable<Unit> units, Measure measure) {
        String part = "";
        int block = -1;
        for (Unit unit : units) {
            String text = TextFitting.orNothing(unit.whole(), measure);
            boolean cut = unit.isQuotation() && !text.equals(unit.whole());
            if (text.isEmpty() || cut) continue;
            // A sentence that leans stays with the one before it.
            if (part.isEmpty() && unit.leans() && measure.fits(Selection.followed(parts.getLast(), text))) {
                parts.add(Selection.followed(parts.removeLast(), text));
                block = unit.block();
                continue;
            }
            boolean same = unit.block() == block && !unit.isList() && !unit.isQuotation();
            String longer = part.isEmpty() ? text : same ? Selection.followed(part, text) : part + "\n\n" + text;
            if (!part.isEmpty() && (same || part.length() < SHORT_PART) && measure.fits(longer)) part = longer;
            else {
                if (!part.isEmpty()) parts.add(part);
                part = text;
            }
            block = unit.block();
        }
        if (!part.isEmpty()) parts.add(part);
    }

    /** A short call to action does not stand alone. */
    private static void close(List<String> parts, String cta, Measure measure) {
        String last = parts.getLast() + "\n\n" + cta;
        if ((cta.length() < SHORT_CALL || cta.startsWith("→")) && measure.fits(last)) {
            parts.removeLast();
            parts.add(last);
        } else if (measure.fits(cta)) parts.add(cta);
        else {
            String fitted = TextFitting.orNothing(cta, measure);
            if (!fitted.isEmpty()) parts.add(fitted);
        }
    }
}
