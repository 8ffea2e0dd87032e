package io.fanfare.launch;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Versions;
import io.fanfare.launch.CampaignTemplate.Category;
import io.fanfare.launch.TemplateContent.TemplateSummary;
import io.fanfare.launch.TemplateStore.Uses;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Campaign templates: those of the product and those of the workspace. */
@RestController
@RequestMapping("/api/templates")
class Templates {
    private final TemplateStore store;
    private final BuiltInTemplates builtIn;
    private final Operations operations;
    private final Inputs inputs;
    private final Audit audit;
    private final Live live;

    Templates(
            TemplateStore store,
            BuiltInTemplates builtIn,
            Operations operations,
            Inputs inputs,
            Audit audit,
            Live live) {
        this.store = store;
        this.builtIn = builtIn;
        this.operations = operations;
        this.inputs = inputs;
        this.audit = audit;
        this.live = live;
    }

    /**
     * A template. {@code builtIn} ones belong to the product: they can be used and copied, but not changed. {@code summary} counts what
     * it makes; {@code content} is what it makes, and lists leave it out. {@code usageCount} counts the campaigns of this workspace that were made from it.
     */
    record TemplateAnswer(
            UUID id,
            String name,
            @Nullable String description,
            Category category,
            Campaign.Type type,
            List<String> tags,
            boolean builtIn,
            TemplateSummary summary,
            @Nullable TemplateContent content,
            List<Placeholder> placeholders,
            boolean archived,
            long usageCount,
            @Nullable Instant lastUsedAt,
            int version,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt,
            List<String> can) {}

    /** A category and how many templates it has. */
    record TemplateCategory(Category category, String label, long count) {}

    /** All categories. */
    record TemplateCategories(List<TemplateCategory> items) {}

    /**
     * Lists templates: those of the product first, then those of the workspace, the ones changed last first. {@code category},
     * {@code type}, {@code tag} and {@code q}, words of name or description, limit the list; {@code archived=true} lists only archived ones.
     */
    @GetMapping
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.read")
    Page<TemplateAnswer> listTemplates(TemplateQuery query) {
        var range = query.range();
        var ready = query.archivedOnly()
                ? List.<CampaignTemplate>of()
                : builtIn.list().stream()
                        .filter(template -> template.matches(query))
                        .toList();
        var items = new ArrayList<>(range.cut(ready));
        int rest = range.limit() - items.size();
        if (rest > 0) items.addAll(store.list(query, rest, Math.max(0, range.offset() - ready.size())));
        return Page.of(answers(items, false), ready.size() + store.count(query), range);
    }

    /** Lists the categories, each with how many templates it has that are not archived. */
    @GetMapping("/categories")
    @Allow("campaign.read")
    TemplateCategories listTemplateCategories() {
        var own = store.categories();
        return new TemplateCategories(Arrays.stream(Category.values())
                .map(category -> new TemplateCategory(
                        category,
                        category.label(),
                        own.getOrDefault(category, 0L)
                                + builtIn.list().stream()
                                        .filter(template -> template.category() == category)
                                        .count()))
                .toList());
    }

    /**
     * Creates a template. Its content has days counted from the launch and no dates, people, recipients, amounts or figures. Texts may
     * hold placeholders such as {@code [[product]]}, which {@code placeholders} declares, and days such as {@code [[day+14]]}.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("campaign.write")
    TemplateAnswer createTemplate(@RequestBody @Valid TemplateDetails details) {
        if (Boolean.TRUE.equals(details.archived()))
            throw Refused.invalid("archived", "can only be set after the template is created");
        return answer(added(details.checked()));
    }

    /** A new template of the workspace. */
    CampaignTemplate added(TemplateDetails details) {
        var template = store.insert(details);
        changed(template, null, details);
        return template;
    }

    /** A campaign was made from a template. */
    void used(CampaignTemplate template, UUID campaign, String name) {
        audit.record(new Subject("campaign", campaign, name, campaign), null, Map.of("template", template.name()));
        live.changed(Topic.CAMPAIGNS, CampaignTemplate.KIND, template.id(), template.version());
    }

    /** Reads one template with its content. */
    @GetMapping("/{id}")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.read")
    TemplateAnswer readTemplate(@PathVariable UUID id) {
        return answer(get(id));
    }

    CampaignTemplate get(UUID id) {
        return find(id).orElseThrow(Refused::notFound);
    }

    Optional<CampaignTemplate> find(UUID id) {
        return builtIn.find(id).or(() -> store.find(id));
    }

    /**
     * Changes a template by a JSON merge patch; {@code archived: false} restores it. Campaigns that were made from it stay as they are. A
     * template of the product is 409 {@code template_built_in}; with {@code version}, a newer one in between is 409
     * {@code template_version_conflict}.
     */
    @PatchMapping("/{id}")
    @Allow("campaign.write")
    TemplateAnswer changeTemplate(@PathVariable UUID id, @RequestBody Patch<TemplateDetails> patch) {
        var before = own(id);
        Versions.expect(patch, before.version(), "template");
        var details =
                patch.onto(before.details(), TemplateDetails.class, inputs).checked();
        var after = store.update(id, details);
        changed(after, before.details(), details);
        return answer(after);
    }

    /** Archives a template: it is no longer offered, and its uses stay. A template of the product is 409 {@code template_built_in}. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("campaign.write")
    void archiveTemplate(@PathVariable UUID id) {
        var before = own(id);
        if (before.archived()) {
            audit.unchanged();
            return;
        }
        var details = Records.with(before.details(), "archived", true);
        changed(store.update(id, details), before.details(), details);
    }

    private CampaignTemplate own(UUID id) {
        if (builtIn.find(id).isPresent())
            throw Refused.conflict(
                    "template_built_in",
                    "This template is part of Fanfare and can't be changed. Copy it, then change the copy.");
        return store.lock(id);
    }

    private void changed(CampaignTemplate template, @Nullable TemplateDetails before, TemplateDetails after) {
        audit.record(template.subject(), before == null ? null : facts(before), facts(after));
        live.changed(Topic.CAMPAIGNS, CampaignTemplate.KIND, template.id(), template.version());
    }

    private static Map<String, Object> facts(TemplateDetails details) {
        return Map.of(
                "name",
                details.name(),
                "category",
                details.group(),
                "archived",
                Boolean.TRUE.equals(details.archived()),
                "content",
                details.content().summary());
    }

    TemplateAnswer answer(CampaignTemplate template) {
        return answers(List.of(template), true).getFirst();
    }

    private List<TemplateAnswer> answers(List<CampaignTemplate> templates, boolean whole) {
        var uses = store.uses(templates.stream().map(CampaignTemplate::id).toList());
        return templates.stream()
                .map(template -> answer(template, uses.getOrDefault(template.id(), Uses.none(template.id())), whole))
                .toList();
    }

    private TemplateAnswer answer(CampaignTemplate template, Uses uses, boolean whole) {
        return new TemplateAnswer(
                template.id(),
                template.name(),
                template.description(),
                template.category(),
                template.type(),
                template.tags(),
                template.builtIn(),
                template.content().summary(),
                whole ? template.content() : null,
                template.placeholders(),
                template.archived(),
                uses.count(),
                uses.lastAt(),
                template.version(),
                template.createdAt(),
                template.updatedAt(),
                operations.permitted(moves(template)));
    }

    private static List<String> moves(CampaignTemplate template) {
        if (template.builtIn()) return List.of("instantiateTemplate");
        if (template.archived()) return List.of("changeTemplate");
        return List.of("instantiateTemplate", "changeTemplate", "archiveTemplate");
    }
}
