package io.fanfare.approval;

import io.fanfare.kernel.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A thing that is waiting to leave and what it holds of each scope: words of {@code content}, target and time of
 * {@code schedule}. Digests are of canonical JSON, before anything personal or tracked is put in. {@code uses} are the
 * items, as {@code kind:id}, that it takes words or pictures from; without {@code ownWords} it says nothing else than
 * the one item there, as that is when this is put.
 */
public record Item(
        String kind,
        UUID id,
        String title,
        Map<Scope, String> digests,
        boolean draft,
        List<String> uses,
        boolean ownWords) {
    public Item(String kind, UUID id, String title, Map<Scope, String> digests) {
        this(kind, id, title, digests, false, List.of(), true);
    }

    /** Not planned by itself: a decision covers it as it is, but it neither needs one nor blocks until something uses it. */
    public Item asDraft() {
        return new Item(kind, id, title, digests, true, uses, ownWords);
    }

    /** Its content is that of another item and nothing else: approved with it, for as long as that stays as it is. */
    public Item madeOf(String otherKind, UUID other) {
        return new Item(kind, id, title, digests, draft, List.of(key(otherKind, other)), false);
    }

    /** Uses another item beside words of its own: both have to be approved. */
    public Item using(String otherKind, UUID other) {
        return new Item(kind, id, title, digests, draft, List.of(key(otherKind, other)), true);
    }

    /** What the ledger carries and the gate compares: the digests of all its scopes in one. */
    public String digest() {
        return combined(digests);
    }

    static String combined(Map<Scope, String> digests) {
        return Json.digest(new TreeMap<>(digests));
    }

    static String key(String kind, UUID id) {
        return kind + ":" + id;
    }
}
