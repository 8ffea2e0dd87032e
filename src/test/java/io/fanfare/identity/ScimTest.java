package io.fanfare.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.FakeDns;
import io.fanfare.kernel.Ids;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A provisioning service that works as Entra and Okta do. */
class ScimTest {
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    private final Api owner = Api.workspace();
    private final String domain = "s" + Ids.next().toString().replace("-", "").substring(8) + ".example.com";
    private final Api service = service(owner, domain);

    @Test
    void a_user_is_created_found_deactivated_and_activated_again() {
        var ada = create("ada");
        String id = ada.text("id");
        assertThat(ada.header("Content-Type")).startsWith("application/scim+json");
        assertThat(ada.text("meta.location")).endsWith("/scim/v2/Users/" + id);
        assertThat(ada.at("emails").toString()).contains("ada@" + domain);
        service.post("/scim/v2/Users", user("ada")).expect(409);
        assertThat(find("userName eq \"ADA@" + domain + "\"").text("Resources.0.id"))
                .isEqualTo(id);
        assertThat(find("externalId eq \"x-ada\" and userName eq \"ada@" + domain + "\"")
                        .at("totalResults")
                        .asInt())
                .isEqualTo(1);
        assertThat(find("userName eq \"nobody\"").at("totalResults").asInt()).isZero();
        assertThat(roleOf("ada")).isEqualTo("viewer");
        // As Entra sends it.
        patch("/scim/v2/Users/" + id, Map.of("op", "Replace", "path", "active", "value", "False"));
        assertThat(roleOf("ada")).isEmpty();
        // As Okta sends it.
        patch("/scim/v2/Users/" + id, Map.of("op", "replace", "value", Map.of("active", true)));
        assertThat(roleOf("ada")).isEqualTo("viewer");
        service.delete("/scim/v2/Users/" + id).expect(204);
        assertThat(roleOf("ada")).isEmpty();
        assertThat(service.get("/scim/v2/Users/" + id).expect(404).text("schemas.0"))
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
    }

    @Test
    void a_user_who_is_deactivated_is_out_at_once() {
        var editor = member("editor");
        editor.get("/api/campaigns").expect(200);
        var known =
                service.post("/scim/v2/Users", Map.of("userName", editor.email)).expect(201);
        assertThat(editor.get("/api/auth/me").expect(200).text("role")).isEqualTo("editor");
        patch("/scim/v2/Users/" + known.text("id"), Map.of("op", "replace", "path", "active", "value", false));
        editor.get("/api/campaigns").refused(401, "unauthorized");
    }

    @Test
    void operations_come_in_many_forms() {
        String path = "/scim/v2/Users/" + create("bob").text("id");
        patch(path, Map.of("op", "Add", "path", "emails[type eq \"work\"].value", "value", "robert@" + domain));
        assertThat(service.get(path).at("emails").toString()).contains("robert@" + domain);
        patch(path, Map.of("op", "Replace", "value", Map.of("name.givenName", "Robert", "displayName", "Robert B")));
        assertThat(service.get(path).text("name.givenName")).isEqualTo("Robert");
        patch(path, Map.of("op", "remove", "path", "name.givenName"));
        assertThat(service.get(path).text("name.givenName")).isEmpty();
        var same = service.get(path).expect(200);
        service.put(path, same.body()).expect(200);
        assertThat(service.get(path).text("meta.version")).isEqualTo(same.text("meta.version"));
        assertThat(refusedPatch(path, Map.of("op", "move", "path", "active")).text("scimType"))
                .isEqualTo("invalidValue");
        assertThat(refusedPatch(path, Map.of("op", "add", "path", "a b c", "value", 1))
                        .text("scimType"))
                .isEqualTo("invalidPath");
        assertThat(service.get("/scim/v2/Users?filter=title%20co%20%22x%22")
                        .expect(400)
                        .text("scimType"))
                .isEqualTo("invalidFilter");
        service.post("/scim/v2/Users", "not json").expect(400);
        service.post("/scim/v2/Users", Map.of("displayName", "No name")).expect(400);
    }

    @Test
    void groups_give_roles_and_take_them_away() {
        owner.patch("/api/security", Map.of("roleMappings", List.of(Map.of("group", "Editors", "role", "editor"))))
                .expect(200);
        String cem = create("cem").text("id");
        var group = service.post(
                        "/scim/v2/Groups", Map.of("displayName", "Editors", "members", List.of(Map.of("value", cem))))
                .expect(201);
        String path = "/scim/v2/Groups/" + group.text("id");
        assertThat(roleOf("cem")).isEqualTo("editor");
        assertThat(service.get("/scim/v2/Users/" + cem).text("groups.0.display"))
                .isEqualTo("Editors");
        patch(path, Map.of("op", "remove", "path", "members[value eq \"" + cem + "\"]"));
        assertThat(roleOf("cem")).isEqualTo("viewer");
        patch(path, Map.of("op", "Add", "path", "members", "value", List.of(Map.of("value", cem))));
        assertThat(roleOf("cem")).isEqualTo("editor");
        patch(path, Map.of("op", "Remove", "path", "members", "value", List.of(Map.of("value", cem))));
        assertThat(roleOf("cem")).isEqualTo("viewer");
        service.post("/scim/v2/Groups", Map.of("displayName", "editors")).expect(409);
        assertThat(service.get("/scim/v2/Groups?excludedAttributes=members")
                        .at("Resources.0")
                        .has("members"))
                .isFalse();
        service.delete(path).expect(204);
        service.get(path).expect(404);
    }

    @Test
    void owners_and_other_workspaces_are_out_of_reach() {
        var other = Api.workspace();
        var foreign = service(other, "o" + domain);
        String id = create("dan").text("id");
        foreign.get("/scim/v2/Users/" + id).expect(404);
        foreign.delete("/scim/v2/Users/" + id).expect(404);
        service.post("/scim/v2/Users", Map.of("userName", "x@o" + domain)).expect(400);
        service.post("/scim/v2/Users", Map.of("userName", other.email)).expect(400);
        var boss = member("admin");
        var known =
                service.post("/scim/v2/Users", Map.of("userName", boss.email)).expect(201);
        owner.patch("/api/members/" + boss.person, Map.of("role", "owner")).expect(200);
        var refused = service.patch(
                "/scim/v2/Users/" + known.text("id"),
                Map.of("Operations", List.of(Map.of("op", "replace", "path", "active", "value", false))));
        refused.expect(403);
        boss.get("/api/campaigns").expect(200);
        service.delete("/scim/v2/Users/" + known.text("id")).expect(403);
    }

    @Test
    void only_the_token_of_the_workspace_opens_it() {
        Api.nobody().get("/scim/v2/Users").expect(401);
        owner.get("/scim/v2/Users").expect(401);
        service.get("/api/campaigns").expect(401);
        assertThat(service.get("/scim/v2/ServiceProviderConfig")
                        .expect(200)
                        .at("patch.supported")
                        .asBoolean())
                .isTrue();
        service.get("/scim/v2/Schemas").expect(200);
        service.get("/scim/v2/ResourceTypes").expect(200);
        owner.post("/api/security/provisioning").expect(201);
        service.get("/scim/v2/Users").expect(401);
    }

    @Test
    void pages_are_counted_from_one() {
        for (String name : List.of("p1", "p2", "p3")) create(name);
        var page = service.get("/scim/v2/Users?startIndex=2&count=1").expect(200);
        assertThat(page.at("totalResults").asInt()).isEqualTo(3);
        assertThat(page.at("itemsPerPage").asInt()).isEqualTo(1);
        assertThat(page.text("Resources.0.userName")).isEqualTo("p2@" + domain);
        service.get("/scim/v2/Users?count=many").expect(400);
    }

    private static Api service(Api owner, String domain) {
        var claimed =
                owner.post("/api/security/domains", Map.of("domain", domain)).expect(201);
        FakeDns.put(claimed.text("recordName"), claimed.text("recordValue"));
        owner.post("/api/security/domains/" + claimed.text("id") + "/check").expect(200);
        String token = owner.post("/api/security/provisioning").expect(201).text("token");
        return Api.nobody().with("Authorization", "Bearer " + token);
    }

    /** A member with an address in the domain. */
    private Api member(String role) {
        String email = role + "-" + Ids.next() + "@" + domain;
        String url = owner.post("/api/members/invite", Map.of("email", email, "role", role))
                .expect(201)
                .text("acceptUrl");
        return Api.signedIn(
                email,
                Api.nobody()
                        .post(
                                "/api/members/accept",
                                Map.of(
                                        "token",
                                        url.substring(url.indexOf("token=") + 6),
                                        "name",
                                        "Some " + role,
                                        "password",
                                        Api.PASSWORD))
                        .expect(200));
    }

    private Map<String, Object> user(String name) {
        return Map.of(
                "schemas",
                List.of(ScimUsers.SCHEMA),
                "userName",
                name + "@" + domain,
                "externalId",
                "x-" + name,
                "name",
                Map.of("givenName", name, "familyName", "Example"),
                "emails",
                List.of(Map.of("value", name + "@" + domain, "type", "work", "primary", true)),
                "active",
                true);
    }

    private Api.Answer create(String name) {
        return service.post("/scim/v2/Users", user(name)).expect(201);
    }

    private Api.Answer find(String filter) {
        return service.get("/scim/v2/Users?filter="
                        + java.net.URLEncoder.encode(filter, java.nio.charset.StandardCharsets.UTF_8))
                .expect(200);
    }

    private void patch(String path, Map<String, Object> operation) {
        service.patch(path, Map.of("schemas", List.of(PATCH), "Operations", List.of(operation)))
                .expect(200);
    }

    private Api.Answer refusedPatch(String path, Map<String, Object> operation) {
        return service.patch(path, Map.of("Operations", List.of(operation))).expect(400);
    }

    /** The role of a member, or nothing. */
    private String roleOf(String name) {
        return owner.get("/api/members?limit=200")
                .expect(200)
                .at("items")
                .valueStream()
                .filter(member -> member.at("/email").asString().equals(name + "@" + domain))
                .map(member -> member.at("/role").asString())
                .findFirst()
                .orElse("");
    }
}
