package io.fanfare.email;

import ch.digitalfondue.mjml4j.Mjml4j;
import io.fanfare.ai.TextLanguage;
import io.fanfare.email.HtmlScanner.Close;
import io.fanfare.email.HtmlScanner.Open;
import io.fanfare.email.HtmlScanner.Text;
import io.fanfare.email.HtmlScanner.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Renders MJML to HTML. Mistakes that the engine would ignore are refused here. */
final class Mjml {
    static final int MOST_TAGS = 10_000;
    private static final Pattern ENTITY = Pattern.compile("(?i)<!(doctype\\s+[^>]*\\[|entity)");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    /** The elements of MJML 4 except {@code mj-include}: a mail is one text. */
    private static final Set<String> ELEMENTS = Set.of(
            "mjml",
            "mj-accordion",
            "mj-accordion-element",
            "mj-accordion-text",
            "mj-accordion-title",
            "mj-all",
            "mj-attributes",
            "mj-body",
            "mj-breakpoint",
            "mj-button",
            "mj-carousel",
            "mj-carousel-image",
            "mj-class",
            "mj-column",
            "mj-divider",
            "mj-font",
            "mj-group",
            "mj-head",
            "mj-hero",
            "mj-html-attribute",
            "mj-html-attributes",
            "mj-image",
            "mj-navbar",
            "mj-navbar-link",
            "mj-preview",
            "mj-raw",
            "mj-section",
            "mj-selector",
            "mj-social",
            "mj-social-element",
            "mj-spacer",
            "mj-style",
            "mj-table",
            "mj-text",
            "mj-title",
            "mj-wrapper");

    private final Deque<String> open = new ArrayDeque<>();
    private boolean body;
    private @Nullable String language;
    private final StringBuilder words = new StringBuilder();

    private Mjml() {}

    /** @throws Liquid.Malformed with the reason */
    static String page(String source) {
        var mjml = new Mjml();
        mjml.check(source);
        if (mjml.language == null) mjml.language = TextLanguage.of(mjml.words.toString());
        try {
            return SafeHtml.of(
                    Mjml4j.render(source, new Mjml4j.Configuration(mjml.language.isEmpty() ? "en" : mjml.language)));
        } catch (RuntimeException wrong) {
            throw new Liquid.Malformed(
                    String.valueOf(wrong.getMessage()).lines().findFirst().orElse("the MJML can't be read"));
        } catch (StackOverflowError nested) {
            throw new Liquid.Malformed("it is nested too deeply");
        }
    }

    private void check(String source) {
        if (ENTITY.matcher(source).find()) throw new Liquid.Malformed("entities can't be declared in it");
        if (source.chars().filter(c -> c == '<').count() > MOST_TAGS)
            throw new Liquid.Malformed("it has more than 10,000 tags");
        HtmlScanner.scan(source, this::accept);
        if (!open.isEmpty()) throw new Liquid.Malformed("<" + open.peek() + "> is never closed");
        if (!body) throw new Liquid.Malformed("it needs <mjml> with an <mj-body> in it");
    }

    private void accept(Token token) {
        if (token instanceof Text(var text, var rawOf) && rawOf == null)
            words.append(text).append(' ');
        if (token instanceof Open tag && isMjml(tag.name())) {
            if (!ELEMENTS.contains(tag.name()) && !inAttributes())
                throw new Liquid.Malformed("<" + tag.name() + "> is not an MJML element");
            body |= tag.name().equals("mj-body") && open.contains("mjml");
            String stated = tag.name().equals("mjml") ? tag.value("lang") : null;
            if (stated != null && LANGUAGE.matcher(stated).matches()) language = stated;
            if (!tag.closed()) open.push(tag.name());
        }
        if (token instanceof Close(var name) && isMjml(name)) {
            if (!name.equals(open.peek()))
                throw new Liquid.Malformed(
                        open.isEmpty()
                                ? "</" + name + "> closes nothing"
                                : "<" + open.peek() + "> is never closed before </" + name + ">");
            open.pop();
        }
    }

    private boolean inAttributes() {
        return "mj-attributes".equals(open.peek());
    }

    private static boolean isMjml(String name) {
        return name.startsWith("mj-") || name.equals("mjml");
    }
}
