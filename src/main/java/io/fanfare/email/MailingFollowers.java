package io.fanfare.email;

import io.fanfare.audience.Contacts;
import io.fanfare.audience.SegmentEvent;
import io.fanfare.audience.SegmentUses;
import io.fanfare.campaign.LinkTagsEvent;
import io.fanfare.creative.Creative;
import io.fanfare.creative.CreativeEvent;
import io.fanfare.email.MailingDetails.Recipient;
import io.fanfare.email.MailingItems.PlannedSending;
import io.fanfare.identity.BrandEvent;
import io.fanfare.kernel.Refused;
import io.fanfare.outbox.Outbox;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Updates mailings that are not being sent yet when their creative, their segment or the workspace changes, and
 * answers the questions of earlier rooms about them.
 */
@Component
class MailingFollowers implements SegmentUses, Contacts.Titles, Contacts.AddressUses {
    private final MailingStore store;
    private final MailingItems items;
    private final Outbox outbox;

    MailingFollowers(MailingStore store, MailingItems items, Outbox outbox) {
        this.store = store;
        this.items = items;
        this.outbox = outbox;
    }

    @Override
    public List<String> plannedFor(UUID segmentId) {
        return store.plannedFor(segmentId).stream().map(Mailing::name).toList();
    }

    @Override
    public String kind() {
        return Mailing.KIND;
    }

    @Override
    public Map<UUID, String> titles(Collection<UUID> ids) {
        return store.list(ids).stream().collect(Collectors.toMap(Mailing::id, Mailing::name));
    }

    /** Removes an erased contact; mailings that are not being sent yet then need another review. */
    @Override
    public int forget(String address) {
        var named = store.list(store.naming(address));
        outbox.lock(campaigns(named));
        for (var each : named) {
            var mailing = outbox.lock(store, each.id());
            var left = Objects.requireNonNullElse(mailing.recipients(), List.<Recipient>of()).stream()
                    .filter(recipient -> !recipient.email().strip().equalsIgnoreCase(address))
                    .toList();
            store.address(mailing.id(), left);
            if (mailing.sendingSince() == null && mailing.moves().contains("cancelMailing"))
                items.current(store.read(mailing.id()));
            outbox.notifyBrowsers(mailing);
        }
        return named.size();
    }

    @EventListener
    void changed(CreativeEvent event) {
        if (event instanceof CreativeEvent.Changed changed && !changed.shared()) return;
        for (UUID id : store.following(event.creative().id()))
            follow(outbox.lock(store, id), event.creative(), event instanceof CreativeEvent.Archived);
    }

    private void follow(Mailing mailing, Creative creative, boolean gone) {
        var words = MailWords.of(mailing.details(), creative.components(), mailing.creativeFields());
        boolean fits = !gone && fits(words.in(mailing.details()));
        var details = fits ? words.in(mailing.details()) : mailing.details();
        // If the new text is invalid in a mail, the mailing keeps its own from now on.
        var fields = fits ? mailing.creativeFields() : List.<String>of();
        var followed = MailingItems.following(creative.id(), fields);
        String digest = items.put(mailing.campaignId(), mailing.id(), details, PlannedSending.of(mailing), followed);
        store.update(mailing.id(), details, fields, digest);
        outbox.happened(
                "mailingFollowed",
                store.get(mailing.id()),
                Map.of("subject", mailing.subject()),
                Map.of("subject", details.subject()));
    }

    private static boolean fits(MailingDetails details) {
        try {
            details.checked();
            return true;
        } catch (Refused unfit) {
            return false;
        }
    }

    /** Name, postal address, color and logo of the brand are part of what is approved. */
    @EventListener
    void changed(BrandEvent event) {
        if (Letterhead.of(event.before(), "").equals(Letterhead.of(event.after(), ""))) return;
        refresh(store.list(store.notStarted()));
    }

    /** So are the tags on links. */
    @EventListener
    void changed(LinkTagsEvent event) {
        refresh(store.list(store.notStarted()).stream()
                .filter(mailing -> mailing.campaignId().equals(event.campaignId()))
                .toList());
    }

    private void refresh(List<Mailing> waiting) {
        outbox.lock(campaigns(waiting));
        for (var each : waiting) {
            var mailing = outbox.lock(store, each.id());
            if (mailing.sendingSince() == null) outbox.notifyBrowsers(items.current(mailing));
        }
    }

    @EventListener
    void changed(SegmentEvent event) {
        var planned = store.plannedFor(event.segment().id());
        outbox.lock(campaigns(planned));
        for (var each : planned) outbox.notifyBrowsers(items.current(outbox.lock(store, each.id())));
    }

    private static List<UUID> campaigns(List<Mailing> mailings) {
        return mailings.stream().map(Mailing::campaignId).distinct().toList();
    }
}
