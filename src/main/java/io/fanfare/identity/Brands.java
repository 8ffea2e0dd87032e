package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The brands that a workspace works for. */
@RestController
@RequestMapping("/api/brands")
public class Brands {
    private final BrandStore store;
    private final Audit audit;
    private final Inputs inputs;
    private final Operations operations;

    Brands(BrandStore store, Audit audit, Inputs inputs, Operations operations) {
        this.store = store;
        this.audit = audit;
        this.inputs = inputs;
        this.operations = operations;
    }

    /** Lists the brands of the workspace by name. */
    @GetMapping
    @Allow("brand.read")
    Page<Brand> listBrands(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        return Page.of(store.list(range).stream().map(this::answer).toList(), store.count(), range);
    }

    /**
     * Creates a brand: colors as {@code #1a2b3c}, fonts by name, {@code voice} as instructions for the writer, required and
     * banned words. Without a {@code key} it is derived from the name; it is unique in the workspace (409).
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("brand.write")
    Brand createBrand(@Valid @RequestBody Brand.Details details) {
        var brand = details.as(Ids.next());
        store.insert(brand);
        audit.record(Subject.of("brand", brand.id(), brand.name()), null, brand);
        return answer(brand);
    }

    /** Changes a brand by a JSON merge patch: what is named is set, null removes, the rest stays. */
    @PatchMapping("/{id}")
    @Allow("brand.write")
    Brand changeBrand(@PathVariable UUID id, @RequestBody Patch<Brand.Details> patch) {
        var before = store.lock(id).orElseThrow(Refused::notFound);
        var after = patch.onto(before.details(), Brand.Details.class, inputs).as(id);
        store.update(after);
        audit.record(Subject.of("brand", id, after.name()), before, after);
        return answer(after);
    }

    private Brand answer(Brand brand) {
        return Records.with(brand, "can", operations.permitted(List.of("changeBrand")));
    }

    // For later rooms

    /** What must and what must not stand in the words of a brand. */
    public record BrandWords(String name, List<String> banned, List<String> required) {}

    /** The words of the brand with this key or id, where the workspace has it. */
    public Optional<BrandWords> words(String keyOrId) {
        return store.byKey(keyOrId)
                .map(brand -> new BrandWords(brand.name(), brand.bannedWords(), brand.requiredWords()));
    }

    /** How a brand looks. */
    public record Shown(
            UUID id,
            String name,
            List<String> colors,
            @Nullable UUID logoAssetId) {
        static Shown of(Brand brand) {
            return new Shown(brand.id(), brand.name(), brand.colors(), brand.logoAssetId());
        }
    }

    /** The brand under a key; keys of other systems need not be known here. */
    public Optional<Shown> find(String key) {
        return store.byKey(key).map(Shown::of);
    }

    /** The brands that have one of these files as their logo. */
    public List<Shown> withLogo(Collection<UUID> assetIds) {
        return store.withLogo(assetIds).stream().map(Shown::of).toList();
    }
}
