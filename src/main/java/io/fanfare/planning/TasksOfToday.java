package io.fanfare.planning;

import io.fanfare.activity.DailyWork;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Records;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The open tasks of a person that are due or overdue. */
@Component
class TasksOfToday implements DailyWork {
    private final TaskStore store;
    private final TeamStore team;
    private final Campaigns campaigns;

    TasksOfToday(TaskStore store, TeamStore team, Campaigns campaigns) {
        this.store = store;
        this.team = team;
        this.campaigns = campaigns;
    }

    @Override
    public Part part() {
        return Part.TASKS;
    }

    @Override
    public List<Work> on(LocalDate day) {
        return team.ofPerson(Current.get().person())
                .map(member -> due(member.id(), day))
                .orElseGet(List::of);
    }

    private List<Work> due(UUID member, LocalDate day) {
        var query = Records.with(TaskQuery.of(null, Page.Range.of(MOST, null)), "open", true, "dueTo", day);
        var tasks = store.page(query, member, day).items();
        var names = campaigns.names(
                tasks.stream().map(Task::campaignId).filter(Objects::nonNull).collect(Collectors.toSet()));
        return tasks.stream().map(task -> work(task, names, day)).toList();
    }

    private static Work work(Task task, Map<UUID, String> names, LocalDate day) {
        long late = ChronoUnit.DAYS.between(Objects.requireNonNull(task.dueDate()), day);
        String when = late == 0 ? "Due today" : late + (late == 1 ? " day late" : " days late");
        String campaign = task.campaignId() == null ? null : names.get(task.campaignId());
        return new Work(
                task.id(),
                task.title(),
                campaign == null ? when : when + " · " + campaign,
                "/my-work?task=" + task.id());
    }
}
