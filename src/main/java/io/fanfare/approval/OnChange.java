package io.fanfare.approval;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens to decisions on an item that changes: {@code keep} lets them count for the new version, {@code reconfirm} (the default)
 * has every stage decide on this item again, {@code restart} on all items of the open review. Substantive changes can't be kept.
 */
record OnChange(
        @Nullable Action cosmetic,
        @Nullable Action metadata,
        @Nullable Action substantive) {
    /** What a policy does. */
    enum Action {
        KEEP,
        RECONFIRM,
        RESTART
    }

    static final OnChange RECONFIRM = new OnChange(null, null, null);

    OnChange {
        cosmetic = Objects.requireNonNullElse(cosmetic, Action.RECONFIRM);
        metadata = Objects.requireNonNullElse(metadata, Action.RECONFIRM);
        substantive = Objects.requireNonNullElse(substantive, Action.RECONFIRM);
    }

    Action of(ChangeClass change) {
        return Objects.requireNonNull(
                switch (change) {
                    case COSMETIC -> cosmetic;
                    case METADATA -> metadata;
                    case SUBSTANTIVE -> substantive;
                });
    }

    boolean keeps() {
        return cosmetic == Action.KEEP || metadata == Action.KEEP || substantive == Action.KEEP;
    }
}
