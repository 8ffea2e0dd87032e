package io.fanfare.campaign;

import io.fanfare.activity.Moment;
import io.fanfare.activity.Timeline;
import io.fanfare.approval.Approvals;
import io.fanfare.campaign.Campaign.Status;
import io.fanfare.campaign.CampaignStore.Allocation;
import io.fanfare.delivery.Gates;
import io.fanfare.delivery.Ledger;
import io.fanfare.identity.Members;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The campaign itself. */
@RestController
@RequestMapping("/api/campaigns")
public class Campaigns {
    private static final Map<String, String> ORDERS = Map.of(
            "updatedAt", "c.updated_at",
            "-updatedAt", "c.updated_at desc",
            "createdAt", "c.created_at",
            "-createdAt", "c.created_at desc",
            "name", "lower(c.name)",
            "-name", "lower(c.name) desc",
            "startDate", "c.start_date nulls last",
            "-startDate", "c.start_date desc nulls last");

    private final CampaignStore store;
    private final Approvals approvals;
    private final Gates gates;
    private final Ledger deliveries;
    private final Workspaces workspaces;
    private final Members members;
    private final Timeline timeline;
    private final Operations operations;
    private final Inputs inputs;
    private final Audit audit;
    private final Live live;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<Activation> activations;

    Campaigns(
            CampaignStore store,
            Approvals approvals,
            Gates gates,
            Ledger deliveries,
            Workspaces workspaces,
            Members members,
            Timeline timeline,
            Operations operations,
            Inputs inputs,
            Audit audit,
            Live live,
            ApplicationEventPublisher events,
            ObjectProvider<Activation> activations) {
        this.store = store;
        this.approvals = approvals;
        this.gates = gates;
        this.deliveries = deliveries;
        this.workspaces = workspaces;
        this.members = members;
        this.timeline = timeline;
        this.operations = operations;
        this.inputs = inputs;
        this.audit = audit;
        this.live = live;
        this.events = events;
        this.activations = activations;
    }

    /** Whether a campaign may become active for the first time, and what then has to start; the room {@code launch} answers. */
    public interface Activation {
        /** Refuses with 409 {@code campaign_not_ready} where something blocks. */
        void activate(Campaign campaign);
    }

    /** Where to move, and why. */
    public record Transition(
            @NotNull Status to, @Nullable @Size(max = 2000) String reason) {}

    /** The planned budget: {@code allocated} of {@code total} is given to channels, {@code remaining} is not. */
    public record CampaignBudget(
            String currency,
            @Nullable BigDecimal total,
            List<ChannelBudget> allocations,
            BigDecimal allocated,
            @Nullable BigDecimal remaining) {}

    /** What one channel is given. */
    public record ChannelBudget(String channel, BigDecimal amount) {}

    /** A whole plan: what it does not name is not allocated. */
    public record NewBudget(
            @NotBlank @Size(max = 3) String currency,

            @NotNull @DecimalMin("0") @Digits(integer = 15, fraction = 4)
            BigDecimal total,

            @NotNull @Size(max = 100) List<@Valid @NotNull NewAllocation> allocations) {}

    /** The share of a channel. */
    public record NewAllocation(
            @NotBlank @Size(max = 100) String channel,

            @NotNull @DecimalMin("0") @Digits(integer = 15, fraction = 4)
            BigDecimal amount) {}

    /**
     * Lists campaigns, those changed last first. Filters: {@code status}, {@code type}, {@code channel}, {@code owner},
     * {@code tag}, running between {@code from} and {@code to}, and {@code q}, which finds any part of name, objective and
     * description. {@code sort} is one of updatedAt, createdAt, name, startDate, with a minus for descending. Archived ones
     * are listed with {@code archived=true} only.
     */
    @GetMapping
    @Allow("campaign.read")
    Page<CampaignAnswer> listCampaigns(
            @RequestParam @Nullable Status status,
            @RequestParam Campaign.@Nullable Type type,
            @RequestParam @Nullable String channel,
            @RequestParam @Nullable UUID owner,
            @RequestParam @Nullable String tag,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            @RequestParam @Nullable String q,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(defaultValue = "-updatedAt") String sort,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        String order = ORDERS.get(sort);
        if (order == null)
            throw Refused.invalid(
                    "sort",
                    "is one of "
                            + String.join(
                                    ", ", ORDERS.keySet().stream().sorted().toList()));
        var filter = new CampaignStore.Filter(status, type, channel, owner, tag, from, to, q, archived);
        var page = store.page(filter, order, Page.Range.of(limit, offset));
        return new Page<>(answers(page.items()), page.total(), page.limit(), page.offset());
    }

    /**
     * Creates a campaign as a draft, with its four approval scopes {@code pending}. Time zone and currency are those of the
     * workspace unless told; whoever creates it owns it.
     */
    @PostMapping
    @Allow("campaign.write")
    @ResponseStatus(HttpStatus.CREATED)
    CampaignAnswer createCampaign(@RequestBody @Valid CampaignDetails details) {
        details.checked();
        owner(details.ownerId());
        var workspace = workspaces.current();
        var campaign = store.insert(
                details,
                details.timeZone() == null ? workspace.timeZone() : details.timeZone(),
                CampaignStore.currency(details, workspace.currency()));
        approvals.open(campaign.id(), campaign.name());
        audit.record(subject(campaign), null, CampaignDetails.of(campaign));
        tell(campaign);
        return answer(campaign);
    }

    /** Reads one campaign. */
    @GetMapping("/{id}")
    @Allow("campaign.read")
    CampaignAnswer readCampaign(@PathVariable UUID id) {
        return answer(get(id));
    }

    /**
     * Changes a campaign by a JSON merge patch: what is named is set, null clears it. With {@code version} it is refused
     * with 409 {@code campaign_version_conflict} where somebody else was faster. {@code archived:false} takes it out of the
     * archive. The status moves by its own operations.
     */
    @PatchMapping("/{id}")
    @Allow("campaign.write")
    CampaignAnswer changeCampaign(@PathVariable UUID id, @RequestBody Patch<CampaignDetails> patch) {
        var before = store.lock(id);
        Versions.expect(patch, before.version(), "campaign");
        boolean unarchives = Boolean.FALSE.equals(patch.members().get("archived"));
        var details = (unarchives ? patch.without("archived") : patch)
                .onto(CampaignDetails.of(before), CampaignDetails.class, inputs)
                .checked();
        owner(details.ownerId());
        var after = store.update(id, details, before);
        if (unarchives && before.archived()) after = unarchived(after);
        if (!after.name().equals(before.name())) approvals.rename(id, after.name());
        if (patch.names("budget")) events.publishEvent(new BudgetEvent(id));
        audit.record(subject(after), CampaignDetails.of(before), CampaignDetails.of(after));
        tell(after);
        return answer(after);
    }

    private Campaign unarchived(Campaign campaign) {
        gates.halt(campaign.id(), campaign.status() != Status.ACTIVE && !campaign.unlaunched());
        return store.archive(campaign.id(), false);
    }

    /**
     * Archives a campaign: it is out of the lists and nothing of it leaves any more. With {@code hard=true} an owner of the
     * workspace deletes it with all that belongs to it; where something has left already that is 409
     * {@code campaign_has_history}, because what left stays provable.
     */
    @DeleteMapping("/{id}")
    @Allow("campaign.delete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archiveCampaign(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean hard) {
        var campaign = store.lock(id);
        gates.halt(id, true);
        if (hard) {
            destroy(campaign);
            return;
        }
        if (!campaign.archived()) {
            var after = store.archive(id, true);
            audit.record(subject(campaign), Map.of("archived", false), Map.of("archived", true));
            tell(after);
        }
    }

    private void destroy(Campaign campaign) {
        if (!Current.get().may("campaign.destroy"))
            throw Refused.forbidden(
                    "forbidden", "Only an owner of the workspace may delete a campaign for good; archive it instead.");
        if (!deliveries.forget(campaign.id()))
            throw Refused.conflict(
                    "campaign_has_history",
                    "Something of this campaign has left the house, and what left stays provable. Archive it instead.");
        events.publishEvent(new CampaignEvent.Destroyed(campaign.id()));
        approvals.forget(campaign.id());
        store.delete(campaign.id());
        audit.record(subject(campaign), CampaignDetails.of(campaign), null);
        live.changed(Topic.CAMPAIGNS, "campaign", campaign.id(), null);
    }

    /**
     * Moves a campaign to another status. A move that is not allowed is 409 {@code campaign_transition_not_allowed} with the
     * allowed ones. From planning to active is a launch: it is refused with the blockers where something is in the way. To
     * move a campaign that has been launched takes the permission {@code campaign.launch}.
     */
    @PostMapping("/{id}/transition")
    @Allow("campaign.write")
    CampaignAnswer transitionCampaign(@PathVariable UUID id, @RequestBody @Valid Transition transition) {
        var campaign = store.lock(id);
        campaign.requireMove(transition.to());
        boolean launches = campaign.unlaunched() && transition.to() == Status.ACTIVE;
        boolean running = !campaign.unlaunched() || transition.to() == Status.ACTIVE;
        if (running && !Current.get().may("campaign.launch"))
            throw Refused.forbidden(
                    "forbidden", "Your role does not include campaign.launch. Ask a manager of the workspace.");
        if (launches) activations.forEach(activation -> activation.activate(campaign));
        else move(campaign, transition.to(), transition.reason());
        return answer(get(id));
    }

    /** Lists what happened in a campaign, newest first, as sentences; page with {@code after}. */
    @GetMapping("/{id}/activity")
    @Allow("campaign.read")
    Slice<Moment> listCampaignActivity(
            @PathVariable UUID id, @RequestParam @Nullable UUID after, @RequestParam @Nullable Integer limit) {
        get(id);
        return timeline.of(id, after, limit);
    }

    /** Reads the planned budget and how it is split between channels. */
    @GetMapping("/{id}/budget")
    @Allow("campaign.read")
    CampaignBudget readBudget(@PathVariable UUID id) {
        var campaign = get(id);
        var allocations = store.allocations(id).stream()
                .map(a -> new ChannelBudget(a.channel(), a.amount()))
                .toList();
        var allocated = allocations.stream().map(ChannelBudget::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        var total = campaign.budgetAmount();
        return new CampaignBudget(
                campaign.currency(), total, allocations, allocated, total == null ? null : total.subtract(allocated));
    }

    /**
     * Sets the planned budget and its split as a whole. The shares may not pass the total: 422 {@code budget_exceeded}; a
     * channel named twice is 400.
     */
    @PutMapping("/{id}/budget")
    @Allow("campaign.write")
    CampaignBudget setBudget(@PathVariable UUID id, @RequestBody @Valid NewBudget budget) {
        var before = readBudget(id);
        store.lock(id).requireOpen();
        CampaignDetails.currency("currency", budget.currency());
        var channels = new HashSet<String>();
        var sum = BigDecimal.ZERO;
        for (int i = 0; i < budget.allocations().size(); i++) {
            var allocation = budget.allocations().get(i);
            if (!channels.add(allocation.channel()))
                throw Refused.invalid("allocations[" + i + "].channel", "is named twice");
            sum = sum.add(allocation.amount());
        }
        if (sum.compareTo(budget.total()) > 0)
            throw Refused.unprocessable(
                    "budget_exceeded",
                    "The shares come to " + sum.toPlainString() + ", which is more than the total of "
                            + budget.total().toPlainString() + ". Lower a share or raise the total.");
        store.setBudget(
                id,
                budget.currency(),
                budget.total(),
                budget.allocations().stream()
                        .map(a -> new Allocation(a.channel(), a.amount()))
                        .toList());
        var after = readBudget(id);
        events.publishEvent(new BudgetEvent(id));
        audit.record(subject(get(id)), before, after);
        tell(get(id));
        return after;
    }

    private void owner(@Nullable UUID owner) {
        if (owner != null && members.find(owner).isEmpty())
            throw Refused.invalid("ownerId", "is no member of this workspace");
    }

    private CampaignAnswer answer(Campaign campaign) {
        return answers(List.of(campaign)).getFirst();
    }

    private List<CampaignAnswer> answers(List<Campaign> campaigns) {
        if (campaigns.isEmpty()) return List.of();
        var standings = approvals.standings(campaigns.stream().map(Campaign::id).toList());
        var names = members.people(campaigns.stream().map(Campaign::ownerId).collect(Collectors.toSet()));
        return campaigns.stream()
                .map(c -> CampaignAnswer.of(
                        c,
                        phase(c, standings.getOrDefault(c.id(), Approvals.Standing.NOTHING_PLANNED)),
                        names.getOrDefault(c.ownerId(), "somebody who left"),
                        operations.permitted(c.moves())))
                .toList();
    }

    private static String phase(Campaign campaign, Approvals.Standing standing) {
        return switch (campaign.status()) {
            case COMPLETED -> "done";
            case CANCELLED -> "cancelled";
            case PAUSED -> "paused";
            case ACTIVE -> "running";
            case DRAFT, PLANNING ->
                switch (standing) {
                    case NOTHING_PLANNED, UNAPPROVED -> "content";
                    case IN_REVIEW -> "in_review";
                    case APPROVED -> "ready";
                };
        };
    }

    private static Subject subject(Campaign campaign) {
        return new Subject("campaign", campaign.id(), campaign.name(), campaign.id());
    }

    private void tell(Campaign campaign) {
        live.changed(Topic.CAMPAIGNS, "campaign", campaign.id(), campaign.version());
        live.changed(Topic.CAMPAIGN.of(campaign.id()), "campaign", campaign.id(), campaign.version());
    }

    // For later rooms

    /** The campaign, or the refusal of an unknown id. */
    public Campaign get(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    /** As {@link #get}, held until the transaction ends. */
    public Campaign hold(UUID id) {
        return store.lock(id);
    }

    /** The names of campaigns by their ids. */
    public Map<UUID, String> names(Collection<UUID> ids) {
        return store.list(ids).stream().collect(Collectors.toMap(Campaign::id, Campaign::name));
    }

    /** Those of the ids that are campaigns of this workspace. */
    public Map<UUID, Campaign> all(Collection<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        return store.list(ids).stream().collect(Collectors.toMap(Campaign::id, campaign -> campaign));
    }

    /** A page of the campaigns that are not archived, those changed last first. */
    public Page<Campaign> page(Page.Range range) {
        var every = new CampaignStore.Filter(null, null, null, null, null, null, null, null, false);
        return store.page(every, "c.updated_at desc", range);
    }

    /** What each channel is given of the planned budget. */
    public Map<String, BigDecimal> allocated(UUID campaign) {
        return store.allocations(campaign).stream().collect(Collectors.toMap(Allocation::channel, Allocation::amount));
    }

    public String phase(Campaign campaign) {
        var standing = approvals.standings(List.of(campaign.id()));
        return phase(campaign, standing.getOrDefault(campaign.id(), Approvals.Standing.NOTHING_PLANNED));
    }

    /**
     * Moves a campaign that is held, and opens or halts its gate with it: once a pause has committed nothing of the campaign
     * is submitted. What is still planned when it ends is cancelled.
     */
    public Campaign move(Campaign campaign, Status to, @Nullable String reason) {
        campaign.requireMove(to);
        return become(campaign, to, reason);
    }

    /** The launch itself, from draft or planning. */
    public Campaign launched(Campaign campaign) {
        campaign.requireUnarchived();
        if (!campaign.unlaunched()) campaign.requireMove(Status.ACTIVE);
        return become(campaign, Status.ACTIVE, null);
    }

    private Campaign become(Campaign campaign, Status to, @Nullable String reason) {
        var after = store.move(campaign.id(), to);
        gates.halt(campaign.id(), to != Status.ACTIVE && !after.unlaunched());
        audit.record(
                subject(after),
                Map.of("status", campaign.status()),
                Map.of("status", to, "reason", reason == null ? "" : reason));
        // First the rooms close what they have planned: then a mailing that loses its mails is not taken for one that
        // was sent.
        events.publishEvent(new CampaignEvent.Moved(after, campaign.status()));
        if (to == Status.COMPLETED || to == Status.CANCELLED)
            deliveries.cancelCampaign(campaign.id(), "the campaign was " + to.word());
        tell(after);
        return after;
    }
}
