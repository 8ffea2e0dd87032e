package io.fanfare.start;

import io.fanfare.identity.Throttle;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.FairPermits;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Raster;
import io.fanfare.library.VectorPicture;
import io.fanfare.start.SitePosts.Posts;
import io.fanfare.start.SiteVisit.Page;
import io.fanfare.start.Website.Found;
import io.fanfare.start.Website.FoundPicture;
import io.fanfare.start.Website.SitePost;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Reads what a website says about its owner, within a few seconds. */
@Component
class WebsiteReading {
    private static final int MOST_SHEETS = 4;
    private static final int PER_HOUR = 60;
    private static final int SHEET_BYTES = 1 << 20;
    private static final int PICTURE_BYTES = 4 << 20;
    private static final int LOGO_SIDE = 320;
    private static final int THUMBNAIL_SIDE = 160;

    /** Strangers decide what there is to parse, so few at a time and one of each workspace. */
    private final FairPermits permits = new FairPermits(6);

    private final Outgoing outgoing;
    private final Throttle throttle;
    private final Transactions transactions;
    private final SiteVisit.Limits limits;

    @Autowired
    WebsiteReading(Outgoing outgoing, Throttle throttle, Transactions transactions) {
        this(outgoing, throttle, transactions, SiteVisit.Limits.USUAL);
    }

    WebsiteReading(Outgoing outgoing, Throttle throttle, Transactions transactions, SiteVisit.Limits limits) {
        this.outgoing = outgoing;
        this.throttle = throttle;
        this.transactions = transactions;
        this.limits = limits;
    }

    /** A picture of the site, decoded. */
    private record Logo(Found found, BufferedImage picture) {}

    Website read(String text) {
        transactions.write(() -> throttle.limit("website " + Current.get().workspace(), PER_HOUR, Duration.ofHours(1)));
        return permits.use(() -> visited(text));
    }

    /** The same, without a limit on how often. */
    Website visited(String text) {
        var visit = new SiteVisit(outgoing, limits);
        var page = SiteVisit.parsed(home(visit, text));
        var home = new SitePage(page);
        var parts = SiteVisit.all(List.<Callable<Optional<Object>>>of(
                () -> Optional.of(new SitePosts(visit, home).newest()),
                () -> home.contactPage().flatMap(visit::page).map(SitePage::new),
                () -> logo(visit, home).map(Object.class::cast),
                () -> Optional.of(sheets(visit, page))));
        var posts = (Posts) parts.get(0).orElse(new Posts(List.of(), null));
        var contact = parts.get(1).map(SitePage.class::cast);
        var logo = parts.get(2).map(Logo.class::cast);
        @SuppressWarnings("unchecked")
        var sheets = (List<String>) parts.get(3).orElse(List.of());
        var shown = withThumbnails(visit, posts.posts());
        return new Website(
                page.address().toString(),
                home.name().orElseGet(() -> new Found(host(page.address()), "address")),
                home.description().orElse(null),
                logo.map(WebsiteReading::shown).orElse(null),
                palette(home, sheets, logo),
                fonts(sheets),
                home.language().orElse(null),
                home.postalAddress()
                        .or(() -> contact.flatMap(SitePage::imprint))
                        .orElse(null),
                home.email().or(() -> contact.flatMap(SitePage::email)).orElse(null),
                posts.feed(),
                shown,
                notes(visit, shown),
                visit.requests(),
                visit.millis());
    }

    /** Why something is missing. */
    private static List<String> notes(SiteVisit visit, List<SitePost> posts) {
        var notes = new ArrayList<String>();
        if (visit.slow()) notes.add("This website responds slowly, so not everything was read.");
        if (!posts.isEmpty()) return notes;
        notes.add(
                visit.keptOut()
                        ? "The robots.txt of this website asks programs not to read its posts. You can write the text yourself."
                        : "No posts were found. You can write the first one yourself.");
        return notes;
    }

    /** The page at the address; without a scheme, https is tried first. */
    private static Outgoing.Answer home(SiteVisit visit, String text) {
        String typed = text.strip();
        if (typed.matches("(?i)https?://.*")) return page(visit, address("url", typed));
        try {
            return page(visit, address("url", "https://" + typed));
        } catch (Refused unreachable) {
            if (!unreachable.code().equals("website_unreachable")) throw unreachable;
            try {
                return page(visit, address("url", "http://" + typed));
            } catch (Refused alsoUnreachable) {
                throw unreachable;
            }
        }
    }

    static URI address(String field, String text) {
        try {
            var uri = new URI(text.strip());
            if (uri.getHost() != null
                    && uri.getPort() < 65_536
                    && uri.getRawUserInfo() == null
                    && text.matches("(?i)https?://.*")) return uri.getRawPath().isEmpty() ? uri.resolve("/") : uri;
        } catch (URISyntaxException malformed) {
            // Refused below.
        }
        throw Refused.invalid(field, "must be the address of a website, e.g. example.com");
    }

    private static Outgoing.Answer page(SiteVisit visit, URI address) {
        Outgoing.Answer answer;
        try {
            answer = visit.first(address);
        } catch (OutgoingRefused refused) {
            throw Refused.unprocessable("url_refused", String.valueOf(refused.getMessage()));
        } catch (IOException failed) {
            throw unreachable(why(address.getHost(), failed));
        }
        if (!answer.ok()) throw unreachable(why(address.getHost(), answer.status()));
        if (!SiteVisit.isPage(answer))
            throw unreachable("This address returns "
                    + answer.header("content-type").orElse("").replaceFirst(";.*", "") + ", not a web page.");
        return answer;
    }

    private static String why(String host, int status) {
        String number = " (status " + status + ").";
        if (status == 404 || status == 410) return "There is no page at this address" + number;
        if (status == 401 || status == 403 || status == 429 || status == 451)
            return host + " does not let programs read it" + number;
        return (status >= 500 ? host + " has a problem at the moment" : host + " can't be read") + number;
    }

    private static String why(String host, IOException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) return "No website was found at " + host + ".";
            if (cause instanceof SSLException) return "The certificate of " + host + " is not valid.";
        }
        if (failed instanceof InterruptedIOException) return host + " did not respond in time.";
        if (String.valueOf(failed.getMessage()).contains("longer than")) return "The page is larger than 2 MB.";
        return host + " did not respond.";
    }

    private static Refused unreachable(String why) {
        return Refused.unprocessable("website_unreachable", why + " Check the address, or start without a website.");
    }

    private static String host(URI address) {
        return address.getHost().replaceFirst("^www\\.", "");
    }

    /** The first of the candidates that is a picture. */
    private static Optional<Logo> logo(SiteVisit visit, SitePage home) {
        for (Found found : home.logos()) {
            var picture = visit.get(URI.create(found.value()), PICTURE_BYTES)
                    .flatMap(answer -> VectorPicture.is(answer.bytes())
                            ? VectorPicture.draw(answer.bytes(), LOGO_SIDE)
                            : Raster.read(answer.bytes(), LOGO_SIDE));
            if (picture.isEmpty()
                    || Math.max(picture.get().getWidth(), picture.get().getHeight()) < 32) continue;
            return Optional.of(new Logo(found, Raster.within(picture.get(), LOGO_SIDE)));
        }
        return Optional.empty();
    }

    private static FoundPicture shown(Logo logo) {
        return new FoundPicture(
                logo.found().value(),
                logo.found().source(),
                "data:image/png;base64," + Base64.getEncoder().encodeToString(Raster.png(logo.picture())));
    }

    /** The style sheets of this site, and the styles in the page. */
    private static List<String> sheets(SiteVisit visit, Page page) {
        var tasks = page.document().select("link[rel~=(?i)stylesheet][href]").stream()
                .flatMap(link -> SiteVisit.resolved(page.address(), link.attr("href")).stream())
                .filter(uri -> SiteVisit.sameSite(uri, page.address()))
                .limit(MOST_SHEETS)
                .<Callable<Optional<String>>>map(uri -> () ->
                        visit.get(uri, SHEET_BYTES).map(answer -> new String(answer.bytes(), StandardCharsets.UTF_8)))
                .toList();
        var sheets = new ArrayList<>(
                SiteVisit.all(tasks).stream().flatMap(Optional::stream).toList());
        page.document().select("style").forEach(style -> sheets.add(style.data()));
        page.document().select("[style]").stream()
                .limit(200)
                .forEach(element -> sheets.add("x{" + element.attr("style") + "}"));
        return sheets;
    }

    private static List<Found> palette(SitePage home, List<String> sheets, Optional<Logo> logo) {
        var styles = new SiteStyles();
        home.meta("theme-color").ifPresent(found -> styles.themeColor(found.value()));
        sheets.forEach(styles::css);
        logo.filter(found -> !found.found().source().equals("og:image"))
                .ifPresent(found -> styles.logo(found.picture()));
        return styles.palette();
    }

    private static List<Found> fonts(List<String> sheets) {
        var fonts = new SiteFonts();
        sheets.forEach(fonts::css);
        return fonts.fonts();
    }

    private static List<SitePost> withThumbnails(SiteVisit visit, List<SitePost> posts) {
        var tasks = posts.stream()
                .<Callable<Optional<String>>>map(post -> () -> thumbnail(visit, post.picture()))
                .toList();
        var previews = SiteVisit.all(tasks);
        var shown = new ArrayList<SitePost>();
        for (int i = 0; i < posts.size(); i++) {
            var post = posts.get(i);
            shown.add(new SitePost(
                    post.address(),
                    post.title(),
                    post.date(),
                    post.words(),
                    post.summary(),
                    post.picture(),
                    previews.get(i).orElse(null)));
        }
        return shown;
    }

    private static Optional<String> thumbnail(SiteVisit visit, @Nullable String picture) {
        if (picture == null) return Optional.empty();
        return visit.get(URI.create(picture.replace(" ", "%20")), PICTURE_BYTES)
                .flatMap(answer -> Raster.read(answer.bytes(), THUMBNAIL_SIDE))
                .map(image -> "data:image/jpeg;base64,"
                        + Base64.getEncoder().encodeToString(Raster.jpeg(Raster.within(image, THUMBNAIL_SIDE), 0.75f)));
    }
}
