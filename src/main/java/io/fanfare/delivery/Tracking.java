package io.fanfare.delivery;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Counts opened mails and followed links. A picture of one pixel and redirecting links carry a signed token that names the
 * delivery; the token of a link also contains its address, so it can't be used to redirect readers elsewhere.
 *
 * <p>Every hit counts as {@code raw}; it is {@code human} unless one of these says otherwise:
 *
 * <ul>
 *   <li>the request says so itself: see {@link BotDetection};
 *   <li>it comes within a second after the mail server accepted the mail: gateways inspect a mail before they
 *       deliver it (M3AAWG, "Recommendations on tracking links", 2021). The built-in capture has no gateway in front;
 *   <li>three links of one mail are followed within two seconds: a scanner follows all of them, a reader does not. Hits
 *       that had counted as human are corrected.
 * </ul>
 *
 * <p>Only the delivery, the time and the link are stored. The address and user agent of the reader are checked while the
 * request is handled and are never stored.
 */
@RestController
public class Tracking {
    private static final Logger LOG = LoggerFactory.getLogger(Tracking.class);
    private static final String OPEN = "open";
    private static final String CLICK = "click";
    /** Longer addresses are not tracked: a token has to fit into a request line. */
    private static final int LONGEST = 2048;

    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final int BURST_SECONDS = 2;
    private static final int BURST_LINKS = 3;

    private final SignedToken tokens;
    private final BaseUrl base;
    private final LedgerStore deliveries;
    private final HitStore hits;
    private final Now now;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;

    Tracking(
            SignedToken tokens,
            BaseUrl base,
            LedgerStore deliveries,
            HitStore hits,
            Now now,
            Transactions transactions,
            ApplicationEventPublisher events) {
        this.tokens = tokens;
        this.base = base;
        this.deliveries = deliveries;
        this.hits = hits;
        this.now = now;
        this.transactions = transactions;
        this.events = events;
    }

    /** The kind of a hit. */
    public enum Kind {
        OPEN,
        CLICK
    }

    /**
     * A followed link: its address and its place among the links of the mail, from 0. Mails that were sent before places were
     * counted have none.
     */
    record Link(String url, @Nullable Integer position) {
        /** A token contains {@code 3 https://…}, or only the address. */
        static Link of(String text) {
            int blank = text.indexOf(' ');
            if (blank < 1 || !Character.isDigit(text.charAt(0))) return new Link(text, null);
            return new Link(text.substring(blank + 1), Integer.valueOf(text.substring(0, blank)));
        }
    }

    /** One open or click; {@code first}: the first of its kind by a person for this delivery. */
    public record Hit(UUID id, Kind kind, boolean human, boolean first, Instant at) {}

    /** {@code raw}: all; {@code human}: without bots; {@code unique}: deliveries that a person opened or clicked. */
    public record Tally(long raw, long human, long unique) {
        public static final Tally NONE = new Tally(0, 0, 0);
    }

    /** The opens and clicks of an item. */
    public record Counts(Tally opens, Tally clicks) {
        public static final Counts NONE = new Counts(Tally.NONE, Tally.NONE);
    }

    /**
     * Returns the tracking picture of a mail, one transparent pixel that is never cached, and counts an open. HEAD counts
     * nothing. A token without a valid signature is 404.
     */
    @GetMapping("/e/o/{token}")
    @Allow(value = "public", outside = true)
    ResponseEntity<byte[]> openPixel(@PathVariable String token, HttpServletRequest request) {
        var ids = tokens.readIds(OPEN, token).filter(found -> found.size() == 2);
        if (ids.isEmpty()) return unknown();
        keep(ids.get().getFirst(), ids.get().getLast(), Kind.OPEN, null, request);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_GIF)
                .header("Cache-Control", "no-store, private")
                .body(PIXEL);
    }

    /**
     * Redirects (302) to the address of a link in a mail, and counts a click. The address is part of the signed token; a
     * token without a valid signature is 404.
     */
    @GetMapping("/e/c/{token}")
    @Allow(value = "public", outside = true)
    ResponseEntity<byte[]> followLink(@PathVariable String token, HttpServletRequest request) {
        var signed = tokens.readText(CLICK, token);
        if (signed.isEmpty()) return unknown();
        var link = Link.of(signed.get().text());
        keep(signed.get().first(), signed.get().second(), Kind.CLICK, link, request);
        return ResponseEntity.status(HttpStatus.FOUND)
                .header("Location", header(link.url()))
                .header("Cache-Control", "no-store, private")
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static ResponseEntity<byte[]> unknown() {
        var page = Unsubscribes.unknown();
        String body = page.getBody() == null ? "" : page.getBody();
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private void keep(UUID workspace, UUID delivery, Kind kind, @Nullable Link link, HttpServletRequest request) {
        if (request.getMethod().equals("HEAD")) return;
        var machine = BotDetection.why(request.getHeader("User-Agent"), purpose(request));
        try {
            Current.house(workspace, "reader")
                    .run(() -> transactions.write(
                            () -> deliveries.find(delivery).ifPresent(row -> keep(row, kind, link, machine))));
        } catch (DataAccessException | TransactionException away) {
            // The reader comes first: the hit is lost, the link still works.
            LOG.warn("An {} of {} was not counted", kind, delivery, away);
        }
    }

    private static @Nullable String purpose(HttpServletRequest request) {
        String purpose = request.getHeader("Sec-Purpose");
        if (purpose == null) purpose = request.getHeader("Purpose");
        return purpose == null ? request.getHeader("X-Purpose") : purpose;
    }

    private void keep(Delivery row, Kind kind, @Nullable Link link, Optional<String> named) {
        UUID id = Ids.next();
        boolean burst = link != null && hits.others(row.id(), link.url(), BURST_SECONDS) + 1 >= BURST_LINKS;
        String machine = named.orElse(burst ? "many_links" : atOnce(row) ? "at_once" : null);
        if (burst) revise(row);
        hits.insert(id, row, kind, machine, link).ifPresent(hit -> events.publishEvent(new TrackedEvent(hit, row)));
    }

    private void revise(Delivery row) {
        var firsts = hits.revise(row.id(), BURST_SECONDS, "many_links");
        if (!firsts.isEmpty()) events.publishEvent(new TrackedEvent.Revised(row, firsts.size(), firsts.contains(true)));
    }

    private boolean atOnce(Delivery row) {
        Instant taken = row.acceptedAt() == null ? row.submittedAt() : row.acceptedAt();
        if (taken == null || EmailChannel.CAPTURE.equals(row.provider())) return false;
        return now.instant().isBefore(taken.plus(AT_ONCE));
    }

    /** An address as a header value: characters outside ASCII are percent-encoded UTF-8. */
    private static String header(String url) {
        if (url.chars().allMatch(c -> c > ' ' && c < 127)) return url;
        var out = new StringBuilder(url.length() + 32);
        for (byte b : url.getBytes(StandardCharsets.UTF_8))
            if (b > ' ' && b < 127) out.append((char) b);
            else out.append('%').append("%02X".formatted(b & 0xff));
        return out.toString();
    }

    // For later rooms

    /**
     * Adds tracking to the HTML of a mail: its http(s) links redirect through this server, and the pixel is added before the
     * end of its body. Links to {@code /e/} (unsubscribing) and everything else stay as they are, byte for byte. This happens
     * after the digest of what was approved, and before the hash of the receipt.
     */
    public String decorate(String html, Delivery delivery) {
        UUID workspace = Current.get().workspace();
        String own = base.get() + "/e/";
        String pixel = "<img src=\"" + own + "o/" + tokens.sign(OPEN, workspace, delivery.id())
                + "\" width=\"1\" height=\"1\" alt=\"\" style=\"display:block;width:1px;height:1px;border:0\">";
        var position = new AtomicInteger();
        return TrackedHtml.of(html, pixel, address -> {
            int at = position.getAndIncrement();
            return address.startsWith(own) || address.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(own + "c/" + tokens.sign(CLICK, workspace, delivery.id(), at + " " + address));
        });
    }

    /** The clicks of people on one link; {@code people} counts each mail once. */
    public record LinkClicks(@Nullable Integer position, String url, long clicks, long people) {}

    /** The links of an item that people followed, most clicks first, at most 200. */
    public List<LinkClicks> links(String itemKind, UUID item) {
        return hits.links(itemKind, item);
    }

    /** The opens and clicks of people within an hour. */
    public record Hour(Instant at, long opens, long clicks) {}

    /** The first 72 hours with opens or clicks of an item. */
    public List<Hour> hours(String itemKind, UUID item) {
        return hits.hours(itemKind, item);
    }

    /** The opens and clicks of these items. */
    public Map<UUID, Counts> counts(String itemKind, Collection<UUID> items) {
        var counts = new HashMap<UUID, Counts>();
        for (var count : hits.counts(itemKind, items)) {
            var tally = new Tally(count.raw(), count.human(), count.distinct());
            counts.merge(
                    count.itemId(),
                    count.kind() == Kind.OPEN ? new Counts(tally, Tally.NONE) : new Counts(Tally.NONE, tally),
                    (a, b) -> new Counts(
                            a.opens().equals(Tally.NONE) ? b.opens() : a.opens(),
                            a.clicks().equals(Tally.NONE) ? b.clicks() : a.clicks()));
        }
        return counts;
    }
}
