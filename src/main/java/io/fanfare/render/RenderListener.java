package io.fanfare.render;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.kernel.Page;
import io.fanfare.library.AssetUses;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Cancels the queued jobs of a cancelled campaign, and reports which files jobs use. */
@Component
class RenderListener implements AssetUses {
    private final RenderStore store;
    private final RenderMoves moves;

    RenderListener(RenderStore store, RenderMoves moves) {
        this.store = store;
        this.moves = moves;
    }

    @EventListener
    void moved(CampaignEvent.Moved event) {
        if (event.campaign().status() != Campaign.Status.CANCELLED) return;
        var open = new RenderStore.Filter(event.campaign().id(), null, RenderJob.State.QUEUED, null, null);
        // Cancelled jobs no longer match the filter, so the first page is always the next one.
        for (var page = waiting(open); !page.isEmpty(); page = waiting(open))
            for (var job : page)
                store.cancel(job.id()).ifPresent(after -> {
                    store.log(job.id(), RenderStore.Level.INFO, "Canceled: the campaign was canceled.");
                    moves.notifyBrowsers(after);
                });
    }

    private List<RenderJob> waiting(RenderStore.Filter open) {
        return store.page(open, Page.Range.of(200, 0)).items();
    }

    @EventListener
    void destroyed(CampaignEvent.Destroyed event) {
        store.deleteOf(event.campaignId());
    }

    @Override
    public List<Use> uses(Collection<UUID> assetIds) {
        return store.using(List.copyOf(assetIds)).stream()
                .flatMap(job -> assetIds.stream()
                        .filter(id -> job.params().images().contains(id.toString()))
                        .map(id -> new Use(id, "render_job", job.id(), job.title(), job.campaignId())))
                .toList();
    }
}
