package io.fanfare.creative;

import io.fanfare.creative.BlogFeedStore.Known;
import io.fanfare.kernel.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Tells the new posts of a feed from the known ones. */
final class BlogFeedEntries {
    /** A post of an earlier day is old, even if it is not known: some feeds grow at their end. */
    private static final Duration SLACK = Duration.ofDays(2);

    private BlogFeedEntries() {}

    /**
     * What a post is known by: its id, its address, and its title with its date. A post that was edited, moved or has a new
     * id is the same as long as one of them is.
     */
    static List<String> keys(Feeds.Entry entry) {
        var keys = new ArrayList<String>();
        if (entry.guid() != null && !entry.guid().isBlank())
            keys.add("id:" + digest(entry.guid().strip()));
        if (!entry.link().isBlank()) keys.add("link:" + digest(canonical(entry.link())));
        if (!entry.title().isBlank() && entry.date() != null)
            keys.add("title:" + digest(entry.title().strip().toLowerCase(Locale.ROOT) + "|" + entry.date()));
        if (keys.isEmpty()) keys.add("text:" + digest(entry.title() + "|" + entry.html()));
        return keys;
    }

    private static String canonical(String link) {
        return link.strip()
                .replaceFirst("^https?://(www\\.)?", "")
                .replaceFirst("[?&]utm_[^#]*", "")
                .replaceFirst("#.*", "")
                .replaceFirst("/$", "");
    }

    private static String digest(String text) {
        return Json.sha256(text).substring(0, 32);
    }

    static Optional<Known> find(List<Known> known, List<String> keys) {
        return known.stream()
                .filter(one -> !Collections.disjoint(one.keys(), keys))
                .findFirst();
    }

    /** Those that are not done, oldest first. */
    static List<Feeds.Entry> fresh(List<Feeds.Entry> entries, List<Known> known, Instant since) {
        return entries.stream()
                .filter(entry ->
                        find(known, keys(entry)).map(one -> !one.done()).orElse(true))
                .filter(entry -> !before(entry, since.minus(SLACK)))
                .sorted(Comparator.comparing(entry -> Objects.requireNonNullElse(entry.date(), "")))
                .toList();
    }

    private static boolean before(Feeds.Entry entry, Instant time) {
        try {
            return entry.date() != null && Instant.parse(entry.date()).isBefore(time);
        } catch (DateTimeParseException unknown) {
            return false;
        }
    }
}
