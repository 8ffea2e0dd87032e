package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters, order and page of a list of tasks. */
record TaskQuery(
        @Nullable UUID campaignId,
        @Nullable List<UUID> campaignIds,
        @Nullable String assignee,
        Task.@Nullable Status status,
        Campaign.@Nullable Priority priority,
        @Nullable Boolean open,
        @Nullable Boolean overdue,
        @Nullable Boolean blocked,
        @Nullable Boolean critical,
        @Nullable LocalDate dueFrom,
        @Nullable LocalDate dueTo,
        @Nullable LocalDate doneFrom,
        @Nullable LocalDate doneTo,
        @Nullable String skill,
        @Nullable String tag,
        @Nullable String q,
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    static final String ME = "me";
    static final String NONE = "none";

    private static final Orders<String> ORDERS = Orders.of("due", "t.due_date%s nulls last")
            .and("priority", "array_position(array['low', 'normal', 'high', 'urgent'], t.priority)%s")
            .and("updatedAt", "t.updated_at%s")
            .and("title", "lower(t.title)%s");

    /** All tasks of a campaign, or all tasks, by their due date. */
    static TaskQuery of(@Nullable UUID campaignId, Page.Range range) {
        return new TaskQuery(
                campaignId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                range.limit(),
                range.offset());
    }

    String order() {
        return Orders.sql(ORDERS.chosen(sort, "due")) + ", t.id";
    }

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    /** Whether it asks for some campaigns. */
    boolean chosen() {
        return campaignIds != null;
    }

    boolean unassigned() {
        return NONE.equals(assignee);
    }

    /** The team member that is asked for by id. */
    @Nullable
    UUID assigneeId() {
        if (assignee == null || assignee.equals(ME) || assignee.equals(NONE)) return null;
        return Ids.parse(assignee)
                .orElseThrow(() -> Refused.invalid("assignee", "must be me, none or the id of a team member"));
    }
}
