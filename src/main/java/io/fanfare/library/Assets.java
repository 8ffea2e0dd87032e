package io.fanfare.library;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Versions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The files of a workspace. */
@RestController
@RequestMapping("/api/campaign-assets")
public class Assets {
    private final AssetStore store;
    private final SpaceStore spaces;
    private final AssetFiles files;
    private final AssetReuses reuses;
    private final AssetAnswers answers;
    private final Inputs inputs;
    private final Live live;
    private final Audit audit;

    Assets(
            AssetStore store,
            SpaceStore spaces,
            AssetFiles files,
            AssetReuses reuses,
            AssetAnswers answers,
            Inputs inputs,
            Live live,
            Audit audit) {
        this.store = store;
        this.spaces = spaces;
        this.files = files;
        this.reuses = reuses;
        this.answers = answers;
        this.inputs = inputs;
        this.live = live;
        this.audit = audit;
    }

    /** Lists the files of a space, newest first, with the filters of {@code listAssets}. */
    @GetMapping("/campaign-spaces/{spaceId}/assets")
    @Tool(Tool.Set.LIBRARY)
    @Allow("content.read")
    Page<Asset> listSpaceAssets(@PathVariable UUID spaceId, AssetQuery query) {
        if (spaces.find(spaceId).isEmpty()) throw Refused.notFound();
        return page(query.within(spaceId));
    }

    /**
     * Lists the files of the workspace, newest first. Filters: {@code type}; {@code tags} (separated by commas; files that have
     * all of them); {@code fileName}, any part of the name; {@code brandId}; {@code spaceId}; {@code similarTo} a picture
     * (pictures that look nearly the same, the most similar first). {@code sort}: {@code createdAt} (default: {@code -createdAt}),
     * {@code name}, {@code size} or {@code type}. With {@code deleted=true} it lists the bin instead:
     * deleted files, and the files of deleted spaces.
     */
    @GetMapping("/assets")
    @Tool(Tool.Set.LIBRARY)
    @Allow("content.read")
    Page<Asset> listAssets(AssetQuery query) {
        return page(query);
    }

    private Page<Asset> page(AssetQuery query) {
        var range = Page.Range.of(query.limit(), query.offset());
        var like = query.similarTo();
        if (like == null) return store.page(query, null, range).map(answers::of);
        // Only pictures have similar pictures.
        return store.perceptualHash(like)
                .map(hash -> store.page(query, hash, range).map(answers::of))
                .orElseGet(() -> Page.of(List.of(), 0, range));
    }

    /** Reads one file. */
    @GetMapping("/{id}")
    @Tool(Tool.Set.LIBRARY)
    @Allow("content.read")
    Asset readAsset(@PathVariable UUID id) {
        return answers.of(find(id).orElseThrow(Refused::notFound));
    }

    /**
     * Changes the description of a file by a JSON merge patch of {@code assetName, assetType, externalAssetId, title,
     * description, adCopyText, headlineText, ctaText, campaignSpaceId, brandId, tags, platformMetadata, platformVariants}, also
     * in snake_case. {@code deletedAt: null} restores a file from the bin. With {@code version}, a newer version in between is
     * 409 {@code asset_version_conflict}. A patch that changes nothing does not raise the version.
     */
    @PutMapping("/{id}")
    @Tool(Tool.Set.LIBRARY)
    @Allow("content.write")
    Asset changeAsset(@PathVariable UUID id, @RequestBody Patch<AssetDetails> sent) {
        var before = store.lock(id).orElseThrow(Refused::notFound);
        var patch = SnakeCase.camel(sent);
        Versions.expect(patch, before.version(), "asset");
        var details = patch.onto(before.details(), AssetDetails.class, inputs).checkedFor(before);
        if (details.equals(before.details())) return answers.of(before);
        requireSpace(before, details);
        if (before.deletedAt() != null && details.deletedAt() == null) requireNoTwin(before, details.campaignSpaceId());
        if (before.deletedAt() != null && details.deletedAt() == null) store.restoreSizes(id, before.deletedAt());
        return answers.of(changed(before, details));
    }

    private Asset changed(Asset before, AssetDetails details) {
        var after = store.update(before.id(), details);
        audit.record(subject(after), before, after);
        live.changed(Topic.LIBRARY, "asset", after.id(), after.version());
        return after;
    }

    private void requireSpace(Asset before, AssetDetails details) {
        var space = details.campaignSpaceId();
        if (space == null || space.equals(before.campaignSpaceId())) return;
        if (spaces.find(space).filter(found -> found.deletedAt() == null).isEmpty())
            throw Refused.invalid("campaignSpaceId", "must be the id of a space of this workspace");
    }

    private void requireNoTwin(Asset before, @Nullable UUID space) {
        store.lockBytes(before.fileHash());
        var first = store.withBytes(before.fileHash(), null);
        if (first.isEmpty()) return;
        boolean here =
                space == null || store.withBytes(before.fileHash(), space).isPresent();
        if (here && before.duplicateOf() == null)
            throw Refused.conflict(
                    "asset_duplicate", "The same file was added again since it was deleted. Use that one instead.");
        if (before.duplicateOf() == null) store.copyOf(before.id(), first.get().id());
    }

    /** Restores a deleted asset whose bytes were uploaded again. */
    Asset restored(Asset deleted) {
        return changed(deleted, deleted.details().restored());
    }

    /**
     * Moves a file to the bin: lists leave it out, and it can be restored. A file that is in use is 409 {@code
     * asset_used} with {@code uses[]}; with {@code force=true} it is moved anyway, and the items that use it keep
     * it. With {@code hard=true} the file and its bytes are deleted permanently; a file in use is always refused then.
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("content.write")
    void deleteAsset(
            @PathVariable UUID id,
            @RequestParam @Nullable Boolean hard,
            @RequestParam(value = "hard_delete", required = false) @Nullable Boolean hardDelete,
            @RequestParam @Nullable Boolean force) {
        var asset = store.lock(id).orElseThrow(Refused::notFound);
        boolean forGood = Boolean.TRUE.equals(hard) || Boolean.TRUE.equals(hardDelete);
        if (forGood || !Boolean.TRUE.equals(force) && asset.deletedAt() == null) requireUnused(id, forGood);
        var sizes = deletableSizes(id);
        if (forGood) {
            sizes.forEach(size -> files.discardLater(store.delete(size)));
            files.discardLater(store.delete(asset));
        } else
            store.deleteSoftly(Stream.concat(Stream.of(asset), sizes.stream())
                    .map(Asset::id)
                    .toList());
        audit.record(subject(asset), asset, null);
        live.changed(Topic.LIBRARY, "asset", id, null);
    }

    /** The sizes of a picture that go with it; those in use stay, and the first of them stands for the others. */
    private List<Asset> deletableSizes(UUID id) {
        var sizes = store.sizesOf(List.of(id));
        if (sizes.isEmpty()) return sizes;
        var used = reuses.uses(sizes.stream().map(Asset::id).toList()).stream()
                .map(AssetUses.Use::assetId)
                .collect(Collectors.toSet());
        var staying = sizes.stream().map(Asset::id).filter(used::contains).toList();
        if (!staying.isEmpty()) store.promote(staying);
        return sizes.stream().filter(size -> !used.contains(size.id())).toList();
    }

    private void requireUnused(UUID id, boolean forGood) {
        var used = reuses.uses(List.of(id));
        if (used.isEmpty()) return;
        String places = used.size() == 1 ? "one place" : used.size() + " places";
        throw Refused.conflict(
                        "asset_used",
                        "This file is used in " + places + ". Remove it there first"
                                + (forGood
                                        ? ", or move it to the bin."
                                        : ", or send force=true to move it to the bin."))
                .with("uses", used);
    }

    static Subject subject(Asset asset) {
        return Subject.of("asset", asset.id(), asset.assetName());
    }

    // For later rooms

    public Optional<Asset> find(UUID id) {
        return store.find(id);
    }

    /** The URL of the bytes of a file; reading it needs a token. */
    public String address(UUID id) {
        return answers.address(id);
    }

    /** The further sizes of pictures, by the picture that they belong to; without cropped ones, which show less of it. */
    public Map<UUID, List<Asset>> sizesOf(Collection<UUID> ids) {
        return store.sizesOf(ids).stream()
                .filter(size -> size.crop() == null)
                .collect(Collectors.groupingBy(size -> Objects.requireNonNull(size.variantOf())));
    }

    /** The files that exist, in no particular order. */
    public List<Asset> list(Collection<UUID> ids) {
        return store.list(ids);
    }

    /** The same; none of them can be deleted for good before the transaction ends. */
    public List<Asset> hold(Collection<UUID> ids) {
        return store.hold(ids);
    }

    /** A creative or post uses files from now on: each counts as a reuse once. */
    public void use(Collection<UUID> ids, Subject by) {
        var use = new AssetReuses.NewReuse(by.kind(), String.valueOf(by.id()), by.title(), null);
        store.use(ids, use).forEach(asset -> live.changed(Topic.LIBRARY, "asset", asset.id(), asset.version()));
    }
}
