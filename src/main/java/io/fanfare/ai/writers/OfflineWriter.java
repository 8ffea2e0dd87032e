package io.fanfare.ai.writers;

import io.fanfare.ai.Source;
import io.fanfare.ai.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The built-in writer. It uses no language model: it selects the most informative sentences, unchanged and in their order, and
 * invents nothing. Every number and every name is as in the source.
 */
@Component
class OfflineWriter implements Writer {
    /** The last source that was read: the texts for several platforms are mostly written one after the other. */
    private volatile @Nullable Analysis last;

    private record Analysis(Source source, Reading reading, Phrases phrases) {}

    @SuppressWarnings("ReferenceEquality") // The same object; comparing the text of a book costs more than reading it.
    private Analysis read(Source source) {
        var known = last;
        if (known != null && known.source() == source) return known;
        var read = new Analysis(source, new Reading(source), new Phrases(source));
        last = read;
        return read;
    }

    @Override
    public String name() {
        return "offline";
    }

    @Override
    public Post post(Source source, Frame frame) {
        var read = read(source);
        return new Captions(read.reading(), read.phrases()).post(frame);
    }

    @Override
    public List<String> thread(Source source, Frame frame, int most) {
        return new Threads(read(source).reading()).parts(frame, most);
    }

    @Override
    public Script script(Source source, Frame frame) {
        return new Scripts(read(source).reading()).script(frame);
    }

    @Override
    public Letter letter(Source source, Frame frame) {
        return new EmailDrafts(read(source).reading()).letter(frame);
    }

    @Override
    public List<String> variations(Source source, Frame frame, int count) {
        var read = read(source);
        return new Variations(read.reading(), read.phrases()).texts(frame, count);
    }
}
