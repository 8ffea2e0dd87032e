package io.fanfare.planning;

import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The SQL of team members. Someone who was removed stays as a row, for the tasks that they finished. */
@Component
class TeamStore {
    private final Sql sql;

    TeamStore(Sql sql) {
        this.sql = sql;
    }

    TeamMember insert(TeamMemberDetails details, String timeZone) {
        return sql.of("""
                insert into planning_member (id, person_id, name, email, role, skills, time_zone, week, max_concurrent,
                                             slack_user_id, active)
                values (:id, :personId, :name, :email, :role, :skills, :zone, :week, :maxConcurrent, :slackUserId, :active)
                returning *""")
                .bind(details)
                .bind("id", Ids.next())
                .bind("skills", Json.of(details.skills()))
                .bind("zone", timeZone)
                .bind("week", Json.of(WorkingWeek.usual()))
                .one(TeamMember.class);
    }

    TeamMember update(UUID id, TeamMemberDetails details, String timeZone) {
        return sql.of("""
                update planning_member
                   set person_id = :personId, name = :name, email = :email, role = :role, skills = :skills, time_zone = :zone,
                       max_concurrent = :maxConcurrent, slack_user_id = :slackUserId, active = :active,
                       version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id
                returning *""")
                .bind(details)
                .bind("id", id)
                .bind("skills", Json.of(details.skills()))
                .bind("zone", timeZone)
                .one(TeamMember.class);
    }

    TeamMember setAvailability(UUID id, Availability availability, String timeZone) {
        return sql.of("""
                update planning_member
                   set time_zone = :zone, country = :country, week = :week, days_off = :daysOff, version = version + 1,
                       updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id
                returning *""")
                .bind("id", id)
                .bind("zone", timeZone)
                .bind("country", availability.country())
                .bind("week", Json.of(availability.hours()))
                .bind("daysOff", Json.of(availability.daysOff()))
                .one(TeamMember.class);
    }

    void remove(UUID id) {
        sql.of("""
                update planning_member set removed_at = fanfare_now(), active = false, version = version + 1
                 where workspace_id = :workspace and id = :id""").bind("id", id).run();
    }

    Optional<TeamMember> find(UUID id) {
        return sql.of(
                        "select * from planning_member where workspace_id = :workspace and id = :id and removed_at is null")
                .bind("id", id)
                .find(TeamMember.class);
    }

    TeamMember lock(UUID id) {
        return sql.of("""
                select * from planning_member where workspace_id = :workspace and id = :id and removed_at is null for update""").bind("id", id).one(TeamMember.class);
    }

    /** The team member of a login. */
    Optional<TeamMember> ofPerson(UUID person) {
        return sql.of("""
                select * from planning_member where workspace_id = :workspace and person_id = :person and removed_at is null""").bind("person", person).find(TeamMember.class);
    }

    /** The team members who are this Slack user: one, unless several were entered with it. */
    List<TeamMember> ofSlackUser(String slackUser) {
        return sql.of("""
                select * from planning_member
                 where workspace_id = :workspace and slack_user_id = :slackUser and removed_at is null""").bind("slackUser", slackUser).list(TeamMember.class);
    }

    /** Those of these people who are in the team, by person. */
    Map<UUID, TeamMember> ofPeople(Collection<UUID> people) {
        if (people.isEmpty()) return Map.of();
        return sql.of("""
                select * from planning_member
                 where workspace_id = :workspace and person_id = any(:people) and removed_at is null""").array("people", "uuid", people).list(TeamMember.class).stream()
                .collect(Collectors.toMap(member -> Objects.requireNonNull(member.personId()), member -> member));
    }

    /** Team members among these ids, also those who were removed. */
    List<TeamMember> all(Collection<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        return sql.of("select * from planning_member where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", ids)
                .list(TeamMember.class);
    }

    /** Those who match all filters but that of a day, by name. */
    List<TeamMember> list(TeamQuery query) {
        return sql.of("""
                select * from planning_member m
                 where m.workspace_id = :workspace and m.removed_at is null
                   and (cast(:role as text) is null or lower(m.role) = lower(:role))
                   and (cast(:active as boolean) is null or m.active = :active)
                   and (cast(:words as text) is null or lower(concat_ws(' ', m.name, m.email, m.role)) like :words)
                   and (cast(:skill as text) is null or exists (
                        select from jsonb_array_elements(m.skills) s where lower(s ->> 'skill') = lower(:skill)))
                 order by lower(m.name), m.id""").bind(query).bind("words", query.words()).list(TeamMember.class);
    }

    /** Those who take part now, by name. */
    List<TeamMember> active() {
        return sql.of("""
                select * from planning_member
                 where workspace_id = :workspace and removed_at is null and active order by lower(name), id""").list(TeamMember.class);
    }

    /** Whether another team member has this login, address or Slack user. */
    boolean taken(TeamMemberDetails details, UUID except) {
        return sql.of("""
                select 1 from planning_member
                 where workspace_id = :workspace and removed_at is null and id <> :except
                   and (person_id = :personId or lower(email) = lower(:email) or slack_user_id = :slackUserId)""").bind(details).bind("except", except).exists();
    }
}
