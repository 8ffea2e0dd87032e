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
record MailWords(@Nullable String subject, @Nullable String preheader, MailBody body, List<String> fields) {
    private static final String SUBJECT = "subject";
    private static final String PREHEADER = "preheader";
    private static final String BODY = "body";
    private static final Map<String, Set<String>> MEMBERS = Map.of(
            SUBJECT, Set.of("subject"), PREHEADER, Set.of("preheader"), BODY, Set.of("markdown", "mjml", "html"));

    /** The texts of a mailing, completed by those of a creative. */
    static MailWords of(@Nullable String subject, @Nullable String preheader, MailBody body, Components components) {
        var fields = new ArrayList<String>();
        if (subject == null && components.subject() != null) fields.add(SUBJECT);
        if (preheader == null && components.preheader() != null) fields.add(PREHEADER);
        if (body.missing() && !body(components).missing()) fields.add(BODY);
        return of(subject, preheader, body, components, fields);
    }

    /** The same for fields that already follow the creative. */
    static MailWords of(MailingDetails details, Components components, List<String> fields) {
        return of(details.subject(), details.preheader(), details.body(), components, fields);
    }

    private static MailWords of(
            @Nullable String subject,
            @Nullable String preheader,
            MailBody body,
            Components components,
            List<String> fields) {
        return new MailWords(
                fields.contains(SUBJECT) ? components.subject() : subject,
                fields.contains(PREHEADER) ? components.preheader() : preheader,
                fields.contains(BODY) ? body(components) : body,
                List.copyOf(fields));
    }

    /** The caption of a creative for posts is used as the body of a mail. */
    private static MailBody body(Components components) {
        if (components.mjml() != null) return MailBody.ofMjml(components.mjml());
        return new MailBody(components.markdown() == null ? components.caption() : components.markdown(), null, null);
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
                body.markdown(),
                body.mjml(),
                body.html(),
                details.recipients(),
                details.segmentId());
    }
}
