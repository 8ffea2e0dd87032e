package io.fanfare.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A team member with their load. {@code calendarUrl} is shown to the person and to those who manage the team. */
record TeamMemberAnswer(
        UUID id,
        @Nullable UUID personId,
        String name,
        @Nullable String email,
        @Nullable String role,
        List<Skill> skills,
        String timeZone,
        int maxConcurrent,
        @Nullable String slackUserId,
        @Nullable String calendarUrl,
        boolean active,
        Load load,
        int version,
        Instant createdAt,
        Instant updatedAt,
        List<String> can) {

    static TeamMemberAnswer of(TeamMember member, @Nullable String calendarUrl, Load load, List<String> can) {
        return new TeamMemberAnswer(
                member.id(),
                member.personId(),
                member.name(),
                member.email(),
                member.role(),
                member.skills(),
                member.timeZone(),
                member.maxConcurrent(),
                member.slackUserId(),
                calendarUrl,
                member.active(),
                load,
                member.version(),
                member.createdAt(),
                member.updatedAt(),
                can);
    }
}
