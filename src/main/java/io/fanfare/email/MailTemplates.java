package io.fanfare.email;

import io.fanfare.email.MailTemplate.Category;
import io.fanfare.email.MailingDetails.Sender;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Templates for mails: four built-in ones, and your own. */
@RestController
@RequestMapping("/api/email/templates")
class MailTemplates {
    private static final int MOST = 200;
    private static final String COLUMNS =
            "id, key, name, description, category, false as built_in, preheader, mjml, archived, version, created_at";
    /** The columns with only the beginning of the MJML. */
    private static final String SHORT =
            COLUMNS.replace("mjml", "substring(mjml from greatest(1, position('<mj-body' in mjml)) for 4000) as mjml");

    private final Sql sql;
    private final Operations operations;
    private final Inputs inputs;
    private final Audit audit;

    MailTemplates(Sql sql, Operations operations, Inputs inputs, Audit audit) {
        this.sql = sql;
        this.operations = operations;
        this.inputs = inputs;
        this.audit = audit;
    }

    /** The content of a template. {@code key} can't be changed; default: the id. */
    record MailTemplateDetails(
            @NotBlank @Size(max = 200) String name,

            @Nullable @Size(max = 60) @Pattern(regexp = "[a-z0-9][a-z0-9_-]*")
            String key,

            @Nullable @Size(max = 1000) String description,
            @Nullable Category category,

            @Nullable @Size(max = MailingDetails.LONGEST_LINE)
            String preheader,

            @NotNull @Size(max = MailingDetails.LONGEST_MJML)
            String mjml) {
        /** Checks that a mailing can use it. */
        MailTemplateDetails checked() {
            var sender = new Sender(null, "sender@example.com");
            new Content(new MailingDetails(name, "", preheader, sender, null, null, mjml, null, List.of(), null))
                    .check();
            return this;
        }
    }

    /**
     * Lists the templates without their MJML: {@code welcome}, {@code newsletter}, {@code promotional} and {@code
     * transactional}, then your own by name. {@code words} is the beginning of the text.
     */
    @GetMapping("/list")
    @Tool(Tool.Set.EMAIL)
    @Allow("content.read")
    Page<MailTemplate> listMailTemplates(
            @RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        int builtIn = MailTemplate.BUILT_IN.size();
        var own = sql.of("select " + SHORT + """

                 from email_template where workspace_id = :workspace and not archived
                 order by lower(name), id limit :limit offset :offset""")
                .bind("limit", Math.max(0, range.limit() - Math.max(0, builtIn - range.offset())))
                .bind("offset", Math.max(0, range.offset() - builtIn))
                .list(MailTemplate.class);
        var permitted = operations.permitted(List.of("changeMailTemplate", "archiveMailTemplate"));
        var items = Stream.concat(range.cut(MailTemplate.BUILT_IN).stream(), own.stream())
                .map(template -> template.inList(permitted))
                .toList();
        return Page.of(items, builtIn + count(), range);
    }

    private long count() {
        return sql.of("select count(*) from email_template where workspace_id = :workspace and not archived")
                .one(Long.class);
    }

    /** Reads one template with its MJML. */
    @GetMapping("/{id}")
    @Tool(Tool.Set.EMAIL)
    @Allow("content.read")
    MailTemplate readMailTemplate(@PathVariable UUID id) {
        return permitted(MailTemplate.BUILT_IN.stream()
                .filter(template -> template.id().equals(id))
                .findFirst()
                .orElseGet(
                        () -> sql.of("select " + COLUMNS + """

                         from email_template where workspace_id = :workspace and id = :id and not archived""").bind("id", id).one(MailTemplate.class)));
    }

    /**
     * Creates a template: MJML with Liquid merge fields, checked like a mailing's (400 naming {@code mjml} or {@code preheader}). A
     * {@code key} that is in use is 409 {@code template_exists}.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("content.write")
    MailTemplate createMailTemplate(@RequestBody @Valid MailTemplateDetails request) {
        var details = request.checked();
        if (count() >= MOST)
            throw Refused.unprocessable(
                    "template_limit", "A workspace can have 200 templates. Archive one before you add another.");
        var id = Ids.next();
        String key = Objects.requireNonNullElse(details.key(), id.toString());
        if (named(key, true).isPresent())
            throw Refused.conflict("template_exists", "A template with this key already exists. Choose another key.");
        sql.of("""
                insert into email_template (id, key, name, description, category, preheader, mjml, created_by)
                values (:id, :key, :name, :description, :category, :preheader, :mjml, :by)""")
                .bind(details)
                .bind("id", id)
                .bind("key", key)
                .bind("category", Objects.requireNonNullElse(details.category(), Category.OWN))
                .bind("by", Current.get().actor().personId())
                .run();
        var template = hold(id);
        audit.record(subject(template), null, template);
        return permitted(template);
    }

    /**
     * Changes one of your templates by a JSON merge patch; existing mailings do not change. Built in: 409 {@code
     * template_built_in}.
     */
    @PatchMapping("/{id}")
    @Allow("content.write")
    MailTemplate changeMailTemplate(@PathVariable UUID id, @RequestBody Patch<MailTemplateDetails> patch) {
        var before = hold(id);
        Versions.expect(patch, before.version(), "template");
        var details = patch.onto(
                        new MailTemplateDetails(
                                before.name(),
                                before.key(),
                                before.description(),
                                before.category(),
                                before.preheader(),
                                Objects.requireNonNull(before.mjml())),
                        MailTemplateDetails.class,
                        inputs)
                .checked();
        sql.of("""
                update email_template
                   set name = :name, description = :description, category = :category, preheader = :preheader, mjml = :mjml,
                       version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""")
                .bind(details)
                .bind("id", id)
                .bind("category", Objects.requireNonNullElse(details.category(), Category.OWN))
                .run();
        var after = hold(id);
        audit.record(subject(after), before, after);
        return permitted(after);
    }

    /** Archives one of your templates; existing mailings do not change. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("content.write")
    void archiveMailTemplate(@PathVariable UUID id) {
        var template = hold(id);
        // The key becomes available again.
        sql.of("""
                update email_template set archived = true, key = id::text
                 where workspace_id = :workspace and id = :id""").bind("id", id).run();
        audit.record(subject(template), Map.of("archived", false), Map.of("archived", true));
    }

    private MailTemplate hold(UUID id) {
        if (MailTemplate.BUILT_IN.stream().anyMatch(template -> template.id().equals(id)))
            throw Refused.conflict(
                    "template_built_in",
                    "Built-in templates can't be changed. Create your own template from its MJML.");
        return sql.of("select " + COLUMNS + """

                 from email_template where workspace_id = :workspace and id = :id and not archived for update""").bind("id", id).one(MailTemplate.class);
    }

    private MailTemplate permitted(MailTemplate template) {
        return template.with(operations.permitted(List.of("changeMailTemplate", "archiveMailTemplate")));
    }

    private static Subject subject(MailTemplate template) {
        return Subject.of("template", template.id(), template.name());
    }

    /** The template of a new mailing, or 400 naming {@code templateKey}. */
    Optional<MailTemplate> named(@Nullable String key) {
        if (key == null) return Optional.empty();
        return Optional.of(
                named(key, false).orElseThrow(() -> Refused.invalid("templateKey", "must be the key of a template")));
    }

    private Optional<MailTemplate> named(String key, boolean any) {
        return MailTemplate.BUILT_IN.stream()
                .filter(template -> template.key().equals(key))
                .findFirst()
                .or(() -> sql.of("select " + COLUMNS + """

                         from email_template where workspace_id = :workspace and key = :key and (:any or not archived)""")
                        .bind("key", key)
                        .bind("any", any)
                        .find(MailTemplate.class));
    }
}
