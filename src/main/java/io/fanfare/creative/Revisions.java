package io.fanfare.creative;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The revisions of a creative. */
@RestController
@RequestMapping("/api/creatives/{id}/revisions")
class Revisions {
    private final CreativeStore store;
    private final CreativeLocks locks;
    private final CreativeChanges changes;
    private final CreativeResponses responses;

    Revisions(CreativeStore store, CreativeLocks locks, CreativeChanges changes, CreativeResponses responses) {
        this.store = store;
        this.locks = locks;
        this.changes = changes;
        this.responses = responses;
    }

    /** One state of a creative. */
    record CreativeRevision(
            int revision,
            Components components,
            Map<Platform, Components> channels,
            Map<String, String> writers,
            String cause,
            @Nullable Integer strategyVersion,
            String by,
            Instant at) {
        static CreativeRevision of(CreativeStore.Revision r) {
            return new CreativeRevision(
                    r.revision(),
                    r.components(),
                    r.channels(),
                    r.writers(),
                    r.cause(),
                    r.strategyVersion(),
                    r.byName(),
                    r.at());
        }
    }

    /** Lists every revision of a creative, newest first. */
    @GetMapping
    @Allow("content.read")
    Page<CreativeRevision> listCreativeRevisions(
            @PathVariable UUID id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var creative = store.find(id).orElseThrow(Refused::notFound);
        var range = Page.Range.of(limit, offset);
        return Page.of(
                store.revisions(id, range).stream().map(CreativeRevision::of).toList(), creative.revision(), range);
    }

    /** Restores the components of an earlier revision, shared ones and those of the channels. The result is a new revision with the same content. */
    @PostMapping("/{revision}/restore")
    @Allow("content.write")
    Creative.Answer restoreCreativeRevision(@PathVariable UUID id, @PathVariable int revision) {
        var before = locks.lock(id);
        var old = store.revision(id, revision).orElseThrow(Refused::notFound);
        return responses.of(changes.revise(
                before,
                new CreativeStore.Change(
                        id, before.name(), before.brief(), old.components(), old.channels(), old.writers()),
                "restored"));
    }
}
