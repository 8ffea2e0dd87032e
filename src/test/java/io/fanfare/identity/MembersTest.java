package io.fanfare.identity;

import static io.fanfare.Api.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Ids;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MembersTest {
    @Test
    void an_address_gets_one_invitation_an_hour_by_mail_and_a_workspace_sends_a_hundred_a_day() {
        var owner = Api.workspace();
        String email = "guest-" + Ids.next() + "@example.com";
        var first = owner.post("/api/members/invite", Map.of("email", email, "role", "viewer"))
                .expect(201);
        assertThat(first.at("mailed").asBoolean()).isTrue();
        var second = owner.post("/api/members/invite", Map.of("email", email, "role", "editor"))
                .expect(201);
        assertThat(second.at("mailed").asBoolean()).isFalse();
        assertThat(Api.workspace()
                        .post("/api/members/invite", Map.of("email", email, "role", "viewer"))
                        .expect(201)
                        .at("mailed")
                        .asBoolean())
                .isFalse();
        for (int i = 2; i < 100; i++)
            owner.post("/api/members/invite", Map.of("email", Ids.next() + "@example.com", "role", "viewer"))
                    .expect(201);
        var refused = owner.post("/api/members/invite", Map.of("email", Ids.next() + "@example.com", "role", "viewer"))
                .refused(429, "too_many_requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isGreaterThan(80_000);
    }

    @Test
    void who_is_invited_becomes_a_member_with_that_role() {
        var owner = Api.workspace();
        var reviewer = invite(owner, fresh(), Map.of("role", "reviewer", "stageRoles", List.of("content", "final")))
                .expect(201);
        var session = accept(reviewer, Map.of()).expect(200);
        assertThat(session.text("role")).isEqualTo("reviewer");
        assertThat(session.id("workspace.id")).isEqualTo(owner.workspace);
        var members = owner.get("/api/members").expect(200);
        assertThat(members.at("total").asInt()).isEqualTo(2);
        assertThat(members.at("items.0.you").asBoolean()).isTrue();
        assertThat(members.text("items.1.role")).isEqualTo("reviewer");
        assertThat(members.text("items.1.stageRoles.1")).isEqualTo("final");
        assertThat(members.at("invitations").size()).isZero();
    }

    @Test
    void members_are_sorted_by_name_address_role_or_the_day_they_joined() {
        var owner = Api.workspace();
        owner.as("viewer");
        owner.as("editor");
        for (String sort : List.of("name", "email", "role", "joinedAt")) {
            var up = owner.get("/api/members?sort=" + sort).expect(200).json();
            assertThat(up.at("/items").size()).isEqualTo(3);
            owner.get("/api/members?sort=-" + sort).expect(200);
        }
        var roles = owner.get("/api/members?sort=-role").expect(200).json();
        assertThat(roles.at("/items").findValuesAsString("role")).containsExactly("viewer", "owner", "editor");
        owner.get("/api/members?sort=age").expect(400);
    }

    @Test
    void an_invitation_is_used_once_and_replaced_by_the_next_one() {
        var owner = Api.workspace();
        String email = fresh();
        var first = invite(owner, email, Map.of()).expect(201);
        var second = invite(owner, email, Map.of()).expect(201);
        assertThat(owner.get("/api/members").at("invitations").size()).isEqualTo(1);
        accept(first, Map.of()).refused(422, "invitation_not_valid");
        accept(second, Map.of()).expect(200);
        accept(second, Map.of()).refused(422, "invitation_not_valid");
        nobody().post("/api/members/accept", Map.of("token", "made-up", "name", "N", "password", Api.PASSWORD))
                .refused(422, "invitation_not_valid");
        invite(owner, email, Map.of()).refused(409, "already_member");
    }

    @Test
    void who_has_an_account_accepts_with_the_password_of_that() {
        var known = Api.workspace();
        var other = Api.workspace();
        var invitation = invite(other, known.email, Map.of("role", "editor")).expect(201);
        accept(invitation, Map.of("password", "somebody else's")).refused(401, "unauthorized");
        var session = accept(invitation, Map.of()).expect(200);
        assertThat(session.id("user.id")).isEqualTo(known.person);
        assertThat(session.text("user.name")).isEqualTo("Olivia Owner");
        assertThat(known.get("/api/workspaces").at("total").asInt()).isEqualTo(2);
    }

    @Test
    void somebody_new_needs_a_name_and_a_password() {
        var invitation = invite(Api.workspace(), fresh(), Map.of()).expect(201);
        assertThat(accept(invitation, Map.of("name", " ")).expect(400).text("errors.name"))
                .isNotEmpty();
        assertThat(accept(invitation, Map.of("password", "short")).expect(400).text("errors.password"))
                .isNotEmpty();
        accept(invitation, Map.of()).expect(200);
    }

    @Test
    void what_is_wrong_with_an_invitation_is_named() {
        var owner = Api.workspace();
        assertThat(invite(owner, "nobody", Map.of()).expect(400).text("errors.email"))
                .isNotEmpty();
        assertThat(invite(owner, fresh(), Map.of("role", "king")).expect(400).text("errors.role"))
                .contains("viewer");
        assertThat(invite(owner, fresh(), Map.of("stageRoles", List.of("first")))
                        .expect(400)
                        .body())
                .contains("stageRoles");
    }

    @Test
    void a_role_counts_from_the_next_request_on() {
        var owner = Api.workspace();
        var member = owner.as("admin");
        member.get("/api/api-keys").expect(200);
        var changed = owner.patch("/api/members/" + member.person, Map.of("role", "viewer"))
                .expect(200);
        assertThat(changed.text("role")).isEqualTo("viewer");
        member.get("/api/api-keys").refused(403, "forbidden");
    }

    @Test
    void stage_roles_change_alone() {
        var owner = Api.workspace();
        var member = owner.as("reviewer");
        var changed = owner.patch("/api/members/" + member.person, Map.of("stageRoles", List.of("compliance")))
                .expect(200);
        assertThat(changed.text("role")).isEqualTo("reviewer");
        assertThat(changed.text("stageRoles.0")).isEqualTo("compliance");
        owner.patch("/api/members/" + member.person, "{\"role\": null}").expect(400);
    }

    @Test
    void a_workspace_keeps_an_owner() {
        var owner = Api.workspace();
        owner.patch("/api/members/" + owner.person, Map.of("role", "viewer")).refused(409, "last_owner");
        owner.delete("/api/members/" + owner.person).refused(409, "last_owner");
        var second = owner.as("owner");
        second.delete("/api/members/" + owner.person).expect(204);
        second.patch("/api/members/" + second.person, Map.of("role", "viewer")).refused(409, "last_owner");
    }

    @Test
    void only_an_owner_makes_changes_or_removes_owners() {
        var owner = Api.workspace();
        var admin = owner.as("admin");
        invite(admin, fresh(), Map.of("role", "owner")).refused(403, "owner_needed");
        admin.patch("/api/members/" + admin.person, Map.of("role", "owner")).refused(403, "owner_needed");
        admin.patch("/api/members/" + owner.person, Map.of("role", "viewer")).refused(403, "owner_needed");
        admin.delete("/api/members/" + owner.person).refused(403, "owner_needed");
        owner.patch("/api/members/" + admin.person, Map.of("role", "owner")).expect(200);
    }

    @Test
    void who_is_removed_is_out_at_once_with_the_keys_they_made() {
        var owner = Api.workspace();
        var admin = owner.as("admin");
        String key = admin.post("/api/api-keys", Map.of("name", "Sync", "scopes", List.of("*")))
                .expect(201)
                .text("key");
        var program = nobody().with("Authorization", "Bearer " + key);
        program.get("/api/members").expect(200);
        owner.delete("/api/members/" + admin.person).expect(204);
        admin.get("/api/auth/me").refused(401, "unauthorized");
        program.get("/api/members").refused(401, "unauthorized");
        nobody().post("/api/auth/login", Map.of("email", admin.email, "password", Api.PASSWORD))
                .refused(403, "no_workspace");
        owner.delete("/api/members/" + admin.person).expect(404);
        accept(invite(owner, admin.email, Map.of("role", "admin")).expect(201), Map.of())
                .expect(200);
        program.get("/api/members").refused(401, "unauthorized");
    }

    @Test
    void who_is_removed_or_demoted_leaves_no_invitation_open() {
        var owner = Api.workspace();
        var leaving = owner.as("admin");
        var demoted = owner.as("admin");
        var first = invite(leaving, fresh(), Map.of("role", "admin")).expect(201);
        var second = invite(demoted, fresh(), Map.of("role", "admin")).expect(201);
        var third = invite(owner, fresh(), Map.of("role", "admin")).expect(201);
        owner.delete("/api/members/" + leaving.person).expect(204);
        owner.patch("/api/members/" + demoted.person, Map.of("role", "editor")).expect(200);
        accept(first, Map.of()).refused(422, "invitation_not_valid");
        accept(second, Map.of()).refused(422, "invitation_not_valid");
        accept(third, Map.of()).expect(200);
    }

    @Test
    void who_may_not_manage_members_reads_them_without_invitations() {
        var owner = Api.workspace();
        var viewer = owner.as("viewer");
        invite(owner, fresh(), Map.of()).expect(201);
        var list = viewer.get("/api/members").expect(200);
        assertThat(list.at("items").size()).isEqualTo(2);
        assertThat(list.at("invitations").size()).isZero();
        invite(viewer, fresh(), Map.of()).refused(403, "forbidden");
        viewer.patch("/api/members/" + owner.person, Map.of("role", "viewer")).refused(403, "forbidden");
        viewer.delete("/api/members/" + owner.person).refused(403, "forbidden");
        nobody().get("/api/members").refused(401, "unauthorized");
    }

    @Test
    void a_member_of_another_workspace_is_as_unknown_as_a_random_id() {
        var mine = Api.workspace();
        var foreign = Api.workspace().as("editor");
        for (String id : List.of(foreign.person.toString(), UUID.randomUUID().toString(), "not-an-id")) {
            mine.patch("/api/members/" + id, Map.of("role", "viewer")).refused(404, "not_found");
            mine.delete("/api/members/" + id).refused(404, "not_found");
        }
        assertThat(mine.get("/api/members").body()).doesNotContain(foreign.person.toString());
    }

    @Test
    void a_pending_invitation_gives_its_link_again_and_can_be_revoked() {
        var owner = Api.workspace();
        var first = invite(owner, fresh(), Map.of("role", "editor")).expect(201);
        assertThat(first.at("captured").asBoolean()).isTrue();
        String path = "/api/members/invitations/" + first.text("id");
        var again = owner.post(path + "/renew", Map.of()).expect(200);
        assertThat(again.text("acceptUrl")).isEqualTo(first.text("acceptUrl"));
        assertThat(again.at("mailed").asBoolean()).isFalse();
        SessionsTest.shifted(Duration.ofDays(8), () -> {
            var late = Api.signedIn(
                    owner.email,
                    nobody().post("/api/auth/login", Map.of("email", owner.email, "password", Api.PASSWORD))
                            .expect(200));
            accept(first, Map.of()).refused(422, "invitation_not_valid");
            assertThat(late.get("/api/members").at("invitations").size()).isEqualTo(1);
            assertThat(late.post(path + "/renew", Map.of("mail", true))
                            .at("mailed")
                            .asBoolean())
                    .isTrue();
            preview(first).expect(200);
        });
        owner.delete(path).expect(204);
        accept(first, Map.of()).refused(422, "invitation_not_valid");
        owner.post(path + "/renew", Map.of()).refused(404, "not_found");
        owner.delete(path).refused(404, "not_found");
        assertThat(owner.get("/api/members").at("invitations").size()).isZero();
    }

    @Test
    void only_who_may_grant_the_role_gets_the_link_of_an_invitation() {
        var owner = Api.workspace();
        var admin = owner.as("admin");
        var editor = owner.as("editor");
        var invited = invite(owner, fresh(), Map.of("role", "owner")).expect(201);
        String path = "/api/members/invitations/" + invited.text("id");
        admin.post(path + "/renew", Map.of()).refused(403, "owner_needed");
        editor.post(path + "/renew", Map.of()).refused(403, "forbidden");
        editor.delete(path).refused(403, "forbidden");
        owner.post(path + "/renew", Map.of()).expect(200);
    }

    @Test
    void an_invitation_says_who_invites_to_what_before_it_is_accepted() {
        var owner = Api.workspace();
        String email = fresh();
        var invited = invite(owner, email, Map.of("role", "reviewer")).expect(201);
        var shown = preview(invited).expect(200);
        assertThat(shown.text("workspace")).isEqualTo("Test");
        assertThat(shown.text("invitedBy")).isEqualTo("Olivia Owner");
        assertThat(shown.text("role")).isEqualTo("reviewer");
        assertThat(shown.text("email")).isEqualTo(email);
        assertThat(shown.at("hasAccount").asBoolean()).isFalse();
        assertThat(preview(invite(owner, Api.workspace().email, Map.of()).expect(201))
                        .at("hasAccount")
                        .asBoolean())
                .isTrue();
        accept(invited, Map.of()).expect(200);
        preview(invited).refused(422, "invitation_not_valid");
        nobody().post("/api/members/accept/preview", Map.of("token", "made-up")).refused(422, "invitation_not_valid");
    }

    private static Api.Answer preview(Api.Answer invitation) {
        String url = invitation.text("acceptUrl");
        return nobody().post("/api/members/accept/preview", Map.of("token", url.substring(url.indexOf("token=") + 6)));
    }

    private static String fresh() {
        return "guest-" + Ids.next() + "@example.com";
    }

    private static Api.Answer invite(Api by, String email, Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of("email", email, "role", "viewer"));
        body.putAll(more);
        return by.post("/api/members/invite", body);
    }

    private static Api.Answer accept(Api.Answer invitation, Map<String, Object> instead) {
        String url = invitation.text("acceptUrl");
        assertThat(url).startsWith(Api.url() + "/accept?token=");
        var body = new HashMap<String, Object>(Map.of("name", "Gina Guest", "password", Api.PASSWORD));
        body.put("token", url.substring(url.indexOf("token=") + 6));
        body.putAll(instead);
        return nobody().post("/api/members/accept", body);
    }
}
