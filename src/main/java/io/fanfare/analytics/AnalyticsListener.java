package io.fanfare.analytics;

import io.fanfare.analytics.Folding.Event;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.DeliveryEvent;
import io.fanfare.delivery.TrackedEvent;
import io.fanfare.delivery.Tracking;
import io.fanfare.social.ViewedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the other rooms see, as figures: people only, and nothing about who they are. */
@Component
class AnalyticsListener {
    private static final String EMAIL = "email";
    /** What a campaign plans and readers get; a test mail or a letter of the house is no figure. */
    private static final Set<String> ITEMS = Set.of("mailing", "post");

    private final Folding folding;
    private final FactStore facts;

    AnalyticsListener(Folding folding, FactStore facts) {
        this.folding = folding;
        this.facts = facts;
    }

    /** An open is an impression; the first of each mail is one reader reached. */
    @EventListener
    void tracked(TrackedEvent event) {
        var delivery = event.delivery();
        UUID campaign = delivery.campaignId();
        if (campaign == null || !event.hit().human() || !ITEMS.contains(delivery.itemKind())) return;
        var events = new ArrayList<Event>();
        if (event.hit().kind() == Tracking.Kind.CLICK) events.add(event(campaign, delivery, Measure.CLICKS, 1));
        else {
            events.add(event(campaign, delivery, Measure.OPENS, 1));
            events.add(event(campaign, delivery, Measure.IMPRESSIONS, 1));
            if (event.hit().first()) events.add(event(campaign, delivery, Measure.REACH, 1));
        }
        folding.append(events);
    }

    @EventListener
    void revised(TrackedEvent.Revised event) {
        var delivery = event.delivery();
        if (delivery.campaignId() != null && ITEMS.contains(delivery.itemKind()))
            folding.append(List.of(event(delivery.campaignId(), delivery, Measure.CLICKS, -event.hits())));
    }

    @EventListener
    void viewed(ViewedEvent event) {
        folding.append(
                List.of(new Event(event.campaignId(), "newsroom", event.postId().toString(), Measure.IMPRESSIONS, 1)));
    }

    /** What the other side has taken counts as sent and delivered, or as a post that is out. */
    @EventListener
    void settled(DeliveryEvent event) {
        Map<Event, Integer> counts = new LinkedHashMap<>();
        for (Delivery delivery : event.deliveries()) {
            UUID campaign = delivery.campaignId();
            if (campaign == null || !ITEMS.contains(delivery.itemKind())) continue;
            if (cameBack(delivery)) counts.merge(event(campaign, delivery, Measure.DELIVERED, 1), -1, Integer::sum);
            if (!taken(delivery)) continue;
            if (delivery.channel().equals(EMAIL)) {
                counts.merge(event(campaign, delivery, Measure.SENT, 1), 1, Integer::sum);
                // A captured mail reached no mail server.
                if (delivery.state() != Delivery.State.CAPTURED)
                    counts.merge(event(campaign, delivery, Measure.DELIVERED, 1), 1, Integer::sum);
            } else counts.merge(event(campaign, delivery, Measure.POSTS, 1), 1, Integer::sum);
        }
        var events = new ArrayList<Event>();
        counts.forEach(
                (one, n) -> events.add(new Event(one.campaign(), one.channel(), one.entity(), one.measure(), n)));
        folding.append(events);
    }

    /** Just now; what had been accepted and is confirmed later has been counted. */
    private static boolean taken(Delivery delivery) {
        return switch (delivery.state()) {
            case ACCEPTED, CAPTURED -> true;
            case CONFIRMED ->
                delivery.acceptedAt() == null || delivery.acceptedAt().equals(delivery.confirmedAt());
            case PLANNED, CLAIMED, SUBMITTED, UNCONFIRMED, FAILED, CANCELLED, EXCLUDED, HANDED_OVER -> false;
        };
    }

    /** A mail that a server had accepted and then returned was not delivered. */
    private static boolean cameBack(Delivery delivery) {
        return delivery.channel().equals(EMAIL)
                && delivery.state() == Delivery.State.FAILED
                && (delivery.was() == Delivery.State.ACCEPTED || delivery.was() == Delivery.State.CONFIRMED);
    }

    private static Event event(UUID campaign, Delivery delivery, Measure measure, int n) {
        return new Event(campaign, delivery.network(), delivery.itemId().toString(), measure, n);
    }

    @EventListener
    void moved(CampaignEvent event) {
        if (event instanceof CampaignEvent.Destroyed(UUID campaignId)) facts.forget(campaignId);
    }
}
