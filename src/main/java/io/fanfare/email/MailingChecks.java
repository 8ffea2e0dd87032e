package io.fanfare.email;

import io.fanfare.audience.Segment;
import io.fanfare.audience.SegmentReader;
import io.fanfare.audience.Suppressions;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.email.MailingDetails.Recipient;
import io.fanfare.identity.Workspace;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Check.About;
import io.fanfare.kernel.Operations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The problems of a mailing. */
@Component
class MailingChecks {
    /** Gmail clips messages with more than 102 KB of HTML. */
    private static final int CLIPPED = 102 * 1024;

    /** The approximate length of a subject that inboxes display. */
    static final int LONG_SUBJECT = 70;

    private static final Pattern ATTRIBUTE = Pattern.compile("contact\\.attributes\\.([A-Za-z_][A-Za-z0-9_]*)");

    /** A placeholder of our templates: the first word of the text to insert, in brackets. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\[[A-Z][^\\[\\]\\n]{2,200}\\](?!\\()|(?i)\\blorem ipsum\\b");

    private static final Pattern EXAMPLE = Pattern.compile(
            "(?i)https?://([a-z0-9-]+\\.)*(example\\.(com|org|net)|yourdomain\\.com|your-?site\\.com)\\b");
    private static final Set<String> FREE_MAIL = Set.of(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "aol.com",
            "icloud.com",
            "gmx.de",
            "gmx.net",
            "gmx.com",
            "web.de",
            "t-online.de",
            "proton.me",
            "protonmail.com",
            "mail.ru",
            "qq.com");

    private final Operations operations;
    private final Suppressions suppressions;
    private final SegmentReader segments;

    MailingChecks(Operations operations, Suppressions suppressions, SegmentReader segments) {
        this.operations = operations;
        this.suppressions = suppressions;
        this.segments = segments;
    }

    List<Check> of(Mailing mailing, MailingPreviews.Preview mail, Workspace workspace) {
        var about = new About(Mailing.KIND, mailing.id());
        var fix = operations.fix("changeMailing", Map.of("id", mailing.id()), null);
        var checks = new ArrayList<Check>();
        recipients(checks, mailing, about, fix);
        if (mailing.subject().isBlank())
            checks.add(Check.blocker(
                            "mailing_subject_missing",
                            "The subject is empty",
                            "Mail without a subject is often treated as spam.",
                            about,
                            fix)
                    .with(Map.of("length", 0)));
        checks.addAll(message(mailing, about, fix));
        if (mail.subject().codePointCount(0, mail.subject().length()) > LONG_SUBJECT)
            checks.add(Check.warning(
                            "mailing_subject_long",
                            "The subject is long",
                            "Most mail programs cut it off after about " + LONG_SUBJECT
                                    + " characters. Put the most important words first.",
                            about,
                            fix)
                    .with(Map.of(
                            "length",
                            mail.subject().codePointCount(0, mail.subject().length()))));
        if (mailing.preheader() == null)
            checks.add(Check.suggestion(
                            "mailing_preheader_missing",
                            "The preview text is missing",
                            "Inboxes show it after the subject. Without one they show the first words of the mail.",
                            about,
                            fix)
                    .with(Map.of("length", 0)));
        if (workspace.postalAddress() == null || workspace.postalAddress().isBlank())
            checks.add(Check.warning(
                            "mailing_address_missing",
                            "The postal address is missing",
                            "Most countries require it in every e-mail. Set it in the workspace settings; it is shown in the"
                                    + " footer.",
                            new About("workspace", workspace.id()),
                            operations.fix("changeWorkspace", Map.of(), null))
                    .with(Map.of("field", "postalAddress")));
        if (!new Content(mailing.details()).unsubscribes())
            checks.add(Check.suggestion(
                            "mailing_unsubscribe_added",
                            "The default unsubscribe link is used",
                            "The mail has no unsubscribe link of its own, so one is added to the footer. Place {{ unsubscribeUrl }} to move it.",
                            about,
                            fix)
                    .with(Map.of("mergeField", "unsubscribeUrl")));
        links(checks, mail, about, fix);
        words(checks, mailing, mail, about, fix);
        if (mail.sizeBytes() > CLIPPED)
            checks.add(Check.warning(
                            "mailing_too_large",
                            "Gmail will cut this mail off",
                            "Gmail shows the first 102 KB and hides the rest, including the unsubscribe link. Shorten the mail.",
                            about,
                            fix)
                    .with(Map.of("sizeBytes", mail.sizeBytes(), "limit", CLIPPED)));
        return checks;
    }

    /** The length of a subject without its merge fields. */
    static int readLength(String subject) {
        var plain = new StringBuilder(subject);
        Liquid.tags(subject).reversed().forEach(tag -> plain.delete(tag.start(), tag.end()));
        return plain.codePointCount(0, plain.length());
    }

    private void recipients(List<Check> checks, Mailing mailing, About about, Check.Fix fix) {
        var recipients = mailing.details().recipients();
        var segment = mailing.segmentId() == null ? Optional.<Segment>empty() : segments.find(mailing.segmentId());
        if (segment.isPresent()) {
            members(checks, segment.get(), about, fix);
            return;
        }
        if (recipients.isEmpty()) {
            checks.add(Check.blocker(
                            "mailing_no_recipients",
                            "The e-mail has no recipients",
                            "Add recipients or choose a segment.",
                            about,
                            fix)
                    .with(Map.of("recipients", 0)));
            return;
        }
        var seen = new HashSet<String>();
        int invalid = 0;
        int duplicate = 0;
        for (var recipient : recipients) {
            var address = MailAddress.canonical(recipient.email().strip());
            if (address.isEmpty()) invalid++;
            else if (!seen.add(address.get().toLowerCase(Locale.ROOT))) duplicate++;
        }
        int suppressed = suppressions.among(seen).size();
        var counts = Map.<String, Object>of("invalid", invalid, "duplicate", duplicate, "suppressed", suppressed);
        if (seen.size() == suppressed)
            checks.add(Check.blocker(
                            "mailing_nobody_left",
                            "No recipient can be mailed",
                            "Every address is invalid or suppressed.",
                            about,
                            fix)
                    .with(counts));
        else if (invalid + duplicate + suppressed > 0)
            checks.add(Check.warning(
                            "mailing_recipients_left_out",
                            "Some recipients are excluded",
                            excluded(invalid + duplicate + suppressed, recipients.size(), "addresses")
                                    + " invalid, duplicate or suppressed.",
                            about,
                            fix)
                    .with(counts));
        fields(checks, mailing, recipients, about, fix);
    }

    private static String excluded(long excluded, long all, String noun) {
        return excluded + " of " + all + " " + noun + (excluded == 1 ? " is" : " are");
    }

    private void members(List<Check> checks, Segment segment, About about, Check.Fix fix) {
        var reach = segments.reach(segment.rules());
        var counts = Map.<String, Object>of(
                "segment",
                segment.name(),
                "contacts",
                reach.contacts(),
                "withoutAddress",
                reach.contacts() - reach.addressed(),
                "suppressed",
                reach.addressed() - reach.mailable());
        if (reach.mailable() == 0)
            checks.add(Check.blocker(
                            "mailing_segment_empty",
                            "No contact in the segment can be mailed",
                            "“" + segment.name() + "” has no contact with an address that is not suppressed.",
                            about,
                            fix)
                    .with(counts));
        else if (reach.mailable() < reach.contacts())
            checks.add(Check.warning(
                            "mailing_recipients_left_out",
                            "Some recipients are excluded",
                            excluded(reach.contacts() - reach.mailable(), reach.contacts(), "contacts")
                                    + " without an address or suppressed.",
                            about,
                            fix)
                    .with(counts));
    }

    /** Text that readers should not see: empty or unknown merge fields, and placeholders. */
    private static void words(
            List<Check> checks, Mailing mailing, MailingPreviews.Preview mail, About about, Check.@Nullable Fix fix) {
        checks.addAll(mergeFields(mailing, about, fix));
        var placeholders = PLACEHOLDER
                .matcher(mail.subject() + "\n" + mail.text())
                .results()
                .map(found -> found.group())
                .distinct()
                .limit(20)
                .toList();
        if (!placeholders.isEmpty())
            checks.add(Check.warning(
                            "mailing_placeholder_text",
                            "The mail contains placeholder text",
                            "Replace or remove " + placeholders.getFirst() + more(placeholders.size()) + ".",
                            about,
                            fix)
                    .with(Map.of("placeholders", placeholders)));
        String domain = mailing.from().email().substring(mailing.from().email().lastIndexOf('@') + 1);
        if (FREE_MAIL.contains(domain.toLowerCase(Locale.ROOT)))
            checks.add(Check.warning(
                            "mailing_sender_free_mail",
                            "The sender address belongs to a free mail service",
                            "Mailboxes reject mail from " + domain
                                    + " that another server sends (DMARC). Use an address of your own domain.",
                            about,
                            fix)
                    .with(Map.of("domain", domain)));
    }

    /** An empty mail would be sent like any other. */
    static List<Check> message(Mailing mailing, About about, Check.@Nullable Fix fix) {
        if (!mailing.details().body().text().isBlank()) return List.of();
        return List.of(Check.blocker(
                        "mailing_message_missing",
                        "An e-mail has no message",
                        "“" + mailing.name() + "” has no text. Write its message, or cancel it.",
                        about,
                        fix)
                .with(Map.of("mailing", mailing.name())));
    }

    /** Merge fields of other programs, and misspelled ones. */
    static List<Check> mergeFields(Mailing mailing, About about, Check.@Nullable Fix fix) {
        var checks = new ArrayList<Check>();
        String all = String.join(
                "\n",
                mailing.subject(),
                Objects.requireNonNullElse(mailing.preheader(), ""),
                mailing.details().body().text());
        var foreign = MergeFields.foreign(all);
        if (!foreign.isEmpty())
            checks.add(Check.warning(
                            "mailing_merge_field_foreign",
                            "A merge field uses the syntax of another program",
                            foreign.getFirst() + more(foreign.size())
                                    + " would be sent unchanged. Use fields such as {{ contact.firstName }}.",
                            about,
                            fix)
                    .with(Map.of("mailing", mailing.name(), "fields", foreign)));
        var unknown = MergeFields.unknown(all);
        if (!unknown.isEmpty()) {
            var first = unknown.entrySet().iterator().next();
            checks.add(Check.warning(
                            "mailing_merge_field_unknown",
                            "A merge field does not exist",
                            "{{ " + first.getKey() + " }}" + more(unknown.size()) + " stays empty for every reader. "
                                    + (first.getValue().isEmpty()
                                            ? "Contact fields are written as {{ contact.attributes.name }}."
                                            : "Did you mean {{ " + first.getValue() + " }}?"),
                            about,
                            fix)
                    .with(Map.of("mailing", mailing.name(), "fields", unknown)));
        }
        return checks;
    }

    private static String more(int all) {
        return all == 1 ? "" : " and " + (all - 1) + " more";
    }

    /** A merge field without a value leaves a gap in the mail of that reader. */
    private static void fields(
            List<Check> checks, Mailing mailing, List<Recipient> recipients, About about, Check.Fix fix) {
        var missing = new TreeMap<String, Object>();
        ATTRIBUTE
                .matcher(mailing.subject() + mailing.details().body().text())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(name -> {
                    long without = recipients.stream()
                            .filter(recipient -> recipient.attributes() == null
                                    || recipient.attributes().get(name) == null)
                            .count();
                    if (without > 0) missing.put(name, without);
                });
        if (!missing.isEmpty())
            checks.add(Check.warning(
                            "mailing_field_missing",
                            "Some readers have no value for a merge field",
                            "The field stays empty for them: " + String.join(", ", missing.keySet())
                                    + ". Add a fallback with the filter default.",
                            about,
                            fix)
                    .with(missing));
    }

    private static void links(List<Check> checks, MailingPreviews.Preview mail, About about, Check.Fix fix) {
        var document = Jsoup.parse(mail.html());
        var empty = document.select("a").stream()
                .filter(link -> !link.attr("href").matches("(?i)(https?://|mailto:|tel:).+"))
                .map(link -> link.text().isBlank() ? link.attr("href") : link.text())
                .distinct()
                .limit(20)
                .toList();
        if (!empty.isEmpty())
            checks.add(Check.warning(
                            "mailing_link_broken",
                            "Some links are incomplete",
                            "A link in a mail needs a complete web address, e.g. https://yoursite.com/page.",
                            about,
                            fix)
                    .with(Map.of("links", empty)));
        var plain = document.select("a[href^=http://]").stream()
                .map(link -> link.attr("href"))
                .filter(address -> !address.startsWith("http://localhost"))
                .distinct()
                .limit(20)
                .toList();
        if (!plain.isEmpty())
            checks.add(Check.warning(
                            "mailing_link_plain",
                            "Some links are not encrypted",
                            "Pages at http:// addresses can be read and changed in transit. Use https://.",
                            about,
                            fix)
                    .with(Map.of("links", plain)));
        var examples = document.select("a[href]").stream()
                .map(link -> link.attr("href"))
                .filter(address -> EXAMPLE.matcher(address).lookingAt())
                .distinct()
                .limit(20)
                .toList();
        if (!examples.isEmpty())
            checks.add(Check.warning(
                            "mailing_link_example",
                            "Some links lead to an example site",
                            "Replace " + examples.getFirst() + more(examples.size()) + " by your own address.",
                            about,
                            fix)
                    .with(Map.of("links", examples)));
        long silent = document.select("img:not([alt]), img[alt=\"\"]").size();
        if (silent > 0)
            checks.add(Check.suggestion(
                            "mailing_picture_silent",
                            "Some pictures have no alt text",
                            "Many mail programs hide pictures at first, and some readers can't see them. Describe what they show.",
                            about,
                            fix)
                    .with(Map.of("pictures", silent)));
    }
}
