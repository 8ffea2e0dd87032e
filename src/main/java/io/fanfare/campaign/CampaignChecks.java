package io.fanfare.campaign;

import io.fanfare.kernel.Check;
import java.util.List;

/**
 * What one room has to say about a campaign. The adviser ranks what all rooms say, a launch asks for the blockers among
 * it: nothing judges a campaign by any other list.
 */
public interface CampaignChecks {
    /** Called in a read transaction, often: a query or two. */
    List<Check> of(Campaign campaign);
}
