package io.fanfare.activity;

import io.fanfare.activity.DailyWork.Part;
import io.fanfare.activity.DailyWork.Work;
import io.fanfare.activity.NotificationKind.Group;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.PlannedTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What a person has to do today: their tasks, their reviews, where they are mentioned, and what was not sent. */
@Component
class DailyAgenda {
    private static final String MENTIONED = NotificationKind.MENTIONED.word();
    private static final Set<String> PROBLEMS = Arrays.stream(NotificationKind.values())
            .filter(kind -> kind.group() == Group.SENDING || kind == NotificationKind.CAMPAIGN_NOT_PUBLISHED)
            .map(NotificationKind::word)
            .collect(Collectors.toUnmodifiableSet());

    /** What these say about something is said by the agenda that lists it. */
    private static final Set<NotificationKind> SAID = Set.of(
            NotificationKind.TASK_ASSIGNED,
            NotificationKind.TASK_DUE,
            NotificationKind.TASK_OVERDUE,
            NotificationKind.TASK_UNBLOCKED,
            NotificationKind.APPROVAL_REQUESTED,
            NotificationKind.APPROVAL_REMINDER,
            NotificationKind.APPROVAL_OVERDUE);

    private final ObjectProvider<DailyWork> rooms;
    private final DailyStore store;
    private final PreferenceStore preferences;
    private final Members members;
    private final Now now;

    DailyAgenda(
            ObjectProvider<DailyWork> rooms, DailyStore store, PreferenceStore preferences, Members members, Now now) {
        this.rooms = rooms;
        this.store = store;
        this.preferences = preferences;
        this.members = members;
        this.now = now;
    }

    /** The parts that have something to do, in their order; none for a former member. */
    Map<Part, List<Work>> of(UUID person) {
        return members.as(person)
                .map(caller -> caller.call(() -> parts(person)))
                .orElseGet(TreeMap::new);
    }

    private Map<Part, List<Work>> parts(UUID person) {
        var parts = new TreeMap<Part, List<Work>>();
        var zone = PlannedTime.zone(preferences.of(person).timeZone());
        var today = now.instant().atZone(zone).toLocalDate();
        rooms.forEach(room -> parts.put(room.part(), room.on(today)));
        parts.put(Part.MENTIONS, unread(person, Set.of(MENTIONED)));
        parts.put(Part.PROBLEMS, unread(person, PROBLEMS));
        parts.values().removeIf(List::isEmpty);
        return parts;
    }

    private List<Work> unread(UUID person, Collection<String> kinds) {
        return store.unread(person, kinds).stream()
                .map(note -> new Work(note.id(), note.title(), note.text(), NoticeMail.path(note.id())))
                .toList();
    }

    /** Whether the parts of a mail already say what a notification does. */
    static boolean says(Map<Part, List<Work>> parts, NoticeStore.Line line) {
        boolean listed = SAID.contains(NotificationKind.of(line.kind()));
        return parts.values().stream()
                .flatMap(List::stream)
                .anyMatch(work -> work.subject().equals(line.id())
                        || listed && work.subject().equals(line.subjectId()));
    }
}
