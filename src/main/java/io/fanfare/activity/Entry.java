package io.fanfare.activity;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the audit trail. Its texts count in the seal only by {@code contentHash}; without a salt they were erased. */
record Entry(
        UUID id,
        Instant at,
        Actor.Kind actorKind,
        @Nullable UUID actorId,
        @Nullable String actorName,
        String operation,
        String subjectKind,
        @Nullable UUID subjectId,
        @Nullable String subjectTitle,
        @Nullable UUID campaignId,
        @Nullable String before,
        @Nullable String after,
        UUID requestId,
        @Nullable String salt,
        String contentHash,
        @Nullable Long seq,
        @Nullable String hash,
        @Nullable String entryClass) {

    /** The previous hash of the first entry of every chain. */
    static final String GENESIS = "0".repeat(64);

    /** Whether the texts are unchanged. */
    boolean textsMatch() {
        if (salt == null) return actorName == null && subjectTitle == null && before == null && after == null;
        return contentHash.equals(prefix(entryClass) + contentHash(salt, actorName, subjectTitle, before, after));
    }

    /** The class of the entry is the beginning of what is sealed of its content. */
    static String prefix(@Nullable String entryClass) {
        return entryClass == null ? "" : entryClass + ":";
    }

    /** Entries of the first version have no class: they are changes. */
    AuditClass shownClass() {
        return entryClass == null ? AuditClass.CHANGE : AuditClass.valueOf(entryClass.toUpperCase(Locale.ROOT));
    }

    static String contentHash(
            String salt,
            @Nullable String actorName,
            @Nullable String subjectTitle,
            @Nullable String before,
            @Nullable String after) {
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put("actorName", actorName);
        content.put("subjectTitle", subjectTitle);
        content.put("before", Words.canonical(Words.tree(before)));
        content.put("after", Words.canonical(Words.tree(after)));
        return Json.sha256(salt + Json.digest(content));
    }

    /** The seal of this entry at position {@code number}, after an entry with the hash {@code previous}. */
    String seal(long number, String previous) {
        return link(previous, digest(number));
    }

    /** The hash of a position of the chain. */
    static String link(String previous, String digest) {
        return Json.sha256(previous + digest);
    }

    /** What is sealed of this entry at position {@code number}. */
    String digest(long number) {
        var sealed = new LinkedHashMap<String, @Nullable Object>();
        sealed.put("seq", number);
        sealed.put("id", id);
        sealed.put("at", at);
        sealed.put("actor", with(actorKind.name(), actorId));
        sealed.put("operation", operation);
        sealed.put("subject", with(subjectKind, subjectId));
        sealed.put("campaignId", campaignId);
        sealed.put("requestId", requestId);
        sealed.put("contentHash", contentHash);
        return Json.digest(sealed);
    }

    private static Map<String, @Nullable Object> with(String kind, @Nullable UUID id) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        named.put("kind", kind.toLowerCase(Locale.ROOT));
        named.put("id", id);
        return named;
    }
}
