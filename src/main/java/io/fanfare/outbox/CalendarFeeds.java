package io.fanfare.outbox;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.identity.Members;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The addresses at which other calendars subscribe to this one. */
@RestController
@RequestMapping("/api/calendar/feeds")
class CalendarFeeds {
    private static final String PURPOSE = "calendar";

    private static final int MOST = 200;

    private final Sql sql;
    private final SignedToken tokens;
    private final BaseUrl base;
    private final Campaigns campaigns;
    private final Workspaces workspaces;
    private final Members members;
    private final Operations operations;

    CalendarFeeds(
            Sql sql,
            SignedToken tokens,
            BaseUrl base,
            Campaigns campaigns,
            Workspaces workspaces,
            Members members,
            Operations operations) {
        this.sql = sql;
        this.tokens = tokens;
        this.base = base;
        this.campaigns = campaigns;
        this.workspaces = workspaces;
        this.members = members;
        this.operations = operations;
    }

    /**
     * A subscription: without a campaign it lists all campaigns. Anyone who has {@code url} can read it until it is deleted, so only
     * its creator sees it.
     */
    record CalendarFeed(
            UUID id,
            @Nullable UUID campaignId,
            String name,
            @Nullable String url,
            String createdBy,
            Instant createdAt,
            List<String> can) {}

    record CalendarFeedList(List<CalendarFeed> items) {}

    /** What a new subscription lists. */
    record NewCalendarFeed(@Nullable UUID campaignId) {}

    /** A row of outbox_feed. */
    record Row(UUID id, @Nullable UUID campaignId, UUID createdBy, Instant createdAt) {}

    /** Lists the calendar subscriptions of the workspace, newest first. */
    @GetMapping
    @Allow("content.read")
    CalendarFeedList listCalendarFeeds() {
        return new CalendarFeedList(
                feeds(sql.of("select * from outbox_feed where workspace_id = :workspace order by id desc limit 200")
                        .list(Row.class)));
    }

    /**
     * Creates an address (iCalendar) at which calendar apps read the posts and e-mails of a campaign, or of all campaigns. The
     * address is signed and needs no sign-in. It is valid until the subscription is deleted or you leave the workspace. 409
     * {@code feeds_full} from 200 subscriptions on.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("content.write")
    CalendarFeed createCalendarFeed(@RequestBody NewCalendarFeed request) {
        if (request.campaignId() != null) campaigns.get(request.campaignId());
        long known = sql.of("select count(*) from outbox_feed where workspace_id = :workspace")
                .one(Long.class);
        if (known >= MOST)
            throw Refused.conflict("feeds_full", "This workspace has " + MOST + " subscriptions. Delete one first.");
        var row = sql.of("""
                insert into outbox_feed (id, campaign_id, created_by) values (:id, :campaign, :person) returning *""")
                .bind("id", Ids.next())
                .bind("campaign", request.campaignId())
                .bind("person", Current.get().person())
                .one(Row.class);
        return feeds(List.of(row)).getFirst();
    }

    /** Revokes the address of a calendar subscription. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("content.write")
    void deleteCalendarFeed(@PathVariable UUID id) {
        int deleted = sql.of("delete from outbox_feed where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
        if (deleted == 0) throw Refused.notFound();
    }

    private String address(Row row) {
        return base.ofRequest() + "/api/calendar.ics?t="
                + tokens.sign(PURPOSE, Current.get().workspace(), row.id());
    }

    private List<CalendarFeed> feeds(List<Row> rows) {
        var known = campaigns.all(
                rows.stream().map(Row::campaignId).filter(Objects::nonNull).collect(Collectors.toSet()));
        Map<UUID, String> people =
                members.people(rows.stream().map(Row::createdBy).collect(Collectors.toSet()));
        String all = workspaces.current().name();
        return rows.stream()
                .map(row -> new CalendarFeed(
                        row.id(),
                        row.campaignId(),
                        Optional.ofNullable(row.campaignId())
                                .map(known::get)
                                .map(Campaign::name)
                                .orElse(all),
                        row.createdBy().equals(Current.get().actor().personId()) ? address(row) : null,
                        people.getOrDefault(row.createdBy(), "A former member"),
                        row.createdAt(),
                        operations.permitted(List.of("deleteCalendarFeed"))))
                .toList();
    }

    // For the feed itself

    /** What the address of a feed shows, in its workspace. */
    record Found(UUID workspace, UUID feed) {}

    Optional<Found> read(String token) {
        return tokens.readIds(PURPOSE, token)
                .filter(ids -> ids.size() == 2)
                .map(ids -> new Found(ids.getFirst(), ids.getLast()));
    }

    /** It ends with the membership of the person who created it. */
    Optional<Row> find(UUID feed) {
        return sql.of("select * from outbox_feed where workspace_id = :workspace and id = :id")
                .bind("id", feed)
                .find(Row.class)
                .filter(row -> members.with("content.read").contains(row.createdBy()));
    }
}
