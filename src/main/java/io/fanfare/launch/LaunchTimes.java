package io.fanfare.launch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When campaigns were launched and ended, for dashboards. */
@Component
public class LaunchTimes {
    private final LaunchStore store;

    LaunchTimes(LaunchStore store) {
        this.store = store;
    }

    /** When a campaign was launched, and when it was completed or canceled after that. */
    public record LaunchTime(
            UUID campaignId, Instant launchedAt, @Nullable Instant endedAt) {
        public LocalDate launched(ZoneId zone) {
            return LocalDate.ofInstant(launchedAt, zone);
        }

        public @Nullable LocalDate ended(ZoneId zone) {
            return endedAt == null ? null : LocalDate.ofInstant(endedAt, zone);
        }

        /** How long it ran, in days. */
        public double days() {
            return endedAt == null ? 0 : Duration.between(launchedAt, endedAt).toMinutes() / 1_440.0;
        }
    }

    public Map<UUID, LaunchTime> all() {
        return store.times().stream().collect(Collectors.toMap(LaunchTime::campaignId, each -> each));
    }
}
