package io.fanfare.launch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fanfare.analytics.Figures;
import io.fanfare.analytics.WorkspaceFigures;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignAnswer;
import io.fanfare.campaign.CampaignCopy.Left;
import io.fanfare.campaign.CampaignDetails.Budget;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.campaign.Campaigns;
import io.fanfare.campaign.NewCampaignEvent;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.launch.TemplateContent.Part;
import io.fanfare.launch.TemplateStore.Use;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Campaigns that are made from templates, and how they did. */
@RestController
@RequestMapping("/api/templates/{id}")
class TemplateUses {
    private final Templates templates;
    private final TemplateStore store;
    private final TemplateFilling filling;
    private final Invocation invocation;
    private final Campaigns campaigns;
    private final WorkspaceFigures figures;
    private final LaunchTimes launches;
    private final Members members;

    TemplateUses(
            Templates templates,
            TemplateStore store,
            TemplateFilling filling,
            Invocation invocation,
            Campaigns campaigns,
            WorkspaceFigures figures,
            LaunchTimes launches,
            Members members) {
        this.templates = templates;
        this.store = store;
        this.filling = filling;
        this.invocation = invocation;
        this.campaigns = campaigns;
        this.figures = figures;
        this.launches = launches;
        this.members = members;
    }

    /**
     * A campaign to make: its name, the day of its launch, what to write for each placeholder, and the parts to make (default: all that you
     * may make). {@code ownerId} defaults to you.
     */
    record NewInstance(
            @NotBlank @Size(max = 200) String name,
            @NotNull LocalDate launchDate,

            @Nullable @Size(max = 100) Map<@Size(max = 50) String, @NotNull @Size(max = 2000) String> values,

            @Nullable @Size(max = 20) List<@NotNull Part> include,
            @Nullable UUID ownerId,
            @Nullable @Valid Budget budget) {}

    /** The campaign, how many things were made, and what could not be made as the template has it. */
    record InstantiatedCampaign(@JsonUnwrapped CampaignAnswer campaign, TemplateRun.Created created, List<Left> left) {}

    /**
     * Creates a campaign from a template, as a draft: days count from {@code launchDate}, wall times stay as they are. Each part is made by
     * the operation of its own, and all of it or nothing. A placeholder that is required and has no value is 422
     * {@code placeholder_missing} with {@code placeholders[{key, label}]}; a value for one that the template does not have is 400. A post whose time has passed, or that its platform would reject, becomes a draft; {@code left} says why. E-mails
     * have no recipients yet, and everything needs its own approval. An archived template is 409 {@code template_archived}.
     */
    @PostMapping("/instantiate")
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.write")
    InstantiatedCampaign instantiateTemplate(@PathVariable UUID id, @RequestBody @Valid NewInstance request) {
        var template = templates.get(id);
        if (template.archived())
            throw Refused.conflict("template_archived", "This template is archived. Restore it, then use it.");
        var parts = TemplateFilling.parts(request.include());
        var launch = request.launchDate();
        requireYear("launchDate", launch);
        var content = TemplateFilling.content(template, request.values(), launch, parts);
        var made = invocation
                .join("createCampaign", details(template, request, content))
                .body();
        var campaign = ((CampaignAnswer) Objects.requireNonNull(made)).id();
        var run = filling.fill(campaign, template, launch, content, parts);
        templates.used(template, campaign, request.name());
        var answer = (CampaignAnswer) Objects.requireNonNull(
                invocation.join("readCampaign", Map.of("id", campaign)).body());
        return new InstantiatedCampaign(answer, run.created(), run.left());
    }

    private static void requireYear(String field, LocalDate date) {
        if (date.getYear() < 2000 || date.getYear() > 2190)
            throw Refused.invalid(field, "must be between the years 2000 and 2190");
    }

    private static Map<String, Object> details(CampaignTemplate template, NewInstance request, JsonNode content) {
        var body = brief(content, request.launchDate());
        body.put("name", request.name());
        body.put("type", template.type().name().toLowerCase(Locale.ROOT));
        body.put("startDate", start(content, request.launchDate()).toString());
        if (request.ownerId() != null) body.put("ownerId", request.ownerId());
        if (request.budget() != null) body.put("budget", request.budget());
        return body;
    }

    private static LocalDate start(JsonNode content, LocalDate launch) {
        return launch.plusDays(content.path("brief").path("startOffsetDays").asInt(0));
    }

    private static Map<String, Object> brief(JsonNode content, LocalDate launch) {
        var brief = content.path("brief");
        var body = TemplateRun.arguments(brief, "objective", "description", "channels", "priority", "tags", "brandId");
        if (brief.hasNonNull("durationDays"))
            body.put(
                    "endDate",
                    launch.plusDays(brief.get("durationDays").asInt()).toString());
        return body;
    }

    /** A campaign that is created with {@code templateId}: what it says itself counts, and the template adds the rest. */
    @EventListener
    void created(NewCampaignEvent event) {
        if (event.templateId() == null) return;
        var template = templates
                .find(event.templateId())
                .filter(found -> !found.archived())
                .orElseThrow(() -> Refused.invalid("templateId", "must be the id of a template"));
        var start = event.startDate();
        if (start == null) throw Refused.invalid("startDate", "is required with templateId; days count from it");
        requireYear("startDate", start);
        var brief = template.content().brief();
        int before = brief == null || brief.startOffsetDays() == null ? 0 : brief.startOffsetDays();
        var launch = start.minusDays(before);
        var parts = TemplateFilling.parts(null);
        if (event.generateTimeline()) parts.remove(Part.TIMELINE);
        var content = TemplateFilling.content(template, event.templateValues(), launch, parts);
        completed(campaigns.get(event.campaignId()), brief(content, launch));
        filling.fill(event.campaignId(), template, launch, content, parts);
    }

    private void completed(Campaign campaign, Map<String, Object> brief) {
        if (campaign.objective() != null) brief.remove("objective");
        if (campaign.description() != null) brief.remove("description");
        if (campaign.endDate() != null) brief.remove("endDate");
        if (campaign.brandId() != null) brief.remove("brandId");
        if (!campaign.channels().isEmpty()) brief.remove("channels");
        if (!campaign.tags().isEmpty()) brief.remove("tags");
        if (campaign.priority() != Campaign.Priority.NORMAL) brief.remove("priority");
        if (brief.isEmpty()) return;
        brief.put("id", campaign.id());
        invocation.join("changeCampaign", brief);
    }

    @EventListener
    void destroyed(CampaignEvent.Destroyed event) {
        store.forget(event.campaignId());
    }

    /**
     * A campaign that was made from a template, and who made it. {@code onTime}: it was launched by its start date; null before its launch. {@code
     * figures} is null as long as nothing was reported, and for those who may not read figures.
     */
    record TemplateUse(
            UUID campaignId,
            String name,
            Campaign.Status status,
            String by,
            Instant at,
            int templateVersion,
            @Nullable Figures figures,
            @Nullable Boolean onTime) {}

    /** Lists the campaigns that were made from a template, the latest first, with their results so far. */
    @GetMapping("/usage")
    @Allow("campaign.read")
    Page<TemplateUse> listTemplateUses(
            @PathVariable UUID id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        templates.get(id);
        var page = store.page(id, Page.Range.of(limit, offset));
        var ids = page.items().stream().map(Use::campaignId).toList();
        var known = campaigns.all(ids);
        var results = Current.get().may("metric.read") ? figures.total(known.values()) : Map.<UUID, Figures>of();
        var people = members.people(page.items().stream().map(Use::personId).collect(Collectors.toSet()));
        var times = launches.all();
        return page.map(use -> {
            var campaign = Objects.requireNonNull(known.get(use.campaignId()));
            return new TemplateUse(
                    campaign.id(),
                    campaign.name(),
                    campaign.status(),
                    people.getOrDefault(use.personId(), "Former member"),
                    use.usedAt(),
                    use.templateVersion(),
                    results.get(campaign.id()),
                    onTime(campaign, times.get(campaign.id())));
        });
    }

    private static @Nullable Boolean onTime(Campaign campaign, LaunchTimes.@Nullable LaunchTime launch) {
        if (launch == null || campaign.startDate() == null) return null;
        return !launch.launched(ZoneId.of(campaign.timeZone())).isAfter(campaign.startDate());
    }
}
