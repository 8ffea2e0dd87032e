package io.fanfare.campaign;

import io.fanfare.approval.Manifest.Progress;
import io.fanfare.kernel.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
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

    /**
     * The campaigns that are not archived, in the order that a list of campaigns has with {@code sort}. Ids that are not those of such
     * campaigns are refused.
     */
    public List<CampaignLine> list(CampaignFilter filter, @Nullable String sort) {
        var lines = chosen(store.lines(filter.query(sort)), filter);
        var open = lines.stream()
                .filter(line -> !line.closed())
                .map(CampaignLine::id)
                .toList();
        var progress = answers.progress(open).get();
        return lines.stream()
                .map(line -> line.at(progress.getOrDefault(line.id(), Progress.NO_STRATEGY)))
                .toList();
    }

    /** The ids of what is chosen; null for all, which includes what belongs to no campaign. */
    public @Nullable List<UUID> ids(CampaignChoice choice) {
        if (choice.all()) return null;
        var filter = choice.filter();
        return chosen(store.lines(filter.query(null)), filter).stream()
                .map(CampaignLine::id)
                .toList();
    }

    private List<CampaignLine> chosen(List<CampaignLine> lines, CampaignFilter filter) {
        if (filter.ids() == null) return lines;
        var wanted = new HashSet<>(filter.ids());
        var found = lines.stream().filter(line -> wanted.contains(line.id())).toList();
        if (found.size() < wanted.size()) {
            store.lines(CampaignFilter.ALL.query(null)).forEach(line -> wanted.remove(line.id()));
            found.forEach(line -> wanted.remove(line.id()));
            if (!wanted.isEmpty())
                throw Refused.invalid("campaignIds", "must be ids of campaigns that are not archived");
        }
        return found;
    }
}
