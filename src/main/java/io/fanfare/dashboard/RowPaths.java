package io.fanfare.dashboard;

import io.fanfare.campaign.CampaignChoice;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The paths that list what a view of the dashboard counts. */
record RowPaths(CampaignChoice choice, @Nullable Collection<UUID> chosen) {
    /** What an address holds. */
    private static final int MOST = 100;

    /** The list of campaigns. */
    String campaigns(String parameters) {
        return choice.all() ? path("/api/campaigns", parameters) : board(parameters);
    }

    /** The dashboard of campaigns. */
    String board(String parameters) {
        return path("/api/dashboard/campaigns", parameters + choice.parameters());
    }

    String risks() {
        return path("/api/dashboard/risks", choice.parameters());
    }

    /** A path that lists what belongs to campaigns; null if no address names all that are chosen. */
    @Nullable
    String work(String path, String parameters) {
        if (chosen == null) return path(path, parameters);
        if (chosen.isEmpty() || chosen.size() > MOST) return null;
        String ids = chosen.stream().map(UUID::toString).sorted().collect(Collectors.joining(","));
        return path(path, parameters + "&campaignIds=" + ids);
    }

    private static String path(String path, String parameters) {
        String first = parameters.startsWith("&") ? parameters.substring(1) : parameters;
        return first.isEmpty() ? path : path + "?" + first;
    }

    Counted counted(long count, String path, String parameters) {
        return new Counted(count, work(path, parameters));
    }
}
