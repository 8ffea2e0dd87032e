package io.fanfare.creative;

import io.fanfare.ai.Measure;
import io.fanfare.ai.Source;
import io.fanfare.ai.TextFitting;
import io.fanfare.ai.Writer;
import io.fanfare.ai.Writers;
import io.fanfare.campaign.Campaign;
import io.fanfare.creative.Components.Component;
import io.fanfare.kernel.Refused;
import io.fanfare.strategy.Pillar;
import io.fanfare.strategy.Strategies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes components from a blog post, a brief, or the existing text of a creative. Runs outside transactions. */
@org.springframework.stereotype.Component
class Authoring {
    private static final Writer.Frame ANYWHERE = new Writer.Frame(Measure.characters(5_000), 600, 5, true, 0);
    private static final Set<Component> PICTURES = EnumSet.of(Component.IMAGE, Component.VIDEO);
    /** How many variants are tried to find a text that differs from the earlier ones. */
    private static final int TRIES = 8;

    private static final Pattern SHORTER =
            Pattern.compile("(?i)\\b(short|shorter|brief|concise|kürzer|kurz|court|corto)\\b");
    private static final Pattern LONGER = Pattern.compile("(?i)\\b(long|longer|länger|detailed|more detail)\\b");

    private final Writers writers;
    private final MailDesign design;
    private final BlogPostStore posts;
    private final Strategies strategies;

    Authoring(Writers writers, MailDesign design, BlogPostStore posts, Strategies strategies) {
        this.writers = writers;
        this.design = design;
        this.posts = posts;
        this.strategies = strategies;
    }

    /**
     * The material that components are written from.
     *
     * @param focus the subject of the campaign; sentences that mention it are preferred
     * @param accent the color of e-mails
     */
    record Material(
            @Nullable BlogPost post, @Nullable String brief, Components own, List<String> focus, String accent) {
        /** The text to use. Neither instructions of a brief nor the objective of a campaign are published. */
        Source source() {
            var source = post != null ? post.source().focusedOn(brief) : Source.ofBrief(brief == null ? "" : brief);
            if (source.isEmpty()) source = Source.ofText(words(own)).focusedOn(brief);
            if (source.isEmpty()) throw tooLittle();
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
                        if (scene instanceof Map<?, ?> part && part.get("text") instanceof String text) words.add(text);
            }
            return String.join("\n\n", words);
        }
    }

    /** What to write: {@code present} are the components that stay, {@code earlier} those that it should differ from. */
    record Request(
            Material material,
            @Nullable Platform platform,
            Set<Component> requested,
            Components present,
            List<Components> earlier,
            @Nullable String instructions,
            @Nullable String writer) {}

    /** The components that were written, and remarks on instructions that could not be followed. */
    record Result(Map<String, Object> components, String writer, List<String> notes) {}

    static Refused tooLittle() {
        return Refused.unprocessable(
                "too_little_material",
                "There is too little to write from. Send a brief with facts in complete sentences, or a blogPostId.");
    }

    /** Reads the material in the transaction of the caller. */
    Material material(Campaign campaign, @Nullable UUID postId, @Nullable String brief, Components own) {
        var post = postId == null
                ? null
                : posts.find(postId)
                        .orElseThrow(
                                () -> Refused.invalid("blogPostId", "must be the id of a blog post in this workspace"));
        return new Material(post, brief, own, focus(campaign), design.accent());
    }

    private List<String> focus(Campaign campaign) {
        var words = new ArrayList<String>();
        if (campaign.objective() != null) words.add(campaign.objective());
        var pillars = strategies.current(campaign.id()).map(s -> s.details().contentPillars());
        for (Pillar pillar : pillars.orElse(List.of()))
            switch (pillar) {
                case Pillar.Words(var text) -> words.add(text);
                case Pillar.Theme theme -> {
                    if (theme.name() != null) words.add(theme.name());
                    if (theme.description() != null) words.add(theme.description());
                }
            }
        return words;
    }

    String accent() {
        return design.accent();
    }

    Writer writer(@Nullable String name) {
        return writers.get(name);
    }

    /** The components that a creative of a kind usually has. */
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

    /** Writes the requested components. The result omits components for which the source has nothing. */
    Result write(Request request) {
        var unwritable = request.requested().stream().filter(PICTURES::contains).findFirst();
        if (unwritable.isPresent())
            throw Refused.unprocessable(
                    "component_not_written",
                    "Writers do not create the " + unwritable.get().word()
                            + ". Render one, or attach one from the library.");
        var writer = writer(request.writer());
        var source = request.material().source().focusedOn(request.instructions());
        var written = new LinkedHashMap<String, Object>();
        for (var component : Component.values()) {
            if (!request.requested().contains(component)) continue;
            var task = new Task(
                    component, source, writer, request, request.present().with(written));
            Object text = different(task);
            if (text != null) written.put(component.word(), text);
        }
        return new Result(written, writer.name(), notes(request.instructions(), source));
    }

    /** Instructions that the built-in writer cannot follow are reported, not ignored. */
    private static List<String> notes(@Nullable String instructions, Source source) {
        if (instructions == null || instructions.isBlank()) return List.of();
        boolean followed = SHORTER.matcher(instructions).find()
                || LONGER.matcher(instructions).find()
                || source.mentions(instructions);
        return followed
                ? List.of()
                : List.of(
                        "instructions: the material does not mention this topic. The built-in writer follows a topic of"
                                + " the material, \"shorter\" and \"longer\".");
    }

    /** The best text that no earlier revision has; the best text of all if there is no other. */
    private @Nullable Object different(Task task) {
        Object best = null;
        for (int variant = 0; variant < TRIES; variant++) {
            Object text = text(task, task.frame().other(variant));
            if (text == null) break;
            if (best == null) best = text;
            boolean known = task.request().earlier().stream()
                    .anyMatch(
                            old -> text.equals(old.asMap().get(task.component().word())));
            if (!known) return text;
        }
        return best;
    }

    /** One component to write; {@code present} includes those that were written before it. */
    private record Task(Component component, Source source, Writer writer, Request request, Components present) {
        Writer.Frame frame() {
            var platform = request.platform();
            var frame = platform == null ? ANYWHERE : platform.frame();
            String instructions = request.instructions() == null ? "" : request.instructions();
            if (SHORTER.matcher(instructions).find()) return frame.aimingAt(Math.max(60, frame.aim() / 3));
            if (LONGER.matcher(instructions).find()) return frame.aimingAt(frame.aim() * 2);
            return frame;
        }
    }

    private static @Nullable Object text(Task task, Writer.Frame frame) {
        var source = task.source();
        var writer = task.writer();
        var present = task.present();
        return switch (task.component()) {
            case CAPTION -> {
                var platform = task.request().platform();
                String caption = caption(source, writer, frame, present);
                yield nonEmpty(platform == null ? caption : platform.formatted(caption));
            }
            case HASHTAGS -> {
                var tags = writer.post(source, frame).hashtags();
                yield tags.isEmpty() ? null : fitting(tags, present, frame);
            }
            case CTA -> {
                String cta = writer.post(source, frame).cta();
                yield cta == null || cta.equals(present.caption())
                        ? null
                        : nonEmpty(
                                TextFitting.orNothing(cta, left(frame, present.caption(), null, present.hashtags())));
            }
            case SCRIPT -> script(writer.script(source, frame));
            case THREAD -> {
                var platform = task.request().platform();
                boolean onX = platform == Platform.TWITTER || platform == null;
                var thread =
                        writer.thread(source, onX ? Platform.TWITTER.frame().other(frame.variant()) : frame, 7);
                yield thread.isEmpty() ? null : thread;
            }
            case SUBJECT -> nonEmpty(writer.letter(source, letters(frame)).subject());
            case PREHEADER -> nonEmpty(writer.letter(source, letters(frame)).preheader());
            case MJML ->
                MailDesign.mjml(
                        writer.letter(source, letters(frame)),
                        task.request().material().accent());
            case MARKDOWN -> nonEmpty(MailDesign.markdown(writer.letter(source, letters(frame))));
            case IMAGE, VIDEO -> null;
        };
    }

    /** The caption must fit together with the existing call to action and hashtags. */
    private static String caption(Source source, Writer writer, Writer.Frame frame, Components present) {
        if (present.hashtags() == null && present.cta() == null)
            return writer.post(source, frame).caption();
        var room = left(frame, null, present.cta(), present.hashtags());
        var bare = new Writer.Frame(room, Math.min(frame.aim(), room.limit()), 0, false, frame.variant());
        return TextFitting.fit(writer.post(source, bare).caption(), room);
    }

    private static Measure left(
            Writer.Frame frame, @Nullable String caption, @Nullable String cta, @Nullable List<String> tags) {
        String rest = Writer.Post.composed(caption, cta, Objects.requireNonNullElse(tags, List.of()));
        int used = rest.isEmpty() ? 0 : frame.measure().length(rest + "\n\n");
        return frame.measure().atMost(Math.max(1, frame.measure().limit() - used));
    }

    private static @Nullable List<String> fitting(List<String> tags, Components present, Writer.Frame frame) {
        var room = left(frame, present.caption(), present.cta(), null);
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
            var part = new LinkedHashMap<String, Object>();
            part.put("text", scene.text());
            part.put("seconds", scene.seconds());
            scenes.add(part);
        }
        members.put("scenes", scenes);
        return members;
    }

    private static @Nullable String nonEmpty(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Adds the writer of the given components. */
    static Map<String, String> by(Map<String, String> before, Collection<String> components, String writer) {
        var all = new HashMap<>(before);
        components.forEach(component -> all.put(component, writer));
        return all;
    }
}
