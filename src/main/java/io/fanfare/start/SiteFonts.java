package io.fanfare.start;

import io.fanfare.identity.BrandFonts;
import io.fanfare.start.Website.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fonts of headings and body text of a website, as the closest ones that a brand can use. */
final class SiteFonts {
    private static final Pattern RULE = Pattern.compile("([^{}]{1,400})\\{([^{}]{1,3000})}");
    private static final Pattern FAMILY = Pattern.compile("font-family\\s*:\\s*([^;}]{1,300})");
    private static final Pattern VARIABLE = Pattern.compile("(--[\\w-]{1,80})\\s*:\\s*([^;{}]{1,300})");
    private static final Pattern USES = Pattern.compile("var\\(\\s*(--[\\w-]{1,80})[^)]*\\)");
    private static final Pattern SERIF = Pattern.compile(
            "(?i)serif\\b(?<!sans-serif)|georgia|times|playfair|merriweather|lora|garamond|baskerville|caslon|bodoni|fraunces|spectral|recoleta|source serif|noto serif|libre|crimson|cormorant|dm serif");

    private final Map<String, String> variables = new HashMap<>();
    private @Nullable String heading;
    private @Nullable String body;

    void css(String sheet) {
        var variable = VARIABLE.matcher(sheet);
        while (variable.find()) variables.putIfAbsent(variable.group(1), variable.group(2));
        var rule = RULE.matcher(sheet.length() > 600_000 ? sheet.substring(0, 600_000) : sheet);
        while (rule.find()) {
            var family = FAMILY.matcher(rule.group(2));
            if (!family.find()) continue;
            String selector = rule.group(1).toLowerCase(Locale.ROOT);
            if (heading == null && selector.matches("(?s).*(\\bh1\\b|\\bh2\\b|heading).*")) heading = family.group(1);
            else if (body == null && selector.matches("(?s).*(?:^|[\\s,}])(body|html|:root|p)\\s*(,.*)?$"))
                body = family.group(1);
        }
    }

    /** None, or the fonts of headings and of body text. */
    List<Found> fonts() {
        var fonts = new ArrayList<Found>();
        closest(heading == null ? body : heading).ifPresent(fonts::add);
        closest(body == null ? heading : body).ifPresent(fonts::add);
        return fonts.size() == 2 ? fonts : List.of();
    }

    private Optional<Found> closest(@Nullable String family) {
        if (family == null) return Optional.empty();
        String resolved = family;
        for (int depth = 0; depth < 3; depth++) {
            var uses = USES.matcher(resolved);
            if (!uses.find()) break;
            resolved = uses.replaceFirst(
                    java.util.regex.Matcher.quoteReplacement(variables.getOrDefault(uses.group(1), "inherit")));
        }
        String first =
                resolved.split(",", 2)[0].replaceAll("[\"']|!important", "").strip();
        if (first.isEmpty() || first.equals("inherit") || first.length() > 60) return Optional.empty();
        for (String known : BrandFonts.all())
            if (first.toLowerCase(Locale.ROOT).startsWith(known.toLowerCase(Locale.ROOT)))
                return Optional.of(new Found(known, "style sheet"));
        String like = SERIF.matcher(resolved.replaceAll("(?i)sans-serif", "")).find() ? "Fraunces" : "Inter";
        return Optional.of(new Found(like, "similar to " + first));
    }
}
