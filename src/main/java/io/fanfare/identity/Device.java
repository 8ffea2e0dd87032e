package io.fanfare.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The device that a session was started on, in the words by which people recognize it. */
final class Device {
    /** In the order in which they are looked for: browsers built on another one name both. */
    private static final Map<String, String> BROWSERS = ordered(
            "Edg/",
            "Edge",
            "OPR/",
            "Opera",
            "Firefox/",
            "Firefox",
            "FxiOS/",
            "Firefox",
            "CriOS/",
            "Chrome",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Android",
            "Android",
            "Windows",
            "Windows",
            "Mac OS X",
            "Mac",
            "CrOS",
            "ChromeOS",
            "Linux",
            "Linux");

    private Device() {}

    /** For example "Firefox on Windows"; null if the request names no browser that is known. */
    static @Nullable String of(@Nullable String userAgent) {
        if (userAgent == null) return null;
        var browser = named(BROWSERS, userAgent);
        var system = named(SYSTEMS, userAgent);
        if (browser.isEmpty()) return system.orElse(null);
        return system.map(name -> browser.get() + " on " + name).orElseGet(browser::get);
    }

    private static Optional<String> named(Map<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) map.put(pairs[i], pairs[i + 1]);
        return map;
    }
}
