package io.fanfare.planning;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Transactions;
import io.fanfare.kernel.files.Imports;
import io.fanfare.kernel.files.Imports.ImportStarted;
import io.fanfare.kernel.files.Imports.Upload;
import io.fanfare.kernel.files.TableWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Tasks as files. */
@RestController
@RequestMapping("/api/tasks")
class TaskFiles {
    private static final int PAGE = 200;

    private final TaskStore store;
    private final TaskAnswers answers;
    private final TeamStore team;
    private final TaskTable table;
    private final Imports imports;
    private final Campaigns campaigns;
    private final Transactions transactions;

    TaskFiles(
            TaskStore store,
            TaskAnswers answers,
            TeamStore team,
            TaskTable table,
            Imports imports,
            Campaigns campaigns,
            Transactions transactions) {
        this.store = store;
        this.answers = answers;
        this.team = team;
        this.table = table;
        this.imports = imports;
        this.campaigns = campaigns;
        this.transactions = transactions;
    }

    /**
     * Returns tasks as a CSV file in UTF-8, of a campaign or all, by due date: title, status, priority, assignee, start, due, estimated
     * hours, the tasks that they depend on, campaign and id. {@code importTasks} reads the same columns. A cell that a spreadsheet would
     * take for a formula gets an apostrophe before it, which the import removes again.
     */
    @GetMapping(path = "/export", produces = "text/csv")
    @Allow(value = "plan.read", audited = AuditClass.EXPORT)
    ResponseEntity<byte[]> exportTasks(@RequestParam @Nullable UUID campaignId) {
        if (campaignId != null) campaigns.get(campaignId);
        var text = new StringWriter();
        try (var csv = new TableWriter(text)) {
            csv.row(List.of(
                    "Title",
                    "Status",
                    "Priority",
                    "Assignee",
                    "Start",
                    "Due",
                    "Estimate hours",
                    "Depends on",
                    "Campaign",
                    "Id"));
            var emails = emails();
            int offset = 0;
            for (boolean more = true; more; offset += PAGE) {
                var page = store.page(TaskQuery.of(campaignId, new Page.Range(PAGE, offset)), null, answers.today());
                var tasks = answers.of(page.items());
                var titles = titles(tasks);
                for (var task : tasks)
                    csv.row(
                            task.title(),
                            task.status().word(),
                            task.priority().name().toLowerCase(java.util.Locale.ROOT),
                            task.assignee() == null ? null : emails.get(task.assignee()),
                            task.start(),
                            task.due(),
                            task.estimateHours(),
                            task.dependsOn().stream()
                                    .map(before -> titles.getOrDefault(
                                            before.taskId(), before.taskId().toString()))
                                    .collect(Collectors.joining("; ")),
                            task.campaignName(),
                            task.id());
                more = tasks.size() == PAGE;
            }
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"tasks.csv\"")
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Map<UUID, String> emails() {
        var emails = new HashMap<UUID, String>();
        for (var member : team.list(new TeamQuery(null, null, null, null, null, null, null)))
            if (member.email() != null) emails.put(member.id(), member.email());
        return emails;
    }

    /** The titles of the tasks that others depend on, where a file can name them by their title. */
    private Map<UUID, String> titles(List<TaskAnswer> tasks) {
        var ids = tasks.stream()
                .flatMap(task -> task.dependsOn().stream().map(Task.Dependency::taskId))
                .collect(Collectors.toSet());
        return store.all(ids).stream()
                .filter(task -> !task.title().matches("(?s).*[;\\n].*"))
                .collect(Collectors.toMap(Task::id, Task::title));
    }

    /**
     * Imports tasks from a CSV file: {@code multipart/form-data} with the part {@code file}, as {@code importContacts} reads it. Columns
     * are title (required), status, priority, assignee (the e-mail address of a member of the team), start, due, estimateHours and dependsOn
     * (titles or ids, separated by semicolons, of tasks of the same campaign or of rows of the file); {@code mapping} names other
     * columns. With {@code campaignId} the tasks belong to that campaign. The rows are imported in the background: {@code readImport}
     * reports the progress, {@code exportRejectedRows} returns the rows with errors.
     */
    @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow(value = "plan.write", outside = true, plain = true)
    ImportStarted importTasks(
            @RequestParam("file") MultipartFile file,
            @RequestParam(required = false) @Nullable UUID campaignId,
            @RequestParam(required = false) @Nullable String mapping,
            @RequestParam(required = false) @Nullable Boolean header,
            @RequestParam(required = false) @Nullable String encoding) {
        if (campaignId != null) transactions.read(() -> campaigns.get(campaignId));
        var upload = new Upload(table, file, mapping, header, encoding)
                .with(TaskTable.PERSON, Current.get().person().toString());
        return imports.start(campaignId == null ? upload : upload.with(TaskTable.CAMPAIGN, campaignId.toString()));
    }
}
