package io.fanfare.planning;

import io.fanfare.activity.SlackUsers;
import io.fanfare.identity.Members;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Which Slack user a member is. It decides by buttons in Slack, so people state their own. */
@RestController
class TeamSlack implements SlackUsers {
    private final TeamStore store;
    private final TaskChanges changes;
    private final Members members;
    private final Workspaces workspaces;

    TeamSlack(TeamStore store, TaskChanges changes, Members members, Workspaces workspaces) {
        this.store = store;
        this.changes = changes;
        this.members = members;
        this.workspaces = workspaces;
    }

    /** The Slack user of the caller; null for none. */
    record SlackUser(
            @Nullable @Pattern(regexp = TeamMemberDetails.SLACK_USER, message = TeamMemberDetails.SLACK_USER_HINT)
            String slackUserId) {}

    @Override
    public Optional<String> of(UUID person) {
        return store.ofPerson(person).map(TeamMember::slackUserId);
    }

    @Override
    public Optional<UUID> person(String slackUser) {
        var users = store.ofSlackUser(slackUser);
        return users.size() == 1 ? Optional.ofNullable(users.getFirst().personId()) : Optional.empty();
    }

    /**
     * Sets which Slack user you are: the member ID from your Slack profile, or null. Notifications reach you there, and you decide there
     * by buttons. If you are not in the team yet, you are added to it and get no tasks automatically. 409 {@code member_exists} if it is
     * the Slack user of another member.
     */
    @PutMapping("/api/team/slack-user")
    @Allow("notification.read")
    SlackUser linkSlackUser(@RequestBody @Valid SlackUser user) {
        UUID person = Current.get().person();
        var before = store.ofPerson(person).map(member -> store.lock(member.id()));
        if (user.slackUserId() != null
                && store.ofSlackUser(user.slackUserId()).stream().anyMatch(other -> !person.equals(other.personId())))
            throw TeamMember.exists();
        if (before.isEmpty()) add(person, user);
        else change(before.get(), TeamMemberDetails.of(before.get()).with(user.slackUserId()));
        return user;
    }

    private void add(UUID person, SlackUser user) {
        if (user.slackUserId() == null) return;
        var member = members.find(person).orElseThrow(Refused::notFound);
        var details = new TeamMemberDetails(
                person,
                member.name(),
                member.email(),
                null,
                List.of(),
                null,
                TeamMemberDetails.CONCURRENT,
                user.slackUserId(),
                false);
        if (store.taken(details, person)) throw TeamMember.exists();
        var added = store.insert(details, workspaces.current().timeZone());
        changes.team(added, null, TeamMemberDetails.of(added));
    }

    private void change(TeamMember before, TeamMemberDetails details) {
        var after = store.update(before.id(), details, before.timeZone());
        changes.team(after, TeamMemberDetails.of(before), details);
    }
}
