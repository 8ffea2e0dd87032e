package io.fanfare.planning;

import io.fanfare.kernel.Ids;
import io.fanfare.kernel.files.ImportKind.RowError;
import io.fanfare.planning.TaskLinks.TaskLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of a file of tasks that can be imported: people and the tasks that they depend on are known, and none waits for itself. */
final class TaskRows {
    private final Map<String, UUID> people;
    private final Map<String, UUID> known = new HashMap<>();
    private final List<TaskLink> existing;
    private final SequencedMap<Long, TaskRow> valid = new LinkedHashMap<>();
    /** Until a row is a task, it has an id of its own. */
    private final Map<Long, UUID> ids = new HashMap<>();

    private final List<RowError> errors = new ArrayList<>();

    TaskRows(SequencedMap<Long, TaskRow> rows, Map<String, UUID> people, List<Task> tasks, List<TaskLink> existing) {
        this.people = people;
        this.existing = existing;
        for (var task : tasks) {
            known.put(task.id().toString(), task.id());
            known.put(key(task.title()), task.id());
        }
        rows.forEach((at, row) -> {
            valid.put(at, row);
            ids.put(at, Ids.next());
        });
        List.copyOf(rows.entrySet()).forEach(row -> {
            var email = row.getValue().email();
            if (email != null && !people.containsKey(email))
                reject(row.getKey(), "is assigned to " + email + ", who is not a member of the team");
        });
        while (rejectUnknown() || rejectCycle()) {}
    }

    private static String key(String title) {
        return title.strip().toLowerCase(Locale.ROOT);
    }

    private void reject(long row, String message) {
        valid.remove(row);
        errors.add(new RowError(row, null, message));
    }

    /** A row that depends on a rejected one is rejected too. */
    private boolean rejectUnknown() {
        var titles = titles();
        for (var row : valid.entrySet())
            for (var name : row.getValue().dependsOn())
                if (!titles.containsKey(key(name)) && !known.containsKey(key(name))) {
                    reject(
                            row.getKey(),
                            "depends on “" + name + "”, which is neither a task of the campaign nor a row of the file");
                    return true;
                }
        return false;
    }

    private boolean rejectCycle() {
        var links = new ArrayList<>(existing);
        links.addAll(links());
        var cycle = TaskLinks.cycle(links);
        var last = valid.keySet().stream()
                .filter(row -> cycle.contains(ids.get(row)))
                .max(Long::compare);
        last.ifPresent(row -> reject(row, "waits for itself, by way of the tasks that it depends on"));
        return last.isPresent();
    }

    private Map<String, UUID> titles() {
        var titles = new HashMap<String, UUID>();
        valid.forEach((at, row) -> titles.put(key(row.title()), Objects.requireNonNull(ids.get(at))));
        return titles;
    }

    SequencedMap<Long, TaskRow> valid() {
        return valid;
    }

    void created(long row, UUID task) {
        ids.put(row, task);
    }

    /** A row of the file comes before a task of the same title. */
    List<TaskLink> links() {
        var titles = titles();
        var links = new ArrayList<TaskLink>();
        valid.forEach((at, row) -> row.dependsOn().forEach(name -> {
            var before = titles.getOrDefault(key(name), known.get(key(name)));
            links.add(
                    new TaskLink(Objects.requireNonNull(before), Objects.requireNonNull(ids.get(at)), Link.Type.FS, 0));
        }));
        return links;
    }

    @Nullable
    UUID assignee(TaskRow row) {
        return row.email() == null ? null : people.get(row.email());
    }

    List<RowError> errors() {
        return errors;
    }
}
