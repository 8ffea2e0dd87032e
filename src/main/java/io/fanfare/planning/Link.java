package io.fanfare.planning;

/** A dependency between two tasks of a network, by their positions, with a lag in working days. */
public record Link(int from, int to, Type type, int lag) {
    /** What of the first task the second one waits for: FS waits with its start for the finish of the first, and so on. */
    public enum Type {
        FS,
        SS,
        FF,
        SF;

        /** The start of the first task counts, not its finish. */
        boolean fromStart() {
            return this == SS || this == SF;
        }

        /** The start of the second task waits, not its finish. */
        boolean toStart() {
            return this == FS || this == SS;
        }
    }
}
