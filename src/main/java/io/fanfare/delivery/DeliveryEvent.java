package io.fanfare.delivery;

import java.util.List;

/** Rows of the ledger that changed their state; told in the transaction of the change. */
public record DeliveryEvent(List<Delivery> deliveries) {
    public List<Delivery> of(String itemKind) {
        return deliveries.stream().filter(d -> d.itemKind().equals(itemKind)).toList();
    }
}
