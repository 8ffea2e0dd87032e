package io.fanfare.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a team member that people edit. {@code personId} connects it with a login; without one, it is someone who only does
 * tasks. {@code maxConcurrent} is the number of tasks that they work on at a time.
 */
record TeamMemberDetails(
        @Nullable UUID personId,
        @NotBlank @Size(max = 200) String name,
        @Nullable @Size(max = 320) String email,
        @Nullable @Size(max = 100) String role,

        @JsonProperty(defaultValue = "[]") @Size(max = 100) List<@NotNull @Valid Skill> skills,

        @Nullable @Size(max = 100) String timeZone,

        @JsonProperty(defaultValue = "3") @Min(1) @Max(100) Integer maxConcurrent,

        @Nullable @Pattern(regexp = SLACK_USER, message = SLACK_USER_HINT)
        String slackUserId,

        @JsonProperty(defaultValue = "true") Boolean active) {
    static final int CONCURRENT = 3;
    static final String SLACK_USER = "[UW][A-Z0-9]{2,30}";
    static final String SLACK_USER_HINT =
            "must be a Slack member ID, e.g. U0123456789; it is in the menu of your Slack profile";

    TeamMemberDetails {
        skills = Objects.requireNonNullElse(skills, List.of());
        maxConcurrent = Objects.requireNonNullElse(maxConcurrent, CONCURRENT);
        active = Objects.requireNonNullElse(active, true);
    }

    static TeamMemberDetails of(TeamMember member) {
        return new TeamMemberDetails(
                member.personId(),
                member.name(),
                member.email(),
                member.role(),
                member.skills(),
                member.timeZone(),
                member.maxConcurrent(),
                member.slackUserId(),
                member.active());
    }

    /** The login that decides in Slack as this Slack user. */
    Optional<UUID> inSlack() {
        return slackUserId == null ? Optional.empty() : Optional.ofNullable(personId);
    }

    TeamMemberDetails with(@Nullable String slackUser) {
        return new TeamMemberDetails(personId, name, email, role, skills, timeZone, maxConcurrent, slackUser, active);
    }

    /** The rules that concern more than the shape of one field. */
    TeamMemberDetails checked() {
        if (timeZone != null) PlannedTime.zone(timeZone);
        if (email != null && !email.matches("[^\\s@]+@[^\\s@]+\\.[^\\s@]+"))
            throw Refused.invalid("email", "must be an e-mail address");
        var names = new HashSet<String>();
        for (int at = 0; at < skills.size(); at++)
            if (!names.add(skills.get(at).skill().toLowerCase(Locale.ROOT)))
                throw Refused.invalid("skills[" + at + "].skill", "must be listed only once");
        return this;
    }
}
