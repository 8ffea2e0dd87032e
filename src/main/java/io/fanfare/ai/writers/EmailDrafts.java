package io.fanfare.ai.writers;

import io.fanfare.ai.Measure;
import io.fanfare.ai.Source.Link;
import io.fanfare.ai.TextFitting;
import io.fanfare.ai.Writer.Frame;
import io.fanfare.ai.Writer.Letter;
import io.fanfare.ai.Writer.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes e-mails: subject, preview text, paragraphs and a button. */
final class EmailDrafts {
    private static final Measure SUBJECT = Measure.characters(60);
    private static final Measure PREVIEW = Measure.characters(90);
    private static final Measure HEADING = Measure.characters(150);
    private static final int LONGEST_LABEL = 40;

    private final Reading reading;
    private final Selection selection;
    private final CallToAction calls;

    EmailDrafts(Reading reading) {
        this.reading = reading;
        this.selection = new Selection(reading);
        this.calls = new CallToAction(reading);
    }

    Letter letter(Frame frame) {
        String language = Language.of(reading.source).tag();
        if (reading.usable().isEmpty()) {
            String words = Captions.titleOnly(reading.source, frame).caption();
            var body = words.isEmpty() ? List.<Paragraph>of() : List.of(new Paragraph(words, List.of()));
            return new Letter(Headlines.shortened(words, SUBJECT), "", words, body, "", null, language);
        }
        var hook = selection.hook(frame);
        String first = hook.text().isEmpty() ? hook.items().getFirst() : hook.text();
        String title = reading.source.title().isBlank() ? first : reading.source.title();
        String subject = Headlines.shortened(frame.variant() % 2 == 0 ? title : first, SUBJECT);
        var button = button();
        return new Letter(
                subject.isEmpty() ? Headlines.shortened(title, SUBJECT) : subject,
                preview(hook, title, frame),
                Headlines.shortened(title, HEADING),
                body(hook, title, frame),
                button == null ? "" : button.text(),
                button == null ? null : button.address(),
                language);
    }

    private List<Paragraph> body(Unit hook, String title, Frame frame) {
        var wide = new Frame(Measure.characters(20_000), frame.aim(), 0, true, frame.variant());
        var chosen = new ArrayList<Unit>();
        chosen.add(hook);
        chosen.addAll(selection.rest(hook, frame.aim(), wide, null));
        var body = new ArrayList<Paragraph>();
        int block = -1;
        for (Unit unit : chosen) {
            if (unit.text().equals(title) && !unit.isList()) continue;
            boolean alone = unit.isList() || unit.isQuotation();
            if (unit.block() == block && !alone && !body.isEmpty()) {
                var before = body.removeLast();
                body.add(new Paragraph(Selection.followed(before.text(), unit.text()), List.of()));
            } else body.add(new Paragraph(unit.isQuotation() ? unit.whole() : unit.text(), unit.items()));
            block = alone ? -1 : unit.block();
        }
        return List.copyOf(body);
    }

    /** The post with a neutral label, otherwise a call of the source with its own link. */
    private @Nullable Link button() {
        var link = calls.link();
        boolean post = link != null && link.address().equals(reading.source.link());
        var own = reading.usable().stream()
                .filter(unit -> unit.asks() && !unit.isList())
                .map(unit -> borrowed(unit, calls.own(unit)))
                .filter(Objects::nonNull)
                .findFirst();
        if (!post && own.isPresent()) return own.get();
        if (link == null) return null;
        return new Link(link.text().isEmpty() ? "→" : Headlines.shortened(link.text(), SUBJECT), link.address());
    }

    /** The link text that starts a call is the label, with the URL of the link. */
    private static @Nullable Link borrowed(Unit unit, @Nullable Link own) {
        if (own == null) return null;
        boolean label = own.text().indexOf(' ') > 0
                && own.text().length() <= LONGEST_LABEL
                && unit.text().startsWith(own.text());
        if (label) return own;
        String call = unit.text().replaceFirst("[.!。！]$", "");
        return call.length() <= LONGEST_LABEL ? new Link(call, own.address()) : null;
    }

    /** The preview text of an inbox: the first sentence that fits. */
    private String preview(Unit hook, String title, Frame frame) {
        String summary = frame.variant() % 2 == 0 ? reading.source.summary() : "";
        var others = reading.usable().stream()
                .filter(unit -> unit.place() != hook.place() && !unit.isList() && !unit.leans() && !unit.isQuotation())
                .filter(unit -> !unit.isQuestion())
                .sorted(java.util.Comparator.comparingDouble(unit -> -selection.hookWeight(unit, frame)))
                .map(Unit::text);
        var lines = Stream.concat(Stream.of(summary, hook.isQuotation() ? "" : hook.text()), others)
                .filter(line -> !line.isBlank() && !line.equals(title))
                .toList();
        return lines.stream()
                .filter(PREVIEW::fits)
                .findFirst()
                .or(() -> lines.stream().findFirst().map(line -> TextFitting.fit(line, PREVIEW)))
                .orElseGet(() -> hook.items().stream()
                        .skip(1)
                        .findFirst()
                        .map(item -> TextFitting.fit(item, PREVIEW))
                        .orElse(""));
    }
}
