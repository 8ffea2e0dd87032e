package io.fanfare.dashboard;

import io.fanfare.activity.Timeline;
import io.fanfare.activity.TimelineEntry;
import io.fanfare.campaign.Campaign;
import io.fanfare.outbox.Calendar;
import io.fanfare.outbox.Calendar.CalendarItem;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What happened in a campaign, and what comes next. */
@Component
class CampaignNews {
    private static final int UPCOMING = 4;
    private static final int RECENT = 6;

    private final Calendar calendar;
    private final Timeline timeline;

    CampaignNews(Calendar calendar, Timeline timeline) {
        this.calendar = calendar;
        this.timeline = timeline;
    }

    List<CalendarItem> upcoming(Campaign campaign) {
        return calendar.upcoming(campaign, UPCOMING);
    }

    List<TimelineEntry> recent(UUID campaign) {
        return timeline.of(campaign, null, RECENT).items();
    }
}
