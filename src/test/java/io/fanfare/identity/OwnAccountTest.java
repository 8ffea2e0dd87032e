package io.fanfare.identity;

import static io.fanfare.Api.nobody;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnAccountTest {
    private static final String FIREFOX =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

    @Test
    void a_member_changes_their_name_and_everybody_sees_it() {
        var owner = Api.workspace();
        var viewer = owner.as("viewer");
        assertThat(viewer.patch("/api/auth/me", Map.of("name", "Vera Viewer"))
                        .expect(200)
                        .text("name"))
                .isEqualTo("Vera Viewer");
        assertThat(viewer.get("/api/auth/me").text("user.name")).isEqualTo("Vera Viewer");
        assertThat(owner.get("/api/members").body()).contains("Vera Viewer");
        assertThat(viewer.patch("/api/auth/me", Map.of("name", " ")).expect(400).text("errors.name"))
                .isNotEmpty();
        assertThat(viewer.patch("/api/auth/me", Map.of("email", "new@example.com"))
                        .expect(400)
                        .text("errors.email"))
                .isNotEmpty();
    }

    @Test
    void a_new_password_needs_the_present_one_and_ends_all_other_sessions() {
        var here = Api.workspace();
        var elsewhere = login(here.email, Api.PASSWORD, FIREFOX).expect(200);
        assertThat(change(here, "not the right one", "another password")
                        .expect(400)
                        .text("errors.currentPassword"))
                .isEqualTo("is not your current password");
        assertThat(change(here, Api.PASSWORD, "short").expect(400).text("errors.newPassword"))
                .isEqualTo("must have at least 10 characters");
        var changed = change(here, Api.PASSWORD, "another password").expect(200);
        refresh(elsewhere).expect(401);
        Api.signedIn(here.email, elsewhere).get("/api/auth/me").refused(401, "unauthorized");
        Api.signedIn(here.email, changed).get("/api/auth/me").expect(200);
        refresh(changed).expect(200);
        login(here.email, Api.PASSWORD, FIREFOX).expect(401);
        login(here.email, "another password", FIREFOX).expect(200);
    }

    @Test
    void guessing_the_present_password_is_slowed_down() {
        var here = Api.workspace();
        for (int i = 0; i < 5; i++)
            change(here, "wrong password " + i, "another password").expect(400);
        change(here, Api.PASSWORD, "another password").refused(429, "too_many_requests");
    }

    @Test
    void sessions_are_listed_with_their_device_and_ended_one_by_one() {
        var owner = Api.workspace();
        var here = login(owner.email, Api.PASSWORD, FIREFOX).expect(200);
        var phone = login(owner.email, Api.PASSWORD, PHONE).expect(200);
        var list = sessions(owner.email, here);
        assertThat(list.at("total").asInt()).isEqualTo(3);
        assertThat(list.text("items.0.device")).isEqualTo("Firefox on Windows");
        assertThat(list.at("items.0.current").asBoolean()).isTrue();
        assertThat(list.text("items.1.device")).isEqualTo("Safari on iPhone");
        Api.signedIn(owner.email, here)
                .delete("/api/auth/sessions/" + list.text("items.1.id"))
                .expect(204);
        refresh(phone).expect(401);
        var still = refresh(here).expect(200);
        assertThat(sessions(owner.email, still).at("total").asInt()).isEqualTo(2);
        Api.signedIn(owner.email, still)
                .delete("/api/auth/sessions/" + list.text("items.1.id"))
                .refused(404, "not_found");
    }

    @Test
    void signing_out_elsewhere_leaves_this_session_alone() {
        var owner = Api.workspace();
        var phone = login(owner.email, Api.PASSWORD, PHONE).expect(200);
        var here = login(owner.email, Api.PASSWORD, FIREFOX).expect(200);
        Api.signedIn(owner.email, here)
                .with("Cookie", "fanfare_refresh=" + token(here))
                .post("/api/auth/sessions/end-others")
                .expect(204);
        refresh(phone).expect(401);
        refresh(here).expect(200);
    }

    @Test
    void an_api_key_has_no_account_to_change() {
        var owner = Api.workspace();
        String key = owner.post("/api/api-keys", Map.of("name", "k", "scopes", List.of("*")))
                .expect(201)
                .text("key");
        var program = nobody().with("Authorization", "Bearer " + key);
        program.patch("/api/auth/me", Map.of("name", "Robot")).refused(403, "person_needed");
        program.get("/api/auth/sessions").refused(403, "person_needed");
        change(program, Api.PASSWORD, "another password").refused(403, "person_needed");
    }

    private static Api.Answer change(Api by, String current, String next) {
        return by.post("/api/auth/me/password", Map.of("currentPassword", current, "newPassword", next));
    }

    private static Api.Answer login(String email, String password, String browser) {
        return nobody().with("User-Agent", browser)
                .post("/api/auth/login", Map.of("email", email, "password", password));
    }

    private static Api.Answer sessions(String email, Api.Answer session) {
        return Api.signedIn(email, session)
                .with("Cookie", "fanfare_refresh=" + token(session))
                .get("/api/auth/sessions")
                .expect(200);
    }

    private static Api.Answer refresh(Api.Answer session) {
        return nobody().with("Cookie", "fanfare_refresh=" + token(session)).post("/api/auth/refresh");
    }

    private static String token(Api.Answer session) {
        String cookie = session.header("Set-Cookie");
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }
}
