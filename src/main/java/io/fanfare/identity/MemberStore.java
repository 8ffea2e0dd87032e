package io.fanfare.identity;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Members of the workspace with their names, and invitations. */
@Component
class MemberStore {
    /** Fails unless the member of this id has this stamp. */
    static final String PROOF = "identity_prove_session(?, ?)";

    private final Sql sql;

    MemberStore(Sql sql) {
        this.sql = sql;
    }

    void insert(UUID person, Role role, List<StageRole> stageRoles) {
        sql.of("""
                insert into identity_member (person_id, role, stage_roles) values (:person, :role, :stageRoles)
                on conflict (workspace_id, person_id) do nothing""")
                .bind("person", person)
                .bind("role", role)
                .bind("stageRoles", stageRoles)
                .run();
    }

    Optional<Member> find(UUID person) {
        return sql.of("""
                select p.id, p.email, p.name, m.role, m.stage_roles, m.joined_at
                  from identity_member m
                  join identity_person p on p.id = m.person_id
                 where m.workspace_id = :workspace and m.person_id = :person""").bind("person", person).find(Member.class);
    }

    /** What a request of a member needs to know about them. */
    record Caller(String name, Role role, int sessionEpoch) {
        /** Everything of it in one text, with the session that must not have ended, as {@link #PROOF} compares it. */
        String stamp(Current.@Nullable Session session) {
            return (session == null ? "-" : session.id()) + " " + role.text() + " " + sessionEpoch + " " + name;
        }
    }

    Optional<Caller> findCaller(UUID person) {
        return sql.of("""
                select p.name, m.role, p.session_epoch
                  from identity_member m
                  join identity_person p on p.id = m.person_id
                 where m.workspace_id = :workspace and m.person_id = :person""").bind("person", person).find(Caller.class);
    }

    /** Whether the tokens of a session must not be accepted any more. */
    boolean hasEnded(UUID session) {
        return sql.of("select 1 from identity_ended where session_id = :session")
                .bind("session", session)
                .exists();
    }

    /** Whether an owner can sign in without the company, because they have a second factor. */
    boolean hasBreakGlass() {
        return sql.of("""
                select 1 from identity_member m
                 where m.workspace_id = :workspace and m.role = 'owner' and m.break_glass
                   and (exists (select 1 from identity_totp t where t.person_id = m.person_id and t.confirmed_at is not null)
                        or exists (select 1 from identity_passkey k where k.person_id = m.person_id))""").exists();
    }

    /** An owner who may or may not sign in without the company. */
    record BreakGlass(UUID id, String name, String email, boolean breakGlass, boolean secondFactor) {}

    List<BreakGlass> owners() {
        return sql.of("""
                select p.id, p.name, p.email, m.break_glass,
                       exists (select 1 from identity_totp t where t.person_id = p.id and t.confirmed_at is not null)
                       or exists (select 1 from identity_passkey k where k.person_id = p.id) as second_factor
                  from identity_member m
                  join identity_person p on p.id = m.person_id
                 where m.workspace_id = :workspace and m.role = 'owner'
                 order by m.joined_at, p.id""").list(BreakGlass.class);
    }

    void breakGlass(UUID person, boolean may) {
        sql.of("""
                update identity_member set break_glass = :may
                 where workspace_id = :workspace and person_id = :person and role = 'owner'""").bind("person", person).bind("may", may).run();
    }

    boolean isMember(String email) {
        return sql.of("""
                select 1 from identity_person p
                  join identity_member m on m.workspace_id = :workspace and m.person_id = p.id
                 where lower(p.email) = lower(:email)""").bind("email", email).exists();
    }

    /** The addresses of members among these, in lower case. */
    Set<String> emailsAmong(Collection<String> emails) {
        return Set.copyOf(sql.of("""
                select lower(p.email) from identity_member m
                  join identity_person p on p.id = m.person_id
                 where m.workspace_id = :workspace and lower(p.email) = any(:emails)""").array("emails", "text", emails).list(String.class));
    }

    List<Member> list(MemberQuery query) {
        var range = query.range();
        return sql.of("""
                select p.id, p.email, p.name, m.role, m.stage_roles, m.joined_at
                  from identity_member m
                  join identity_person p on p.id = m.person_id
                 where m.workspace_id = :workspace
                 order by %s
                 limit :limit offset :offset""".formatted(query.order()))
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Member.class);
    }

    long count() {
        return sql.of("select count(*) from identity_member where workspace_id = :workspace")
                .one(Long.class);
    }

    List<UUID> withRole(List<Role> roles) {
        return sql.of("""
                select person_id from identity_member
                 where workspace_id = :workspace and role = any(:roles)
                 order by joined_at, person_id""").bind("roles", roles).list(UUID.class);
    }

    List<UUID> withRole(List<Role> roles, StageRole stage) {
        return sql.of("""
                select person_id from identity_member
                 where workspace_id = :workspace and role = any(:roles) and :stage = any(stage_roles)
                 order by joined_at, person_id""").bind("roles", roles).bind("stage", stage).list(UUID.class);
    }

    /** The name for an id, of present and former members. */
    record Named(UUID id, String name) {}

    List<Named> names(Collection<UUID> people) {
        return sql.of("select id, name from identity_person where id = any(:ids)")
                .array("ids", "uuid", people)
                .list(Named.class);
    }

    /** The owners, locked until the transaction ends: two owners who demote each other take turns. */
    List<UUID> lockOwners() {
        return sql.of("""
                select person_id from identity_member
                 where workspace_id = :workspace and role = 'owner'
                 order by person_id for update""").list(UUID.class);
    }

    void update(UUID person, Role role, List<StageRole> stageRoles) {
        sql.of("""
                update identity_member set role = :role, stage_roles = :stageRoles
                 where workspace_id = :workspace and person_id = :person""")
                .bind("person", person)
                .bind("role", role)
                .bind("stageRoles", stageRoles)
                .run();
    }

    void delete(UUID person) {
        sql.of("delete from identity_member where workspace_id = :workspace and person_id = :person")
                .bind("person", person)
                .run();
    }

    /** An invitation replaces an open one to the same address. */
    Invitation invite(UUID id, String email, Role role, List<StageRole> stageRoles, UUID by) {
        sql.of("""
                delete from identity_invitation
                 where workspace_id = :workspace and lower(email) = lower(:email) and accepted_at is null""").bind("email", email).run();
        return sql.of("""
                insert into identity_invitation (id, email, role, stage_roles, invited_by, expires_at)
                values (:id, :email, :role, :stageRoles, :by, fanfare_now() + interval '7 days')
                returning id, email, role, stage_roles, expires_at""")
                .bind("id", id)
                .bind("email", email)
                .bind("role", role)
                .bind("stageRoles", stageRoles)
                .bind("by", by)
                .one(Invitation.class);
    }

    /** An open invitation must not outlive the right of its sender to invite: it could be their way back in. */
    void withdrawInvitationsOf(UUID person) {
        sql.of("""
                delete from identity_invitation
                 where workspace_id = :workspace and invited_by = :person and accepted_at is null""").bind("person", person).run();
    }

    /** Also those that expired within the last thirty days: they can be renewed. */
    List<Invitation> invitations() {
        return sql.of("""
                select id, email, role, stage_roles, expires_at from identity_invitation
                 where workspace_id = :workspace and accepted_at is null
                   and expires_at > fanfare_now() - interval '30 days'
                 order by created_at desc, id desc
                 limit 200""").list(Invitation.class);
    }

    /** An invitation that nobody accepted, even if it has expired. */
    Optional<Invitation> findInvitation(UUID id) {
        return sql.of("""
                select id, email, role, stage_roles, expires_at from identity_invitation
                 where workspace_id = :workspace and id = :id and accepted_at is null
                   for update""").bind("id", id).find(Invitation.class);
    }

    /** It belongs to the person who renews it, and ends with their right to invite. */
    Invitation renew(UUID id, UUID by) {
        return sql.of("""
                update identity_invitation set invited_by = :by, expires_at = fanfare_now() + interval '7 days'
                 where workspace_id = :workspace and id = :id
                returning id, email, role, stage_roles, expires_at""").bind("id", id).bind("by", by).one(Invitation.class);
    }

    void withdrawInvitation(UUID id) {
        sql.of("""
                delete from identity_invitation
                 where workspace_id = :workspace and id = :id and accepted_at is null""").bind("id", id).run();
    }

    /** An invitation as the invited person sees it before they accept it. */
    record InvitationPreview(
            String workspace,
            @Nullable String invitedBy,
            Role role,
            String email,
            boolean hasAccount,
            Instant expiresAt) {}

    Optional<InvitationPreview> previewInvitation(UUID id) {
        return sql.of("""
                select w.name as workspace, p.name as invited_by, i.role, i.email, i.expires_at,
                       exists (select 1 from identity_person k where lower(k.email) = lower(i.email)) as has_account
                  from identity_invitation i
                  join identity_workspace w on w.workspace_id = :workspace
                  left join identity_person p on p.id = i.invited_by
                 where i.workspace_id = :workspace and i.id = :id
                   and i.accepted_at is null and i.expires_at > fanfare_now()""").bind("id", id).find(InvitationPreview.class);
    }

    Optional<Invitation> findOpenInvitation(UUID id) {
        return sql.of("""
                select id, email, role, stage_roles, expires_at from identity_invitation
                 where workspace_id = :workspace and id = :id and accepted_at is null and expires_at > fanfare_now()
                   for update""").bind("id", id).find(Invitation.class);
    }

    void accepted(UUID invitation) {
        sql.of("""
                update identity_invitation set accepted_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""").bind("id", invitation).run();
    }
}
