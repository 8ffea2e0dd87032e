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
import org.springframework.context.ApplicationEventPublisher;
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
    private static final BrandKit NONE =
            new BrandKit(new UUID(0, 0), "", List.of(), List.of(), null, null, null, null, null);

    private final BrandStore store;
    private final Audit audit;
    private final Inputs inputs;
    private final Operations operations;
    private final ApplicationEventPublisher events;

    Brands(BrandStore store, Audit audit, Inputs inputs, Operations operations, ApplicationEventPublisher events) {
        this.store = store;
        this.audit = audit;
        this.inputs = inputs;
        this.operations = operations;
        this.events = events;
    }

    /** Lists the brands of the workspace: the default one first, the others by name. */
    @GetMapping
    @Allow("brand.read")
    Page<Brand> listBrands(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        return Page.of(store.list(range).stream().map(this::answer).toList(), store.count(), range);
    }

    /**
     * Creates a brand: up to three {@code colors} as {@code #1a2b3c} (primary, accent, background), up to two {@code fonts}
     * (headings, body text), {@code voice} as instructions for the writer, required and banned words, {@code sender{name?,
     * email}} of new e-mails, and the {@code postalAddress} in their footer. Fonts: Inter, Fraunces, Arial, Helvetica, Verdana,
     * Tahoma, Trebuchet MS, Georgia, Times New Roman, Garamond, Courier New. Without a {@code key} it is derived from the
     * name; it is unique in the workspace (409). {@code isDefault} makes it the brand of campaigns that name none.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("brand.write")
    Brand createBrand(@Valid @RequestBody Brand.Details details) {
        var brand = details.as(Ids.next());
        if (brand.isDefault()) replaceDefault(brand);
        store.insert(brand);
        audit.record(Subject.of("brand", brand.id(), brand.name()), null, brand);
        return answer(brand);
    }

    /**
     * Changes a brand by a JSON merge patch: what is named is set, null removes, the rest stays. Name, colors, logo and postal
     * address are part of every e-mail, so e-mails that have not started to send need review again when they change. {@code
     * isDefault:true} makes it the default brand; to replace the default brand, choose another one.
     */
    @PatchMapping("/{id}")
    @Allow("brand.write")
    Brand changeBrand(@PathVariable UUID id, @RequestBody Patch<Brand.Details> patch) {
        var before = store.lock(id).orElseThrow(Refused::notFound);
        var after = patch.onto(before.details(), Brand.Details.class, inputs).as(id);
        if (before.isDefault() && !after.isDefault())
            throw Refused.invalid("isDefault", "must stay true; make another brand the default instead");
        if (after.isDefault() && !before.isDefault()) replaceDefault(after);
        change(before, after);
        audit.record(Subject.of("brand", id, after.name()), before, after);
        return answer(after);
    }

    private void replaceDefault(Brand next) {
        var before = store.lockDefault();
        store.unsetDefault();
        before.ifPresent(old -> events.publishEvent(new BrandEvent(old.kit(), next.kit())));
    }

    private void change(Brand before, Brand after) {
        store.update(after);
        events.publishEvent(new BrandEvent(before.kit(), after.kit()));
    }

    private Brand answer(Brand brand) {
        return Records.with(brand, "can", operations.permitted(List.of("changeBrand")));
    }

    // For later rooms

    /** What must and what must not stand in the words of a brand. */
    public record BrandWords(String name, List<String> banned, List<String> required) {}

    /** The words of the brand of a campaign, otherwise of the default brand. */
    public BrandWords wordsOf(@Nullable String keyOrId) {
        return store.byKeyOrDefault(keyOrId)
                .map(brand -> new BrandWords(brand.name(), brand.bannedWords(), brand.requiredWords()))
                .orElseGet(() -> new BrandWords("", List.of(), List.of()));
    }

    /** The brand under a key; keys of other systems need not be known here. */
    public Optional<BrandKit> find(String key) {
        return store.byKey(key).map(Brand::kit);
    }

    /** The brand of a campaign by the key or id that the campaign names, otherwise the default brand. */
    public BrandKit of(@Nullable String keyOrId) {
        return store.byKeyOrDefault(keyOrId).map(Brand::kit).orElseGet(() -> NONE);
    }

    /** The brands that have one of these files as their logo. */
    public List<BrandKit> withLogo(Collection<UUID> assetIds) {
        return store.withLogo(assetIds).stream().map(Brand::kit).toList();
    }

    // The default brand, which the settings of a workspace also read and write

    /** Creates the default brand of a new workspace. */
    void found(String name, String slug) {
        store.insert(new Brand(
                Ids.next(),
                name,
                slug,
                true,
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null));
    }

    /** Takes over name, look and address from the settings of the workspace. */
    void follow(Workspace before, Workspace.Details details) {
        var brand = store.lockDefault().orElse(null);
        if (brand == null) {
            found(details.name(), before.slug());
            brand = store.lockDefault().orElseThrow();
        }
        String name = brand.name().equals(before.name()) ? details.name() : brand.name();
        var after = Records.with(
                brand,
                "name",
                name,
                "colors",
                details.brand().colors(),
                "fonts",
                fonts(brand, details.brand().font()),
                "logoAssetId",
                details.brand().logoAssetId(),
                "postalAddress",
                details.postalAddress());
        if (!after.equals(brand)) change(brand, after);
    }

    private static List<String> fonts(Brand brand, @Nullable String body) {
        if (body == null) return List.of();
        return brand.fonts().isEmpty() ? List.of(body) : List.of(brand.fonts().getFirst(), body);
    }
}
