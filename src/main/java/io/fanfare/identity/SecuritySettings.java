package io.fanfare.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a workspace requires of those who sign in. {@code defaultRole} is for people managed by the company whose groups have no role in
 * {@code roleMappings}.
 */
record SecuritySettings(
        @NotNull Boolean secondFactorRequired,
        @NotNull Role defaultRole,

        @JsonProperty(defaultValue = "[]") @Size(max = 100) List<@NotNull @Valid RoleMapping> roleMappings) {
    static final SecuritySettings INITIAL = new SecuritySettings(false, Role.VIEWER, List.of());

    SecuritySettings {
        roleMappings = Objects.requireNonNullElse(roleMappings, List.of());
    }

    /** The role of the members of a group; of several groups, the role with the most permissions counts. */
    record RoleMapping(
            @NotBlank @Size(max = 200) String group,
            @NotNull Role role) {}

    SecuritySettings checked() {
        if (defaultRole == Role.OWNER)
            throw Refused.invalid("defaultRole", "must not be owner; owners are made by owners");
        if (roleMappings.stream().anyMatch(mapping -> mapping.role() == Role.OWNER))
            throw Refused.invalid("roleMappings", "must not contain owner; owners are made by owners");
        return this;
    }

    /** The role of a person in these groups, if any of them has one. */
    Optional<Role> roleOf(Set<String> groups) {
        return roleMappings.stream()
                .filter(mapping -> groups.stream().anyMatch(mapping.group()::equalsIgnoreCase))
                .map(RoleMapping::role)
                .min(Comparator.naturalOrder());
    }
}
