package io.fanfare.library;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
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

/** Campaign spaces: what campaigns elsewhere consisted of, kept to be found and used again. */
@RestController
@RequestMapping("/api/campaign-spaces")
class Spaces {
    private final SpaceStore store;
    private final Inputs inputs;
    private final Live live;
    private final Audit audit;

    Spaces(SpaceStore store, Inputs inputs, Live live, Audit audit) {
        this.store = store;
        this.inputs = inputs;
        this.live = live;
        this.audit = audit;
    }

    /**
     * Makes a space; members may be in snake_case too. {@code brandId} is any key by which you know the brand. {@code
     * importSource} is {@code manual_upload} unless told.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("content.write")
    Space createSpace(@Valid @RequestBody SpaceDetails details) {
        var space = store.insert(details.checked(null));
        audit.record(subject(space), null, space);
        live.changed(Topic.LIBRARY, "space", space.id(), space.version());
        return space;
    }

    /**
     * Lists spaces, newest first. Filters: {@code platform}, {@code brandId}, {@code tags} (separated by commas; those that have
     * all of them), {@code category}, {@code active}, {@code archived}, {@code isTemplate}, and {@code search}, which finds any
     * part of name, description and objective; in snake_case too. Deleted ones are left out.
     */
    @GetMapping
    @Allow("content.read")
    Page<Space> listSpaces(
            @RequestParam Space.@Nullable Platform platform,
            @RequestParam @Nullable String brandId,
            @RequestParam(value = "brand_id", required = false) @Nullable String snakeBrand,
            @RequestParam @Nullable String tags,
            @RequestParam @Nullable String category,
            @RequestParam @Nullable Boolean active,
            @RequestParam(value = "is_active", required = false) @Nullable Boolean snakeActive,
            @RequestParam @Nullable Boolean archived,
            @RequestParam(value = "is_archived", required = false) @Nullable Boolean snakeArchived,
            @RequestParam @Nullable Boolean isTemplate,
            @RequestParam(value = "is_template", required = false) @Nullable Boolean snakeTemplate,
            @RequestParam @Nullable String search,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        var filter = new SpaceStore.Filter(
                platform,
                brandId == null ? snakeBrand : brandId,
                Assets.words(tags),
                category,
                active == null ? snakeActive : active,
                archived == null ? snakeArchived : archived,
                isTemplate == null ? snakeTemplate : isTemplate,
                search);
        return store.page(filter, Page.Range.of(limit, offset));
    }

    /** Reads one space with the number and size of its files. */
    @GetMapping("/{id}")
    @Allow("content.read")
    Space readSpace(@PathVariable UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    /**
     * Changes a space by a JSON merge patch, in snake_case too: what is named is set, null removes, the rest stays; {@code
     * deletedAt: null} brings a deleted one back. With {@code version} only if nobody was faster (409 {@code
     * space_version_conflict}).
     */
    @PutMapping("/{id}")
    @Allow("content.write")
    Space changeSpace(@PathVariable UUID id, @RequestBody Patch<SpaceDetails> given) {
        var before = store.lock(id).orElseThrow(Refused::notFound);
        var patch = Snake.camel(given);
        if (patch.version().filter(version -> version != before.version()).isPresent())
            throw Refused.conflict(
                    "space_version_conflict",
                    "Somebody changed this space since you read it (it is version " + before.version()
                            + " now). Read it again and change what differs.");
        var after = store.update(
                id, patch.onto(before.details(), SpaceDetails.class, inputs).checked(before.deletedAt()));
        audit.record(subject(after), before, after);
        live.changed(Topic.LIBRARY, "space", id, after.version());
        return after;
    }

    /**
     * Deletes a space softly: lists leave it out, its files stay, and it can be brought back. With {@code hard=true} it is gone
     * for good; 409 {@code space_not_empty} while files belong to it.
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("content.write")
    void deleteSpace(@PathVariable UUID id, @RequestParam @Nullable Boolean hard) {
        var space = store.lock(id).orElseThrow(Refused::notFound);
        if (!Boolean.TRUE.equals(hard)) {
            store.deleteSoftly(id);
        } else {
            if (store.holdsFiles(id))
                throw Refused.conflict(
                        "space_not_empty",
                        "Files belong to this space. Move or delete them for good first, or delete the space softly.");
            store.delete(id);
        }
        audit.record(subject(space), space, null);
        live.changed(Topic.LIBRARY, "space", id, null);
    }

    private static Subject subject(Space space) {
        return Subject.of("space", space.id(), space.campaignName());
    }
}
