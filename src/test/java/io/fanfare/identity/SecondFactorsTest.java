package io.fanfare.identity;

import static io.fanfare.Api.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Authenticator apps, recovery codes, passkeys, and what needs a recent sign-in. */
class SecondFactorsTest {
    private final Api owner = Api.workspace();

    @Test
    void codes_are_those_of_rfc_6238() {
        byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(Totp.code(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(Totp.code(secret, Instant.ofEpochSecond(1111111109))).isEqualTo("081804");
        assertThat(Totp.code(secret, Instant.ofEpochSecond(20000000000L))).isEqualTo("353130");
        assertThat(Totp.base32(secret)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.stepOf(secret, "287082", Instant.ofEpochSecond(89), 0)).hasValue(1);
        assertThat(Totp.stepOf(secret, "287082", Instant.ofEpochSecond(90), 0)).isEmpty();
        assertThat(Totp.stepOf(secret, "287082", Instant.ofEpochSecond(59), 1)).isEmpty();
    }

    @Test
    void with_an_authenticator_app_a_password_alone_does_not_sign_in_and_a_code_works_once() {
        var app = setUp(owner);
        var asked = login(owner).refused(401, "second_factor_required");
        assertThat(asked.at("methods").toString()).contains("totp", "recovery_code");
        answer(asked, "code", "000000").refused(400, "invalid");
        String code = app.code(1);
        var session = answer(asked, "code", code).expect(200);
        assertThat(session.id("workspace.id")).isEqualTo(owner.workspace);
        answer(asked, "code", code).refused(400, "invalid");
        var recovered = answer(asked, "recoveryCode", app.recovery().getFirst().toUpperCase(java.util.Locale.ROOT));
        recovered.expect(200);
        answer(asked, "recoveryCode", app.recovery().getFirst()).refused(400, "invalid");
        assertThat(owner.get("/api/auth/me/second-factor")
                        .at("recoveryCodesLeft")
                        .asInt())
                .isEqualTo(9);
        nobody().post("/api/auth/second-factor", Map.of("challenge", "made up", "code", code))
                .refused(401, "challenge_expired");
    }

    @Test
    void who_guesses_codes_has_to_wait() {
        setUp(owner);
        var asked = login(owner);
        for (int i = 0; i < 5; i++) answer(asked, "code", "00000" + i).refused(400, "invalid");
        answer(asked, "code", "000009").refused(429, "too_many_requests");
    }

    @Test
    void a_workspace_can_require_a_second_factor_which_members_set_up_at_their_next_sign_in() {
        var editor = owner.as("editor");
        editor.patch("/api/security", Map.of("secondFactorRequired", true)).refused(403, "forbidden");
        owner.patch("/api/security", Map.of("secondFactorRequired", true)).expect(200);
        var asked = login(editor).refused(401, "second_factor_setup_required");
        var begun = nobody().post("/api/auth/second-factor/setup", Map.of("challenge", asked.text("challenge")))
                .expect(200);
        assertThat(begun.text("uri"))
                .startsWith("otpauth://totp/Fanfare:editor-")
                .contains(begun.text("secret"));
        String code = Totp.code(decoded(begun.text("secret")), now());
        var done = nobody().post(
                        "/api/auth/second-factor/setup/confirm",
                        Map.of("challenge", asked.text("challenge"), "code", code))
                .expect(200);
        assertThat(done.at("recoveryCodes").size()).isEqualTo(10);
        Api.signedIn(editor.email, done).get("/api/campaigns").expect(200);
        login(editor).refused(401, "second_factor_required");
        nobody().post("/api/auth/second-factor/setup", Map.of("challenge", asked.text("challenge")))
                .refused(409, "second_factor_set_up");
    }

    @Test
    void a_session_without_the_required_factor_ends_at_its_refresh_and_does_not_switch_there() {
        var editor = owner.as("editor");
        var session = login(editor).expect(200);
        var home = editor.post("/api/workspaces", Map.of("name", "Own"))
                .expect(201)
                .text("id");
        owner.patch("/api/security", Map.of("secondFactorRequired", true)).expect(200);
        refresh(session).refused(401, "second_factor_required");
        var elsewhere = Api.signedIn(
                editor.email,
                nobody().post(
                                "/api/auth/login",
                                Map.of("email", editor.email, "password", Api.PASSWORD, "workspaceId", home))
                        .expect(200));
        var refused = elsewhere.post("/api/auth/switch", Map.of("workspaceId", owner.workspace));
        assertThat(refused.refused(401, "second_factor_setup_required").text("challenge"))
                .isNotEmpty();
    }

    @Test
    void secrets_and_recovery_codes_are_not_readable_in_the_database() {
        var app = setUp(owner);
        byte[] stored = Api.bean(Transactions.class).read(() -> Api.bean(Sql.class)
                .of("select secret from identity_totp where person_id = :person")
                .bind("person", owner.person)
                .one(byte[].class));
        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(app.secret(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_passkey_signs_in_by_itself_and_counts_as_both_factors() {
        var passkey = new SoftPasskey();
        passkey.register(owner, "Laptop").expect(201);
        owner.patch("/api/security", Map.of("secondFactorRequired", true)).expect(200);
        login(owner).refused(401, "second_factor_required");
        var options = options();
        var credential = passkey.used(options);
        var session = signIn(credential).expect(200);
        assertThat(session.id("user.id")).isEqualTo(owner.person);
        // Each challenge is answered once.
        signIn(credential).refused(401, "challenge_expired");
        assertThat(owner.get("/api/auth/me/passkeys").text("items.0.lastUsedAt"))
                .isNotEmpty();
    }

    @Test
    void a_passkey_that_lies_is_refused() {
        var passkey = new SoftPasskey();
        passkey.count = 5;
        passkey.register(owner, "Key").expect(201);
        passkey.count = 6;
        signIn(passkey.used(options())).expect(200);
        signIn(passkey.used(options())).refused(401, "passkey_copied");
        passkey.count = 9;
        passkey.verifies = false;
        signIn(passkey.used(options())).refused(401, "passkey_invalid");
        passkey.verifies = true;
        passkey.origin = "https://fanfare.example.org";
        signIn(passkey.used(options())).refused(401, "passkey_invalid");
        passkey.origin = Api.url();
        passkey.rpId = "example.org";
        signIn(passkey.used(options())).refused(401, "passkey_invalid");
        passkey.rpId = "localhost";
        var other = new SoftPasskey();
        other.created(owner.post("/api/auth/me/passkeys/options").expect(200).json());
        signIn(other.used(options())).refused(401, "passkey_invalid");
        signIn(Map.of("id", "x")).refused(401, "passkey_invalid");
        // A challenge to confirm a session does not sign in.
        var confirming =
                owner.post("/api/auth/reauthenticate/options").expect(200).json();
        signIn(passkey.used(confirming)).refused(401, "challenge_expired");
        passkey.register(owner, "Again").refused(409, "passkey_taken");
    }

    @Test
    void what_changes_who_has_access_needs_a_recent_sign_in() {
        var editor = owner.as("editor");
        var stale = stale(owner);
        stale.get("/api/security").expect(200);
        var change = Map.of("secondFactorRequired", true);
        stale.patch("/api/security", change).refused(403, "reauthentication_required");
        stale.patch("/api/members/" + editor.person, Map.of("role", "owner")).refused(403, "reauthentication_required");
        stale.patch("/api/members/" + editor.person, Map.of("role", "viewer")).expect(200);
        stale.post("/api/api-keys", Map.of("name", "All", "scopes", List.of("*")))
                .refused(403, "reauthentication_required");
        stale.post("/api/api-keys", Map.of("name", "Some", "scopes", List.of("campaign.read")))
                .expect(201);
        stale.post("/api/auth/me/totp").refused(403, "reauthentication_required");
        stale.post("/api/members/invite", Map.of("email", "new@example.com", "role", "owner"))
                .refused(403, "reauthentication_required");
        stale.post("/api/auth/reauthenticate", Map.of("password", "not the password"))
                .refused(400, "invalid");
        stale.post("/api/auth/reauthenticate", Map.of()).refused(400, "invalid");
        var renewed = Api.signedIn(
                owner.email,
                stale.post("/api/auth/reauthenticate", Map.of("password", Api.PASSWORD))
                        .expect(200));
        renewed.patch("/api/security", change).expect(200);
    }

    @Test
    void a_session_can_be_confirmed_with_a_code_or_a_passkey_of_its_person() {
        var app = setUp(owner);
        var passkey = new SoftPasskey();
        passkey.register(owner, "Key").expect(201);
        var stale = stale(owner);
        stale.post("/api/auth/reauthenticate", Map.of("code", app.code(1))).expect(200);
        var options = stale.post("/api/auth/reauthenticate/options").expect(200).json();
        stale.post("/api/auth/reauthenticate", Map.of("credential", passkey.used(options)))
                .expect(200);
        var another = Api.workspace();
        var foreign =
                another.post("/api/auth/reauthenticate/options").expect(200).json();
        another.post("/api/auth/reauthenticate", Map.of("credential", passkey.used(foreign)))
                .expect(401);
    }

    @Test
    void a_session_that_is_ended_is_refused_at_once() {
        var first = login(owner).expect(200);
        var device = Api.signedIn(owner.email, first);
        device.get("/api/campaigns").expect(200);
        var session = owner.get("/api/auth/sessions").expect(200);
        assertThat(session.text("items.0.network")).isEqualTo("127.0.0.1");
        device.with("Cookie", cookie(first))
                .post("/api/auth/sessions/end-others")
                .expect(204);
        owner.get("/api/campaigns").refused(401, "unauthorized");
        device.get("/api/campaigns").expect(200);
    }

    @Test
    void an_admin_signs_a_member_out_of_the_workspace() {
        var admin = owner.as("admin");
        var editor = owner.as("editor");
        assertThat(admin.get("/api/members/" + editor.person + "/sessions")
                        .at("items")
                        .size())
                .isEqualTo(1);
        editor.get("/api/members/" + admin.person + "/sessions").refused(403, "forbidden");
        admin.delete("/api/members/" + editor.person + "/sessions").expect(204);
        editor.get("/api/campaigns").refused(401, "unauthorized");
        admin.delete("/api/members/" + owner.person + "/sessions").refused(403, "owner_needed");
    }

    /** An app that was set up, with its recovery codes. */
    private record App(byte[] secret, List<String> recovery) {
        /** The code that it shows some steps from now. */
        String code(int steps) {
            return Totp.code(secret, now().plusSeconds(30L * steps));
        }
    }

    private static App setUp(Api person) {
        byte[] secret = decoded(person.post("/api/auth/me/totp").expect(201).text("secret"));
        var codes = person.post("/api/auth/me/totp/confirm", Map.of("code", Totp.code(secret, now())))
                .expect(200)
                .at("recoveryCodes");
        return new App(secret, codes.valueStream().map(code -> code.asString()).toList());
    }

    /** The same person, whose sign-in was eleven minutes ago. */
    private static Api stale(Api api) {
        var transactions = Api.bean(Transactions.class);
        var person = transactions.read(
                () -> Api.bean(PersonStore.class).find(api.person).orElseThrow());
        var by = Authentication.byPassword(Instant.now().minusSeconds(660));
        var origin = new SessionStore.Origin("Firefox on Linux", "127.0.0.1");
        var session =
                transactions.write(() -> Api.bean(SessionStore.class).start(api.person, api.workspace, by, origin));
        return api.with(
                "Authorization",
                "Bearer " + Api.bean(AccessTokens.class).issue(person, api.workspace, by.in(session.id())));
    }

    private static Instant now() {
        return Api.bean(Transactions.class).read(() -> Api.bean(Now.class).instant());
    }

    private static byte[] decoded(String base32) {
        var bytes = new byte[base32.length() * 5 / 8];
        long buffer = 0;
        int bits = 0;
        int next = 0;
        for (char letter : base32.toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bytes[next++] = (byte) (buffer >> bits - 8);
                bits -= 8;
            }
        }
        return bytes;
    }

    private static Api.Answer login(Api api) {
        return nobody().post("/api/auth/login", Map.of("email", api.email, "password", Api.PASSWORD));
    }

    private static Api.Answer answer(Api.Answer asked, String kind, String code) {
        return nobody().post("/api/auth/second-factor", Map.of("challenge", asked.text("challenge"), kind, code));
    }

    private static tools.jackson.databind.JsonNode options() {
        return nobody().post("/api/auth/passkeys/options").expect(200).json();
    }

    private static Api.Answer signIn(Map<String, Object> credential) {
        return nobody().post("/api/auth/passkeys/sign-in", Map.of("credential", credential));
    }

    private static Api.Answer refresh(Api.Answer session) {
        return nobody().with("Cookie", cookie(session)).post("/api/auth/refresh");
    }

    private static String cookie(Api.Answer session) {
        return session.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("fanfare_refresh="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }
}
