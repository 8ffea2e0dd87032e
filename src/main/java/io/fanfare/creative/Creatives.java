package io.fanfare.creative;

import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Creative.Kind;
import io.fanfare.creative.Creative.Mode;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The creatives of campaigns: the text, image or video for one channel. */
@RestController
public class Creatives {
    private static final int MOST_CHANNELS = 20;

    private final CreativeStore store;
    private final Campaigns campaigns;
    private final Authoring authoring;
    private final CreativeLocks locks;
    private final CreativeChanges changes;
    private final CreativeResponses responses;
    private final Inputs inputs;
    private final Transactions transactions;

    Creatives(
            CreativeStore store,
            Campaigns campaigns,
            Authoring authoring,
            CreativeLocks locks,
            CreativeChanges changes,
            CreativeResponses responses,
            Inputs inputs,
            Transactions transactions) {
        this.store = store;
        this.campaigns = campaigns;
        this.authoring = authoring;
        this.locks = locks;
        this.changes = changes;
        this.responses = responses;
        this.inputs = inputs;
        this.transactions = transactions;
    }

    /** A new creative. */
    record NewCreative(
            @NotBlank @Size(max = 300) String name,
            @NotNull Kind kind,
            @Nullable Platform platform,
            @Nullable Mode mode,
            @Nullable @Size(max = 20_000) String brief,
            @Nullable UUID blogPostId,
            @Nullable @Valid Components components,
            @Nullable @Size(max = MOST_CHANNELS) Map<Platform, @NotNull @Valid Components> channels,
            @Nullable @Size(max = 50) String writer) {
        Mode effectiveMode() {
            if (mode != null) return mode;
            boolean material = brief != null || blogPostId != null;
            boolean own = components != null && !components.asMap().isEmpty();
            return !own ? Mode.AI : material ? Mode.HYBRID : Mode.MANUAL;
        }

        /** The components that the sender wrote; {@code mode: ai} ignores them. */
        Components own() {
            return effectiveMode() == Mode.AI || components == null ? Components.NONE : components.checked();
        }

        /** The components to be written. */
        Set<Components.Component> requested() {
            if (effectiveMode() == Mode.MANUAL) return Set.of();
            var requested = EnumSet.copyOf(Authoring.usual(kind, platform));
            var own = own().asMap();
            requested.removeIf(component -> own.containsKey(component.word()));
            return requested;
        }

        CreativeStore.New row(UUID campaign, Components all, Map<String, String> writers) {
            return new CreativeStore.New(
                    Ids.next(),
                    campaign,
                    name,
                    kind,
                    platform,
                    effectiveMode(),
                    brief,
                    blogPostId,
                    all,
                    checked(channels),
                    writers);
        }
    }

    /** The fields of a creative that can be changed by hand. */
    record CreativeDetails(
            @NotBlank @Size(max = 300) String name,
            @Nullable @Size(max = 20_000) String brief,
            @Nullable @Valid Components components,
            @Nullable @Size(max = MOST_CHANNELS) Map<Platform, @NotNull @Valid Components> channels) {
        Components parts() {
            return Objects.requireNonNullElse(components, Components.NONE).checked();
        }
    }

    private static Map<Platform, Components> checked(@Nullable Map<Platform, Components> channels) {
        var checked = new TreeMap<Platform, Components>();
        if (channels != null) channels.forEach((platform, own) -> checked.put(platform, own.checked()));
        return checked;
    }

    /** Lists the creatives of a campaign, newest first; {@code archived=true} lists only archived ones. */
    @GetMapping("/api/campaigns/{id}/creatives")
    @Tool(Tool.Set.CONTENT)
    @Allow("content.read")
    Page<Creative.Answer> listCreatives(@PathVariable UUID id, CreativeQuery query) {
        campaigns.get(id);
        var page = store.page(id, query);
        return new Page<>(responses.of(page.items()), page.total(), page.limit(), page.offset());
    }

    /**
     * Creates a creative. {@code mode: manual} stores the components as sent. {@code ai} writes them from {@code brief} or
     * {@code blogPostId}. {@code hybrid} keeps the components that are sent and writes the rest. Default: derived from what is
     * sent. The built-in writer uses only sentences of its material; instructions in a brief ("Write a post about …") are
     * followed, not published. {@code writers} names the writer of each component. Errors: 422 {@code too_little_material} if
     * the brief contains no facts, or neither a brief nor a blog post is sent; 422 {@code writer_unknown}. A text that is too
     * long for its platform is stored, and the checks report it.
     */
    @PostMapping("/api/campaigns/{id}/creatives")
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.CONTENT)
    @Allow(value = "content.write", outside = true)
    Creative.Answer createCreative(@PathVariable UUID id, @RequestBody @Valid NewCreative request) {
        var own = request.own();
        var requested = request.requested();
        var material = transactions.read(() -> {
            var campaign = campaigns.get(id);
            campaign.requireOpen();
            return authoring.material(campaign, request.blogPostId(), request.brief(), own);
        });
        if (requested.isEmpty())
            return insert(id, request, own, Authoring.by(Map.of(), own.asMap().keySet(), "person"));
        var written = authoring.write(
                new Authoring.Request(material, request.platform(), requested, own, List.of(), null, request.writer()));
        if (written.components().isEmpty()) throw Authoring.tooLittle();
        var writers = Authoring.by(
                Authoring.by(Map.of(), own.asMap().keySet(), "person"),
                written.components().keySet(),
                written.writer());
        return insert(id, request, own.with(written.components()), writers);
    }

    private Creative.Answer insert(UUID campaign, NewCreative request, Components all, Map<String, String> writers) {
        return transactions.write(() -> {
            locks.open(campaign);
            return responses.of(changes.insert(request.row(campaign, all, writers)));
        });
    }

    /** Reads one creative. */
    @GetMapping("/api/creatives/{id}")
    @Tool(Tool.Set.CONTENT)
    @Allow("content.read")
    Creative.Answer readCreative(@PathVariable UUID id) {
        return responses.of(get(id));
    }

    /**
     * Changes name, brief, components or channels by a JSON merge patch: a component that is sent is replaced, null removes it,
     * all others stay unchanged. {@code channels} holds the components that a channel has of its own, e.g. {@code
     * {"bluesky": {"caption": "…"}}}; a channel with {@code {}} uses the shared ones, and null removes the channel. Posts of the
     * creative take the components of their channel and follow them; own components are approved with the posts of their
     * channel. Changed components make a new revision. {@code version} is optional; if it is not the current
     * one: 409 {@code creative_version_conflict}.
     */
    @PatchMapping("/api/creatives/{id}")
    @Tool(Tool.Set.CONTENT)
    @Allow("content.write")
    Creative.Answer changeCreative(@PathVariable UUID id, @RequestBody Patch<CreativeDetails> patch) {
        var before = locks.lock(id);
        before.requireVersion(patch.version().orElse(null));
        var details = patch.onto(
                new CreativeDetails(before.name(), before.brief(), before.components(), before.channels()),
                CreativeDetails.class,
                inputs);
        var components = details.parts();
        var writers =
                new HashMap<>(Authoring.by(before.writers(), differing(before.components(), components), "person"));
        writers.keySet().retainAll(components.asMap().keySet());
        var change = new CreativeStore.Change(
                id, details.name(), details.brief(), components, checked(details.channels()), writers);
        return responses.of(changes.revise(before, change, "changed"));
    }

    private static Set<String> differing(Components before, Components after) {
        var old = before.asMap();
        return after.asMap().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(old.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * Archives a creative. While scheduled items use it: 409 {@code creative_in_use} with up to 20 of them per room in {@code
     * uses[]}.
     */
    @DeleteMapping("/api/creatives/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Tool(Tool.Set.CONTENT)
    @Allow("content.write")
    void archiveCreative(@PathVariable UUID id) {
        if (!locks.lockAny(id).archived()) changes.archive(id);
    }

    /**
     * Restores an archived creative as it was, in the approvals too: it counts as approved only if exactly this content was
     * approved. Repeating it changes nothing.
     */
    @PostMapping("/api/creatives/{id}/restore")
    @Allow("content.write")
    Creative.Answer restoreCreative(@PathVariable UUID id) {
        var creative = locks.lockAny(id);
        campaigns.get(creative.campaignId()).requireUnarchived();
        return responses.of(creative.archived() ? changes.restore(id) : creative);
    }

    // For later rooms

    /** The creative; 404 if the id is unknown. */
    public Creative get(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    public List<Creative> newest(@Nullable UUID campaign, int most) {
        return store.newest(campaign, most);
    }

    public Optional<Creative> find(UUID id) {
        return store.find(id);
    }

    /** The creatives that exist, in no particular order. */
    public List<Creative> list(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : store.list(ids);
    }
}
