package io.fanfare.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a mail to begin with, as MJML with merge fields. Four are built in; they are copied, not changed. */
public record MailTemplate(
        UUID id,
        String key,
        String name,
        @Nullable String description,
        Category category,
        boolean builtIn,
        @Nullable String preheader,
        String mjml,
        boolean archived,
        int version,
        @Nullable Instant createdAt,
        List<String> can) {

    /** What it is for. */
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
                    "The first mail to somebody new: who you are, and three things to begin with.",
                    Category.WELCOME,
                    "Good that you are here. This is how to begin."),
            builtIn(
                    "newsletter",
                    "Newsletter",
                    "A lead story and two shorter ones, for what happens regularly.",
                    Category.NEWSLETTER,
                    "What is new, in three minutes."),
            builtIn(
                    "promotional",
                    "Promotional",
                    "One offer, one button, one date until which it holds.",
                    Category.PROMOTIONAL,
                    "One offer, and until when it holds."),
            builtIn(
                    "transactional",
                    "Transactional",
                    "A receipt or a notice: what happened, the details, and where to ask.",
                    Category.TRANSACTIONAL,
                    "What happened, and the details."));

    private static MailTemplate builtIn(
            String key, String name, String description, Category category, String preheader) {
        var id = UUID.nameUUIDFromBytes(("mail template " + key).getBytes(StandardCharsets.UTF_8));
        return new MailTemplate(
                id, key, name, description, category, true, preheader, resource(key), false, 1, null, List.of());
    }

    private static String resource(String key) {
        try (InputStream in = MailTemplate.class.getResourceAsStream("/mail-templates/" + key + ".mjml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    MailTemplate with(List<String> permitted) {
        return new MailTemplate(
                id,
                key,
                name,
                description,
                category,
                builtIn,
                preheader,
                mjml,
                archived,
                version,
                createdAt,
                builtIn ? List.of() : permitted);
    }
}
