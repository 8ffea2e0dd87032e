package io.fanfare.approval;

/** How much a change of an item matters, from the least on. */
enum ChangeClass {
    /** It says the same: spaces, marks at the end of words, the first letter of a sentence. */
    COSMETIC,
    /** What surrounds it: its time, the tags of its links, the descriptions of its pictures. */
    METADATA,
    /** What it says, shows, links to or costs, and who gets it; also whatever can't be told. */
    SUBSTANTIVE;

    /** The one that matters more. */
    ChangeClass or(ChangeClass other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
