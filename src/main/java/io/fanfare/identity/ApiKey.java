package io.fanfare.identity;

import io.fanfare.kernel.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key for a program: it may do what its scopes name and what whoever made it could do then and can do now, whichever is
 * least.
 */
record ApiKey(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        Instant createdAt,
        UUID createdBy,
        @Nullable String createdByName,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    static final String START = "fnf_";
    private static final String EVERYTHING = "*";
    private static final String READ = "read";

    /** What a key is used with at a request. */
    record Usable(UUID id, String name, List<String> scopes, UUID createdBy, Role role, boolean unusedForAMinute) {
        /** What it permits today: what its maker has lost since is gone, what they have gained is not in it. */
        Set<String> permitted(Role now) {
            var permitted = ApiKey.permitted(scopes, role);
            permitted.retainAll(now.permissions());
            return permitted;
        }
    }

    /** Refuses scopes that name nothing. */
    static void check(List<String> scopes) {
        for (String scope : scopes)
            if (!scope.equals(EVERYTHING) && !scope.equals(READ) && !Role.isPermission(scope))
                throw Refused.invalid(
                        "scopes", "holds '" + scope + "'; use permissions such as campaign.read, or read, or *");
    }

    /** What scopes ask for: what they permit now, and what they name though the role does not hold it. */
    static Set<String> asked(List<String> scopes, Role role) {
        var asked = permitted(scopes, role);
        scopes.stream().filter(Role::isPermission).forEach(asked::add);
        return asked;
    }

    static Set<String> permitted(List<String> scopes, Role role) {
        var permitted = new TreeSet<String>();
        for (String permission : role.permissions())
            if (scopes.contains(EVERYTHING)
                    || scopes.contains(permission)
                    || scopes.contains(READ) && permission.endsWith(".read")) permitted.add(permission);
        return permitted;
    }
}
