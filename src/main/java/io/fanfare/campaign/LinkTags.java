package io.fanfare.campaign;

import io.fanfare.kernel.Refused;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tags that the links of a campaign get, so that web analytics tell their visits apart. The values may contain {@code
 * {channel}} (e.g. linkedin), {@code {medium}} (social, email or newsroom), {@code {campaign}} and {@code {item}}, the names of
 * campaign and item in a short form; an empty one is left out. {@code exclude} holds hosts, with their subdomains, and
 * addresses whose links stay as they are.
 */
public record LinkTags(
        @NotNull Boolean on,
        @Nullable @Size(max = 200) String source,
        @Nullable @Size(max = 200) String medium,
        @Nullable @Size(max = 200) String campaign,
        @Nullable @Size(max = 200) String content,
        @Nullable @Size(max = 200) String term,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 2_000) String> exclude) {
    static final LinkTags OFF = new LinkTags(false, "{channel}", "{medium}", "{campaign}", "", "", List.of());
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final List<String> KNOWN = List.of("channel", "medium", "campaign", "item");
    private static final int LONGEST_NAME = 60;

    public LinkTags {
        source = Objects.requireNonNullElse(source, "").strip();
        medium = Objects.requireNonNullElse(medium, "").strip();
        campaign = Objects.requireNonNullElse(campaign, "").strip();
        content = Objects.requireNonNullElse(content, "").strip();
        term = Objects.requireNonNullElse(term, "").strip();
        exclude = Objects.requireNonNullElse(exclude, List.of());
    }

    /** The rules that concern more than the shape of one field. */
    LinkTags checked() {
        Map.of("source", text(source), "medium", text(medium), "campaign", text(campaign))
                .forEach(LinkTags::requireKnown);
        Map.of("content", text(content), "term", text(term)).forEach(LinkTags::requireKnown);
        if (on && text(source).isEmpty())
            throw Refused.invalid("source", "is required while tags are on, e.g. {channel}");
        return this;
    }

    private static void requireKnown(String field, String value) {
        for (var found : PLACEHOLDER.matcher(value).results().toList())
            if (!KNOWN.contains(found.group(1)))
                throw Refused.invalid(
                        field, "must use only the placeholders {channel}, {medium}, {campaign} and {item}");
    }

    /** What the links of an item on a channel get. {@code campaignName} and {@code item} are in their short form. */
    LinkTagger on(String channel, String campaignName, String item) {
        if (!on) return LinkTagger.NONE;
        String kind =
                switch (channel) {
                    case "email", "newsroom" -> channel;
                    default -> "social";
                };
        var values = Map.of("channel", channel, "medium", kind, "campaign", campaignName, "item", item);
        return LinkTagger.of(
                List.of(
                        Map.entry("utm_source", filled(text(source), values)),
                        Map.entry("utm_medium", filled(text(medium), values)),
                        Map.entry("utm_campaign", filled(text(campaign), values)),
                        Map.entry("utm_content", filled(text(content), values)),
                        Map.entry("utm_term", filled(text(term), values))),
                Objects.requireNonNull(exclude));
    }

    private static String filled(String template, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")))
                .strip();
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    /** A name as people know it from addresses: lower case, Latin letters, digits and hyphens. */
    static String slug(String name) {
        String plain = Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }
}
