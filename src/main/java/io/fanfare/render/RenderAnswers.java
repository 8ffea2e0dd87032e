package io.fanfare.render;

import io.fanfare.kernel.Operations;
import io.fanfare.library.Assets;
import java.util.List;
import org.springframework.stereotype.Component;

/** Completes jobs for responses. */
@Component
class RenderAnswers {
    private final RenderStore store;
    private final Operations operations;
    private final Assets assets;

    RenderAnswers(RenderStore store, Operations operations, Assets assets) {
        this.store = store;
        this.operations = operations;
        this.assets = assets;
    }

    RenderAnswer of(RenderJob job) {
        return answer(job, store.lines(job.id()));
    }

    RenderAnswer withoutLog(RenderJob job) {
        return answer(job, List.of());
    }

    private RenderAnswer answer(RenderJob job, List<RenderStore.LogLine> log) {
        return RenderAnswer.of(job, log, operations.permitted(job.moves()), assets::address);
    }
}
