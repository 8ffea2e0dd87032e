package io.fanfare.planning;

import io.fanfare.identity.Members;
import io.fanfare.kernel.files.Cell;
import io.fanfare.kernel.files.ImportField;
import io.fanfare.kernel.files.ImportFields;
import io.fanfare.kernel.files.ImportKind;
import io.fanfare.kernel.files.RowFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tasks as the rows of a file. */
@Component
class TaskTable implements ImportKind<TaskRow> {
    static final String CAMPAIGN = "campaignId";
    static final String PERSON = "personId";

    private static final ImportFields FIELDS = ImportFields.of(
            ImportField.named("title", "task name taskname summary aufgabe titel")
                    .required("titles", _ -> false),
            ImportField.named("status", "state"),
            ImportField.named("priority", "prio"),
            ImportField.named("assignee", "assigneeemail email owner assignedto"),
            ImportField.named("start", "startdate begin"),
            ImportField.named("due", "duedate deadline end enddate"),
            ImportField.named("estimateHours", "estimate hours estimatedhours effort"),
            ImportField.named("dependsOn", "dependson dependencies predecessors after waitsfor"));

    private final TaskStore tasks;
    private final TaskLinks links;
    private final TaskEdits edits;
    private final TeamStore team;
    private final Members members;

    TaskTable(TaskStore tasks, TaskLinks links, TaskEdits edits, TeamStore team, Members members) {
        this.tasks = tasks;
        this.links = links;
        this.edits = edits;
        this.team = team;
        this.members = members;
    }

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public String permission() {
        return "plan.read";
    }

    @Override
    public ImportFields fields() {
        return FIELDS;
    }

    @Override
    public TaskRow read(List<Cell> cells) throws RowFault {
        return TaskRow.of(cells);
    }

    /** The tasks belong to the person who uploaded the file. */
    @Override
    public Outcome store(Piece<TaskRow> piece) {
        var person = members.as(UUID.fromString(String.valueOf(piece.options().get(PERSON))));
        if (person.isPresent()) return person.get().call(() -> insert(piece));
        var errors = new ArrayList<RowError>();
        for (long row : piece.rows().keySet())
            errors.add(new RowError(row, null, "was uploaded by someone who is no longer a member of this workspace"));
        return new Outcome(0, 0, 0, errors);
    }

    private Outcome insert(Piece<TaskRow> piece) {
        var option = piece.options().get(CAMPAIGN);
        var campaign = option == null ? null : UUID.fromString(option);
        var people = team.list(new TeamQuery(null, null, null, null, null, null, null)).stream()
                .filter(member -> member.email() != null)
                .collect(Collectors.toMap(
                        member -> String.valueOf(member.email()).toLowerCase(Locale.ROOT), TeamMember::id));
        var rows = new TaskRows(piece.rows(), people, tasks.ofCampaign(campaign), links.ofCampaign(campaign));
        for (var row : rows.valid().entrySet()) {
            var details = row.getValue().details(campaign, rows.assignee(row.getValue()));
            rows.created(row.getKey(), edits.create(details).id());
        }
        links.insert(rows.links());
        return new Outcome(rows.valid().size(), 0, 0, rows.errors());
    }
}
