package io.fanfare.identity;

import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Users and groups as a provisioning service knows them. */
@Component
class ScimStore {
    private static final String USER = """
            select id, person_id, user_name, external_id, active, attributes, version, created_at, updated_at
              from identity_scim_user where workspace_id = :workspace""";
    private static final String USER_FILTER = """
             and (cast(:userName as text) is null or lower(user_name) = lower(:userName))
             and (cast(:externalId as text) is null or external_id = :externalId)
             and (cast(:id as text) is null or id::text = :id)""";
    private static final String GROUP = """
            select id, display_name, external_id, version, created_at, updated_at
              from identity_scim_group where workspace_id = :workspace""";
    private static final String GROUP_FILTER = """
             and (cast(:displayName as text) is null or lower(display_name) = lower(:displayName))
             and (cast(:externalId as text) is null or external_id = :externalId)
             and (cast(:id as text) is null or id::text = :id)""";

    private final Sql sql;

    ScimStore(Sql sql) {
        this.sql = sql;
    }

    record User(
            UUID id,
            UUID personId,
            String userName,
            @Nullable String externalId,
            boolean active,
            Map<String, Object> attributes,
            int version,
            Instant createdAt,
            Instant updatedAt) {}

    record Group(
            UUID id,
            String displayName,
            @Nullable String externalId,
            int version,
            Instant createdAt,
            Instant updatedAt) {}

    /** A group of a user, or a user of a group. */
    record Link(UUID id, String name) {}

    Optional<User> user(UUID id) {
        return sql.of(USER + " and id = :id for update").bind("id", id).find(User.class);
    }

    Optional<User> userOf(UUID person) {
        return sql.of(USER + " and person_id = :person").bind("person", person).find(User.class);
    }

    boolean hasUserName(String userName, UUID except) {
        return sql.of("""
                select 1 from identity_scim_user
                 where workspace_id = :workspace and lower(user_name) = lower(:userName) and id <> :except""").bind("userName", userName).bind("except", except).exists();
    }

    List<User> users(Map<String, String> filter, int offset, int limit) {
        return filtered(
                        sql.of(USER + "\n" + USER_FILTER + " order by created_at, id limit :limit offset :offset"),
                        filter)
                .bind("userName", filter.get("username"))
                .bind("limit", limit)
                .bind("offset", offset)
                .list(User.class);
    }

    long countUsers(Map<String, String> filter) {
        return filtered(
                        sql.of("select count(*) from identity_scim_user where workspace_id = :workspace\n"
                                + USER_FILTER),
                        filter)
                .bind("userName", filter.get("username"))
                .one(Long.class);
    }

    private static Sql.Statement filtered(Sql.Statement statement, Map<String, String> filter) {
        return statement.bind("externalId", filter.get("externalid")).bind("id", filter.get("id"));
    }

    void insertUser(UUID id, UUID person, String userName, @Nullable String external, boolean active, JsonNode all) {
        sql.of("""
                insert into identity_scim_user (id, person_id, user_name, external_id, active, attributes)
                values (:id, :person, :userName, :external, :active, :attributes)""")
                .bind("id", id)
                .bind("person", person)
                .bind("userName", userName)
                .bind("external", external)
                .bind("active", active)
                .bind("attributes", all)
                .run();
    }

    void updateUser(UUID id, String userName, @Nullable String external, boolean active, JsonNode all) {
        sql.of("""
                update identity_scim_user
                   set user_name = :userName, external_id = :external, active = :active, attributes = :attributes,
                       version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("userName", userName)
                .bind("external", external)
                .bind("active", active)
                .bind("attributes", all)
                .run();
    }

    void deleteUser(UUID id) {
        sql.of("delete from identity_scim_member where workspace_id = :workspace and user_id = :id")
                .bind("id", id)
                .run();
        sql.of("delete from identity_scim_user where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    List<Link> groupsOf(UUID user) {
        return sql.of("""
                select g.id, g.display_name as name
                  from identity_scim_member m
                  join identity_scim_group g on g.workspace_id = :workspace and g.id = m.group_id
                 where m.workspace_id = :workspace and m.user_id = :user
                 order by g.display_name""").bind("user", user).list(Link.class);
    }

    Optional<Group> group(UUID id) {
        return sql.of(GROUP + " and id = :id for update").bind("id", id).find(Group.class);
    }

    boolean hasGroupName(String name, UUID except) {
        return sql.of("""
                select 1 from identity_scim_group
                 where workspace_id = :workspace and lower(display_name) = lower(:name) and id <> :except""").bind("name", name).bind("except", except).exists();
    }

    List<Group> groups(Map<String, String> filter, int offset, int limit) {
        return filtered(
                        sql.of(GROUP + "\n" + GROUP_FILTER + " order by created_at, id limit :limit offset :offset"),
                        filter)
                .bind("displayName", filter.get("displayname"))
                .bind("limit", limit)
                .bind("offset", offset)
                .list(Group.class);
    }

    long countGroups(Map<String, String> filter) {
        return filtered(
                        sql.of("select count(*) from identity_scim_group where workspace_id = :workspace\n"
                                + GROUP_FILTER),
                        filter)
                .bind("displayName", filter.get("displayname"))
                .one(Long.class);
    }

    void putGroup(UUID id, String name, @Nullable String external) {
        sql.of("""
                insert into identity_scim_group (id, display_name, external_id) values (:id, :name, :external)
                on conflict (workspace_id, id) do update
                   set display_name = excluded.display_name, external_id = excluded.external_id,
                       version = identity_scim_group.version + 1, updated_at = fanfare_now()""").bind("id", id).bind("name", name).bind("external", external).run();
    }

    List<Link> membersOf(UUID group) {
        return sql.of("""
                select u.id, u.user_name as name
                  from identity_scim_member m
                  join identity_scim_user u on u.workspace_id = :workspace and u.id = m.user_id
                 where m.workspace_id = :workspace and m.group_id = :group
                 order by u.user_name""").bind("group", group).list(Link.class);
    }

    /** Replaces the members of a group; ids of no user are left out. */
    void putMembers(UUID group, Collection<UUID> users) {
        sql.of("delete from identity_scim_member where workspace_id = :workspace and group_id = :group")
                .bind("group", group)
                .run();
        sql.of("""
                insert into identity_scim_member (group_id, user_id)
                select :group, u.id from identity_scim_user u
                 where u.workspace_id = :workspace and u.id = any(:users)""").bind("group", group).array("users", "uuid", users).run();
    }

    void deleteGroup(UUID id) {
        putMembers(id, Set.of());
        sql.of("delete from identity_scim_group where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }
}
