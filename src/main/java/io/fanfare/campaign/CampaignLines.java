package io.fanfare.campaign;

import io.fanfare.approval.Manifest.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All campaigns at once with their phases, for dashboards. */
@Component
public class CampaignLines {
    private final CampaignStore store;
    private final CampaignAnswers answers;

    CampaignLines(CampaignStore store, CampaignAnswers answers) {
        this.store = store;
        this.answers = answers;
    }

    /** The campaigns that are not archived, in the order that a list of campaigns has with {@code sort}. */
    public List<CampaignLine> list(CampaignFilter filter, @Nullable String sort) {
        var lines = store.lines(filter.query(sort));
        var open = lines.stream()
                .filter(line -> !line.closed())
                .map(CampaignLine::id)
                .toList();
        var progress = answers.progress(open).get();
        return lines.stream()
                .map(line -> line.at(progress.getOrDefault(line.id(), Progress.NO_STRATEGY)))
                .toList();
    }
}
