package io.fanfare.campaign;

import io.fanfare.approval.Manifest;
import io.fanfare.campaign.CampaignStore.Allocation;
import io.fanfare.identity.Members;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Campaigns: their name, dates, channels, owner and budget. */
@RestController
@RequestMapping("/api/campaigns")
public class Campaigns {
    private static final List<String> ONCE = List.of("generateTimeline", "templateValues");

    private final CampaignStore store;
    private final CampaignAnswers answers;
    private final CampaignChanges changes;
    private final Transitions transitions;
    private final Manifest manifest;
    private final Workspaces workspaces;
    private final Members members;
    private final Inputs inputs;

    Campaigns(
            CampaignStore store,
            CampaignAnswers answers,
            CampaignChanges changes,
            Transitions transitions,
            Manifest manifest,
            Workspaces workspaces,
            Members members,
            Inputs inputs) {
        this.store = store;
        this.answers = answers;
        this.changes = changes;
        this.transitions = transitions;
        this.manifest = manifest;
        this.workspaces = workspaces;
        this.members = members;
        this.inputs = inputs;
    }

    /** Selects {@code id}, {@code name} and {@code time_zone} of the campaigns, for lists that join them. */
    public static String select() {
        return CampaignStore.LINES;
    }

    /**
     * Lists campaigns, those changed last first. Filters: {@code status}, {@code type}, {@code priority}, {@code channel},
     * {@code owner}, {@code tag}, {@code brandId}, {@code from} and {@code to} (campaigns that run between these dates) and
     * {@code q}, which finds any part of name, objective and description. {@code sort} is one of updatedAt, createdAt, name
     * and startDate, with a minus for descending order. Archived campaigns are listed only with {@code archived=true}.
     */
    @GetMapping
    @Tool(value = Tool.Set.CAMPAIGNS, common = true)
    @Allow("campaign.read")
    Page<CampaignAnswer> listCampaigns(CampaignQuery query) {
        var page = store.page(query);
        return new Page<>(answers.of(page.items()), page.total(), page.limit(), page.offset());
    }

    /**
     * Creates a campaign as a draft, with its four approval scopes {@code pending}. Time zone and currency default to those
     * of the workspace, the owner to the caller. With {@code generateTimeline} and a start date, it has the timeline and the tasks of its
     * type, planned backward from that date. With {@code templateId}, it has what that template makes, filled in with
     * {@code templateValues}; {@code instantiateTemplate} does the same, chooses parts, and says what could not be made.
     */
    @PostMapping
    @Tool(value = Tool.Set.CAMPAIGNS, common = true)
    @Allow("campaign.write")
    @ResponseStatus(HttpStatus.CREATED)
    CampaignAnswer createCampaign(@RequestBody @Valid CampaignDetails details) {
        details.checked();
        requireMember(details.ownerId());
        var workspace = workspaces.current();
        var campaign = store.insert(
                details,
                details.timeZone() == null ? workspace.timeZone() : details.timeZone(),
                CampaignStore.currency(details, workspace.currency()));
        manifest.open(campaign.id(), campaign.name());
        changes.created(campaign, details);
        return answers.of(details.templateId() == null ? campaign : get(campaign.id()));
    }

    /** Reads one campaign. */
    @GetMapping("/{id}")
    @Tool(value = Tool.Set.CAMPAIGNS, common = true)
    @Allow("campaign.read")
    CampaignAnswer readCampaign(@PathVariable UUID id) {
        var progress = answers.progress(List.of(id));
        var campaign = store.find(id, progress).orElseThrow(Refused::notFound);
        return answers.of(campaign, progress.get());
    }

    /**
     * Changes a campaign by a JSON merge patch: members that are sent are set, null clears them. With {@code version}, a
     * campaign that has changed since then returns 409 {@code campaign_version_conflict}. A budget below the sum of the channel
     * shares returns 422 {@code budget_exceeded}. {@code archived:false} restores it from the archive; for a launched
     * campaign that requires the permissions {@code campaign.launch} and {@code campaign.delete}. The status changes by its own
     * operations.
     */
    @PatchMapping("/{id}")
    @Tool(value = Tool.Set.CAMPAIGNS, common = true)
    @Allow("campaign.write")
    CampaignAnswer changeCampaign(@PathVariable UUID id, @RequestBody Patch<CampaignDetails> patch) {
        for (String member : ONCE)
            if (patch.names(member)) throw Refused.invalid(member, "can only be set when a campaign is created");
        var before = store.lock(id);
        Versions.expect(patch, before.version(), "campaign");
        boolean restores = Boolean.FALSE.equals(patch.members().get("archived"));
        var details = (restores ? patch.without("archived") : patch)
                .onto(CampaignDetails.of(before), CampaignDetails.class, inputs)
                .checked();
        requireMember(details.ownerId());
        if (!Objects.equals(details.templateId(), before.templateId()))
            throw Refused.invalid("templateId", "can only be set when a campaign is created");
        if (patch.names("budget") && details.budget() != null)
            Budgets.requireWithin(details.budget().amount(), store.allocations(id));
        var after = store.update(id, details, before);
        if (restores && before.archived()) after = transitions.restore(after);
        if (!after.name().equals(before.name())) manifest.rename(id, after.name());
        if (patch.names("budget")) changes.budgeted(after);
        changes.record(after, CampaignDetails.of(before), CampaignDetails.of(after));
        return answers.of(after);
    }

    private void requireMember(@Nullable UUID owner) {
        if (owner != null && members.find(owner).isEmpty())
            throw Refused.invalid("ownerId", "must be a member of this workspace");
    }

    // For later rooms

    /** The campaign; an unknown id is refused. */
    public Campaign get(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    /** As {@link #get}, locked until the transaction ends. */
    public Campaign hold(UUID id) {
        return store.lock(id);
    }

    /** The campaign has a timeline from now on. */
    public void timelineAdded(UUID id) {
        store.setTimeline(id);
    }

    /** The campaign was made from this template. */
    public void madeFrom(UUID id, UUID template) {
        store.setTemplate(id, template);
    }

    /** The names of campaigns by their ids. */
    public Map<UUID, String> names(Collection<UUID> ids) {
        return store.list(ids).stream().collect(Collectors.toMap(Campaign::id, Campaign::name));
    }

    /** The campaigns of this workspace among these ids. */
    public Map<UUID, Campaign> all(Collection<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        return store.list(ids).stream().collect(Collectors.toMap(Campaign::id, campaign -> campaign));
    }

    /** A page of the campaigns that are not archived, those changed last first. */
    public Page<Campaign> page(Page.Range range) {
        return store.page(CampaignQuery.all(range));
    }

    /** Whether a campaign of the workspace other than this one was ever launched. */
    public boolean launched(@Nullable UUID except) {
        return store.launched(except);
    }

    /** The budget share of each channel. */
    public Map<String, BigDecimal> allocated(UUID campaign) {
        return store.allocations(campaign).stream().collect(Collectors.toMap(Allocation::channel, Allocation::amount));
    }

    public String phase(Campaign campaign) {
        return answers.phase(campaign);
    }
}
