package io.fanfare.planning;

import io.fanfare.identity.Members;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people who do tasks: their skills, how much they can take on, and how busy they are. */
@RestController
@RequestMapping("/api/team")
class Team {
    private final TeamStore store;
    private final TeamMemberAnswers answers;
    private final TaskChanges changes;
    private final TaskStore tasks;
    private final Workspaces workspaces;
    private final Members members;
    private final Inputs inputs;

    Team(
            TeamStore store,
            TeamMemberAnswers answers,
            TaskChanges changes,
            TaskStore tasks,
            Workspaces workspaces,
            Members members,
            Inputs inputs) {
        this.store = store;
        this.answers = answers;
        this.changes = changes;
        this.tasks = tasks;
        this.workspaces = workspaces;
        this.members = members;
        this.inputs = inputs;
    }

    /** The open tasks of someone who was removed; they have no assignee now. */
    record TeamMemberRemoval(List<UUID> handedBack) {}

    /**
     * Lists the team by name, each member with their load in the next four weeks: {@code utilization} is the hours left in their open tasks,
     * spread over the working days up to the due date, divided by their working time. Filters: {@code role}, {@code skill},
     * {@code active}, {@code availableOn} (a day on which they work) and {@code q}, which finds any part of name, e-mail and role.
     */
    @GetMapping
    @Tool(value = Tool.Set.PLANNING, common = true)
    @Allow("plan.read")
    Page<TeamMemberAnswer> listTeam(TeamQuery query) {
        var range = query.range();
        var found = store.list(query);
        var day = query.availableOn();
        if (day != null)
            found = found.stream()
                    .filter(member -> member.active()
                            && member.availability()
                                    .calendar(member.timeZone(), day, day)
                                    .works(day))
                    .toList();
        return Page.of(answers.of(range.cut(found)), found.size(), range);
    }

    /**
     * Adds a person to the team, who works Monday to Friday from 9 to 17 until {@code setAvailability} says otherwise. With
     * {@code personId} it is a member of the workspace, without it someone who has no login. The time zone defaults to that of the
     * workspace. 409 {@code member_exists} if the login or the e-mail address belongs to another member of the team.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("team.manage")
    TeamMemberAnswer addTeamMember(@RequestBody @Valid TeamMemberDetails details) {
        TeamMember.requireOwnSlack(null, details);
        requireFree(details.checked(), Ids.next());
        var member = store.insert(details, zone(details));
        changes.team(member, null, TeamMemberDetails.of(member));
        return answers.of(member);
    }

    /** Reads one team member. */
    @GetMapping("/{id}")
    @Allow("plan.read")
    TeamMemberAnswer readTeamMember(@PathVariable UUID id) {
        return answers.of(store.find(id).orElseThrow(Refused::notFound));
    }

    /**
     * Changes a team member by a JSON merge patch. With {@code version}, a member that has changed since then returns 409
     * {@code member_version_conflict}. Someone with {@code active:false} keeps their tasks and is assigned no others automatically.
     */
    @PatchMapping("/{id}")
    @Allow("team.manage")
    TeamMemberAnswer changeTeamMember(@PathVariable UUID id, @RequestBody Patch<TeamMemberDetails> patch) {
        var before = store.lock(id);
        Versions.expect(patch, before.version(), "member");
        var details = patch.onto(TeamMemberDetails.of(before), TeamMemberDetails.class, inputs)
                .checked();
        TeamMember.requireOwnSlack(TeamMemberDetails.of(before), details);
        requireFree(details, id);
        var after = store.update(id, details, zone(details));
        changes.team(after, TeamMemberDetails.of(before), TeamMemberDetails.of(after));
        return answers.of(after);
    }

    /**
     * Removes a person from the team. Their open tasks lose their assignee and go back to {@code todo}; {@code handedBack} lists
     * them. Finished tasks keep the person.
     */
    @DeleteMapping("/{id}")
    @Allow("team.manage")
    TeamMemberRemoval removeTeamMember(@PathVariable UUID id) {
        var member = store.lock(id);
        var open = tasks.handBack(id);
        store.remove(id);
        changes.team(member, TeamMemberDetails.of(member), null);
        changes.live(open);
        return new TeamMemberRemoval(open.stream().map(Task::id).toList());
    }

    private void requireFree(TeamMemberDetails details, UUID id) {
        if (details.personId() != null && members.find(details.personId()).isEmpty())
            throw Refused.invalid("personId", "must be a member of this workspace");
        if (store.taken(details, id)) throw TeamMember.exists();
    }

    private String zone(TeamMemberDetails details) {
        return details.timeZone() == null ? workspaces.current().timeZone() : details.timeZone();
    }
}
