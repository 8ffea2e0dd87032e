package io.fanfare.email;

import io.fanfare.creative.Components;
import io.fanfare.creative.Creative;
import io.fanfare.creative.Creatives;
import io.fanfare.email.MailingDetails.Recipient;
import io.fanfare.email.MailingDetails.Sender;
import io.fanfare.email.MailingItems.PlannedSending;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.outbox.Outbox;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Mailings. The content of a mailing is an item of the scope {@code content}, its recipients and time of {@code
 * schedule}.
 */
@RestController
@RequestMapping("/api/email")
public class Mailings {
    private final MailingStore store;
    private final Outbox outbox;
    private final MailingItems items;
    private final MailingResponses responses;
    private final MailTemplates templates;
    private final Creatives creatives;
    private final Inputs inputs;

    Mailings(
            MailingStore store,
            Outbox outbox,
            MailingItems items,
            MailingResponses responses,
            MailTemplates templates,
            Creatives creatives,
            Inputs inputs) {
        this.store = store;
        this.outbox = outbox;
        this.items = items;
        this.responses = responses;
        this.templates = templates;
        this.creatives = creatives;
        this.inputs = inputs;
    }

    /** A new mailing of a campaign. */
    record NewMailing(
            @NotNull UUID campaignId,

            @NotBlank @Size(max = MailingDetails.LONGEST_NAME)
            String name,

            @Nullable @Size(max = MailingDetails.LONGEST_LINE)
            String subject,

            @Nullable @Size(max = MailingDetails.LONGEST_LINE)
            String preheader,

            @NotNull @Valid Sender from,

            @Nullable @Size(max = MailingDetails.LONGEST_ADDRESS)
            String replyTo,

            @Nullable @Size(max = MailingDetails.LONGEST_MARKDOWN)
            String markdown,

            @Nullable @Size(max = MailingDetails.LONGEST_MJML)
            String mjml,

            @Nullable @Size(max = MailingDetails.LONGEST_MJML)
            String html,

            @Nullable @Size(max = MailingDetails.MOST_RECIPIENTS, message = MailingDetails.TOO_MANY)
            List<@NotNull @Valid Recipient> recipients,

            @Nullable UUID segmentId,
            @Nullable @Size(max = 100) String templateKey,
            @Nullable UUID creativeId) {
        /** The texts of the request, completed by the template and then by the creative. */
        MailWords words(Optional<MailTemplate> template, Optional<Creative> creative) {
            var body = new MailBody(markdown, mjml, html);
            if (template.isPresent() && !body.missing())
                throw Refused.invalid("templateKey", "can't be combined with a body; send one of the two");
            var words = MailWords.of(
                    subject,
                    preheader == null ? template.map(MailTemplate::preheader).orElse(null) : preheader,
                    template.map(MailTemplate::mjml).map(MailBody::ofMjml).orElse(body),
                    creative.map(Creative::components).orElse(Components.NONE));
            if (words.subject() == null) throw Refused.invalid("subject", "is required");
            return words;
        }

        MailingDetails details(MailWords words) {
            return new MailingDetails(
                            name,
                            Objects.requireNonNull(words.subject()),
                            words.preheader(),
                            from,
                            replyTo,
                            words.body().markdown(),
                            words.body().mjml(),
                            words.body().html(),
                            Objects.requireNonNullElse(recipients, List.of()),
                            segmentId)
                    .checked();
        }
    }

    /**
     * Creates a mailing as a draft, which is part of the approvals immediately.
     *
     * <ul>
     *   <li>Recipients: {@code recipients} (at most 50,000, {@code {email, name?, attributes?}}) or a segment, whose members are
     *       read when the mailing is sent.
     *   <li>Body: {@code markdown}, {@code mjml}, {@code html} (a page, such as an exported newsletter) or the MJML of the template
     *       {@code templateKey}. Subject, preheader and body
     *       take Liquid merge fields; one that can't be filled in is a 400 that names its field. Scripts, frames and external fonts
     *       are removed. A footer with the postal address is added, and an unsubscribe link unless the body has one.
     *   <li>{@code creativeId}: fields that are not set are taken from the creative (MJML, Markdown or the caption is the body), and
     *       follow it until the mailing is sent or they are changed here.
     * </ul>
     */
    @PostMapping("/create")
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.EMAIL)
    @Allow("content.write")
    Mailing createMailing(@RequestBody @Valid NewMailing request) {
        outbox.lock(request.campaignId()).requireOpen();
        var words = request.words(templates.named(request.templateKey()), creative(request));
        var details = request.details(words);
        var id = Ids.next();
        var creative = MailingItems.following(request.creativeId(), words.fields());
        String digest = items.put(request.campaignId(), id, details, PlannedSending.NEVER, creative);
        store.insert(id, request.campaignId(), details, request.creativeId(), words.fields(), digest);
        var mailing = store.get(id);
        outbox.changed(mailing, null, mailing);
        return responses.of(mailing);
    }

    private Optional<Creative> creative(NewMailing request) {
        if (request.creativeId() == null) return Optional.empty();
        return Optional.of(creatives
                .find(request.creativeId())
                .filter(found -> !found.archived() && found.campaignId().equals(request.campaignId()))
                .orElseThrow(() -> Refused.invalid("creativeId", "must be the id of a creative of this campaign")));
    }

    /** Lists mailings, newest first, without their recipients. */
    @GetMapping
    @Tool(Tool.Set.EMAIL)
    @Allow("content.read")
    Page<Mailing> listMailings(MailingQuery query) {
        return responses.of(store.page(query));
    }

    /** Reads one mailing with its recipients; for a segment, with the number of contacts that can be mailed now. */
    @GetMapping("/{id}")
    @Tool(Tool.Set.EMAIL)
    @Allow("content.read")
    Mailing readMailing(@PathVariable UUID id) {
        return responses.withRecipients(store.read(id));
    }

    /**
     * Changes a mailing that is not being sent yet, by a JSON merge patch; {@code recipients} are replaced
     * completely. With {@code version}, a newer version in between is 409 {@code mailing_version_conflict}. Changed
     * texts need another review of {@code content}, changed recipients of {@code schedule}; restoring the approved
     * state restores the approval.
     */
    @PatchMapping("/{id}")
    @Tool(Tool.Set.EMAIL)
    @Allow("content.write")
    Mailing changeMailing(@PathVariable UUID id, @RequestBody Patch<MailingDetails> patch) {
        var before = outbox.lock(store, id, "changeMailing", patch.version().orElse(null));
        outbox.requireOpen(before);
        var details = patch.onto(before.details(), MailingDetails.class, inputs).checked();
        var followed =
                MailWords.followed(before.creativeFields(), patch.members().keySet());
        if (before.inContactZone() && details.segmentId() == null)
            throw Refused.invalid(
                    "segmentId", "is required: the mailing is scheduled in the time zone of each contact");
        var creative = MailingItems.following(before.creativeId(), followed);
        String digest = items.put(before.campaignId(), id, details, PlannedSending.of(before), creative);
        store.update(id, details, followed, digest);
        var after = store.get(id);
        outbox.changed(after, before.withoutRecipients(), after);
        return responses.of(after);
    }

    // For later rooms

    /** The names of mailings by their ids. */
    public Map<UUID, String> names(Collection<UUID> ids) {
        return store.names(ids).stream()
                .collect(Collectors.toMap(MailingStore.MailingName::id, MailingStore.MailingName::name));
    }
}
