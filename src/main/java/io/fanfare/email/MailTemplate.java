package io.fanfare.email;

import io.fanfare.kernel.Records;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail body to start from: MJML with merge fields. Four are built in; a mailing copies a template. Lists leave {@code
 * mjml} out and show its first {@code words}. Text that authors must replace is in brackets.
 */
public record MailTemplate(
        UUID id,
        String key,
        String name,
        @Nullable String description,
        Category category,
        boolean builtIn,
        @Nullable String preheader,
        @Nullable String mjml,
        @Nullable String words,
        boolean archived,
        int version,
        @Nullable Instant createdAt,
        List<String> can) {

    private static final int WORDS = 160;
    private static final Pattern TAG = Pattern.compile("\\{\\{[^}]*\\}\\}|\\{%[^%]*%\\}");

    /** The purpose of a template. */
    public enum Category {
        WELCOME,
        NEWSLETTER,
        PROMOTIONAL,
        TRANSACTIONAL,
        OWN
    }

    static final List<MailTemplate> BUILT_IN = List.of(
            builtIn(
                    "welcome",
                    "Welcome",
                    "The first mail to a new contact: who you are and three ways to get started.",
                    Category.WELCOME,
                    "Three ways to get started."),
            builtIn(
                    "newsletter",
                    "Newsletter",
                    "A lead story and two shorter ones, for regular news.",
                    Category.NEWSLETTER,
                    "The news in three minutes."),
            builtIn(
                    "promotional",
                    "Promotional",
                    "One offer, one button, one end date.",
                    Category.PROMOTIONAL,
                    "One offer and its end date."),
            builtIn(
                    "transactional",
                    "Transactional",
                    "A receipt or a notice: what happened, the details and a contact for questions.",
                    Category.TRANSACTIONAL,
                    "What happened and the details."));

    private static MailTemplate builtIn(
            String key, String name, String description, Category category, String preheader) {
        var id = UUID.nameUUIDFromBytes(("mail template " + key).getBytes(StandardCharsets.UTF_8));
        return new MailTemplate(
                id, key, name, description, category, true, preheader, resource(key), null, false, 1, null, List.of());
    }

    private static String resource(String key) {
        try (InputStream in = MailTemplate.class.getResourceAsStream("/mail-templates/" + key + ".mjml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** For lists: without the MJML, but with its first words. */
    MailTemplate inList(List<String> permitted) {
        return with(null, words(Objects.requireNonNullElse(mjml, "")), permitted);
    }

    MailTemplate with(List<String> permitted) {
        return with(mjml, words, permitted);
    }

    /** The text of a mail without its markup and merge fields. */
    private static String words(String mjml) {
        var text = new StringBuilder();
        String body = mjml.substring(Math.max(0, mjml.indexOf("<mj-body")));
        HtmlScanner.scan(body, token -> {
            if (token instanceof HtmlScanner.Text(var part, var rawOf) && rawOf == null) text.append(part);
            else text.append(' ');
        });
        String plain = TAG.matcher(text)
                .replaceAll("")
                .replaceAll("\\s+", " ")
                .replaceAll(" (?=[,.;:!?])", "")
                .strip();
        return plain.codePointCount(0, plain.length()) <= WORDS
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, WORDS)) + "…";
    }

    private MailTemplate with(@Nullable String source, @Nullable String excerpt, List<String> permitted) {
        return Records.with(this, "mjml", source, "words", excerpt, "can", builtIn ? List.of() : permitted);
    }
}
