package io.fanfare.search;

/**
 * One kind of thing that search finds. The room that owns the kind implements it; {@link SearchIndex} reads the things whenever the
 * audit trail records a change of one, and when the index is built again.
 */
public interface SearchSource {
    /** The kind, as the audit trail names it. */
    String kind();

    /** The permission that a caller needs to find things of this kind. */
    String permission();

    /**
     * Selects the things of the workspace that can be found, with the columns {@code id}, {@code campaign_id}, {@code draft_id} (the
     * draft that is found through this item), {@code title}, {@code subtitle}, {@code body}, {@code status}, {@code channel},
     * {@code owner_id}, {@code tags} and {@code updated_at}.
     */
    String select();
}
