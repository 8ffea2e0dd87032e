package io.fanfare.email;

import io.fanfare.ai.TextLanguage;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.kernel.Markup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The content of a mailing, from the stored text to templates that are filled in for each reader. */
record Content(MailingDetails details) {
    private static final Pattern UNSUBSCRIBES = Pattern.compile("\\{\\{-?\\s*unsubscribeUrl\\b");
    /** A merge field inside a URL, or a tag that writes markup: the result must be checked for each reader. */
    private static final Pattern RISKY = Pattern.compile(
            "(?i)\\b(href|src|action|background)\\s*=\\s*[\"']?\\s*\\{[{%](?!\\s*unsubscribeUrl\\b)|\\{[{%][^{}]*<");

    private static final Reader SAMPLE = new Reader(
            "alex.sample@example.com", "Alex Sample", "Alex", "Sample", "Europe/Berlin", "en", List.of(), Map.of());

    /** The three templates of a mail as text: cheap to cache, and parsed before use. */
    record Templates(String subject, String html, String text) {
        ParsedTemplates parsed() {
            return new ParsedTemplates(
                    Liquid.parse(subject),
                    Liquid.parse(html),
                    Liquid.parse(text),
                    RISKY.matcher(html).find());
        }
    }

    /** The parsed templates, for use by one thread. */
    record ParsedTemplates(Liquid subject, Liquid html, Liquid text, boolean risky) {
        RenderedMail fill(Reader recipient, String unsubscribeUrl) {
            return fill(recipient, unsubscribeUrl, LiquidBudget.SENDING);
        }

        RenderedMail fill(Reader recipient, String unsubscribeUrl, int budget) {
            var values = values(recipient, unsubscribeUrl);
            String page = html.render(Liquid.escaped(values), budget);
            return new RenderedMail(
                    subject.render(values, budget), risky ? SafeHtml.of(page) : page, text.render(values, budget));
        }
    }

    /** A mail for one reader. */
    record RenderedMail(String subject, String html, String text) {}

    /** Whether the body has an unsubscribe link; otherwise one is added. */
    boolean unsubscribes() {
        return unsubscribes(details.body().text());
    }

    /** A 400 that names the template that can't be filled in. */
    void check() {
        check("subject", details.subject());
        if (details.preheader() != null) check("preheader", details.preheader());
        check(details.body().field(), details.body().text());
        try {
            templates(null, "https://example.com")
                    .parsed()
                    .fill(SAMPLE, "https://example.com/e/u/0", LiquidBudget.WRITING);
        } catch (Liquid.Malformed malformed) {
            throw malformed.in(details.body().field());
        }
    }

    private static void check(String field, String text) {
        try {
            Liquid.parse(text).render(values(SAMPLE, "https://example.com/e/u/0"), LiquidBudget.WRITING);
        } catch (Liquid.Malformed malformed) {
            throw malformed.in(field);
        }
    }

    /** {@code base} completes relative links. */
    Templates templates(@Nullable Letterhead head, String base) {
        var aside = new LiquidPlaceholders(details.body().text());
        var links = Letterhead.taggerOf(head);
        if (details.markdown() == null) {
            String page = details.mjml() == null ? SafeHtml.page(aside.text()) : Mjml.page(aside.text());
            String html = links.html(aside.back(page));
            String whole = MailFooter.into(html, preheader(), MailFooter.html(head, unsubscribes(html)));
            return templates(whole, links.text(aside.back(MailText.of(page))), head);
        }
        String html = links.html(aside.back(MailLayout.styled(Markup.html(aside.text()), head, base)));
        String page = MailLayout.page(
                MailLayout.logo(head, base) + html,
                preheader(),
                MailFooter.html(head, unsubscribes(html)),
                head,
                TextLanguage.of(aside.text()));
        return templates(page, links.text(aside.back(Markup.plainText(aside.text()))), head);
    }

    private Templates templates(String html, String text, @Nullable Letterhead head) {
        return new Templates(details.subject(), html, text + MailFooter.text(head, unsubscribes(text)));
    }

    /** Text around merge fields is escaped here, the fields when they are filled in. */
    private String preheader() {
        if (details.preheader() == null) return "";
        var aside = new LiquidPlaceholders(details.preheader());
        return aside.back(Liquid.html(aside.text()));
    }

    private static boolean unsubscribes(String template) {
        return UNSUBSCRIBES.matcher(template).find();
    }

    private static Map<String, @Nullable Object> values(Reader reader, String unsubscribeUrl) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("contact", reader.values());
        values.put("unsubscribeUrl", unsubscribeUrl);
        return values;
    }

    static Reader sample() {
        return SAMPLE;
    }

    MailAddress from() {
        return new MailAddress(details.from().email(), details.from().name());
    }

    @Nullable
    MailAddress replyTo() {
        return details.replyTo() == null ? null : MailAddress.of(details.replyTo());
    }
}
