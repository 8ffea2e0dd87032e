package io.fanfare.dashboard;

import io.fanfare.campaign.CampaignLine;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A campaign that starts or ends on a day. */
record CampaignDay(UUID campaignId, String name, String phase, LocalDate date) {
    private static final int DAYS = 14;
    private static final int MOST = 5;

    /** The first 5 of these campaigns whose day is in the next 14 days. */
    static List<CampaignDay> next(
            List<CampaignLine> lines, LocalDate today, Function<CampaignLine, @Nullable LocalDate> day) {
        return lines.stream()
                .filter(line -> {
                    var date = day.apply(line);
                    return date != null && !date.isBefore(today) && !date.isAfter(today.plusDays(DAYS));
                })
                .map(line ->
                        new CampaignDay(line.id(), line.name(), line.phase(), Objects.requireNonNull(day.apply(line))))
                .sorted(Comparator.comparing(CampaignDay::date).thenComparing(CampaignDay::name))
                .limit(MOST)
                .toList();
    }
}
