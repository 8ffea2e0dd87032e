package io.fanfare.creative;

import io.fanfare.approval.Approvals;
import io.fanfare.approval.Item;
import io.fanfare.approval.Scope;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Components.Component;
import io.fanfare.creative.Components.Media;
import io.fanfare.creative.Creative.Attached;
import io.fanfare.creative.Creative.Kind;
import io.fanfare.creative.Creative.Mode;
import io.fanfare.delivery.Gates;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Topic;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.strategy.Pillar;
import io.fanfare.strategy.Strategies;
import io.fanfare.strategy.Strategy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What campaigns say, with every version of it. Each creative is a draft in the approvals: a decision covers it as it is,
 * and once something planned uses it a change of it asks for review. Locks are taken in the order gate, creative.
 */
@RestController
public class Creatives {
    private static final int MOST_USES = 20;

    private final CreativeStore store;
    private final BlogPostStore posts;
    private final Authoring authoring;
    private final Campaigns campaigns;
    private final Strategies strategies;
    private final List<PlannedContent> planned;
    private final Approvals approvals;
    private final Gates gates;
    private final Assets assets;
    private final Operations operations;
    private final Inputs inputs;
    private final Audit audit;
    private final Live live;
    private final ApplicationEventPublisher events;

    Creatives(
            CreativeStore store,
            BlogPostStore posts,
            Authoring authoring,
            Campaigns campaigns,
            Strategies strategies,
            List<PlannedContent> planned,
            Approvals approvals,
            Gates gates,
            Assets assets,
            Operations operations,
            Inputs inputs,
            Audit audit,
            Live live,
            ApplicationEventPublisher events) {
        this.store = store;
        this.posts = posts;
        this.authoring = authoring;
        this.campaigns = campaigns;
        this.strategies = strategies;
        this.planned = planned;
        this.approvals = approvals;
        this.gates = gates;
        this.assets = assets;
        this.operations = operations;
        this.inputs = inputs;
        this.audit = audit;
        this.live = live;
        this.events = events;
    }

    /** A creative to be made. */
    record NewCreative(
            @NotBlank @Size(max = 300) String name,
            @NotNull Kind kind,
            @Nullable Platform platform,
            @Nullable Mode mode,
            @Nullable @Size(max = 20_000) String brief,
            @Nullable UUID blogPostId,
            @Nullable @Valid Components components,
            @Nullable @Size(max = 50) String writer) {
        boolean hasComponents() {
            return components != null && !components.asMap().isEmpty();
        }

        Mode how() {
            if (mode != null) return mode;
            boolean material = brief != null || blogPostId != null;
            return !hasComponents() ? Mode.AI : material ? Mode.HYBRID : Mode.MANUAL;
        }
    }

    /** What may be changed of a creative by hand. */
    record CreativeDetails(
            @NotBlank @Size(max = 300) String name,
            @Nullable @Size(max = 20_000) String brief,
            @Nullable @Valid Components components) {
        Components parts() {
            return Objects.requireNonNullElse(components, Components.NONE).checked();
        }
    }

    /** Which components to write anew, and how. */
    record Regeneration(
            @NotEmpty @Size(max = 11) List<@NotNull Component> components,
            @Nullable @Size(max = 2_000) String instructions,
            @Nullable @Size(max = 100) String model,
            @Nullable @Size(max = 50) String writer,
            @Nullable Boolean apply,
            @Nullable Integer version) {}

    /**
     * The creative with a new revision; or, where {@code proposalId} is there, only what is proposed for it: then {@code
     * components} are the proposed ones alone and nothing has changed yet.
     */
    record Regenerated(
            @Nullable UUID proposalId,
            UUID id,
            UUID campaignId,
            String name,
            int revision,
            int version,
            Components components,
            String text,
            String writer,
            Map<String, String> writers,
            String digest,
            List<String> can) {}

    /** A file of the library, and as what. */
    record NewAttachment(
            @NotNull UUID assetId,
            @Nullable Component component,
            @Nullable @Size(max = 1_500) String altText) {}

    /** One state of a creative. */
    record CreativeRevision(
            int revision,
            Components components,
            Map<String, String> writers,
            String cause,
            @Nullable Integer strategyVersion,
            String by,
            Instant at) {}

    /** Lists the creatives of a campaign, newest first; archived ones with {@code archived=true} only. */
    @GetMapping("/api/campaigns/{id}/creatives")
    @Allow("content.read")
    Page<Creative.Answer> listCreatives(
            @PathVariable UUID id,
            @RequestParam @Nullable Kind kind,
            @RequestParam @Nullable Platform platform,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        campaigns.get(id);
        var page = store.page(id, kind, platform, archived, Page.Range.of(limit, offset));
        return new Page<>(answers(page.items()), page.total(), page.limit(), page.offset());
    }

    /**
     * Makes a creative. {@code mode: manual} keeps the components as sent; {@code ai} has them written from {@code brief},
     * {@code blogPostId} or what the campaign says of itself; {@code hybrid} keeps what is sent and has the rest written.
     * Unless told, the mode follows from what is sent. The built-in writer takes sentences out of its material and invents
     * none; {@code writers} says of each component who wrote it. With nothing to write from it is 422 {@code
     * nothing_to_write_from}. A text longer than its platform takes is kept, and the advice says so.
     */
    @PostMapping("/api/campaigns/{id}/creatives")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("content.write")
    Creative.Answer createCreative(@PathVariable UUID id, @RequestBody @Valid NewCreative given) {
        var campaign = campaigns.get(id);
        campaign.requireOpen();
        var mode = given.how();
        var own = mode == Mode.AI || given.components() == null
                ? Components.NONE
                : given.components().checked();
        var post = given.blogPostId() == null ? null : postOf("blogPostId", given.blogPostId());
        return answer(create(
                campaign,
                given.name(),
                given.kind(),
                given.platform(),
                mode,
                given.brief(),
                post,
                own,
                given.writer()));
    }

    private Creative create(
            Campaign campaign,
            String name,
            Kind kind,
            @Nullable Platform platform,
            Mode mode,
            @Nullable String brief,
            @Nullable BlogPost post,
            Components own,
            @Nullable String writer) {
        var components = own;
        var writers = Authoring.by(Map.of(), own.asMap().keySet(), "person");
        if (mode != Mode.MANUAL) {
            var wanted = EnumSet.copyOf(Authoring.usual(kind, platform));
            wanted.removeIf(component -> own.asMap().containsKey(component.word()));
            var material =
                    new Authoring.Material(post, brief, own.asMap().isEmpty() ? null : own, campaign, focus(campaign));
            if (!wanted.isEmpty()) {
                var written = authoring.write(material, platform, wanted, own, List.of(), null, writer);
                components = own.with(written);
                writers = Authoring.by(
                        writers, written.keySet(), authoring.writer(writer).name());
            }
        }
        return keep(campaign, name, kind, platform, mode, brief, post == null ? null : post.id(), components, writers);
    }

    Creative keep(
            Campaign campaign,
            String name,
            Kind kind,
            @Nullable Platform platform,
            Mode mode,
            @Nullable String brief,
            @Nullable UUID post,
            Components components,
            Map<String, String> writers) {
        var files = files(components);
        var id = Ids.next();
        gates.lock(campaign.id());
        var strategy = strategies.current(campaign.id());
        var creative = store.insert(new CreativeStore.New(
                id,
                campaign.id(),
                name,
                kind,
                platform,
                mode,
                brief,
                post,
                components,
                writers,
                strategy.map(Strategy::id).orElse(null),
                strategy.map(Strategy::version).orElse(null),
                Creative.digest(kind, platform, components, files)));
        store.keep(creative, "created");
        approvals.put(campaign.id(), item(creative));
        audit.record(creative.subject(), null, creative.components());
        tell(creative);
        return creative;
    }

    /** What the campaign is for and what its strategy keeps coming back to is looked for first. */
    private List<String> focus(Campaign campaign) {
        var words = new ArrayList<String>();
        if (campaign.objective() != null) words.add(campaign.objective());
        var pillars = strategies.current(campaign.id()).map(s -> s.details().contentPillars());
        for (Pillar pillar : pillars.orElse(List.of()))
            switch (pillar) {
                case Pillar.Words(var text) -> words.add(text);
                case Pillar.Theme theme -> {
                    if (theme.name() != null) words.add(theme.name());
                    if (theme.description() != null) words.add(theme.description());
                }
            }
        return words;
    }

    private BlogPost postOf(String field, UUID id) {
        return posts.find(id).orElseThrow(() -> Refused.invalid(field, "is no blog post of this workspace"));
    }

    /** The content of a campaign by channel. */
    record CampaignContent(UUID campaignId, List<ChannelContent> channels) {}

    /** What there is for one channel: {@code any} holds creatives that name no platform. */
    record ChannelContent(String channel, List<ContentItem> items) {}

    /** A post or mailing, or a creative that none of them uses yet. */
    record ContentItem(
            String kind,
            UUID id,
            String title,
            @Nullable String text,
            String status,
            @Nullable Instant at,
            @Nullable UUID creativeId) {}

    /**
     * Tells what goes out in a campaign and went, channel by channel in the order of time: posts and mailings that are not
     * cancelled; then creatives that none of them uses yet, as {@code draft}.
     */
    @GetMapping("/api/campaigns/{id}/content")
    @Allow("content.read")
    CampaignContent readCampaignContent(@PathVariable UUID id) {
        campaigns.get(id);
        var channels = new TreeMap<String, List<ContentItem>>();
        var used = new HashSet<UUID>();
        planned.stream()
                .flatMap(room -> room.of(id).stream())
                .sorted(Comparator.comparing(
                        PlannedContent.Planned::at, Comparator.nullsLast(Comparator.naturalOrder())))
                .forEach(thing -> {
                    if (thing.creativeId() != null) used.add(thing.creativeId());
                    channels.computeIfAbsent(thing.channel(), c -> new ArrayList<>())
                            .add(new ContentItem(
                                    thing.kind(),
                                    thing.id(),
                                    thing.title(),
                                    thing.text(),
                                    thing.status(),
                                    thing.at(),
                                    thing.creativeId()));
                });
        for (Creative creative : store.ofCampaign(id))
            if (!used.contains(creative.id()))
                channels.computeIfAbsent(creative.channel(), c -> new ArrayList<>())
                        .add(new ContentItem(
                                Creative.KIND,
                                creative.id(),
                                creative.name(),
                                creative.kind() == Kind.EMAIL
                                        ? creative.components().subject()
                                        : creative.components().text(),
                                "draft",
                                null,
                                creative.id()));
        return new CampaignContent(
                id,
                channels.entrySet().stream()
                        .map(channel -> new ChannelContent(channel.getKey(), channel.getValue()))
                        .toList());
    }

    /** Reads one creative. */
    @GetMapping("/api/creatives/{id}")
    @Allow("content.read")
    Creative.Answer readCreative(@PathVariable UUID id) {
        return answer(get(id));
    }

    /**
     * Changes name, brief or components by a JSON merge patch: a component that is named is replaced, null removes it, the
     * others stay as they are. With other components it is a new revision. With {@code version} only if nobody was faster:
     * 409 {@code creative_version_conflict}.
     */
    @PatchMapping("/api/creatives/{id}")
    @Allow("content.write")
    Creative.Answer changeCreative(@PathVariable UUID id, @RequestBody Patch<CreativeDetails> patch) {
        var before = held(id);
        current(before, patch.version().orElse(null));
        var details = patch.onto(
                new CreativeDetails(before.name(), before.brief(), before.components()), CreativeDetails.class, inputs);
        var components = details.parts();
        var changed = differing(before.components(), components);
        var writers = new HashMap<>(Authoring.by(before.writers(), changed, "person"));
        writers.keySet().retainAll(components.asMap().keySet());
        return answer(revise(named(before, details.name(), details.brief()), before, components, writers, "changed"));
    }

    private static Set<String> differing(Components before, Components after) {
        var old = before.asMap();
        return after.asMap().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(old.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Creative named(Creative c, String name, @Nullable String brief) {
        return new Creative(
                c.id(),
                c.campaignId(),
                name,
                c.kind(),
                c.platform(),
                c.mode(),
                brief,
                c.blogPostId(),
                c.components(),
                c.writers(),
                c.revision(),
                c.version(),
                c.strategyId(),
                c.strategyVersion(),
                c.digest(),
                c.archived(),
                c.createdBy(),
                c.createdAt(),
                c.updatedAt(),
                List.of(),
                List.of());
    }

    /**
     * Archives a creative. While scheduled items use it: 409 {@code creative_in_use} with up to 20 of them per room in {@code
     * uses[]}.
     */
    @DeleteMapping("/api/creatives/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("content.write")
    void archiveCreative(@PathVariable UUID id) {
        var before = get(id);
        gates.lock(before.campaignId());
        before = store.lock(id);
        if (before.archived()) return;
        var uses = uses(before);
        if (!uses.isEmpty())
            throw Refused.conflict(
                            "creative_in_use",
                            "Scheduled items use this creative. Cancel them or change their text first.")
                    .with("uses", uses);
        var after = store.archive(id);
        approvals.remove(after.campaignId(), Creative.KIND, id);
        audit.record(after.subject(), Map.of("archived", false), Map.of("archived", true));
        events.publishEvent(new CreativeEvent.Archived(after));
        tell(after);
    }

    private List<PlannedContent.Use> uses(Creative creative) {
        return planned.stream()
                .flatMap(room -> room.uses(creative.id(), MOST_USES).stream())
                .toList();
    }

    /**
     * Writes the named components anew and no others: those stay byte for byte. What comes differs from every earlier
     * revision as far as the material allows. {@code instructions} say what to speak of ("the price"), or {@code shorter}.
     * With {@code apply: false} it is only proposed: {@code {proposalId, components}}. An unknown {@code writer} is 422.
     */
    @PostMapping("/api/creatives/{id}/regenerate")
    @Allow("content.write")
    Regenerated regenerateCreative(@PathVariable UUID id, @RequestBody @Valid Regeneration wish) {
        var before = held(id);
        current(before, wish.version());
        var wanted = EnumSet.copyOf(wish.components());
        var rest = new LinkedHashMap<>(before.components().asMap());
        wanted.forEach(component -> rest.remove(component.word()));
        var earlier = new ArrayList<>(store.revisions(id, Page.Range.of(50, 0)).stream()
                .map(CreativeStore.Revision::components)
                .toList());
        var campaign = campaigns.get(before.campaignId());
        var post = before.blogPostId() == null
                ? null
                : posts.find(before.blogPostId()).orElse(null);
        var material = new Authoring.Material(post, before.brief(), before.components(), campaign, focus(campaign));
        var written = authoring.write(
                material, before.platform(), wanted, Components.of(rest), earlier, wish.instructions(), wish.writer());
        if (written.isEmpty())
            throw Refused.unprocessable(
                    "nothing_to_write_from",
                    "The material has nothing for what is named. Give it a brief that says more.");
        String writer = authoring.writer(wish.writer()).name();
        if (Boolean.FALSE.equals(wish.apply())) {
            var proposal = new CreativeStore.Proposal(Ids.next(), id, before.revision(), written, writer);
            store.propose(proposal);
            return regenerated(before, proposal.id(), Components.of(written), writer);
        }
        var after = take(before, written, writer, "regenerated");
        return regenerated(after, null, after.components(), writer);
    }

    private Regenerated regenerated(Creative creative, @Nullable UUID proposal, Components components, String writer) {
        return new Regenerated(
                proposal,
                creative.id(),
                creative.campaignId(),
                creative.name(),
                creative.revision(),
                creative.version(),
                components,
                components.text(),
                writer,
                creative.writers(),
                creative.digest(),
                operations.permitted(creative.moves()));
    }

    private Creative take(Creative before, Map<String, Object> written, String writer, String cause) {
        var components = before.components().with(written);
        return revise(before, before, components, Authoring.by(before.writers(), written.keySet(), writer), cause);
    }

    /**
     * Takes a proposed regeneration over. 409 {@code proposal_stale} where the creative has changed since it was proposed.
     */
    @PostMapping("/api/creatives/{id}/proposals/{proposalId}/accept")
    @Allow("content.write")
    Creative.Answer acceptProposal(@PathVariable UUID id, @PathVariable UUID proposalId) {
        var before = held(id);
        var proposal = store.proposal(id, proposalId);
        if (proposal.baseRevision() != before.revision())
            throw Refused.conflict(
                    "proposal_stale", "The creative has changed since this was proposed. Regenerate it once more.");
        return answer(take(before, proposal.components(), proposal.writer(), "proposal"));
    }

    /** Lists every revision of a creative, newest first. */
    @GetMapping("/api/creatives/{id}/revisions")
    @Allow("content.read")
    Page<CreativeRevision> listCreativeRevisions(
            @PathVariable UUID id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var creative = get(id);
        var range = Page.Range.of(limit, offset);
        var items = store.revisions(id, range).stream()
                .map(r -> new CreativeRevision(
                        r.revision(), r.components(), r.writers(), r.cause(), r.strategyVersion(), r.byName(), r.at()))
                .toList();
        return Page.of(items, creative.revision(), range);
    }

    /** Makes the components what they were in an earlier revision; that is a new revision with the same words. */
    @PostMapping("/api/creatives/{id}/revisions/{revision}/restore")
    @Allow("content.write")
    Creative.Answer restoreCreativeRevision(@PathVariable UUID id, @PathVariable int revision) {
        var before = held(id);
        var old = store.revision(id, revision).orElseThrow(Refused::notFound);
        return answer(revise(before, before, old.components(), old.writers(), "restored"));
    }

    /**
     * Makes a file of the library the {@code image} or {@code video} of a creative; which of them follows from the file
     * unless told. Its bytes are part of what is approved.
     */
    @PostMapping("/api/creatives/{id}/assets")
    @Allow("content.write")
    Creative.Answer attachCreativeAsset(@PathVariable UUID id, @RequestBody @Valid NewAttachment given) {
        var before = held(id);
        var asset = assets.find(given.assetId()).orElseThrow(() -> Refused.unprocessable(
                        "asset_unknown", "There is no such file in the library. Upload it, then attach it.")
                .with("errors", Map.of("assetId", "is no file of the library")));
        boolean film = asset.mimeType().startsWith("video/");
        var component = given.component() == null ? film ? Component.VIDEO : Component.IMAGE : given.component();
        if (component != Component.IMAGE && component != Component.VIDEO)
            throw Refused.invalid("component", "is image or video");
        boolean fits = asset.mimeType().startsWith(component == Component.VIDEO ? "video/" : "image/");
        if (!fits)
            throw Refused.unprocessable(
                    "asset_kind", "This file is " + asset.mimeType() + "; it can't be the " + component.word() + ".");
        return answer(attach(before, component, new Media(asset.id(), given.altText(), null), "person"));
    }

    private Creative attach(Creative before, Component component, Media media, String writer) {
        var components = before.components().with(Map.of(component.word(), media));
        return revise(
                before, before, components, Authoring.by(before.writers(), List.of(component.word()), writer), "asset");
    }

    /** A picture or video that was ordered for a creative is made; one that was put away meanwhile stays as it is. */
    void rendered(UUID id, boolean film, UUID asset, @Nullable UUID poster) {
        var known = store.find(id);
        if (known.isEmpty() || campaigns.get(known.get().campaignId()).archived()) return;
        gates.lock(known.get().campaignId());
        var creative = store.lock(id);
        if (creative.archived()) return;
        attach(creative, film ? Component.VIDEO : Component.IMAGE, new Media(asset, null, poster), "render");
    }

    private Creative revise(
            Creative changed, Creative before, Components components, Map<String, String> writers, String cause) {
        var files = files(components);
        boolean revised = !components.equals(before.components()) || cause.equals("restored");
        var digest = Creative.digest(before.kind(), before.platform(), components, files);
        var strategy = strategies.current(before.campaignId());
        boolean fresh = revised && !cause.equals("restored");
        var after = store.revise(
                changed,
                components,
                writers,
                digest,
                revised,
                fresh ? strategy.map(Strategy::id).orElse(null) : before.strategyId(),
                fresh ? strategy.map(Strategy::version).orElse(null) : before.strategyVersion());
        if (revised) store.keep(after, cause);
        approvals.put(after.campaignId(), item(after));
        audit.record(after.subject(), before.components(), after.components());
        events.publishEvent(new CreativeEvent.Changed(after));
        tell(after);
        return after;
    }

    private static Item item(Creative creative) {
        return new Item(Creative.KIND, creative.id(), creative.name(), Map.of(Scope.CONTENT, creative.digest()))
                .asDraft();
    }

    /** The files of the components, each of them there. */
    private List<Asset> files(Components components) {
        var ids = components.assetIds();
        var found = assets.hold(ids);
        if (found.size() < ids.size()) {
            var there = found.stream().map(Asset::id).collect(Collectors.toSet());
            boolean image = components.image() != null
                    && !there.contains(components.image().assetId());
            throw Refused.invalid(
                    "components." + (image ? "image" : "video") + ".assetId", "is no file of the library");
        }
        return found;
    }

    private static void current(Creative creative, @Nullable Integer seen) {
        if (seen != null && seen != creative.version())
            throw Refused.conflict(
                    "creative_version_conflict",
                    "Somebody changed this creative meanwhile (version " + creative.version()
                            + "). Read it again and repeat your change.");
    }

    /** Held until the transaction ends, and open to changes. */
    private Creative held(UUID id) {
        var known = get(id);
        gates.lock(known.campaignId());
        var creative = store.lock(id);
        creative.requireKept();
        campaigns.get(creative.campaignId()).requireUnarchived();
        return creative;
    }

    private Creative.Answer answer(Creative creative) {
        return answers(List.of(creative)).getFirst();
    }

    private List<Creative.Answer> answers(List<Creative> creatives) {
        Set<UUID> ids = creatives.stream()
                .flatMap(c -> c.components().assetIds().stream())
                .collect(Collectors.toSet());
        Map<UUID, Asset> files = assets.list(ids).stream().collect(Collectors.toMap(Asset::id, Function.identity()));
        return creatives.stream()
                .map(c -> c.answer(attached(c.components(), files), operations.permitted(c.moves())))
                .toList();
    }

    private static List<Attached> attached(Components components, Map<UUID, Asset> files) {
        var attached = new ArrayList<Attached>();
        add(attached, "image", components.image(), files);
        add(attached, "video", components.video(), files);
        return attached;
    }

    private static void add(List<Attached> attached, String component, @Nullable Media media, Map<UUID, Asset> files) {
        if (media == null) return;
        for (UUID id : java.util.stream.Stream.of(media.assetId(), media.posterAssetId())
                .filter(Objects::nonNull)
                .toList()) {
            var file = files.get(id);
            if (file != null)
                attached.add(new Attached(
                        file.id(),
                        id.equals(media.assetId()) ? component : "poster",
                        file.assetName(),
                        file.mimeType(),
                        file.fileHash()));
        }
    }

    private void tell(Creative creative) {
        live.changed(Topic.CREATIVES.of(creative.campaignId()), Creative.KIND, creative.id(), creative.version());
    }

    // For later rooms

    /** The creative, or the refusal of an unknown id. */
    public Creative get(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    public Optional<Creative> find(UUID id) {
        return store.find(id);
    }

    /** Those of the creatives that are there, in no order. */
    public List<Creative> list(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : store.list(ids);
    }

    /** The words of a creative as one post of a platform; hashtags as far as the platform takes them. */
    public String text(UUID id, Platform platform) {
        return get(id).text(platform);
    }

    /** The pictures and videos of a creative, in their order; a poster is none of them. */
    public List<UUID> assets(UUID id) {
        return get(id).shown();
    }
}
