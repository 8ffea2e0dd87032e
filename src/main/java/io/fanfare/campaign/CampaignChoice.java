package io.fanfare.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The campaigns that a view of several is about: all that are not archived, or those that match. */
public record CampaignChoice(
        @Nullable List<UUID> campaignIds,
        Campaign.@Nullable Type type,
        @Nullable String channel,
        @Nullable UUID owner,
        @Nullable String tag,
        @Nullable String brandId) {
    public static final CampaignChoice ALL = new CampaignChoice(null, null, null, null, null, null);

    public boolean all() {
        return equals(ALL);
    }

    public CampaignFilter filter() {
        return new CampaignFilter(null, type, channel, owner, tag, brandId, null, campaignIds);
    }

    /** The parameters that choose the same, each after an ampersand. */
    public String parameters() {
        var found = new ArrayList<String>();
        if (campaignIds != null)
            found.add("campaignIds=" + campaignIds.stream().map(UUID::toString).collect(Collectors.joining(",")));
        if (type != null) found.add("type=" + type.name().toLowerCase(java.util.Locale.ROOT));
        if (channel != null) found.add("channel=" + encoded(channel));
        if (owner != null) found.add("owner=" + owner);
        if (tag != null) found.add("tag=" + encoded(tag));
        if (brandId != null) found.add("brandId=" + encoded(brandId));
        return found.stream().map(each -> "&" + each).collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
