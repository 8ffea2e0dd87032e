package io.fanfare.delivery;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Says what a planned row is made of; the room that plans deliveries of a kind answers for that kind. */
public interface Composer {
    String itemKind();

    /** Called in a read transaction of the workspace, for rows of one item or several; every id must be answered. */
    Map<UUID, Message> compose(List<Delivery> deliveries);
}
