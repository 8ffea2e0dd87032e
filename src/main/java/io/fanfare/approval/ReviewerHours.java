package io.fanfare.approval;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** The working hours of people. The room that has calendars implements it. */
public interface ReviewerHours {
    /** When each of these people has worked so long from an instant on. */
    Map<UUID, Instant> after(Collection<UUID> people, Instant from, Duration work);

    /** The same for working hours as they are usual. */
    Instant usual(Instant from, Duration work);

    /** The time zone of each of these people. */
    Map<UUID, ZoneId> zones(Collection<UUID> people);
}
