package io.fanfare.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.UriComponentsBuilder;

class OAuthTest {
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-rules-of-pkce";
    private static final String CALLBACK = "https://client.example/callback";

    private final Api owner = Api.workspace();
    private final Api nobody = Api.nobody();

    @AfterEach
    void clockBack() {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(Duration.ZERO));
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Api.Answer register(String... uris) {
        // One address registers few clients an hour, and all tests share one.
        Api.bean(Transactions.class).write(() -> Api.bean(io.fanfare.kernel.Sql.class)
                .of("delete from identity_throttle where key like 'oauth client%'")
                .run());
        return nobody.post("/oauth/register", Map.of("client_name", "Claude", "redirect_uris", List.of(uris)));
    }

    private Map<String, Object> request(String client, String uri) {
        return new HashMap<>(Map.of(
                "clientId",
                client,
                "redirectUri",
                uri,
                "responseType",
                "code",
                "codeChallenge",
                challenge(),
                "codeChallengeMethod",
                "S256",
                "scope",
                "read campaign.write",
                "state",
                "x y",
                "resource",
                Api.url() + "/api/mcp"));
    }

    private Map<String, String> consent(Api person, Map<String, Object> request, List<String> scopes) {
        var to = person.post("/api/agents/consent", Map.of("request", request, "scopes", scopes))
                .expect(200)
                .text("redirectTo");
        return UriComponentsBuilder.fromUri(URI.create(to))
                .build()
                .getQueryParams()
                .toSingleValueMap();
    }

    private Api.Answer form(String path, Map<String, String> form) {
        return nobody.with("Content-Type", "application/x-www-form-urlencoded")
                .post(
                        path,
                        form.entrySet().stream()
                                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&")));
    }

    private static String code(Map<String, String> redirected) {
        return Objects.requireNonNull(redirected.get("code"), redirected::toString);
    }

    private Api.Answer exchange(String client, String code) {
        return form(
                "/oauth/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "client_id",
                        client,
                        "redirect_uri",
                        CALLBACK,
                        "code_verifier",
                        VERIFIER));
    }

    private Api.Answer refresh(String client, String token) {
        return form("/oauth/token", Map.of("grant_type", "refresh_token", "refresh_token", token, "client_id", client));
    }

    private String client() {
        return register(CALLBACK).expect(201).text("client_id");
    }

    private Api.Answer connected(Api person, String client, List<String> scopes) {
        return exchange(client, code(consent(person, request(client, CALLBACK), scopes)))
                .expect(200);
    }

    @Test
    void a_client_finds_registers_and_connects_and_acts_with_the_scopes_that_a_person_allowed() {
        var resource =
                nobody.get("/.well-known/oauth-protected-resource/api/mcp").expect(200);
        assertThat(resource.text("resource")).isEqualTo(Api.url() + "/api/mcp");
        var server = nobody.get("/.well-known/oauth-authorization-server").expect(200);
        assertThat(server.text("issuer")).isEqualTo(resource.text("authorization_servers.0"));
        assertThat(server.at("code_challenge_methods_supported").size()).isEqualTo(1);

        String client = client();
        var asked = owner.post("/api/agents/consent/preview", request(client, CALLBACK))
                .expect(200);
        assertThat(asked.text("clientName")).isEqualTo("Claude");
        assertThat(asked.text("redirectHost")).isEqualTo("client.example");
        assertThat(asked.text("workspaceName")).isEqualTo("Test");
        assertThat(asked.text("scopes.1.text")).contains("Create and change campaigns");

        var back = consent(owner, request(client, CALLBACK), List.of("read"));
        assertThat(back).containsEntry("state", "x%20y").containsKey("iss");
        var tokens = exchange(client, code(back)).expect(200);
        var agent = AgentClient.bearing(tokens.text("access_token"));
        agent.call("listCampaigns", Map.of()).structured();
        assertThat(agent.call("createCampaign", Map.of("name", "X"))
                        .problem()
                        .get("code")
                        .asString())
                .isEqualTo("forbidden");
        var listed = owner.get("/api/agents").expect(200);
        assertThat(listed.text("items.0.name")).isEqualTo("Claude");
        assertThat(listed.text("items.0.kind")).isEqualTo("oauth");
        assertThat(listed.text("items.0.scopes.0")).isEqualTo("read");
    }

    @Test
    void a_token_of_an_agent_opens_nothing_but_the_mcp_server() {
        String token = connected(owner, client(), List.of("read")).text("access_token");
        var rest = Api.nobody().with("Authorization", "Bearer " + token);
        assertThat(rest.get("/api/campaigns").status()).isEqualTo(401);
        assertThat(rest.get("/api/auth/me").status()).isEqualTo(401);
    }

    @Test
    void an_agent_never_has_more_than_its_person_has_now() {
        var editor = owner.as("editor");
        String token =
                connected(editor, client(), List.of("read", "campaign.write")).text("access_token");
        var agent = AgentClient.bearing(token);
        agent.call("createCampaign", Map.of("name", "Mine")).structured();
        owner.patch("/api/members/" + editor.person, Map.of("role", "viewer")).expect(200);
        assertThat(agent.call("createCampaign", Map.of("name", "More"))
                        .problem()
                        .get("code")
                        .asString())
                .isEqualTo("forbidden");
        owner.delete("/api/members/" + editor.person).expect(204);
        assertThat(agent.rpc("tools/list", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void a_code_is_exchanged_once_by_its_client_with_its_verifier() {
        String client = client();
        String other = client();
        String code = code(consent(owner, request(client, CALLBACK), List.of("read")));
        assertThat(exchange(other, code).status()).isEqualTo(400);
        assertThat(form(
                                "/oauth/token",
                                Map.of(
                                        "grant_type",
                                        "authorization_code",
                                        "code",
                                        code,
                                        "client_id",
                                        client,
                                        "redirect_uri",
                                        CALLBACK,
                                        "code_verifier",
                                        VERIFIER + "x"))
                        .text("error"))
                .isEqualTo("invalid_grant");
        var tokens = exchange(client, code).expect(200);
        // Who repeats a code may have stolen it, so what it gave ends.
        assertThat(exchange(client, code).status()).isEqualTo(400);
        assertThat(AgentClient.bearing(tokens.text("access_token"))
                        .rpc("tools/list", Map.of())
                        .status())
                .isEqualTo(401);
        assertThat(refresh(client, tokens.text("refresh_token")).status()).isEqualTo(400);
    }

    @Test
    void refresh_tokens_rotate_and_a_second_use_ends_them_all() {
        String client = client();
        var first = connected(owner, client, List.of("read"));
        var second = refresh(client, first.text("refresh_token")).expect(200);
        AgentClient.bearing(second.text("access_token"))
                .call("listCampaigns", Map.of())
                .structured();
        assertThat(refresh(client, first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(refresh(client, second.text("refresh_token")).status()).isEqualTo(400);
        assertThat(AgentClient.bearing(second.text("access_token"))
                        .rpc("tools/list", Map.of())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void access_tokens_expire_after_a_quarter_of_an_hour_and_can_be_revoked() {
        String client = client();
        var tokens = connected(owner, client, List.of("read"));
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(Duration.ofMinutes(16)));
        assertThat(AgentClient.bearing(tokens.text("access_token"))
                        .rpc("tools/list", Map.of())
                        .status())
                .isEqualTo(401);
        var next = refresh(client, tokens.text("refresh_token")).expect(200);
        form("/oauth/revoke", Map.of("token", next.text("access_token"), "client_id", client))
                .expect(200);
        assertThat(AgentClient.bearing(next.text("access_token"))
                        .rpc("tools/list", Map.of())
                        .status())
                .isEqualTo(401);
        form("/oauth/revoke", Map.of("token", "unknown", "client_id", client)).expect(200);
    }

    @Test
    void addresses_that_could_leak_a_code_are_refused() {
        for (String uri : List.of(
                "http://client.example/callback",
                "javascript:alert(1)",
                "https://client.example/#x",
                "nonsense",
                "https://me@client.example/"))
            assertThat(register(uri).expect(400).text("error")).isEqualTo("invalid_redirect_uri");
        assertThat(nobody.post("/oauth/register", Map.of("client_name", "None"))
                        .expect(400)
                        .text("error"))
                .isEqualTo("invalid_redirect_uri");
        String client = client();
        owner.post("/api/agents/consent/preview", request(client, "https://client.example/other"))
                .refused(400, "invalid");
        String local = register("http://127.0.0.1:1234/back").expect(201).text("client_id");
        owner.post("/api/agents/consent/preview", request(local, "http://127.0.0.1:9999/back"))
                .expect(200);
        owner.post("/api/agents/consent/preview", request(local, "http://127.0.0.1:9999/other"))
                .refused(400, "invalid");
    }

    @Test
    void a_consent_names_no_scope_that_was_not_asked_for_and_needs_a_person() {
        String client = client();
        owner.post(
                        "/api/agents/consent",
                        Map.of("request", request(client, CALLBACK), "scopes", List.of("campaign.launch")))
                .refused(400, "invalid");
        assertThat(consent(owner, request(client, CALLBACK), List.of())).containsEntry("error", "access_denied");
        var plain = request(client, CALLBACK);
        plain.put("codeChallengeMethod", "plain");
        owner.post("/api/agents/consent/preview", plain).refused(400, "invalid");
        var elsewhere = request(client, CALLBACK);
        elsewhere.put("resource", "https://other.example/mcp");
        owner.post("/api/agents/consent/preview", elsewhere).refused(400, "invalid");
        var key = owner.post("/api/api-keys", Map.of("name", "K", "scopes", List.of("*")))
                .expect(201);
        Api.nobody()
                .with("Authorization", "Bearer " + key.text("key"))
                .post("/api/agents/consent", Map.of("request", request(client, CALLBACK), "scopes", List.of("read")))
                .refused(403, "person_needed");
        assertThat(owner.get("/api/agents").expect(200).at("total").asInt()).isZero();
    }
}
