package io.fanfare.render;

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
    private final ObjectProvider<RenderJobs.Briefs> briefs;

    RenderRequests(
            RenderStore store,
            RemoteProviders remotes,
            Campaigns campaigns,
            Assets assets,
            Brands brands,
            ObjectProvider<RenderJobs.Briefs> briefs) {
        this.store = store;
        this.remotes = remotes;
        this.campaigns = campaigns;
        this.assets = assets;
        this.brands = brands;
        this.briefs = briefs;
    }

    RenderStore.New checked(NewRenderJob request) {
        var campaign = campaigns.get(request.campaignId());
        campaign.requireOpen();
        var brief = brief(request.creativeId(), campaign.id());
        String provider = request.provider() == null ? LocalProvider.NAME : request.provider();
        String model = model(provider, request.type(), request.model());
        var id = Ids.next();
        var requested = request.params() == null ? RenderParams.none() : request.params();
        requireImages(provider, requested.images());
        requireBrand(requested.brandId());
        requireRoom(campaign.id());
        var defaults = new RenderParams.Defaults(
                provider.equals(LocalProvider.NAME),
                brief.map(RenderJobs.Brief::headline)
                        .filter(words -> !words.isBlank())
                        .orElse(campaign.name()),
                brief.map(RenderJobs.Brief::text).orElse(""),
                id.getLeastSignificantBits() & Integer.MAX_VALUE,
                campaign.brandId());
        var params = requested.withDefaults(request.type(), defaults);
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
