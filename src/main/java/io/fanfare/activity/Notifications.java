package io.fanfare.activity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Topic;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The notifications of the caller in this workspace. */
@RestController
@RequestMapping("/api/notifications")
public class Notifications {
    private final Sql sql;
    private final CampaignNames campaigns;
    private final Live live;
    private final PreferenceStore preferences;
    private final NoticeStore notices;
    private final DailyStore daily;
    private final WebhookEvents webhooks;

    Notifications(
            Sql sql,
            CampaignNames campaigns,
            Live live,
            PreferenceStore preferences,
            NoticeStore notices,
            DailyStore daily,
            WebhookEvents webhooks) {
        this.sql = sql;
        this.campaigns = campaigns;
        this.live = live;
        this.preferences = preferences;
        this.notices = notices;
        this.daily = daily;
        this.webhooks = webhooks;
    }

    /** The names of campaigns by their ids; the room {@code campaign} implements it. */
    public interface CampaignNames {
        Map<UUID, String> names(Collection<UUID> ids);
    }

    /**
     * Lists your notifications: unread first, each group newest first. {@code unread=true} leaves out the read ones.
     * {@code kind} is e.g. {@code approval_requested}; {@code subject} is what the notification is about.
     */
    @GetMapping
    @Tool(Tool.Set.OPS)
    @Allow("notification.read")
    Page<Notification> listNotifications(
            @RequestParam @Nullable Boolean unread,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        boolean unreadOnly = Boolean.TRUE.equals(unread);
        List<Notification.Row> rows = sql.of("""
                select * from activity_notification
                 where workspace_id = :workspace and person_id = :person and in_app and (not :unreadOnly or read_at is null)
                 order by read_at is not null, id desc
                 limit :limit offset :offset""")
                .bind("person", Current.get().person())
                .bind("unreadOnly", unreadOnly)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Notification.Row.class);
        long total = sql.of("""
                select count(*) from activity_notification
                 where workspace_id = :workspace and person_id = :person and in_app and (not :unreadOnly or read_at is null)""")
                .bind("person", Current.get().person())
                .bind("unreadOnly", unreadOnly)
                .one(Long.class);
        var names = campaigns.names(rows.stream()
                .map(Notification.Row::campaignId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return Page.of(rows.stream().map(row -> row.notification(names)).toList(), total, range);
    }

    /** The number of unread notifications. */
    record UnreadCount(long count) {}

    /** Counts your unread notifications. */
    @GetMapping("/unread-count")
    @Allow("notification.read")
    UnreadCount countUnreadNotifications() {
        return new UnreadCount(
                sql.of("""
                select count(*) from activity_notification
                 where workspace_id = :workspace and person_id = :person and in_app and read_at is null""").bind("person", Current.get().person()).one(Long.class));
    }

    /** Marks one of your notifications as read. Repeating it changes nothing. */
    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "notification.read", plain = true)
    void readNotification(@PathVariable UUID id) {
        int mine = sql.of("""
                update activity_notification set read_at = coalesce(read_at, fanfare_now())
                 where workspace_id = :workspace and person_id = :person and id = :id""")
                .bind("person", Current.get().person())
                .bind("id", id)
                .run();
        if (mine == 0) throw Refused.notFound();
        notifyBrowsers(Current.get().person(), id);
    }

    /** Marks all your notifications of this workspace as read. */
    @PostMapping("/read-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "notification.read", plain = true)
    void readAllNotifications() {
        sql.of("""
                update activity_notification set read_at = fanfare_now()
                 where workspace_id = :workspace and person_id = :person and read_at is null""").bind("person", Current.get().person()).run();
        notifyBrowsers(Current.get().person(), null);
    }

    /** Deletes one of your notifications. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "notification.read", plain = true)
    void deleteNotification(@PathVariable UUID id) {
        int mine = sql.of("""
                delete from activity_notification
                 where workspace_id = :workspace and person_id = :person and id = :id""")
                .bind("person", Current.get().person())
                .bind("id", id)
                .run();
        if (mine == 0) throw Refused.notFound();
        notifyBrowsers(Current.get().person(), id);
    }

    /**
     * Notifies people, in the transaction of the change: in the app and by mail, each as they chose. {@code kind} is the word of a
     * {@link NotificationKind}, e.g. {@code approval_requested}; the title is one line, the text says what to do.
     */
    public void notify(Collection<UUID> people, String kind, String title, String text, Subject subject) {
        var about = NotificationKind.of(kind);
        if (!people.isEmpty()) webhooks.noticed(about, subject);
        for (var reader : preferences.of(Set.copyOf(people)).entrySet()) {
            UUID person = reader.getKey();
            UUID id = Ids.next();
            notices.plan(id, person, about, reader.getValue());
            daily.begin(person, reader.getValue());
            sql.of("""
                    insert into activity_notification (id, person_id, kind, title, text, subject_kind, subject_id,
                                                       subject_title, campaign_id, in_app)
                    values (:id, :person, :kind, :title, :text, :subjectKind, :subjectId, :subjectTitle, :campaignId, :inApp)""")
                    .bind("id", id)
                    .bind("person", person)
                    .bind("kind", kind)
                    .bind("title", title)
                    .bind("text", text)
                    .bind("subjectKind", subject.kind())
                    .bind("subjectId", subject.id())
                    .bind("subjectTitle", subject.title())
                    .bind("campaignId", subject.campaignId())
                    .bind("inApp", reader.getValue().inApp(about))
                    .run();
            notifyBrowsers(person, id);
        }
    }

    /**
     * As {@code notify}, but only people who have not read the same words about the same campaign yet: one action may concern
     * several reviews.
     */
    public void notifyOnce(Collection<UUID> people, String kind, String title, String text, Subject subject) {
        var informed = sql.of("""
                select person_id from activity_notification
                 where workspace_id = :workspace and person_id = any(:people) and read_at is null and kind = :kind
                   and title = :title and text = :text and campaign_id is not distinct from cast(:campaignId as uuid)""")
                .array("people", "uuid", people)
                .bind("kind", kind)
                .bind("title", title)
                .bind("text", text)
                .bind("campaignId", subject.campaignId())
                .list(UUID.class);
        var others = new HashSet<>(people);
        informed.forEach(others::remove);
        notify(others, kind, title, text, subject);
    }

    /** The matter is settled: marks every notification about a subject as read, for everyone. */
    public void resolve(UUID subject) {
        sql.of("""
                update activity_notification set read_at = fanfare_now()
                 where workspace_id = :workspace and subject_id = :subject and read_at is null
                returning person_id""").bind("subject", subject).list(UUID.class).forEach(person -> notifyBrowsers(person, null));
    }

    /** Like {@link #resolve(UUID)}, for the notifications of some kinds about several subjects. */
    public void resolve(Collection<UUID> subjects, String... kinds) {
        sql.of("""
                update activity_notification set read_at = fanfare_now()
                 where workspace_id = :workspace and subject_id = any(:subjects) and kind = any(:kinds) and read_at is null
                returning person_id""")
                .array("subjects", "uuid", subjects)
                .array("kinds", "text", List.of(kinds))
                .list(UUID.class)
                .forEach(person -> notifyBrowsers(person, null));
    }

    private void notifyBrowsers(UUID person, @Nullable UUID id) {
        live.changed(Topic.NOTIFICATIONS.of(person), "notification", id, null);
    }
}
