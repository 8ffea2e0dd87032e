package io.fanfare.approval;

import io.fanfare.kernel.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Something that needs approval, with a digest for each scope it belongs to: the text of a post counts for
 * {@code content}, its account and time for {@code schedule}. Digests are of canonical JSON, before personalisation and
 * tracking. {@code uses} lists the items, as {@code kind:id}, whose text or media it takes. Without {@code ownWords} its
 * content is exactly that of the one item it uses, as that item was when this one was put.
 */
public record Item(
        String kind,
        UUID id,
        String title,
        Map<Scope, String> digests,
        boolean draft,
        List<String> uses,
        boolean ownWords,
        Map<Scope, Object> facts) {
    public Item(String kind, UUID id, String title, Map<Scope, String> digests) {
        this(kind, id, title, digests, false, List.of(), true, Map.of());
    }

    /** An item whose digests are those of {@code facts}, so that its changes can be classified by what differs in them. */
    public static Item of(String kind, UUID id, String title, Map<Scope, Object> facts) {
        var digests = new EnumMap<Scope, String>(Scope.class);
        facts.forEach((scope, fact) -> digests.put(scope, Json.digest(fact)));
        return new Item(kind, id, title, digests, false, List.of(), true, facts);
    }

    /** Not scheduled yet: a decision includes it, but it needs none and blocks nothing until a scheduled item uses it. */
    public Item asDraft() {
        return new Item(kind, id, title, digests, true, uses, ownWords, facts);
    }

    /** All of its content is from another item: it is approved with that item while that does not change. */
    public Item madeOf(String otherKind, UUID other) {
        return new Item(kind, id, title, digests, draft, List.of(key(otherKind, other)), false, facts);
    }

    /** Uses another item and has its own content: both must be approved. */
    public Item using(String otherKind, UUID other) {
        return new Item(kind, id, title, digests, draft, List.of(key(otherKind, other)), true, facts);
    }

    /** The digest of all scopes in one: the ledger row carries it and the gate compares it. */
    public String digest() {
        return combined(digests);
    }

    static String combined(Map<Scope, String> digests) {
        return Json.digest(new TreeMap<>(digests));
    }

    /** How scopes name an item. */
    public static String key(String kind, UUID id) {
        return kind + ":" + id;
    }
}
