package io.fanfare.email;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The body of a mail in one of three forms: Markdown, laid out by Fanfare, MJML, or a page of HTML. */
record MailBody(
        @Nullable String markdown,
        @Nullable String mjml,
        @Nullable String html) {
    static final MailBody NONE = new MailBody(null, null, null);

    static MailBody ofMjml(@Nullable String mjml) {
        return new MailBody(null, mjml, null);
    }

    private Stream<String> forms() {
        return Stream.of(markdown, mjml, html).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    boolean missing() {
        return forms().findAny().isEmpty();
    }

    boolean ambiguous() {
        return forms().count() > 1;
    }

    String text() {
        return forms().findFirst().orElse("");
    }

    /** The name of the field that it was sent in. */
    String field() {
        if (mjml != null) return "mjml";
        return html != null ? "html" : "markdown";
    }
}
