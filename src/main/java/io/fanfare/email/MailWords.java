package io.fanfare.email;

import io.fanfare.creative.Components;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The texts of a mailing, and the fields that follow its creative until they are changed in the mailing. */
record MailWords(
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

    /** The texts of a mailing, completed by those of a creative. */
    static MailWords of(
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

    /** The same for fields that already follow the creative. */
    static MailWords of(MailingDetails details, Components components, List<String> fields) {
        return of(details.subject(), details.preheader(), details.markdown(), details.mjml(), components, fields);
    }

    private static MailWords of(
            @Nullable String subject,
            @Nullable String preheader,
            @Nullable String markdown,
            @Nullable String mjml,
            Components components,
            List<String> fields) {
        boolean body = fields.contains(BODY);
        return new MailWords(
                fields.contains(SUBJECT) ? components.subject() : subject,
                fields.contains(PREHEADER) ? components.preheader() : preheader,
                body ? (components.mjml() == null ? markdown(components) : null) : markdown,
                body ? components.mjml() : mjml,
                List.copyOf(fields));
    }

    /** The caption of a creative for posts is used as the body of a mail. */
    private static @Nullable String markdown(Components components) {
        return components.markdown() == null ? components.caption() : components.markdown();
    }

    /** The fields that still follow the creative after a change. */
    static List<String> followed(List<String> fields, Set<String> changed) {
        return fields.stream()
                .filter(field ->
                        Objects.requireNonNull(MEMBERS.get(field)).stream().noneMatch(changed::contains))
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
