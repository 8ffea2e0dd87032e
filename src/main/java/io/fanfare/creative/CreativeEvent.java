package io.fanfare.creative;

/** A creative was changed or archived. Published in the transaction of the change, after its approval item was updated. */
public sealed interface CreativeEvent {
    Creative creative();

    /** Its words, pictures or name are others now. */
    record Changed(Creative creative) implements CreativeEvent {}

    /** It is archived. */
    record Archived(Creative creative) implements CreativeEvent {}
}
