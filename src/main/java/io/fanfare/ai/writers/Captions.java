package io.fanfare.ai.writers;

import io.fanfare.ai.Measure;
import io.fanfare.ai.Source;
import io.fanfare.ai.TextFitting;
import io.fanfare.ai.Writer.Frame;
import io.fanfare.ai.Writer.Post;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes posts: caption, call to action and hashtags, together within the limit. */
final class Captions {
    private final Reading reading;
    private final Phrases phrases;
    private final Selection selection;
    private final CallToAction calls;

    Captions(Reading reading, Phrases phrases) {
        this.reading = reading;
        this.phrases = phrases;
        this.selection = new Selection(reading);
        this.calls = new CallToAction(reading);
    }

    Post post(Frame frame) {
        if (reading.usable().isEmpty()) return titleOnly(reading.source, frame);
        var tags = new ArrayList<>(phrases.hashtags(frame.hashtags(), frame.variant()));
        String cta = calls.of(frame);
        // Hashtags and call to action may take a third each.
        Measure measure = frame.measure();
        while (!tags.isEmpty() && measure.length("\n\n" + String.join(" ", tags)) > measure.limit() / 3)
            tags.removeLast();
        if (cta != null && measure.length(cta) > measure.limit() / 3 && measure.limit() < 600)
            cta = calls.shortened(cta, frame);
        String tail = Post.composed(null, cta, tags);
        int room = measure.limit() - (tail.isEmpty() ? 0 : measure.length("\n\n" + tail));
        String caption = caption(frame.within(measure.atMost(Math.max(room, 1))), cta);
        return fitted(new Post(caption, List.copyOf(tags), cta), measure);
    }

    private static Post fitted(Post post, Measure measure) {
        while (!measure.fits(post.text()) && !post.hashtags().isEmpty())
            post = new Post(
                    post.caption(), post.hashtags().subList(0, post.hashtags().size() - 1), post.cta());
        if (measure.fits(post.text())) return post;
        return new Post(TextFitting.fit(post.caption(), measure), List.of(), null);
    }

    /** For a text without usable sentences. */
    static Post titleOnly(Source source, Frame frame) {
        String words = source.title().isBlank() ? source.summary() : source.title();
        return new Post(TextFitting.fit(words, frame.measure()), List.of(), null);
    }

    private String caption(Frame frame, @Nullable String cta) {
        Measure measure = frame.measure();
        int aim = Math.min(frame.aim(), measure.limit());
        var hook = selection.hook(frame);
        String opening = frame.titled() ? "" : selection.opening(hook, measure);
        String first = TextFitting.fit(opening + hook.whole(), measure);
        var paragraphs = new ArrayList<String>();
        // The hook comes first, the rest in the order of the source.
        paragraphs.add(first);
        paragraphs.addAll(Selection.paragraphs(selection.rest(hook, aim - measure.length(first), frame, cta)));
        return joined(paragraphs, measure);
    }

    private static String joined(List<String> paragraphs, Measure measure) {
        String text = paragraphs.getFirst();
        for (String paragraph : paragraphs.subList(1, paragraphs.size())) {
            String longer = text + "\n\n" + paragraph;
            if (measure.fits(longer)) text = longer;
        }
        return text;
    }
}
