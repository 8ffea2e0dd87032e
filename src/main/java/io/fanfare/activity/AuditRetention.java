package io.fanfare.activity;

import io.fanfare.identity.RecentSignIn;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import java.util.HashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How long the audit trail keeps its texts. */
@RestController
@RequestMapping("/api/audit/retention")
class AuditRetention {
    private final RetentionStore store;
    private final Audit audit;
    private final Ready ready;
    private final Now now;

    AuditRetention(RetentionStore store, Audit audit, Ready ready, Now now) {
        this.store = store;
        this.audit = audit;
        this.ready = ready;
        this.now = now;
    }

    /** Reads how long entries of the audit trail keep their texts, and whether a legal hold stops that. Default: 365 days. */
    @GetMapping
    @Allow("audit.read")
    RetentionSettings readAuditRetention() {
        var settings = store.read();
        return settings.without(ended(settings));
    }

    /**
     * Sets how long entries keep their texts: names, titles and what changed. {@code days} (30 or more; null: permanently) is for all classes
     * that {@code classes} does not name. Older entries are erased in small batches; they stay in the chain, with operation, time
     * and ids, and exports still verify. While there is a {@code hold}, nothing is erased. Leave {@code hold} out to release it. The hold,
     * its release and each change are recorded. Only owners may do this, after a recent sign-in (403
     * {@code reauthentication_required}).
     */
    @PutMapping
    @Allow("audit.manage")
    RetentionSettings setAuditRetention(@RequestBody @Valid RetentionSettings settings) {
        var named = new HashSet<>();
        for (int i = 0; i < settings.classes().size(); i++)
            if (!named.add(settings.classes().get(i).entryClass()))
                throw Refused.invalid("classes." + i + ".class", "must be named once");
        RecentSignIn.require();
        var before = store.lock();
        var hold = settings.hold();
        boolean kept = Objects.equals(before.hold(), hold);
        if (hold != null && !kept && !hold.until().isAfter(now.instant()))
            throw Refused.invalid("hold.until", "must be in the future");
        store.write(settings);
        recordHold(before.hold(), hold);
        if (!Objects.equals(before.days(), settings.days()) || !before.classes().equals(settings.classes()))
            audit.record(subject(), rules(before), rules(settings));
        else audit.unchanged();
        ready.mark(AuditCare.LANE, now.instant());
        return settings;
    }

    private void recordHold(RetentionSettings.@Nullable Hold before, RetentionSettings.@Nullable Hold after) {
        if (Objects.equals(before, after)) return;
        if (after == null) audit.record("releaseAuditHold", subject(), before, null);
        else audit.record("holdAudit", subject(), before, after);
    }

    private static RetentionSettings rules(RetentionSettings settings) {
        return new RetentionSettings(settings.days(), settings.classes(), null);
    }

    /** The hold, if its time has passed. */
    private RetentionSettings.@Nullable Hold ended(RetentionSettings settings) {
        var hold = settings.hold();
        return hold == null || hold.until().isAfter(now.instant()) ? null : hold;
    }

    static Subject subject() {
        return new Subject("audit", null, null, null);
    }
}
