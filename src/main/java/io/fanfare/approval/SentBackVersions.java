package io.fanfare.approval;

import io.fanfare.approval.ApprovedContents.Version;
import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.ReviewDetails.SentBack;
import io.fanfare.approval.ScopeState.Decision;
import io.fanfare.approval.ScopeState.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The versions for which reviewers asked for changes, so that the next review shows what was done about them. */
record SentBackVersions(ScopeState state, Map<String, Mark> marks, Map<String, Version> versions) {
    static SentBackVersions of(ScopeState state, Map<String, Mark> marks, ApprovedContents contents) {
        var entries = new HashMap<String, Entry>();
        if (state.row().decision() == Decision.REJECTED)
            state.row().manifest().forEach(entry -> entries.put(entry.key(), entry));
        marks.values()
                .forEach(mark -> entries.put(
                        mark.key(), new Entry(mark.kind(), mark.itemId(), mark.title(), mark.digest(), null)));
        return new SentBackVersions(state, marks, contents.of(state.row().scope(), List.copyOf(entries.values())));
    }

    /** The last request for changes of an item; null if it was approved after that. */
    @Nullable
    SentBack get(String key, @Nullable Version approved) {
        var version = versions.get(key);
        var content = version == null ? null : version.content();
        var mark = marks.get(key);
        var row = state.row();
        SentBack last = null;
        if (mark != null) last = new SentBack(mark.decidedByName(), mark.at(), mark.comment(), content);
        else if (row.decision() == Decision.REJECTED && row.decidedAt() != null && content != null)
            last = new SentBack(
                    Objects.requireNonNullElse(row.decidedByName(), ""), row.decidedAt(), row.reason(), content);
        if (last == null || approved != null && approved.at().isAfter(last.at())) return null;
        return isApprovedSince(key, last.at()) ? null : last;
    }

    private boolean isApprovedSince(String key, Instant at) {
        var row = state.row();
        return row.decision() == Decision.APPROVED
                && row.decidedAt() != null
                && row.decidedAt().isAfter(at)
                && row.manifest().stream().anyMatch(entry -> entry.key().equals(key));
    }
}
