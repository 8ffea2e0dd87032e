package io.fanfare.creative;

/** A creative changed or was put away; told in the transaction of the change, after the approvals know of it. */
public sealed interface CreativeEvent {
    Creative creative();

    /** Its words, pictures or name are others now. */
    record Changed(Creative creative) implements CreativeEvent {}

    /** It is archived. */
    record Archived(Creative creative) implements CreativeEvent {}
}
