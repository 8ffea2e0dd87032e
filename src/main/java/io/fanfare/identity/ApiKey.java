package io.fanfare.identity;

import io.fanfare.kernel.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key for a program: it has the permissions in its scopes that its person had when they created it and still has. */
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
    private static final Set<String> WIDE = Set.of(
            "workspace.manage",
            "member.manage",
            "apikey.manage",
            "credential.manage",
            "webhook.manage",
            "agent.manage",
            "integration.manage",
            "audit.manage",
            "security.manage",
            "campaign.destroy");

    /** A key as a request needs it. */
    record Usable(
            UUID id,
            String name,
            List<String> scopes,
            UUID createdBy,
            Role role,
            @Nullable Role memberRole,
            boolean unusedForAMinute,
            @Nullable String stamp) {
        /** What it permits today: without what its person has lost since, and without what they have gained. */
        Set<String> permitted(Role now) {
            var permitted = ApiKey.permitted(scopes, role);
            permitted.retainAll(now.permissions());
            return permitted;
        }
    }

    /** Whether a key with these scopes could change who has access, or delete for good. */
    static boolean isWide(List<String> scopes) {
        return scopes.contains(EVERYTHING) || scopes.stream().anyMatch(WIDE::contains);
    }

    /** Refuses unknown scopes. */
    static void check(List<String> scopes) {
        for (String scope : scopes)
            if (!scope.equals(EVERYTHING) && !scope.equals(READ) && !Role.isPermission(scope))
                throw Refused.invalid(
                        "scopes", "contains '" + scope + "'; use permissions such as campaign.read, or read, or *");
    }

    /** The permissions that scopes ask for, including named ones that the role lacks. */
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
