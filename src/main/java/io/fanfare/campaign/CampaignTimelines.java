package io.fanfare.campaign;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Which campaigns have a timeline; the room {@code planning} knows. */
public interface CampaignTimelines {
    Set<UUID> among(Collection<UUID> campaigns);
}
