package io.fanfare.creative;

import io.fanfare.ai.Source;
import io.fanfare.ai.Writer;
import io.fanfare.creative.Repurposed.Body;
import io.fanfare.creative.Repurposed.Mail;
import io.fanfare.creative.Repurposed.Scene;
import io.fanfare.creative.Repurposed.Script;
import io.fanfare.creative.Repurposed.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text for one target, before it is stored.
 *
 * @param caption the text of {@code body} without call to action and hashtags
 */
record RepurposedText(
        Target target, String format, @Nullable String caption, Body body, int length, int limit) {
    private static final int LONGEST_MAIL = 200_000;
    private static final int MOST_OF_THREAD = 7;

    /** The color of an e-mail, which of the best sentences a post opens with, and whether it is one of several. */
    record Style(String accent, int variant, boolean oneOfSeveral) {
        /** One of several posts does without the title, with which they would all begin. */
        Writer.Frame frame(Platform platform) {
            var usual = platform.frame();
            return new Writer.Frame(
                    usual.measure(),
                    usual.aim(),
                    usual.hashtags(),
                    usual.link(),
                    usual.titled() || oneOfSeveral,
                    variant);
        }
    }

    /** Posts of one request open with different sentences, so that a campaign does not say the same thing on each channel. */
    static List<RepurposedText> all(Source source, Writer writer, Set<Target> targets, String accent) {
        var texts = new ArrayList<RepurposedText>();
        int posts = 0;
        for (var target : targets) {
            boolean post = target != Target.EMAIL && target != Target.NEWSROOM;
            of(source, writer, target, new Style(accent, post ? posts++ : 0, targets.size() > 1))
                    .ifPresent(texts::add);
        }
        return texts;
    }

    /** Empty if the source has nothing for the target. */
    static Optional<RepurposedText> of(Source source, Writer writer, Target target, Style style) {
        return Optional.ofNullable(
                switch (target) {
                    case TWITTER -> thread(source, writer, style.variant());
                    case TIKTOK -> script(source, writer, style.variant());
                    case EMAIL -> mail(source, writer, style.accent());
                    case LINKEDIN, INSTAGRAM, FACEBOOK, THREADS, BLUESKY, MASTODON, NEWSROOM ->
                        post(source, writer, target, style);
                });
    }

    private static @Nullable RepurposedText post(Source source, Writer writer, Target target, Style style) {
        var platform = Platform.valueOf(target.name());
        var written = writer.post(source, style.frame(platform));
        String text = platform.formatted(written.text());
        if (text.isBlank()) return null;
        var body = new Body(text, null, null, null, written.hashtags(), written.cta());
        return new RepurposedText(
                target,
                target.format(),
                platform.formatted(written.caption()),
                body,
                platform.length(text),
                platform.limit());
    }

    private static @Nullable RepurposedText thread(Source source, Writer writer, int variant) {
        var platform = Platform.TWITTER;
        var parts = writer.thread(source, platform.frame().other(variant), MOST_OF_THREAD);
        if (parts.isEmpty()) return null;
        var single = writer.post(source, platform.frame());
        int longest = parts.stream().mapToInt(platform::length).max().orElse(0);
        var body = new Body(null, parts, null, null, single.hashtags(), single.cta());
        return new RepurposedText(
                Target.TWITTER, Target.TWITTER.format(), parts.getFirst(), body, longest, platform.limit());
    }

    private static @Nullable RepurposedText script(Source source, Writer writer, int variant) {
        var platform = Platform.TIKTOK;
        var script = writer.script(source, platform.frame().other(variant));
        if (script.hook().isBlank() && script.scenes().isEmpty()) return null;
        var post = writer.post(source, platform.frame());
        var scenes = script.scenes().stream()
                .map(s -> new Scene(s.text(), s.seconds()))
                .toList();
        var body = new Body(
                post.text(),
                null,
                new Script(script.hook(), scenes, script.seconds()),
                null,
                post.hashtags(),
                post.cta());
        return new RepurposedText(
                Target.TIKTOK,
                Target.TIKTOK.format(),
                post.caption(),
                body,
                platform.length(post.text()),
                platform.limit());
    }

    private static @Nullable RepurposedText mail(Source source, Writer writer, String accent) {
        var letter = writer.letter(source, Authoring.letters(Platform.NEWSROOM.frame()));
        if (letter.heading().isBlank() && letter.body().isEmpty()) return null;
        String link = letter.action().isEmpty() ? null : letter.link();
        String mjml = MailDesign.mjml(letter, accent);
        String text = MailDesign.text(letter);
        var mail = new Mail(
                letter.subject(), letter.preheader(), mjml, MailDesign.compiled(mjml, letter.language()), text);
        var body = new Body(null, null, null, mail, null, link == null ? null : letter.action() + "\n→ " + link);
        return new RepurposedText(Target.EMAIL, Target.EMAIL.format(), null, body, text.length(), LONGEST_MAIL);
    }

    Creative.Kind kind() {
        return switch (target) {
            case EMAIL -> Creative.Kind.EMAIL;
            case TIKTOK -> Creative.Kind.VIDEO;
            case INSTAGRAM -> Creative.Kind.IMAGE;
            case LINKEDIN, TWITTER, FACEBOOK, THREADS, BLUESKY, MASTODON, NEWSROOM -> Creative.Kind.TEXT;
        };
    }

    /** As the components of a creative, which posts and mailings can use. */
    Components components() {
        var map = new LinkedHashMap<String, Object>();
        if (caption != null) map.put("caption", caption);
        if (body.thread() != null) {
            map.put("thread", body.thread());
            return Components.of(map);
        }
        if (body.hashtags() != null && !body.hashtags().isEmpty()) map.put("hashtags", body.hashtags());
        if (body.cta() != null && body.email() == null) map.put("cta", body.cta());
        if (body.script() != null) map.put("script", script(body.script()));
        if (body.email() != null) {
            map.put("subject", body.email().subject());
            map.put("preheader", body.email().preheader());
            map.put("mjml", body.email().mjml());
        }
        return Components.of(map);
    }

    private static Map<String, Object> script(Script script) {
        List<Map<String, Object>> scenes = script.scenes().stream()
                .map(s -> Map.<String, Object>of("text", s.text(), "seconds", s.seconds()))
                .toList();
        return Map.of("hook", script.hook(), "scenes", scenes);
    }
}
