package io.fanfare.email;

import io.fanfare.delivery.Tracking;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Tool;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Which links of a mailing people followed, and when they read it. */
@RestController
class MailingReports {
    private final MailingStore store;
    private final Tracking tracking;

    MailingReports(MailingStore store, Tracking tracking) {
        this.store = store;
        this.tracking = tracking;
    }

    /** The links and hours of a mailing; {@code clicks} is the number of clicks by people on all links. */
    record MailingReport(UUID mailingId, long clicks, List<LinkFigures> links, List<Tracking.Hour> hours) {}

    /**
     * A link that was followed. {@code position} is its place among the http(s) links of the mail, from 0, and null for mails
     * sent by versions that did not count places; {@code share} is its share of all clicks.
     */
    record LinkFigures(@Nullable Integer position, String url, long clicks, long people, BigDecimal share) {}

    /**
     * Reads which links of a mailing were followed, and in which hours it was read. Only people are counted: opens and clicks of
     * machines are left out. {@code links} are at most 200, most clicks first; {@code hours} are the first 72 with an open or a
     * click.
     */
    @GetMapping("/api/email/{id}/report")
    @Tool(Tool.Set.EMAIL)
    @Allow("content.read")
    MailingReport readMailingReport(@PathVariable UUID id) {
        var mailing = store.get(id);
        var links = tracking.links(Mailing.KIND, mailing.id());
        long clicks = links.stream().mapToLong(Tracking.LinkClicks::clicks).sum();
        return new MailingReport(
                mailing.id(),
                clicks,
                links.stream().map(link -> figures(link, clicks)).toList(),
                tracking.hours(Mailing.KIND, mailing.id()));
    }

    private static LinkFigures figures(Tracking.LinkClicks link, long all) {
        var share = BigDecimal.valueOf(link.clicks()).divide(BigDecimal.valueOf(all), 4, RoundingMode.HALF_UP);
        return new LinkFigures(link.position(), link.url(), link.clicks(), link.people(), share);
    }
}
