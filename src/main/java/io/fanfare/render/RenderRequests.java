package io.fanfare.render;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.identity.Brands;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Refused;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.render.RenderJobs.NewRenderJob;
import io.fanfare.render.providers.LocalProvider;
import io.fanfare.render.providers.Order;
import io.fanfare.render.providers.Remote;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Validates the request for a job and applies the defaults. */
@Component
class RenderRequests {
    private static final int MOST_WAITING = 500;

    private final RenderStore store;
    private final RemoteProviders remotes;
    private final Campaigns campaigns;
    private final Assets assets;
    private final Brands brands;
    private final LocalProvider local;
    private final ObjectProvider<RenderJobs.Briefs> briefs;

    RenderRequests(
            RenderStore store,
            RemoteProviders remotes,
            Campaigns campaigns,
            Assets assets,
            Brands brands,
            LocalProvider local,
            ObjectProvider<RenderJobs.Briefs> briefs) {
        this.store = store;
        this.remotes = remotes;
        this.campaigns = campaigns;
        this.assets = assets;
        this.brands = brands;
        this.local = local;
        this.briefs = briefs;
    }

    RenderStore.New checked(NewRenderJob request) {
        var campaign = campaigns.get(request.campaignId());
        campaign.requireOpen();
        var brief = brief(request.creativeId(), campaign.id());
        String provider = request.provider() == null ? LocalProvider.NAME : request.provider();
        String model = model(provider, request.type(), request.model());
        var id = Ids.next();
        requireRoom(campaign.id());
        var params = params(new Source(campaign, brief), provider, request.type(), request.params());
        if (provider.equals(LocalProvider.NAME)) requireTypefaces(params);
        return new RenderStore.New(
                id,
                campaign.id(),
                request.creativeId(),
                request.type(),
                provider,
                model,
                params,
                !Boolean.FALSE.equals(request.autoSubmit()),
                request.maxRetries() == null ? 3 : request.maxRetries());
    }

    /** The campaign, if there is one, and the creative that a picture is for. */
    record Source(@Nullable Campaign campaign, Optional<RenderJobs.Brief> brief) {}

    /** What a preview is for. */
    Source source(@Nullable UUID campaignId, @Nullable UUID creativeId) {
        var campaign = campaignId == null ? null : campaigns.get(campaignId);
        return new Source(campaign, campaign == null ? Optional.empty() : brief(creativeId, campaign.id()));
    }

    /** The parameters with their defaults: one palette and one pattern for a campaign. */
    RenderParams params(Source source, String provider, Order.Type type, @Nullable RenderParams given) {
        var requested = given == null ? RenderParams.none() : given;
        requireImages(provider, requested.images());
        requireBrand(requested.brandId());
        var campaign = source.campaign();
        var defaults = new RenderParams.Defaults(
                provider.equals(LocalProvider.NAME),
                source.brief()
                        .map(RenderJobs.Brief::headline)
                        .filter(words -> !words.isBlank())
                        .orElse(campaign == null ? "" : campaign.name()),
                source.brief().map(RenderJobs.Brief::text).orElse(""),
                campaign == null ? 0 : campaign.id().getLeastSignificantBits() & Integer.MAX_VALUE,
                campaign == null ? null : campaign.brandId(),
                campaign == null ? null : store.palette(campaign.id()).orElse(null));
        return requested.withDefaults(type, defaults);
    }

    /** Letters of a script without a typeface would be missing from the picture. */
    private void requireTypefaces(RenderParams params) {
        var scripts = local.missingScripts(params.words());
        if (!scripts.isEmpty())
            throw Refused.unprocessable(
                    "script_unavailable",
                    "Fanfare has no font for this script: " + String.join(", ", scripts)
                            + ". Use other words, or upload a finished picture.");
    }

    private Optional<RenderJobs.Brief> brief(@Nullable UUID creative, UUID campaign) {
        if (creative == null) return Optional.empty();
        var found =
                briefs.stream().flatMap(room -> room.brief(creative).stream()).findFirst();
        if (found.isEmpty() || !found.get().campaignId().equals(campaign))
            throw Refused.unprocessable(
                    "creative_unknown", "creativeId must be the id of a creative of this campaign.");
        return found;
    }

    private @Nullable String model(String provider, Order.Type type, @Nullable String model) {
        if (provider.equals(LocalProvider.NAME)) return model;
        var remote =
                remotes.find(provider).orElseThrow(() -> Refused.invalid("provider", "must be one of: " + names()));
        if (!remote.canRender().contains(type))
            throw Refused.unprocessable(
                    "provider_cannot", remote.title() + " can't create this type: " + type.word() + ".");
        if (remotes.account(remote).isEmpty())
            throw Refused.unprocessable(
                    "provider_not_configured",
                    "There is no credential for " + remote.title() + ". Add one of the kind "
                            + remote.credential().name().toLowerCase(Locale.ROOT) + " first.");
        String named = model == null ? remote.usualModel(type).orElse(null) : model;
        if (named == null)
            throw Refused.invalid(
                    "model", "must name a model: " + remote.title() + " has several for a " + type.word());
        remote.flaw(named).ifPresent(flaw -> {
            throw Refused.invalid("model", flaw);
        });
        return named;
    }

    private String names() {
        return Stream.concat(
                        Stream.of(LocalProvider.NAME), remotes.all().stream().map(Remote::name))
                .collect(Collectors.joining(", "));
    }

    private void requireImages(String provider, List<String> images) {
        boolean local = provider.equals(LocalProvider.NAME);
        String kinds = local
                ? "must be ids of pictures in the library"
                : "must be ids of pictures in the library or https addresses";
        var ids = images.stream().map(Ids::parse).flatMap(Optional::stream).toList();
        if (images.stream().anyMatch(image -> Ids.parse(image).isEmpty() && (local || !image.startsWith("https://"))))
            throw Refused.invalid("params.images", kinds);
        long pictures = assets.list(ids).stream().filter(Asset::isPicture).count();
        if (pictures < ids.stream().distinct().count())
            throw Refused.invalid("params.images", "contains a picture that is not in the library");
    }

    private void requireBrand(@Nullable String key) {
        if (key != null && brands.find(key).isEmpty())
            throw Refused.invalid("params.brandId", "must be the key of a brand of this workspace");
    }

    private void requireRoom(UUID campaign) {
        var waiting = new RenderStore.Filter(campaign, null, RenderJob.State.QUEUED, null, null);
        if (store.count(waiting) >= MOST_WAITING)
            throw Refused.conflict(
                    "too_many_waiting",
                    "500 jobs of this campaign are queued. Cancel some, or wait until they are done.");
    }
}
