package io.fanfare.identity;

import io.fanfare.kernel.Current;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The role of a member in a workspace. */
public enum Role {
    OWNER,
    ADMIN,
    MANAGER,
    EDITOR,
    REVIEWER,
    ANALYST,
    VIEWER;

    /** The permissions of each role. Only owners delete permanently; that only owners make owners is a rule of {@link Members}. */
    private static final String TABLE = """
            workspace.read      owner admin manager editor reviewer analyst viewer
            workspace.manage    owner admin
            member.read         owner admin manager editor reviewer analyst viewer
            member.manage       owner admin
            apikey.manage       owner admin
            agent.manage        owner admin
            credential.manage   owner admin
            webhook.manage      owner admin
            integration.manage  owner admin
            integration.use     owner admin manager editor
            integration.read    owner admin manager editor reviewer analyst viewer
            brand.read          owner admin manager editor reviewer analyst viewer
            brand.write         owner admin manager
            campaign.read       owner admin manager editor reviewer analyst viewer
            campaign.write      owner admin manager editor
            campaign.launch     owner admin manager
            campaign.delete     owner admin manager
            campaign.destroy    owner
            approval.read       owner admin manager editor reviewer analyst viewer
            approval.request    owner admin manager editor
            approval.comment    owner admin manager editor reviewer analyst
            approval.decide     owner admin manager reviewer
            approval.manage     owner admin
            content.read        owner admin manager editor reviewer analyst viewer
            content.write       owner admin manager editor
            content.publish     owner admin manager
            contact.read        owner admin manager editor reviewer analyst viewer
            contact.write       owner admin manager editor
            metric.read         owner admin manager editor reviewer analyst viewer
            metric.write        owner admin manager editor analyst
            plan.read           owner admin manager editor reviewer analyst viewer
            plan.write          owner admin manager editor
            plan.comment        owner admin manager editor reviewer analyst
            team.manage         owner admin manager
            delivery.read       owner admin manager editor reviewer analyst viewer
            delivery.manage     owner admin manager
            ops.read            owner admin
            notification.read   owner admin manager editor reviewer analyst viewer
            audit.read          owner admin manager reviewer analyst
            audit.export        owner admin
            audit.manage        owner
            """;

    private static final Map<Role, Set<String>> PERMISSIONS = permissionsByRole();
    private static final Set<String> ALL = OWNER.permissions();

    public Set<String> permissions() {
        return Objects.requireNonNull(PERMISSIONS.get(this));
    }

    /** The role of the caller. */
    static Role of(Current current) {
        return valueOf(current.role().toUpperCase(Locale.ROOT));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static boolean isPermission(String name) {
        return ALL.contains(name);
    }

    /** The roles that have a permission. */
    static List<Role> with(String permission) {
        return Arrays.stream(values())
                .filter(role -> role.permissions().contains(permission))
                .toList();
    }

    private static Map<Role, Set<String>> permissionsByRole() {
        var byRole = new EnumMap<Role, Set<String>>(Role.class);
        for (Role role : values()) byRole.put(role, new TreeSet<>());
        TABLE.lines().map(line -> line.split("\\s+")).forEach(row -> {
            for (int i = 1; i < row.length; i++)
                Objects.requireNonNull(byRole.get(valueOf(row[i].toUpperCase(Locale.ROOT))))
                        .add(row[0]);
        });
        return byRole;
    }
}
