package io.fanfare.email;

import io.fanfare.audience.Suppressions;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.delivery.Composer;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.DeliveryEvent;
import io.fanfare.delivery.Gates;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.Message;
import io.fanfare.delivery.Message.Excluded.Cause;
import io.fanfare.delivery.Tracking;
import io.fanfare.delivery.UnsubscribedEvent;
import io.fanfare.delivery.Unsubscribes;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.email.Mailing.Status;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Topic;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What each mail of a mailing is made of when its turn comes, and what its deliveries have come to. */
@Component
class MailingListener implements Composer {
    static final String SUPPRESSED = "suppressed";
    private static final int KEPT = 64;

    private final MailingStore store;
    private final Ledger deliveries;
    private final Suppressions suppressions;
    private final Unsubscribes unsubscribes;
    private final Tracking tracking;
    private final Gates gates;
    private final Mailings mailings;
    private final BaseUrl base;
    private final Audit audit;
    private final Live live;
    private final Map<String, Content.Templates> templates = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Content.Templates> eldest) {
            return size() > KEPT;
        }
    };

    MailingListener(
            MailingStore store,
            Ledger deliveries,
            Suppressions suppressions,
            Unsubscribes unsubscribes,
            Tracking tracking,
            Gates gates,
            Mailings mailings,
            BaseUrl base,
            Audit audit,
            Live live) {
        this.store = store;
        this.deliveries = deliveries;
        this.suppressions = suppressions;
        this.unsubscribes = unsubscribes;
        this.tracking = tracking;
        this.gates = gates;
        this.mailings = mailings;
        this.base = base;
        this.audit = audit;
        this.live = live;
    }

    @Override
    public String itemKind() {
        return Mailings.KIND;
    }

    @Override
    public Renderer prepare(List<Delivery> rows) {
        // Recipients may have unsubscribed since the mailing was expanded.
        var suppressed = suppressions.among(rows.stream().map(Delivery::target).toList());
        var sheets = new HashMap<UUID, Sheet>();
        for (var id : rows.stream().map(Delivery::itemId).collect(Collectors.toSet()))
            store.find(id).ifPresent(mailing -> sheets.put(id, new Sheet(mailing, mailings.letterhead(mailing))));
        return row -> suppressed.contains(row.target())
                ? new Message.Excluded(Cause.SUPPRESSED, SUPPRESSED)
                : mail(sheets.get(row.itemId()), row);
    }

    /** A mailing with what it takes to lay it out; its templates are parsed for the first row that is rendered. */
    private final class Sheet {
        private final Content content;
        private final String key;
        private final Letterhead head;
        private Content.@Nullable Ready ready;

        Sheet(Mailing mailing, Letterhead head) {
            this.content = new Content(mailing.details());
            this.key = Current.get().workspace() + mailing.digest() + Json.digest(head);
            this.head = head;
        }

        Content.Ready ready() {
            if (ready == null) ready = templates(key, content, head).parsed();
            return ready;
        }
    }

    private Message mail(@Nullable Sheet sheet, Delivery row) {
        if (sheet == null) return new Message.Excluded(Cause.GONE, "the mailing no longer exists");
        Content.Ready ready;
        try {
            ready = sheet.ready();
        } catch (Liquid.Malformed unfit) {
            return new Message.Excluded(Cause.CONTENT, "the template can't be read: " + unfit.getMessage());
        }
        return mail(sheet.content, ready, row);
    }

    private Message mail(Content content, Content.Ready ready, Delivery row) {
        var recipient =
                Json.convert(row.payload() == null ? Map.of("email", row.target()) : row.payload(), Reader.class);
        String url = unsubscribes.url(row);
        try {
            var mail = ready.fill(recipient, url);
            return new Message.Mail(
                    content.from(),
                    new MailAddress(recipient.email(), recipient.name()),
                    content.replyTo(),
                    mail.subject(),
                    tracking.decorate(mail.html(), row),
                    mail.text(),
                    unsubscribes.headers(url));
        } catch (Liquid.Malformed unfit) {
            return new Message.Excluded(Cause.CONTENT, "the template can't be filled in: " + unfit.getMessage());
        }
    }

    /** Laying out a mailing costs more than filling it in, and is the same for all its readers. */
    private Content.Templates templates(String key, Content content, Letterhead head) {
        synchronized (templates) {
            var known = templates.get(key);
            if (known != null) return known;
        }
        var made = content.templates(head, base.get());
        synchronized (templates) {
            templates.put(key, made);
        }
        return made;
    }

    @EventListener
    void settled(DeliveryEvent event) {
        var mails = event.of(Mailings.KIND);
        // The gate before the row, as every operation takes them.
        mails.stream()
                .flatMap(row -> Stream.ofNullable(row.gate()))
                .distinct()
                .sorted()
                .forEach(gates::lock);
        mails.stream().map(Delivery::itemId).distinct().sorted().forEach(this::settled);
    }

    private void settled(UUID id) {
        // Locked, so that of two batches that end at once the second sees the first.
        var mailing = store.hold(id);
        if (mailing.isEmpty()) return;
        var status = mailing.get().status();
        boolean unfinished = deliveries.unfinished(id);
        boolean started = status == Status.SENDING
                || status == Status.PAUSED && mailing.get().sendingSince() != null;
        if (started && !mailing.get().expanding() && !unfinished) {
            // Cancelled to the last mail it was never sent.
            boolean left = deliveries.counts(Mailings.KIND, Set.of(id)).getOrDefault(id, Map.of()).keySet().stream()
                    .anyMatch(state -> state != Delivery.State.CANCELLED);
            store.move(id, left ? Status.SENT : Status.CANCELLED);
            if (status == Status.PAUSED) gates.hold(mailing.get().campaignId(), Mailings.KIND, id, false);
            if (left) audit.record("mailingSent", Mailings.subject(mailing.get()), null, null);
        }
        if (status == Status.SENT && unfinished) store.move(id, Status.SENDING);
        live.changed(
                Topic.QUEUE.of(mailing.get().campaignId()),
                Mailings.KIND,
                id,
                mailing.get().version());
    }

    @EventListener
    void unsubscribed(UnsubscribedEvent event) {
        var delivery = event.delivery();
        if (delivery.itemKind().equals(Mailings.KIND)) store.unsubscribed(delivery.itemId(), delivery.id());
    }

    @EventListener
    void moved(CampaignEvent event) {
        switch (event) {
            case CampaignEvent.Moved(Campaign campaign, var from) -> {
                if (campaign.status() == Campaign.Status.COMPLETED || campaign.status() == Campaign.Status.CANCELLED)
                    store.close(campaign.id()).forEach(id -> gates.hold(campaign.id(), Mailings.KIND, id, false));
            }
            case CampaignEvent.Destroyed(UUID campaignId) -> store.forget(campaignId);
        }
    }
}
