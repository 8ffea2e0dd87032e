package io.fanfare.delivery;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recognises requests for a page or a picture that no person looks at.
 *
 * <ul>
 *   <li>Programs that name themselves: crawlers, link previews and the scanners of mail gateways carry {@code bot},
 *       {@code crawler}, {@code spider}, {@code preview} or their product's name in {@code User-Agent} (RFC 9110, 10.1.5).
 *   <li>Apple Mail Privacy Protection fetches every picture when the mail arrives, with exactly {@code Mozilla/5.0} and
 *       nothing after it (Apple, "Use Mail Privacy Protection", 2021).
 *   <li>Prefetching: {@code Sec-Purpose} or {@code Purpose} says {@code prefetch} or {@code preview} (Fetch standard).
 * </ul>
 *
 * <p>Gmail's image proxy is not one of them: it fetches when a person opens the mail.
 */
public final class BotDetection {
    private static final String APPLE = "mozilla/5.0";
    private static final List<String> WORDS = List.of(
            "bot/",
            "bot;",
            "bot)",
            "bot ",
            "crawler",
            "spider",
            "slurp",
            "preview",
            "scanner",
            "facebookexternalhit",
            "slackbot",
            "whatsapp/",
            "skypeuripreview",
            "barracuda",
            "proofpoint",
            "mimecast",
            "messagelabs",
            "symantec",
            "trendmicro",
            "sophos",
            "fireeye",
            "forcepoint",
            "safelinks",
            "urldefense",
            "cloudmark",
            "virustotal",
            "feedfetcher",
            "monitoring",
            "pingdom",
            "uptimerobot");

    private BotDetection() {}

    /** Why a request is a machine's; empty for a person's. Neither header is stored. */
    public static Optional<String> why(@Nullable String userAgent, @Nullable String purpose) {
        if (purpose != null && purpose.toLowerCase(Locale.ROOT).matches(".*\\b(prefetch|preview|prerender)\\b.*"))
            return Optional.of("prefetch");
        if (userAgent == null) return Optional.empty();
        String name = userAgent.strip().toLowerCase(Locale.ROOT);
        if (name.equals(APPLE)) return Optional.of("privacy_protection");
        boolean known = name.endsWith("bot") || WORDS.stream().anyMatch(name::contains);
        return known ? Optional.of("scanner") : Optional.empty();
    }
}
