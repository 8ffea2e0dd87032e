package io.fanfare.library;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Campaign spaces: the files and figures of campaigns on advertising platforms, kept for reuse. */
@RestController
@RequestMapping("/api/campaign-spaces")
class Spaces {
    private final SpaceStore store;
    private final Operations operations;
    private final Inputs inputs;
    private final Live live;
    private final Audit audit;

    Spaces(SpaceStore store, Operations operations, Inputs inputs, Live live, Audit audit) {
        this.store = store;
        this.operations = operations;
        this.inputs = inputs;
        this.live = live;
        this.audit = audit;
    }

    /**
     * Creates a space; members may also be in snake_case. {@code brandId} is any key of your own for the brand. {@code
     * importSource}: default {@code manual_upload}.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.LIBRARY)
    @Allow("content.write")
    Space createSpace(@Valid @RequestBody SpaceDetails details) {
        var space = store.insert(details.checked(null));
        audit.record(subject(space), null, space);
        live.changed(Topic.LIBRARY, "space", space.id(), space.version());
        return answer(space);
    }

    /**
     * Lists spaces, newest first. Filters: {@code platform}, {@code brandId}, {@code tags} (separated by commas; spaces that
     * have all of them), {@code category}, {@code importSource}, {@code externalCampaignId}, {@code active}, {@code archived},
     * {@code isTemplate}, and {@code search}, which finds any part of name, description and objective; also in snake_case.
     * Deleted spaces are listed only with {@code deleted=true}.
     */
    @GetMapping
    @Tool(Tool.Set.LIBRARY)
    @Allow("content.read")
    Page<Space> listSpaces(SpaceQuery query) {
        return store.page(query).map(this::answer);
    }

    /** Reads one space with the number and size of its files. */
    @GetMapping("/{id}")
    @Tool(Tool.Set.LIBRARY)
    @Allow("content.read")
    Space readSpace(@PathVariable UUID id) {
        return answer(store.find(id).orElseThrow(Refused::notFound));
    }

    /**
     * Changes a space by a JSON merge patch, also in snake_case; {@code deletedAt: null} restores a deleted one. With {@code
     * version}, a newer version in between is 409 {@code space_version_conflict}. A patch that changes nothing does not raise
     * the version.
     */
    @PutMapping("/{id}")
    @Allow("content.write")
    Space changeSpace(@PathVariable UUID id, @RequestBody Patch<SpaceDetails> sent) {
        var before = store.lock(id).orElseThrow(Refused::notFound);
        var patch = SnakeCase.camel(sent);
        Versions.expect(patch, before.version(), "space");
        var details = patch.onto(before.details(), SpaceDetails.class, inputs).checked(before.deletedAt());
        if (details.equals(before.details())) return answer(before);
        var after = store.update(id, details);
        audit.record(subject(after), before, after);
        live.changed(Topic.LIBRARY, "space", id, after.version());
        return answer(after);
    }

    /**
     * Moves a space to the bin: lists leave out the space and its files, and it can be restored. With {@code hard=true} it is
     * deleted permanently; 409 {@code space_not_empty} while files belong to it.
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("content.write")
    void deleteSpace(
            @PathVariable UUID id,
            @RequestParam @Nullable Boolean hard,
            @RequestParam(value = "hard_delete", required = false) @Nullable Boolean hardDelete) {
        var space = store.lock(id).orElseThrow(Refused::notFound);
        if (!Boolean.TRUE.equals(hard) && !Boolean.TRUE.equals(hardDelete)) {
            store.deleteSoftly(id);
        } else {
            if (store.holdsFiles(id))
                throw Refused.conflict(
                        "space_not_empty",
                        "This space still contains files. Move them or delete them permanently first, or move the space to the bin.");
            store.delete(id);
        }
        audit.record(subject(space), space, null);
        live.changed(Topic.LIBRARY, "space", id, null);
    }

    private Space answer(Space space) {
        return space.with(operations.permitted(List.of("changeSpace", "deleteSpace")));
    }

    private static Subject subject(Space space) {
        return Subject.of("space", space.id(), space.campaignName());
    }
}
