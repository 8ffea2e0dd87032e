package io.fanfare.ai;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes texts from a source. A text is empty if the source has nothing for it. */
public interface Writer {
    /** The name in requests and in the records of generated texts. */
    String name();

    /** A post with hashtags and call to action. */
    Post post(Source source, Frame frame);

    /** The posts of a thread; each fits the frame. */
    List<String> thread(Source source, Frame frame, int most);

    /** The script of a short video. */
    Script script(Source source, Frame frame);

    /** Subject, preview text and paragraphs of an e-mail. */
    Letter letter(Source source, Frame frame);

    /** Up to {@code count} variations; fewer if the source is too short. */
    List<String> variations(Source source, Frame frame, int count);

    /**
     * The limits of a text.
     *
     * @param aim the preferred length, where the limit is far above what people read
     * @param hashtags the most of them
     * @param link whether readers can follow a URL in the text
     * @param titled the title is shown above the text, so the text does not repeat it
     * @param variant 0 for the best text, 1, 2, … for others
     */
    record Frame(Measure measure, int aim, int hashtags, boolean link, boolean titled, int variant) {
        public Frame(Measure measure, int aim, int hashtags, boolean link, int variant) {
            this(measure, aim, hashtags, link, false, variant);
        }

        public Frame other(int number) {
            return new Frame(measure, aim, hashtags, link, titled, number);
        }

        public Frame within(Measure smaller) {
            return new Frame(smaller, Math.min(aim, smaller.limit()), hashtags, link, titled, variant);
        }

        public Frame aimingAt(int length) {
            return new Frame(measure, length, hashtags, link, titled, variant);
        }
    }

    /** A post in its parts. */
    record Post(
            String caption, List<String> hashtags, @Nullable String cta) {
        public String text() {
            return composed(caption, cta, hashtags);
        }

        /** The parts as one text, a blank line between them. */
        public static String composed(@Nullable String caption, @Nullable String cta, List<String> hashtags) {
            var parts = new ArrayList<String>();
            if (caption != null && !caption.isBlank()) parts.add(caption);
            if (cta != null && !cta.isBlank() && (caption == null || !caption.contains(cta))) parts.add(cta);
            if (!hashtags.isEmpty()) parts.add(String.join(" ", hashtags));
            return String.join("\n\n", parts);
        }
    }

    /** The scenes of a video with their spoken length. */
    record Script(String hook, List<Scene> scenes) {
        public int seconds() {
            return scenes.stream().mapToInt(Scene::seconds).sum();
        }
    }

    /** One scene of a script. */
    record Scene(String text, int seconds) {}

    /**
     * The text of an e-mail. {@code action} is the label of the button, empty if there is no {@code link}; {@code language} is
     * a tag such as {@code en}, or {@code und}.
     */
    record Letter(
            String subject,
            String preheader,
            String heading,
            List<Paragraph> body,
            String action,
            @Nullable String link,
            String language) {}

    /** A paragraph, or an introduction with its list. */
    record Paragraph(String text, List<String> items) {}
}
