package io.fanfare.creative;

import java.util.Set;

/** A creative was changed or archived. Published in the transaction of the change, after its approval item was updated. */
public sealed interface CreativeEvent {
    Creative creative();

    /**
     * Its text, media or name changed.
     *
     * @param channels the channels whose own components changed
     * @param shared whether anything else changed
     */
    record Changed(Creative creative, Set<Platform> channels, boolean shared) implements CreativeEvent {
        /** Whether the change can concern an item on this platform. */
        public boolean concerns(Platform platform) {
            return channels.contains(platform) || shared;
        }
    }

    record Archived(Creative creative) implements CreativeEvent {}
}
