package io.fanfare.kernel;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The display name of a channel, such as the one stored as {@code linkedin} or {@code google_ads}. */
public final class ChannelName {
    private static final Map<String, String> NAMES = Map.of(
            "amazon_ads", "Amazon Ads",
            "email", "e-mail",
            "google_ads", "Google Ads",
            "linkedin", "LinkedIn",
            "meta", "Meta Ads",
            "microsoft_ads", "Microsoft Ads",
            "newsroom", "the newsroom",
            "tiktok", "TikTok",
            "twitter", "X",
            "youtube", "YouTube");

    private ChannelName() {}

    /** Within a sentence; an unknown name begins with a capital. */
    public static String of(String channel) {
        String word = channel.toLowerCase(Locale.ROOT);
        String known = NAMES.get(word);
        return known != null ? known : capital(word.replace('_', ' '));
    }

    /** As a label of its own. */
    public static String label(String channel) {
        String name = of(channel);
        return capital(name.startsWith("the ") ? name.substring(4) : name);
    }

    /** At the start of a sentence. */
    public static String first(String channel) {
        return capital(of(channel));
    }

    public static String all(Collection<String> channels) {
        return channels.stream().map(ChannelName::of).collect(Collectors.joining(", "));
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
