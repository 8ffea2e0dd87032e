package io.fanfare.approval;

import io.fanfare.kernel.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A thing that is waiting to leave and what it holds of each scope: words of {@code content}, target and time of
 * {@code schedule}. Digests are of canonical JSON, before anything personal or tracked is put in.
 */
public record Item(String kind, UUID id, String title, Map<Scope, String> digests) {
    /** What the ledger carries and the gate compares: the digests of all its scopes in one. */
    public String digest() {
        return combined(digests);
    }

    static String combined(Map<Scope, String> digests) {
        return Json.digest(new TreeMap<>(digests));
    }
}
