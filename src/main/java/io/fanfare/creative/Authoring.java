package io.fanfare.creative;

import io.fanfare.ai.Fitting;
import io.fanfare.ai.Measure;
import io.fanfare.ai.Source;
import io.fanfare.ai.Writer;
import io.fanfare.ai.Writers;
import io.fanfare.campaign.Campaign;
import io.fanfare.creative.Components.Component;
import io.fanfare.kernel.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Has components written: out of a blog post, a brief, or what the creative and the campaign say already. */
@org.springframework.stereotype.Component
class Authoring {
    private static final Writer.Frame ANYWHERE = new Writer.Frame(Measure.characters(5_000), 600, 5, true, 0);
    private static final Set<Component> PICTURES = EnumSet.of(Component.IMAGE, Component.VIDEO);
    /** How often another text is tried where the first is the one that is there. */
    private static final int TRIES = 8;

    private final Writers writers;
    private final MailDesign design;

    Authoring(Writers writers, MailDesign design) {
        this.writers = writers;
        this.design = design;
    }

    /** What something is written from. */
    record Material(
            @Nullable BlogPost post,
            @Nullable String brief,
            @Nullable Components own,
            Campaign campaign,
            List<String> focus) {
        Source source() {
            if (post != null) return post.source().focusedOn(brief).focusedOn(String.join(" ", focus));
            var source = Source.ofText(brief == null ? "" : brief);
            if (source.isEmpty() && own != null) source = Source.ofText(words(own));
            if (source.isEmpty()) source = Source.ofText(join(campaign.objective(), campaign.description()));
            if (source.isEmpty())
                throw Refused.unprocessable(
                        "nothing_to_write_from",
                        "There is nothing to write from. Send a brief or a blogPostId, or give the campaign an objective or a description.");
            return source.focusedOn(String.join(" ", focus));
        }

        private static String words(Components own) {
            var words = new ArrayList<String>();
            if (own.caption() != null) words.add(own.caption());
            if (own.cta() != null) words.add(own.cta());
            if (own.markdown() != null) words.add(own.markdown());
            if (own.thread() != null && words.isEmpty()) words.addAll(own.thread());
            if (own.script() instanceof String text) words.add(text);
            if (own.script() instanceof Map<?, ?> script) {
                if (script.get("hook") instanceof String hook) words.add(hook);
                if (script.get("scenes") instanceof List<?> scenes)
                    for (Object scene : scenes)
                        if (scene instanceof Map<?, ?> one && one.get("text") instanceof String text) words.add(text);
            }
            return String.join("\n\n", words);
        }

        private static String join(@Nullable String a, @Nullable String b) {
            return (a == null ? "" : a) + "\n\n" + (b == null ? "" : b);
        }
    }

    Writer writer(@Nullable String name) {
        return writers.get(name);
    }

    /** What a creative of a kind is made of where nobody says. */
    static Set<Component> usual(Creative.Kind kind, @Nullable Platform platform) {
        var usual =
                switch (kind) {
                    case TEXT, IMAGE -> EnumSet.of(Component.CAPTION, Component.HASHTAGS, Component.CTA);
                    case VIDEO -> EnumSet.of(Component.SCRIPT, Component.CAPTION, Component.HASHTAGS);
                    case EMAIL -> EnumSet.of(Component.SUBJECT, Component.PREHEADER, Component.MJML);
                };
        if (platform == Platform.TIKTOK && kind != Creative.Kind.EMAIL) usual.add(Component.SCRIPT);
        if (platform == Platform.TWITTER && kind == Creative.Kind.TEXT) usual.add(Component.THREAD);
        if (platform == Platform.NEWSROOM) usual.remove(Component.HASHTAGS);
        return usual;
    }

    /**
     * Writes the named components to what is there already, differently from {@code before} where the material allows.
     * What the source has nothing for is not among them.
     */
    Map<String, Object> write(
            Material material,
            @Nullable Platform platform,
            Collection<Component> wanted,
            Components there,
            List<Components> before,
            @Nullable String instructions,
            @Nullable String writerName) {
        var unwritable = wanted.stream().filter(PICTURES::contains).findFirst();
        if (unwritable.isPresent())
            throw Refused.unprocessable(
                    "component_not_written",
                    "A writer makes no " + unwritable.get().word() + ". Render one, or attach one from the library.");
        var source = material.source().focusedOn(instructions);
        var writer = writer(writerName);
        var written = new LinkedHashMap<String, Object>();
        for (var component : Component.values()) {
            if (!wanted.contains(component)) continue;
            Object best = null;
            for (int variant = 0; variant < TRIES; variant++) {
                Object one = one(
                        component,
                        source,
                        writer,
                        frame(platform, instructions).other(variant),
                        there.with(written),
                        platform);
                if (one == null) break;
                if (best == null) best = one;
                Object made = one;
                Predicate<Components> same = old -> made.equals(old.asMap().get(component.word()));
                if (before.stream().noneMatch(same)) {
                    best = one;
                    break;
                }
            }
            if (best != null) written.put(component.word(), best);
        }
        return written;
    }

    private static Writer.Frame frame(@Nullable Platform platform, @Nullable String instructions) {
        var frame = platform == null ? ANYWHERE : platform.frame();
        String wish = instructions == null ? "" : instructions.toLowerCase(java.util.Locale.ROOT);
        boolean shorter = wish.matches("(?s).*\\b(short|shorter|brief|concise|kürzer|kurz|court|corto)\\b.*");
        boolean longer = wish.matches("(?s).*\\b(long|longer|länger|detailed|more detail)\\b.*");
        if (shorter)
            return new Writer.Frame(frame.measure(), Math.max(60, frame.aim() / 3), frame.hashtags(), frame.link(), 0);
        if (longer) return new Writer.Frame(frame.measure(), frame.aim() * 2, frame.hashtags(), frame.link(), 0);
        return frame;
    }

    private @Nullable Object one(
            Component component,
            Source source,
            Writer writer,
            Writer.Frame frame,
            Components there,
            @Nullable Platform platform) {
        return switch (component) {
            case CAPTION -> nonEmpty(caption(source, writer, frame, there));
            case HASHTAGS -> {
                var tags = writer.post(source, frame).hashtags();
                yield tags.isEmpty() ? null : fitting(tags, there, frame);
            }
            case CTA -> {
                String cta = writer.post(source, frame).cta();
                yield cta == null || cta.equals(there.caption())
                        ? null
                        : nonEmpty(Fitting.orNothing(cta, left(frame, there.caption(), null, there.hashtags())));
            }
            case SCRIPT -> script(writer.script(source, frame));
            case THREAD -> {
                var thread = writer.thread(
                        source,
                        platform == Platform.TWITTER || platform == null
                                ? Platform.TWITTER.frame().other(frame.variant())
                                : frame,
                        7);
                yield thread.isEmpty() ? null : thread;
            }
            case SUBJECT -> nonEmpty(writer.letter(source, letters(frame)).subject());
            case PREHEADER -> nonEmpty(writer.letter(source, letters(frame)).preheader());
            case MJML -> design.mjml(writer.letter(source, letters(frame)));
            case MARKDOWN -> nonEmpty(MailDesign.markdown(writer.letter(source, letters(frame))));
            case IMAGE, VIDEO -> null;
        };
    }

    /** To what is there already: the whole has to fit, not the caption alone. */
    private static String caption(Source source, Writer writer, Writer.Frame frame, Components there) {
        if (there.hashtags() == null && there.cta() == null)
            return writer.post(source, frame).caption();
        var room = left(frame, null, there.cta(), there.hashtags());
        var bare = new Writer.Frame(room, Math.min(frame.aim(), room.limit()), 0, false, frame.variant());
        return Fitting.fit(writer.post(source, bare).caption(), room);
    }

    private static Measure left(
            Writer.Frame frame, @Nullable String caption, @Nullable String cta, @Nullable List<String> tags) {
        String rest = Writer.Post.composed(caption, cta, Objects.requireNonNullElse(tags, List.of()));
        int taken = rest.isEmpty() ? 0 : frame.measure().length(rest + "\n\n");
        return frame.measure().atMost(Math.max(1, frame.measure().limit() - taken));
    }

    private static @Nullable List<String> fitting(List<String> tags, Components there, Writer.Frame frame) {
        var room = left(frame, there.caption(), there.cta(), null);
        var some = new ArrayList<>(tags);
        while (!some.isEmpty() && !room.fits(String.join(" ", some))) some.removeLast();
        return some.isEmpty() ? null : List.copyOf(some);
    }

    static Writer.Frame letters(Writer.Frame frame) {
        return new Writer.Frame(Measure.characters(20_000), 1_300, 0, true, frame.variant());
    }

    static @Nullable Map<String, Object> script(Writer.Script script) {
        if (script.hook().isBlank() && script.scenes().isEmpty()) return null;
        var members = new LinkedHashMap<String, Object>();
        members.put("hook", script.hook());
        var scenes = new ArrayList<Map<String, Object>>();
        for (var scene : script.scenes()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("text", scene.text());
            one.put("seconds", scene.seconds());
            scenes.add(one);
        }
        members.put("scenes", scenes);
        return members;
    }

    private static @Nullable String nonEmpty(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Each component by who wrote it. */
    static Map<String, String> by(Map<String, String> before, Collection<String> components, String writer) {
        var all = new HashMap<>(before);
        components.forEach(component -> all.put(component, writer));
        return all;
    }
}
