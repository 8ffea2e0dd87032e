package io.fanfare.identity;

import static io.fanfare.Api.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.fanfare.Api;
import io.fanfare.FakeDns;
import io.fanfare.FakeProvider;
import io.fanfare.kernel.Ids;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Signing in with an identity provider that behaves, and with one that lies. */
class CompanySignInTest {
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private final Api owner = Api.workspace();
    private final FakeProvider provider = new FakeProvider();
    private final String domain = "c" + Ids.next().toString().replace("-", "").substring(8) + ".example.com";

    @Test
    void a_domain_is_proven_by_its_txt_record_and_belongs_to_one_workspace() {
        var claimed = owner.post("/api/security/domains", Map.of("domain", domain.toUpperCase(java.util.Locale.ROOT)))
                .expect(201);
        assertThat(claimed.text("domain")).isEqualTo(domain);
        String check = "/api/security/domains/" + claimed.text("id") + "/check";
        owner.post(check).refused(422, "record_not_found");
        FakeDns.put(claimed.text("recordName"), "fanfare-domain=of somebody else");
        owner.post(check).refused(422, "record_not_found");
        FakeDns.put(claimed.text("recordName"), claimed.text("recordValue"));
        assertThat(owner.post(check).expect(200).text("provenAt")).isNotEmpty();
        var other = Api.workspace();
        var second =
                other.post("/api/security/domains", Map.of("domain", domain)).expect(201);
        FakeDns.put(second.text("recordName"), second.text("recordValue"));
        other.post("/api/security/domains/" + second.text("id") + "/check").refused(409, "domain_taken");
        owner.post("/api/security/domains", Map.of("domain", domain)).refused(409, "domain_claimed");
        owner.post("/api/security/domains", Map.of("domain", "no domain")).refused(400, "invalid");
        owner.as("admin")
                .post("/api/security/domains", Map.of("domain", "x.example.com"))
                .refused(403, "forbidden");
    }

    @Test
    void a_provider_that_does_not_fit_is_not_connected() {
        provider.named = "https://elsewhere.example.com";
        connect().refused(422, "provider_unusable");
        provider.named = "";
        provider.huge = true;
        connect().refused(422, "provider_unusable");
        provider.huge = false;
        owner.post("/api/security/connection", Map.of("name", "X", "issuer", "http://10.0.0.1", "clientId", "a"))
                .refused(422, "provider_unusable");
        assertThat(connect().expect(200).body()).doesNotContain("the secret");
        assertThat(owner.get("/api/security/connection")
                        .at("connection.hasSecret")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void somebody_new_joins_with_the_role_of_their_groups_and_never_as_an_owner() {
        ready();
        owner.patch(
                        "/api/security",
                        Map.of(
                                "defaultRole",
                                "viewer",
                                "roleMappings",
                                List.of(
                                        Map.of("group", "Editors", "role", "editor"),
                                        Map.of("group", "Leads", "role", "manager"))))
                .expect(200);
        owner.patch("/api/security", Map.of("defaultRole", "owner")).refused(400, "invalid");
        provider.next(person("ada", List.of("Editors", "leads")));
        var session = signIn("ada@" + domain);
        assertThat(session.text("role")).isEqualTo("manager");
        assertThat(session.text("workspace.id")).isEqualTo(owner.workspace.toString());
        // The role follows the groups at each sign-in.
        provider.next(person("ada", List.of("Editors")));
        assertThat(signIn("ada@" + domain).text("role")).isEqualTo("editor");
        provider.next(person("ada", List.of()));
        assertThat(signIn("ada@" + domain).text("role")).isEqualTo("viewer");
        // The same subject with another address is the same person.
        provider.next(Map.of("sub", "ada", "email", "new@" + domain, "email_verified", true));
        assertThat(signIn("ada@" + domain).text("user.email")).isEqualTo("ada@" + domain);
    }

    @Test
    void a_provider_that_lies_signs_nobody_in() {
        ready();
        lie(claims -> claims.claim("nonce", "another"));
        lie(claims -> claims.audience("another client"));
        lie(claims -> claims.audience(List.of("fanfare", "another")));
        lie(claims -> claims.claim("azp", "another"));
        lie(claims -> claims.issuer("https://elsewhere.example.com"));
        lie(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))));
        lie(claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(3600))));
        lie(claims -> claims.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"));
        lie(claims -> claims.subject(null));
        provider.lie = UnaryOperator.identity();
        for (String how : List.of("none", "HS256", "foreign")) {
            provider.signed = how;
            assertThat(failure("mallory@" + domain)).as(how).isEqualTo("company_token_invalid");
        }
        provider.signed = "RS256";
        provider.next(Map.of("sub", "m", "email", "m@" + domain, "email_verified", false));
        assertThat(failure("m@" + domain)).isEqualTo("company_email_unverified");
        provider.next(Map.of("sub", "m", "email", "m@" + domain));
        assertThat(failure("m@" + domain)).isEqualTo("company_email_unverified");
        provider.next(Map.of("sub", "m", "email", "m@elsewhere.example.com", "email_verified", true));
        assertThat(failure("m@" + domain)).isEqualTo("company_domain_unproven");
        provider.rotateKeys();
        provider.next(person("honest", List.of()));
        assertThat(signIn("honest@" + domain).text("role")).isEqualTo("viewer");
    }

    @Test
    void only_the_browser_that_began_a_sign_in_finishes_it_and_only_once() throws Exception {
        ready();
        provider.next(person("ada", List.of()));
        var begun = start("ada@" + domain, "/campaigns");
        String back = provider.authorize(location(begun));
        assertThat(location(open(back, ""))).isEqualTo("/sign-in?why=company_attempt_unknown");
        assertThat(location(open(back.replaceAll("state=[^&]+", "state=other"), cookies(begun))))
                .isEqualTo("/sign-in?why=company_attempt_unknown");
        assertThat(location(open(back, cookies(start("ada@" + domain, "/")))))
                .isEqualTo("/sign-in?why=company_attempt_unknown");
        // Nobody asked for it, as when a provider starts by itself.
        assertThat(location(open(Api.url() + "/oauth/callback/company?code=x&state=y", "")))
                .isEqualTo("/sign-in?why=company_attempt_unknown");
        assertThat(location(open(back, cookies(begun)))).isEqualTo("/campaigns");
        assertThat(location(open(back, cookies(begun)))).isEqualTo("/sign-in?why=company_attempt_unknown");
        for (String foreign : List.of("https://evil.example.com", "//evil.example.com", "/\\evil.example.com")) {
            var tricked = start("ada@" + domain, foreign);
            assertThat(location(open(provider.authorize(location(tricked)), cookies(tricked))))
                    .isEqualTo("/");
        }
    }

    @Test
    void an_account_that_a_stranger_made_with_the_address_loses_its_other_ways_in() {
        String email = "victim@" + domain;
        var stranger = nobody().post(
                        "/api/auth/register",
                        Map.of("email", email, "password", Api.PASSWORD, "name", "Stranger", "workspaceName", "Trap"))
                .expect(201);
        ready();
        provider.next(person("victim", List.of()));
        signIn(email);
        Api.signedIn(email, stranger).get("/api/campaigns").refused(401, "unauthorized");
        nobody().post("/api/auth/login", Map.of("email", email, "password", Api.PASSWORD))
                .expect(401);
    }

    @Test
    void a_company_session_stays_in_its_workspace_and_gives_no_other_way_in() {
        ready();
        var editor = owner.as("editor");
        var second = editor.post("/api/workspaces", Map.of("name", "Own"))
                .expect(201)
                .text("id");
        provider.next(person("ada", List.of()));
        var session = signIn("ada@" + domain);
        var ada = Api.signedIn("ada@" + domain, session);
        ada.post("/api/auth/switch", Map.of("workspaceId", second)).expect(404);
        var own =
                ada.post("/api/workspaces", Map.of("name", "Mine")).expect(201).text("id");
        ada.post("/api/auth/switch", Map.of("workspaceId", own)).refused(403, "company_session");
        ada.post("/api/auth/me/totp").refused(403, "company_session");
        ada.post("/api/auth/me/passkeys/options").refused(403, "company_session");
    }

    @Test
    void a_domain_can_turn_passwords_off_except_for_an_owner_with_a_second_factor() {
        ready();
        String domainId = owner.get("/api/security/domains").text("items.0.id");
        String rule = "/api/security/domains/" + domainId;
        owner.patch(rule, Map.of("companyOnly", true)).refused(409, "break_glass_needed");
        String glass = "/api/security/break-glass/" + owner.person;
        owner.put(glass, Map.of("breakGlass", true)).refused(409, "second_factor_needed");
        new SoftPasskey().register(owner, "Key").expect(201);
        owner.put(glass, Map.of("breakGlass", true)).expect(200);
        owner.patch(rule, Map.of("companyOnly", true)).expect(200);
        assertThat(nobody().post("/api/auth/company", Map.of("email", "any@" + domain))
                        .body())
                .isEqualTo("{\"company\":true,\"password\":false}");
        // Known or not, right or wrong: the answer is the same.
        var member = nobody().post("/api/auth/login", Map.of("email", "nobody@" + domain, "password", Api.PASSWORD));
        member.refused(401, "company_sign_in_required");
        nobody().post(
                        "/api/auth/register",
                        Map.of("email", "x@" + domain, "password", Api.PASSWORD, "name", "X", "workspaceName", "X"))
                .refused(401, "company_sign_in_required");
        owner.delete("/api/security/connection").expect(204);
        nobody().post("/api/auth/login", Map.of("email", "nobody@" + domain, "password", Api.PASSWORD))
                .refused(401, "unauthorized");
    }

    @Test
    void who_loses_access_at_the_provider_is_out_at_the_next_refresh() throws Exception {
        ready();
        provider.next(person("ada", List.of()));
        var finished = finish("ada@" + domain);
        assertThat(refresh(finished).statusCode()).isEqualTo(200);
        var again = finish("ada@" + domain);
        provider.revoked = true;
        assertThat(refresh(again).statusCode()).isEqualTo(401);
    }

    private void lie(UnaryOperator<JWTClaimsSet.Builder> lie) {
        provider.next(person("mallory", List.of()));
        provider.lie = lie;
        assertThat(failure("mallory@" + domain)).isEqualTo("company_token_invalid");
    }

    private Map<String, Object> person(String name, List<String> groups) {
        return Map.of(
                "sub", name, "email", name + "@" + domain, "email_verified", true, "name", name, "groups", groups);
    }

    private Api.Answer connect() {
        return owner.post(
                "/api/security/connection",
                Map.of(
                        "name",
                        "Acme",
                        "issuer",
                        provider.issuer(),
                        "clientId",
                        "fanfare",
                        "clientSecret",
                        "the secret"));
    }

    private void ready() {
        connect().expect(200);
        var claimed =
                owner.post("/api/security/domains", Map.of("domain", domain)).expect(201);
        FakeDns.put(claimed.text("recordName"), claimed.text("recordValue"));
        owner.post("/api/security/domains/" + claimed.text("id") + "/check").expect(200);
    }

    /** The session of a person who signed in with their company. */
    private Api.Answer signIn(String email) {
        try {
            return nobody().with("Cookie", cookies(finish(email)))
                    .post("/api/auth/refresh")
                    .expect(200);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String failure(String email) {
        try {
            return location(finish(email)).replace("/sign-in?why=", "");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> finish(String email) throws IOException, InterruptedException {
        var begun = start(email, "/");
        return open(provider.authorize(location(begun)), cookies(begun));
    }

    private static HttpResponse<String> start(String email, String next) throws IOException, InterruptedException {
        return open(
                Api.url() + "/api/auth/company/start?email=" + email + "&next="
                        + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8),
                "");
    }

    private static HttpResponse<String> refresh(HttpResponse<String> finished)
            throws IOException, InterruptedException {
        return BROWSER.send(
                HttpRequest.newBuilder(URI.create(Api.url() + "/api/auth/refresh"))
                        .header("Cookie", cookies(finished))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> open(String address, String cookies) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address));
        if (!cookies.isEmpty()) request.header("Cookie", cookies);
        return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
    }

    private static String cookies(HttpResponse<String> response) {
        return String.join(
                "; ",
                response.headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                        .toList());
    }
}
