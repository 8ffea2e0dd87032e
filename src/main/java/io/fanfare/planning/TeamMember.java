package io.fanfare.planning;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person who does tasks: a member of the workspace, or someone without a login. */
record TeamMember(
        UUID id,
        @Nullable UUID personId,
        String name,
        @Nullable String email,
        @Nullable String role,
        List<Skill> skills,
        String timeZone,
        @Nullable String country,
        WorkingWeek week,
        List<DayOff> daysOff,
        int maxConcurrent,
        @Nullable String slackUserId,
        boolean active,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    Availability availability() {
        return new Availability(timeZone, country, week, daysOff);
    }

    /** Whether someone has all these skills at their levels. */
    boolean has(List<Skill> needed) {
        return needed.stream().allMatch(skill -> skill.in(skills));
    }

    /** Whether the caller is this person, or manages the team. */
    boolean visible() {
        var current = Current.get();
        boolean own = personId != null && personId.equals(current.actor().personId());
        return own || current.may("team.manage");
    }

    /** Whether the caller may read why this person is off: only the person, owners and admins. */
    boolean confides() {
        var current = Current.get();
        boolean own = personId != null && personId.equals(current.actor().personId());
        return own || current.may("workspace.manage");
    }

    /** Who is a Slack user decides in Slack as this person, so only the person states or takes that, or an admin. */
    static void requireOwnSlack(@Nullable TeamMemberDetails before, TeamMemberDetails after) {
        var was = before == null ? Optional.<UUID>empty() : before.inSlack();
        boolean same = was.equals(after.inSlack())
                && Objects.equals(before == null ? null : before.slackUserId(), after.slackUserId());
        var current = Current.get();
        if (same || current.may("workspace.manage")) return;
        if (Stream.concat(was.stream(), after.inSlack().stream())
                .anyMatch(person -> !person.equals(current.actor().personId())))
            throw Refused.forbidden(
                    "slack_user_own",
                    "Only the person or an admin can change slackUserId. Ask them to enter it in their notification settings.");
    }

    static Refused exists() {
        return Refused.conflict(
                "member_exists",
                "A team member with this login, e-mail address or Slack user already exists. Change that one.");
    }
}
