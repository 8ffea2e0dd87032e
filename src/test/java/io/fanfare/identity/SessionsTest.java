package io.fanfare.identity;

import static io.fanfare.Api.nobody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.fanfare.Api;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SessionsTest {
    @Test
    void who_registers_owns_a_workspace_and_is_signed_in() {
        var owner = Api.workspace();
        var me = owner.get("/api/auth/me").expect(200);
        assertThat(me.text("user.email")).isEqualTo(owner.email);
        assertThat(me.text("role")).isEqualTo("owner");
        assertThat(me.text("workspaces.0.slug")).isEqualTo(owner.slug);
        assertThat(me.text("workspace.selfApproval")).isEqualTo("while_alone");
        assertThat(me.at("demo").asBoolean()).isFalse();
    }

    @Test
    void an_address_has_one_account_however_it_is_written() {
        var owner = Api.workspace();
        register(owner.email.toUpperCase(java.util.Locale.ROOT), Map.of()).refused(409, "email_taken");
    }

    @Test
    void what_is_wrong_with_a_registration_is_named() {
        register("no address", Map.of()).refused(400, "invalid");
        assertThat(register("no address", Map.of()).text("errors.email")).isEqualTo("must be an e-mail address");
        assertThat(register("a\r\nBcc: b@example.com", Map.of()).text("errors.email"))
                .isNotEmpty();
        assertThat(register(fresh(), Map.of("password", "short")).text("errors.password"))
                .isEqualTo("must have at least 10 characters");
        assertThat(register(fresh(), Map.of("password", "x".repeat(300))).text("errors.password"))
                .isEqualTo("must have at most 200 characters");
        assertThat(register(fresh(), Map.of("workspaceName", " ")).text("errors.workspaceName"))
                .isNotEmpty();
        assertThat(register(fresh(), Map.of("timeZone", "Mars/Base")).text("errors.timeZone"))
                .isNotEmpty();
        assertThat(register(fresh(), Map.of("name", 7)).text("errors.name")).isEqualTo("must be a text");
    }

    @Test
    void the_answer_holds_no_refresh_token_and_the_cookie_is_for_signing_in_only() {
        var session = register(fresh(), Map.of()).expect(201);
        String cookie = session.header("Set-Cookie");
        assertThat(cookie)
                .contains("HttpOnly", "SameSite=Strict", "Path=/api/auth")
                .doesNotContain("Secure");
        assertThat(session.body()).doesNotContain(token(session));
        assertThat(session.text("tokenType")).isEqualTo("Bearer");
        assertThat(session.at("expiresIn").asInt()).isEqualTo(900);
    }

    @Test
    void signing_in_goes_to_the_workspace_of_last_time() {
        var owner = Api.workspace();
        var second = owner.post("/api/workspaces", Map.of("name", "Second"))
                .expect(201)
                .text("id");
        owner.post("/api/auth/switch", Map.of("workspaceId", second)).expect(200);
        assertThat(login(owner.email, Api.PASSWORD).expect(200).text("workspace.id"))
                .isEqualTo(second);
        var first = nobody().post(
                        "/api/auth/login",
                        Map.of("email", owner.email, "password", Api.PASSWORD, "workspaceId", owner.workspace))
                .expect(200);
        assertThat(first.id("workspace.id")).isEqualTo(owner.workspace);
    }

    @Test
    void a_foreign_workspace_is_as_unknown_as_one_that_never_was() {
        var mine = Api.workspace();
        var foreign = mine.post("/api/auth/switch", Map.of("workspaceId", Api.workspace().workspace))
                .expect(404);
        var never =
                mine.post("/api/auth/switch", Map.of("workspaceId", Ids.next())).expect(404);
        assertThat(foreign.body()).isEqualTo(never.body());
        mine.post("/api/auth/switch", Map.of()).expect(400);
        nobody().post("/api/auth/switch", Map.of("workspaceId", mine.workspace)).expect(401);
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_refused_alike() {
        var owner = Api.workspace();
        var wrong = login(owner.email, "not the password").expect(401);
        assertThat(login(fresh(), "not the password").expect(401).body()).isEqualTo(wrong.body());
    }

    @Test
    void who_guesses_has_to_wait() {
        var owner = Api.workspace();
        for (int i = 0; i < 5; i++) login(owner.email, "guess number " + i).expect(401);
        var paused = login(owner.email, Api.PASSWORD).refused(429, "too_many_requests");
        assertThat(Integer.parseInt(paused.header("Retry-After"))).isBetween(1, 2);
        shifted(Duration.ofSeconds(5), () -> login(owner.email, Api.PASSWORD).expect(200));
    }

    @Test
    void too_many_wrong_passwords_from_one_address_do_not_keep_others_there_from_signing_in() throws Exception {
        var owner = Api.workspace();
        int refused = 0;
        // The first pauses are short, so on a busy machine some of the later tries are counted again.
        for (int i = 0; i < 60; i++) {
            var wrong = loginFrom("127.0.0.7", fresh(), "not the password", "");
            if (wrong.statusCode() != 429) continue;
            refused++;
            assertThat(wrong.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(refused).isPositive();
        assertThat(loginFrom("127.0.0.7", owner.email, Api.PASSWORD, "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void strangers_who_guess_do_not_lock_a_person_out_of_a_device_they_have_signed_in_on() throws Exception {
        var owner = Api.workspace();
        var first = loginFrom("127.0.0.1", owner.email, Api.PASSWORD, "");
        String device = first.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("fanfare_device="))
                .findFirst()
                .orElseThrow();
        assertThat(device).contains("HttpOnly", "SameSite=Strict", "Path=/api");
        String known = device.substring(0, device.indexOf(';'));
        for (int i = 0; i < 5; i++) login(owner.email, "guess number " + i).expect(401);
        Api.bean(Transactions.class).write(() -> Api.bean(Sql.class)
                .of(
                        "update identity_throttle set paused_until = fanfare_now() + interval '10 minutes' where key = :key")
                .bind("key", Throttle.ofEmail(owner.email))
                .run());
        login(owner.email, Api.PASSWORD).refused(429, "too_many_requests");
        assertThat(loginFrom("127.0.0.1", owner.email, Api.PASSWORD, known).statusCode())
                .isEqualTo(200);
        // The device of another person frees nothing.
        var other = loginFrom("127.0.0.1", Api.workspace().email, Api.PASSWORD, "");
        String foreign = other.headers().allValues("Set-Cookie").get(1).split(";")[0];
        assertThat(loginFrom("127.0.0.1", owner.email, Api.PASSWORD, foreign).statusCode())
                .isEqualTo(429);
        // And guesses from a known device are counted too.
        int last = 0;
        for (int i = 0; i < 7; i++)
            last = loginFrom("127.0.0.1", owner.email, "guess", known).statusCode();
        assertThat(last).isEqualTo(429);
    }

    private static HttpResponse<String> loginFrom(String address, String email, String password, String cookie)
            throws Exception {
        var body = io.fanfare.kernel.Json.of(Map.of("email", email, "password", password))
                .text();
        var request = HttpRequest.newBuilder(
                        URI.create(Api.url().replace("localhost", "127.0.0.1") + "/api/auth/login"))
                .header("Content-Type", "application/json")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        try (var http = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void one_address_can_not_create_accounts_without_end() {
        var throttle = Api.bean(Throttle.class);
        var transactions = Api.bean(Transactions.class);
        String key = "registrations from " + Ids.next();
        Runnable once = () -> transactions.write(() -> throttle.limit(key, 2, Duration.ofHours(1)));
        once.run();
        once.run();
        assertThatThrownBy(once::run).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(429);
            assertThat((Long) refused.more().get("retryAfter")).isBetween(3500L, 3600L);
        });
        shifted(Duration.ofMinutes(61), once);
    }

    @Test
    void a_refresh_token_is_good_once_and_its_second_use_ends_the_session() {
        var first = register(fresh(), Map.of()).expect(201);
        var second = refresh(token(first)).expect(200);
        assertThat(second.text("workspace.id")).isEqualTo(first.text("workspace.id"));
        shifted(Duration.ofSeconds(11), () -> {
            refresh(token(first)).refused(401, "unauthorized");
            refresh(token(second)).refused(401, "unauthorized");
        });
    }

    @Test
    void two_tabs_that_refresh_at_once_get_the_same_session() {
        var first = register(fresh(), Map.of()).expect(201);
        var tab = refresh(token(first)).expect(200);
        var other = refresh(token(first)).expect(200);
        assertThat(token(other)).isEqualTo(token(tab));
        var later = refresh(token(tab)).expect(200);
        assertThat(token(refresh(token(first)).expect(200))).isEqualTo(token(later));
    }

    @Test
    void a_session_ends_after_thirty_days_and_at_once_by_signing_out() {
        var old = register(fresh(), Map.of()).expect(201);
        shifted(Duration.ofDays(31), () -> refresh(token(old)).expect(401));
        var ended = register(fresh(), Map.of()).expect(201);
        var out = nobody().with("Cookie", "fanfare_refresh=" + token(ended))
                .post("/api/auth/logout")
                .expect(204);
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
        refresh(token(ended)).expect(401);
        nobody().post("/api/auth/logout").expect(204);
        nobody().post("/api/auth/refresh").expect(401);
        refresh("made up").expect(401);
    }

    @Test
    void a_token_that_was_tampered_with_is_refused_and_signing_in_works_beside_it() {
        var owner = Api.workspace();
        nobody().get("/api/auth/me").refused(401, "unauthorized");
        var bad = nobody().with("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.");
        bad.get("/api/auth/me").refused(401, "unauthorized");
        bad.post("/api/auth/login", Map.of("email", owner.email, "password", Api.PASSWORD))
                .expect(200);
    }

    @Test
    void a_forgotten_password_is_answered_alike_for_everybody() {
        var owner = Api.workspace();
        var known = nobody().post("/api/auth/password/forgot", Map.of("email", owner.email))
                .expect(202);
        var unknown = nobody().post("/api/auth/password/forgot", Map.of("email", fresh()))
                .expect(202);
        assertThat(known.body()).isEqualTo("{}").isEqualTo(unknown.body());
        nobody().post("/api/auth/password/forgot", Map.of()).expect(400);
    }

    @Test
    void a_reset_link_sets_the_password_once_and_ends_every_session() {
        var email = fresh();
        var session = register(email, Map.of()).expect(201);
        String token = "reset " + Ids.next();
        Api.bean(Transactions.class).write(() -> assertThat(
                        Api.bean(PersonStore.class).insertReset(session.id("user.id"), Json.sha256(token)))
                .isTrue());
        nobody().post("/api/auth/password/reset", Map.of("token", token, "password", "short"))
                .expect(400);
        nobody().post("/api/auth/password/reset", Map.of("token", token, "password", "another password"))
                .expect(204);
        refresh(token(session)).expect(401);
        login(email, Api.PASSWORD).expect(401);
        login(email, "another password").expect(200);
        Api.signedIn(email, session).get("/api/auth/me").refused(401, "unauthorized");
        Api.signedIn(email, login(email, "another password").expect(200))
                .get("/api/auth/me")
                .expect(200);
        nobody().post("/api/auth/password/reset", Map.of("token", token, "password", "a third password"))
                .refused(422, "reset_not_valid");
    }

    @Test
    void a_reset_can_revoke_the_api_keys_of_the_person_in_every_workspace() {
        for (boolean revokes : new boolean[] {false, true}) {
            var owner = Api.workspace();
            String key = owner.post("/api/api-keys", Map.of("name", "k", "scopes", java.util.List.of("*")))
                    .expect(201)
                    .text("key");
            String token = "reset " + Ids.next();
            Api.bean(Transactions.class)
                    .write(() -> assertThat(Api.bean(PersonStore.class).insertReset(owner.person, Json.sha256(token)))
                            .isTrue());
            nobody().post(
                            "/api/auth/password/reset",
                            Map.of("token", token, "password", "another password", "revokeApiKeys", revokes))
                    .expect(204);
            nobody().with("Authorization", "Bearer " + key).get("/api/brands").expect(revokes ? 401 : 200);
        }
    }

    @Test
    void a_reset_link_is_good_for_an_hour() {
        var session = register(fresh(), Map.of()).expect(201);
        String token = "reset " + Ids.next();
        Api.bean(Transactions.class).write(() -> {
            Api.bean(PersonStore.class).insertReset(session.id("user.id"), Json.sha256(token));
        });
        shifted(Duration.ofMinutes(61), () -> nobody().post(
                        "/api/auth/password/reset", Map.of("token", token, "password", "another password"))
                .refused(422, "reset_not_valid"));
    }

    @Test
    void names_and_passwords_are_kept_as_they_are_typed() {
        String email = fresh();
        String name = "  Ω≈ç√ <script>alert(1)</script> ﷽ 👩‍👩‍👧‍👦 ";
        String password = "пароль с пробелом ";
        var session =
                register(email, Map.of("name", name, "password", password)).expect(201);
        assertThat(session.text("user.name")).isEqualTo(name);
        login(email, password).expect(200);
        login(email, password.strip()).expect(401);
    }

    private static String fresh() {
        return "person-" + Ids.next() + "@example.com";
    }

    private static Api.Answer register(String email, Map<String, Object> instead) {
        var body = new HashMap<String, Object>(
                Map.of("email", email, "password", Api.PASSWORD, "name", "Nora New", "workspaceName", "Fresh"));
        body.putAll(instead);
        return nobody().post("/api/auth/register", body);
    }

    private static Api.Answer login(String email, String password) {
        return nobody().post("/api/auth/login", Map.of("email", email, "password", password));
    }

    private static Api.Answer refresh(String token) {
        return nobody().with("Cookie", "fanfare_refresh=" + token).post("/api/auth/refresh");
    }

    private static String token(Api.Answer session) {
        String cookie = session.header("Set-Cookie");
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    static void shifted(Duration later, Runnable work) {
        var transactions = Api.bean(Transactions.class);
        transactions.write(() -> Api.bean(Now.class).shift(later));
        try {
            work.run();
        } finally {
            transactions.write(() -> Api.bean(Now.class).shift(Duration.ZERO));
        }
    }

    /** One hash fills 19 MiB, so what the computing threads allocate says how often one was computed. */
    @Test
    void a_sign_in_computes_one_hash_whether_the_address_has_an_account_or_not() {
        var owner = Api.workspace();
        assertThat(hashes(() -> wrongPassword(owner.email))).isEqualTo(1);
        assertThat(hashes(() -> wrongPassword(fresh()))).isEqualTo(1);
    }

    private static void wrongPassword(String email) {
        nobody().post("/api/auth/login", Map.of("email", email, "password", "not the right one"))
                .expect(401);
    }

    private static long hashes(Runnable work) {
        var before = allocated();
        work.run();
        long bytes = allocated().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
        return Math.round(bytes / (19.0 * (1 << 20)));
    }

    private static Map<Long, Long> allocated() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("compute-"))
                .collect(Collectors.toMap(
                        Thread::threadId, thread -> threads.getThreadAllocatedBytes(thread.threadId())));
    }

    @Test
    void a_password_that_is_guessed_first_is_refused_wherever_one_is_set() {
        for (String weak :
                List.of("1234567890", "qwertyuiop", "password123", "aaaaaaaaaaaa", "Ida Lindqvist", "fanfare2026"))
            nobody().post(
                            "/api/auth/register",
                            Map.of(
                                    "email",
                                    "ida" + Ids.next() + "@example.com",
                                    "password",
                                    weak,
                                    "name",
                                    "Ida Lindqvist",
                                    "workspaceName",
                                    "W"))
                    .refused(400, "invalid");
        var owner = Api.workspace();
        owner.post("/api/auth/me/password", Map.of("currentPassword", Api.PASSWORD, "newPassword", "1q2w3e4r5t"))
                .refused(400, "invalid");
        owner.post(
                        "/api/auth/me/password",
                        Map.of("currentPassword", Api.PASSWORD, "newPassword", "trommel kiesel abendrot"))
                .expect(200);
    }
}
