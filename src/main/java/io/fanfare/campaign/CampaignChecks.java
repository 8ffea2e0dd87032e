package io.fanfare.campaign;

import io.fanfare.kernel.Check;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The checks of one room about a campaign. The advisor ranks the checks of all rooms, readiness is computed from them, and
 * a launch is refused if there is a blocker among them.
 */
public interface CampaignChecks {
    /** Called often, in a read transaction: use one or two queries. */
    List<Check> of(Campaign campaign);

    /** The times at which these checks may find something else although nothing has changed; past ones don't matter. */
    default Stream<Instant> turns(Campaign campaign) {
        return Stream.empty();
    }
}
