package io.fanfare.email;

import ch.digitalfondue.mjml4j.Mjml4j;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.kernel.Markup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a mailing says, on its way from what was written to templates that are filled in for each reader. */
record Content(MailingDetails details) {
    private static final Pattern UNSUBSCRIBES = Pattern.compile("\\{\\{-?\\s*unsubscribeUrl\\b");
    private static final int MOST_TAGS = 10_000;
    private static final Pattern ENTITY = Pattern.compile("(?i)<!(doctype\\s+[^>]*\\[|entity)");
    private static final Reader SOMEBODY = new Reader(
            "alex.sample@example.com", "Alex Sample", "Alex", "Sample", "Europe/Berlin", "en", List.of(), Map.of());

    /** The three templates of a mail, as text: cheap to keep, and parsed by whoever fills them in. */
    record Templates(String subject, String html, String text) {
        Ready parsed() {
            return new Ready(Liquid.parse(subject), Liquid.parse(html), Liquid.parse(text));
        }
    }

    /** The same, ready to be filled in by one thread. */
    record Ready(Liquid subject, Liquid html, Liquid text) {
        Filled fill(Reader recipient, String unsubscribeUrl) {
            var values = values(recipient, unsubscribeUrl);
            return new Filled(subject.render(values), html.render(Liquid.escaped(values)), text.render(values));
        }
    }

    /** A mail as one reader gets it. */
    record Filled(String subject, String html, String text) {}

    /** Whether the body itself has a way out, so that ours need not be added. */
    boolean unsubscribes() {
        return unsubscribes(body());
    }

    String body() {
        return Objects.requireNonNullElse(details.markdown(), Objects.requireNonNullElse(details.mjml(), ""));
    }

    String bodyField() {
        return details.mjml() == null ? "markdown" : "mjml";
    }

    /** Refuses with 400 that names the field where a template can't be filled in. */
    void check() {
        check("subject", details.subject());
        if (details.preheader() != null) check("preheader", details.preheader());
        check(bodyField(), body());
        try {
            templates(null, "https://example.com").parsed().fill(SOMEBODY, "https://example.com/e/u/0");
        } catch (Liquid.Malformed malformed) {
            throw malformed.in(bodyField());
        }
    }

    private static void check(String field, String text) {
        try {
            Liquid.parse(text).render(values(SOMEBODY, "https://example.com/e/u/0"));
        } catch (Liquid.Malformed malformed) {
            throw malformed.in(field);
        }
    }

    /** {@code base} is where links without a host lead. */
    Templates templates(@Nullable Letterhead head, String base) {
        var aside = new Liquid.Aside(body());
        if (details.mjml() != null) {
            String page = mjml(aside.text());
            String html = aside.back(page);
            String whole = MailFooter.into(html, preheader(), MailFooter.html(head, unsubscribes(html)));
            return templates(whole, aside.back(MailText.of(page)), head);
        }
        String html = aside.back(MailLayout.styled(Markup.html(aside.text()), head, base));
        String page = MailLayout.page(html, preheader(), MailFooter.html(head, unsubscribes(html)), head);
        return templates(page, aside.back(Markup.plainText(aside.text())), head);
    }

    private Templates templates(String html, String text, @Nullable Letterhead head) {
        return new Templates(details.subject(), html, text + MailFooter.text(head, unsubscribes(text)));
    }

    /** Text around merge fields is escaped here, the fields are when they are filled in. */
    private String preheader() {
        if (details.preheader() == null) return "";
        var aside = new Liquid.Aside(details.preheader());
        return aside.back(Liquid.html(aside.text()));
    }

    private static boolean unsubscribes(String template) {
        return UNSUBSCRIBES.matcher(template).find();
    }

    private static String mjml(String source) {
        if (ENTITY.matcher(source).find()) throw new Liquid.Malformed("entities can't be declared in it");
        if (source.chars().filter(c -> c == '<').count() > MOST_TAGS)
            throw new Liquid.Malformed("it has more than 10,000 tags");
        if (!source.contains("<mjml")) throw new Liquid.Malformed("it has no <mjml> element");
        try {
            return Mjml4j.render(source, new Mjml4j.Configuration("en"));
        } catch (RuntimeException wrong) {
            throw new Liquid.Malformed(
                    String.valueOf(wrong.getMessage()).lines().findFirst().orElse("no MJML"));
        } catch (StackOverflowError nested) {
            throw new Liquid.Malformed("it is nested too deeply");
        }
    }

    private static Map<String, @Nullable Object> values(Reader reader, String unsubscribeUrl) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("contact", reader.values());
        values.put("unsubscribeUrl", unsubscribeUrl);
        return values;
    }

    static Reader somebody() {
        return SOMEBODY;
    }

    MailAddress from() {
        return new MailAddress(details.from().email(), details.from().name());
    }

    @Nullable
    MailAddress replyTo() {
        return details.replyTo() == null ? null : MailAddress.of(details.replyTo());
    }
}
