package io.fanfare.creative;

/** A creative was changed or archived. Published in the transaction of the change, after its approval item was updated. */
public sealed interface CreativeEvent {
    Creative creative();

    /** Its text, media or name changed. */
    record Changed(Creative creative) implements CreativeEvent {}

    record Archived(Creative creative) implements CreativeEvent {}
}
