package io.fanfare.email;

import io.fanfare.creative.Components;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which words of a mailing are those of its creative; they follow it until somebody writes others. */
record Taken(
        @Nullable String subject,
        @Nullable String preheader,
        @Nullable String markdown,
        @Nullable String mjml,
        List<String> fields) {
    private static final String SUBJECT = "subject";
    private static final String PREHEADER = "preheader";
    private static final String BODY = "body";
    private static final Map<String, Set<String>> MEMBERS =
            Map.of(SUBJECT, Set.of("subject"), PREHEADER, Set.of("preheader"), BODY, Set.of("markdown", "mjml"));

    /** What a mailing says by itself, filled up by what a creative has. */
    static Taken of(
            @Nullable String subject,
            @Nullable String preheader,
            @Nullable String markdown,
            @Nullable String mjml,
            Components components) {
        var fields = new ArrayList<String>();
        if (subject == null && components.subject() != null) fields.add(SUBJECT);
        if (preheader == null && components.preheader() != null) fields.add(PREHEADER);
        boolean body = markdown == null && mjml == null;
        if (body && (components.mjml() != null || markdown(components) != null)) fields.add(BODY);
        return of(subject, preheader, markdown, mjml, components, fields);
    }

    /** The same with the fields that are taken already. */
    static Taken of(MailingDetails details, Components components, List<String> fields) {
        return of(details.subject(), details.preheader(), details.markdown(), details.mjml(), components, fields);
    }

    private static Taken of(
            @Nullable String subject,
            @Nullable String preheader,
            @Nullable String markdown,
            @Nullable String mjml,
            Components components,
            List<String> fields) {
        boolean body = fields.contains(BODY);
        return new Taken(
                fields.contains(SUBJECT) ? components.subject() : subject,
                fields.contains(PREHEADER) ? components.preheader() : preheader,
                body ? (components.mjml() == null ? markdown(components) : null) : markdown,
                body ? components.mjml() : mjml,
                List.copyOf(fields));
    }

    /** A creative for posts has a caption, which reads as a mail too. */
    private static @Nullable String markdown(Components components) {
        return components.markdown() == null ? components.caption() : components.markdown();
    }

    /** Those of the fields that were not written by hand now. */
    static List<String> left(List<String> fields, Set<String> written) {
        return fields.stream()
                .filter(field ->
                        Objects.requireNonNull(MEMBERS.get(field)).stream().noneMatch(written::contains))
                .collect(Collectors.toList());
    }

    MailingDetails in(MailingDetails details) {
        return new MailingDetails(
                details.name(),
                Objects.requireNonNullElse(subject, details.subject()),
                preheader,
                details.from(),
                details.replyTo(),
                markdown,
                mjml,
                details.recipients(),
                details.segmentId());
    }
}
