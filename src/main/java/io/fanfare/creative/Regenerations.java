package io.fanfare.creative;

import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Components.Component;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rewrites single components of a creative, immediately or as a proposal. */
@RestController
@RequestMapping("/api/creatives/{id}")
class Regenerations {
    private static final int EARLIER = 50;

    private final CreativeStore store;
    private final Campaigns campaigns;
    private final Authoring authoring;
    private final CreativeLocks locks;
    private final CreativeChanges changes;
    private final CreativeResponses responses;
    private final Transactions transactions;

    Regenerations(
            CreativeStore store,
            Campaigns campaigns,
            Authoring authoring,
            CreativeLocks locks,
            CreativeChanges changes,
            CreativeResponses responses,
            Transactions transactions) {
        this.store = store;
        this.campaigns = campaigns;
        this.authoring = authoring;
        this.locks = locks;
        this.changes = changes;
        this.responses = responses;
        this.transactions = transactions;
    }

    /** Which components to rewrite, and how. */
    record Regeneration(
            @NotEmpty @Size(max = 11) List<@NotNull Component> components,
            @Nullable @Size(max = 2_000) String instructions,
            @Nullable @Size(max = 100) String model,
            @Nullable @Size(max = 50) String writer,
            @Nullable Boolean apply,
            @Nullable Integer version) {
        boolean applies() {
            return !Boolean.FALSE.equals(apply);
        }
    }

    /**
     * The creative with a new revision. With {@code proposalId}, {@code components} holds only the proposed components and
     * the creative itself has not changed. {@code unchanged} names requested components for which the writer found no other
     * text, {@code notes} say why.
     */
    record RegenerationResult(
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
            List<String> unchanged,
            List<String> notes,
            List<String> can) {}

    /**
     * Rewrites the named components; all others stay unchanged, byte for byte. The new text differs from every earlier
     * revision as far as the material allows. {@code instructions}: a topic ("the price"), {@code shorter} or {@code longer}.
     * With {@code apply: false} the result is only a proposal: {@code {proposalId, components}}. If the writer finds nothing
     * new: 200 with {@code unchanged[]}, no new revision and no proposal. Errors: 409 {@code creative_version_conflict} if the
     * creative changed while it was being rewritten, 422 {@code too_little_material}, 422 {@code writer_unknown}.
     */
    @PostMapping("/regenerate")
    @Tool(Tool.Set.CONTENT)
    @Allow(value = "content.write", outside = true)
    RegenerationResult regenerateCreative(@PathVariable UUID id, @RequestBody @Valid Regeneration request) {
        var draft = transactions.read(() -> draft(id, request));
        var written = authoring.write(draft.request());
        if (written.components().isEmpty() && draft.isBlank()) throw Authoring.tooLittle();
        var rewrite = Rewrite.of(draft, written);
        return transactions.write(() -> store(draft.before(), request, rewrite));
    }

    /** The creative as it was read, and what to write for it. */
    private record Draft(Creative before, Authoring.Request request) {
        /** None of the requested components has content yet. */
        boolean isBlank() {
            var present = before.components().asMap();
            return request.requested().stream().noneMatch(component -> present.containsKey(component.word()));
        }
    }

    private Draft draft(UUID id, Regeneration request) {
        var before = store.find(id).orElseThrow(Refused::notFound);
        before.requireKept();
        before.requireVersion(request.version());
        var campaign = campaigns.get(before.campaignId());
        campaign.requireUnarchived();
        var requested = EnumSet.copyOf(request.components());
        var rest = new LinkedHashMap<>(before.components().asMap());
        requested.forEach(component -> rest.remove(component.word()));
        var earlier = store.revisions(id, Page.Range.of(EARLIER, 0)).stream()
                .map(CreativeStore.Revision::components)
                .toList();
        var material = authoring.material(campaign, before.blogPostId(), before.brief(), before.components());
        return new Draft(
                before,
                new Authoring.Request(
                        material,
                        before.platform(),
                        requested,
                        Components.of(rest),
                        earlier,
                        request.instructions(),
                        request.writer()));
    }

    /** The result of the writer: components that changed, and those that did not. */
    private record Rewrite(Map<String, Object> components, String writer, List<String> unchanged, List<String> notes) {
        static Rewrite of(Draft draft, Authoring.Result written) {
            var present = draft.before().components();
            var fresh = new LinkedHashMap<String, Object>();
            var unchanged = new ArrayList<String>();
            var notes = new ArrayList<>(written.notes());
            for (Component component : draft.request().requested()) {
                String word = component.word();
                Object text = written.components().get(word);
                if (text == null) {
                    unchanged.add(word);
                    notes.add(word + ": the material contains nothing for it.");
                } else if (text.equals(present.asMap().get(word))) {
                    unchanged.add(word);
                    notes.add(word + ": the material allows no other text.");
                } else fresh.put(word, text);
            }
            return new Rewrite(fresh, written.writer(), unchanged, notes);
        }
    }

    private RegenerationResult store(Creative read, Regeneration request, Rewrite rewrite) {
        var before = locks.lock(read.id());
        before.requireVersion(read.version());
        if (rewrite.components().isEmpty()) return response(before, null, before.components(), rewrite);
        if (request.applies()) {
            var after = apply(before, rewrite.components(), rewrite.writer(), "regenerated");
            return response(after, null, after.components(), rewrite);
        }
        var proposal = new CreativeStore.Proposal(
                Ids.next(), before.id(), before.revision(), rewrite.components(), rewrite.writer());
        store.propose(proposal);
        return response(before, proposal.id(), Components.of(rewrite.components()), rewrite);
    }

    private RegenerationResult response(
            Creative creative, @Nullable UUID proposal, Components components, Rewrite rewrite) {
        return new RegenerationResult(
                proposal,
                creative.id(),
                creative.campaignId(),
                creative.name(),
                creative.revision(),
                creative.version(),
                components,
                components.text(),
                rewrite.writer(),
                creative.writers(),
                creative.digest(),
                rewrite.unchanged(),
                rewrite.notes(),
                responses.can(creative));
    }

    private Creative apply(Creative before, Map<String, Object> written, String writer, String cause) {
        var components = before.components().with(written);
        return changes.revise(before, components, Authoring.by(before.writers(), written.keySet(), writer), cause);
    }

    /** Applies a proposal. 409 {@code proposal_stale} if the creative has changed since it was proposed. */
    @PostMapping("/proposals/{proposalId}/accept")
    @Tool(value = Tool.Set.CONTENT, destructive = true)
    @Allow("content.write")
    Creative.Answer acceptProposal(@PathVariable UUID id, @PathVariable UUID proposalId) {
        var before = locks.lock(id);
        var proposal = store.proposal(id, proposalId);
        if (proposal.baseRevision() != before.revision())
            throw Refused.conflict(
                    "proposal_stale", "The draft has changed since this was proposed. Regenerate it again.");
        return responses.of(apply(before, proposal.components(), proposal.writer(), "proposal"));
    }
}
