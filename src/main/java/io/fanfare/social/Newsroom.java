package io.fanfare.social;

import io.fanfare.delivery.BotDetection;
import io.fanfare.identity.Brands;
import io.fanfare.identity.Workspace;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.AssetFiles;
import io.fanfare.library.Assets;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The public side of a workspace: a page of what it has published, each post on its own, and the feeds. */
@RestController
@RequestMapping("/n/{slug}")
class Newsroom {
    private static final int ON_A_PAGE = 20;
    private static final int IN_A_FEED = 50;

    private final NewsroomEntries entries;
    private final Workspaces workspaces;
    private final Brands brands;
    private final Transactions transactions;
    private final Assets assets;
    private final AssetFiles files;
    private final BaseUrl base;
    private final ApplicationEventPublisher events;

    Newsroom(
            NewsroomEntries entries,
            Workspaces workspaces,
            Brands brands,
            Transactions transactions,
            Assets assets,
            AssetFiles files,
            BaseUrl base,
            ApplicationEventPublisher events) {
        this.entries = entries;
        this.workspaces = workspaces;
        this.brands = brands;
        this.transactions = transactions;
        this.assets = assets;
        this.files = files;
        this.base = base;
        this.events = events;
    }

    /** The newsroom page: the newest posts first, 20 per page. */
    @GetMapping
    @Allow(value = "public", outside = true)
    ResponseEntity<String> showNewsroom(@PathVariable String slug, @RequestParam @Nullable String page) {
        return within(slug, room -> {
                    int number = page != null && page.matches("[1-9]\\d{0,5}") ? Integer.parseInt(page) : 1;
                    var found = entries.list(ON_A_PAGE + 1, (number - 1) * ON_A_PAGE);
                    boolean more = found.size() > ON_A_PAGE;
                    var shown = more ? found.subList(0, ON_A_PAGE) : found;
                    return html(HttpStatus.OK, room, room.list(shown, number, more));
                })
                .orElseGet(Newsroom::unknown);
    }

    /** One post. Views by people are counted; nothing about the reader is stored. */
    @GetMapping("/{entry}")
    @Allow(value = "public", outside = true)
    ResponseEntity<String> showNewsroomEntry(
            @PathVariable String slug, @PathVariable String entry, HttpServletRequest request) {
        boolean person = !request.getMethod().equals("HEAD")
                && BotDetection.why(request.getHeader("User-Agent"), request.getHeader("Sec-Purpose"))
                        .isEmpty();
        var read = within(slug, room -> entries.find(entry)
                .map(found -> new Read(
                        html(HttpStatus.OK, room, room.one(found)),
                        room.workspace().id(),
                        found))
                .orElseGet(() -> new Read(
                        html(HttpStatus.NOT_FOUND, room, room.missing()),
                        room.workspace().id(),
                        null)));
        if (person) read.ifPresent(this::viewed);
        return read.map(Read::page).orElseGet(Newsroom::unknown);
    }

    /** The page that was shown. */
    private record Read(
            ResponseEntity<String> page,
            UUID workspace,
            @Nullable NewsroomEntry entry) {}

    private void viewed(Read read) {
        if (read.entry() == null || read.entry().campaignId() == null) return;
        var event = new ViewedEvent(read.entry().campaignId(), read.entry().postId());
        Current.house(read.workspace(), "newsroom").run(() -> transactions.write(() -> events.publishEvent(event)));
    }

    /** RSS 2.0. */
    @GetMapping("/rss.xml")
    @Allow(value = "public", outside = true)
    ResponseEntity<String> readNewsroomRss(@PathVariable String slug) {
        return feed(slug, "application/rss+xml", NewsroomFeeds::rss);
    }

    /** JSON Feed 1.1. */
    @GetMapping("/feed.json")
    @Allow(value = "public", outside = true)
    ResponseEntity<String> readNewsroomJson(@PathVariable String slug) {
        return feed(slug, "application/feed+json", NewsroomFeeds::json);
    }

    /** A picture of a published post, or the logo. */
    @GetMapping("/media/{assetId}")
    @Allow(value = "public", outside = true)
    ResponseEntity<Resource> showNewsroomPicture(@PathVariable String slug, @PathVariable UUID assetId) {
        return within(slug, room -> assets.find(assetId)
                        .filter(asset -> entries.shows(assetId)
                                || !brands.withLogo(List.of(assetId)).isEmpty())
                        .map(asset -> files.serve(asset, "public")))
                .flatMap(found -> found)
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private ResponseEntity<String> feed(String slug, String type, Function<NewsroomFeeds, String> write) {
        return within(slug, room -> {
                    var items = entries.list(IN_A_FEED, 0);
                    String body = write.apply(new NewsroomFeeds(room.workspace(), room.address(), items));
                    Instant changed = items.stream()
                            .map(NewsroomEntry::publishedAt)
                            .findFirst()
                            .orElse(Instant.EPOCH);
                    return ResponseEntity.ok()
                            .contentType(new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8))
                            .eTag("\"" + Json.sha256(body) + "\"")
                            .lastModified(changed)
                            .header("Cache-Control", base.cacheControl())
                            .header("Access-Control-Allow-Origin", "*")
                            .header("Content-Security-Policy", "default-src 'none'; sandbox")
                            .body(body);
                })
                .orElseGet(Newsroom::unknown);
    }

    /** Enters the workspace of a public address, as the system. */
    private <T> Optional<T> within(String slug, Function<NewsroomPage, T> work) {
        return transactions.read(() -> workspaces.bySlug(slug)).map(id -> Current.house(id, "newsroom")
                .call(() -> transactions.read(() -> {
                    Workspace workspace = workspaces.current();
                    return work.apply(
                            new NewsroomPage(workspace, brands.of(null), base.ofRequest() + "/n/" + workspace.slug()));
                })));
    }

    private static ResponseEntity<String> unknown() {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.TEXT_PLAIN)
                .header("Content-Security-Policy", "default-src 'none'")
                .body("No newsroom exists at this address.");
    }

    private ResponseEntity<String> html(HttpStatus status, NewsroomPage room, String body) {
        String policy = "default-src 'none'; img-src 'self' https:; style-src 'sha256-" + Json.base64Sha256(room.css())
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .eTag("\"" + Json.sha256(body) + "\"")
                .header("Cache-Control", base.cacheControl())
                .header("Content-Security-Policy", policy)
                .body(body);
    }
}
