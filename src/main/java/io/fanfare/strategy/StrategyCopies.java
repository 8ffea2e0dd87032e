package io.fanfare.strategy;

import io.fanfare.campaign.CampaignCopy;
import io.fanfare.campaign.CampaignCopy.Part;
import io.fanfare.campaign.CopiedWith;
import io.fanfare.kernel.Records;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Copies the current strategy as the first version of a cloned campaign; the dates of its goals move. */
@Component
@Order(CopiedWith.STRATEGY)
class StrategyCopies implements CopiedWith {
    private final Strategies strategies;

    StrategyCopies(Strategies strategies) {
        this.strategies = strategies;
    }

    @Override
    public void copy(CampaignCopy copy) {
        if (!copy.includes(Part.STRATEGY)) return;
        strategies.current(copy.from().id()).ifPresent(strategy -> {
            var details = strategy.details();
            var goals = details.goals() == null
                    ? null
                    : details.goals().stream().map(goal -> moved(goal, copy)).toList();
            strategies.add(copy.to(), Records.with(details, "goals", goals));
        });
    }

    private static Goal moved(Goal goal, CampaignCopy copy) {
        return switch (goal) {
            case Goal.Measure measure -> Records.with(measure, "by", copy.moved(measure.by()));
            case Goal.Words(var text) -> new Goal.Words(copy.movedDates(text));
        };
    }
}
