package io.fanfare.library;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The uses of files and their recorded reuse. */
@RestController
@RequestMapping("/api/campaign-assets")
class AssetReuses {
    private final AssetStore store;
    private final AssetAnswers answers;
    private final ObjectProvider<AssetUses> rooms;
    private final Live live;
    private final Audit audit;

    AssetReuses(AssetStore store, AssetAnswers answers, ObjectProvider<AssetUses> rooms, Live live, Audit audit) {
        this.store = store;
        this.answers = answers;
        this.rooms = rooms;
        this.live = live;
        this.audit = audit;
    }

    /** Where a file is reused, in the client's own terms. */
    record NewReuse(
            @JsonAlias("reused_in_type") @NotBlank @Size(max = 100)
            String reusedInType,

            @JsonAlias("reused_in_id") @Nullable @Size(max = 300)
            String reusedInId,

            @JsonAlias("reused_in_name") @Nullable @Size(max = 500)
            String reusedInName,

            @JsonAlias("reuse_context") @Nullable @Size(max = 100)
            Map<@Size(max = 200) String, @Nullable Object> reuseContext) {}

    /** Where a file is used now, and where its reuse was recorded, newest first. */
    record AssetHistory(List<AssetUses.Use> current, List<AssetStore.Reuse> history) {}

    /**
     * Records that a file is used again somewhere else, and increments its {@code reusedCount}. Its use in a creative or a post
     * is counted automatically, once for each of them.
     */
    @PostMapping("/{id}/reuse")
    @Tool(Tool.Set.LIBRARY)
    @Allow("content.write")
    Asset reuseAsset(@PathVariable UUID id, @Valid @RequestBody NewReuse reuse) {
        var before = store.lock(id).orElseThrow(Refused::notFound);
        AssetDetails.requireSmall("reuseContext", reuse.reuseContext());
        var after = store.reuse(id, reuse);
        audit.record(Assets.subject(after), Map.of("reusedCount", before.reusedCount()), reuse);
        live.changed(Topic.LIBRARY, "asset", id, after.version());
        return answers.of(after);
    }

    /** Lists where a file is used now, and where its reuse was recorded (the last 1,000 times). */
    @GetMapping("/{id}/uses")
    @Tool(Tool.Set.LIBRARY)
    @Allow("content.read")
    AssetHistory listAssetUses(@PathVariable UUID id) {
        if (store.find(id).isEmpty()) throw Refused.notFound();
        return new AssetHistory(uses(List.of(id)), store.reuses(id));
    }

    /** Where these files are used now. */
    List<AssetUses.Use> uses(Collection<UUID> ids) {
        var all = new ArrayList<AssetUses.Use>();
        rooms.forEach(room -> all.addAll(room.uses(ids)));
        return all;
    }
}
