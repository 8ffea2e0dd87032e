package io.fanfare.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.AssetsTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GuestReviewsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final Api editor = owner.as("editor");
    private final Api manager = owner.as("manager");
    private final Api guest = Api.nobody();
    private final String campaign = "/api/campaigns/" + story.campaign;

    @AfterEach
    void noShift() {
        shift(Duration.ZERO);
    }

    private static void shift(Duration by) {
        Api.bean(Transactions.class).write(() -> Api.bean(Now.class).shift(by));
    }

    @Test
    void a_guest_sees_what_is_under_review_and_nothing_else_of_the_workspace() {
        UUID picture = upload("offer.png");
        UUID other = upload("secret.png");
        editor.post(
                        "/api/social/schedule",
                        story.newPost(
                                Map.of("title", "Offer", "text", "Half the price.", "assetIds", List.of(picture))))
                .expect(201);
        story.mailing(Map.of("name", "Letter")).expect(201);
        String review = request("simple");
        owner.post("/api/approvals/" + review + "/comments", Map.of("text", "For everyone"))
                .expect(201);
        owner.post("/api/approvals/" + review + "/comments", Map.of("text", "Between us", "internal", true))
                .expect(201);
        String link = share(editor, review, Map.of());
        var shown = guest.get(link).expect(200);
        assertThat(shown.at("items").valueStream().map(item -> item.at("/title").asString()))
                .containsExactlyInAnyOrder("Offer", "Letter");
        assertThat(shown.body())
                .contains("Half the price.", "For everyone")
                .doesNotContain(
                        "Between us",
                        "ada@example.com",
                        owner.email,
                        editor.email,
                        owner.person.toString(),
                        editor.person.toString(),
                        story.campaign.toString());
        assertThat(shown.at("may").toString()).isEqualTo("[\"comment\"]");
        var mail = shown.json()
                .at("/items")
                .valueStream()
                .filter(item -> item.at("/kind").asString().equals("mailing"))
                .findFirst()
                .orElseThrow();
        assertThat(mail.at("/preview/html").asString()).contains("<html").contains("Dear");
        assertThat(mail.at("/preview/components").propertyNames())
                .contains("subject")
                .doesNotContain("markdown");
        assertThat(guest.get(link + "/files/" + picture).expect(200).header("Content-Type"))
                .isEqualTo("image/png");
        guest.get(link + "/files/" + other).expect(404);
        // The link is no key to anything else.
        guest.get("/api/approvals/" + review).expect(401);
        assertThat(shown.header("Cache-Control")).contains("no-store");
        // A link that is opened, also many times, decides nothing.
        for (int i = 0; i < 3; i++) guest.get(link).expect(200);
        assertThat(history(review)).containsExactly("requested", "commented", "commented");
    }

    @Test
    void a_guest_approves_in_the_stage_for_guests_what_the_link_showed() {
        UUID post = post("Offer");
        String review = request("client");
        String link =
                share(manager, review, Map.of("may", List.of("approve", "comment"), "email", "client@example.com"));
        assertThat(owner.get("/api/approvals/" + review)
                        .expect(200)
                        .at("shares/0/email")
                        .asString())
                .isEqualTo("client@example.com");
        assertThat(guest.get(link).expect(200).at("waitsForYou").asBoolean()).isFalse();
        String first = digest(link);
        guest.post(link + "/approve", Map.of("digest", first)).refused(403, "approval_not_yours");
        manager.post("/api/approvals/" + review + "/approve").expect(200);
        assertThat(states(review)).containsExactly("Team approved", "Client open");
        assertThat(eligible(review)).containsExactly("client@example.com");
        // What was not shown is not approved.
        editor.patch("/api/social/" + post, Map.of("text", "Other words.")).expect(200);
        guest.post(link + "/approve", Map.of("digest", first)).refused(409, "approval_stale");
        guest.post(link + "/approve", Map.of()).expect(400);
        story.assertScopes("pending", "pending");
        manager.post("/api/approvals/" + review + "/approve").expect(200);
        var done = guest.post(
                        link + "/approve", Map.of("digest", digest(link), "name", "Clara Client", "comment", "Lovely"))
                .expect(200);
        assertThat(done.text("state")).isEqualTo("approved");
        assertThat(done.at("items").isEmpty()).isTrue();
        story.assertScopes("approved", "pending");
        var decision = owner.get("/api/approvals/" + review).expect(200).at("stages/1/decisions/0");
        assertThat(decision.at("/by").asString()).isEqualTo("Clara Client (guest, client@example.com)");
        assertThat(decision.at("/comment").asString()).isEqualTo("Lovely");
        assertThat(owner.get("/api/audit?limit=20").expect(200).body())
                .contains("Clara Client (guest, client@example.com)", "itemsDecided");
        guest.post(link + "/approve", Map.of("digest", "sha256:any")).refused(409, "review_closed");
    }

    @Test
    void a_link_does_not_approve_what_its_maker_wrote_and_only_reviewers_make_one() {
        post("Of the editor");
        manager.post("/api/social/schedule", story.newPost(Map.of("title", "Of the manager")))
                .expect(201);
        String review = request("client");
        post("Other scope stays");
        share(editor, review, Map.of("may", List.of("approve")), 403, "forbidden");
        String link = share(manager, review, Map.of("may", List.of("approve")));
        owner.post("/api/approvals/" + review + "/approve").expect(200);
        var items =
                guest.get(link).expect(200).json().at("/items").valueStream().toList();
        assertThat(items.stream()
                        .filter(item -> item.at("/waitsForYou").asBoolean())
                        .map(item -> item.at("/title").asString()))
                .containsExactlyInAnyOrder("Of the editor", "Other scope stays");
        guest.post(link + "/approve", Map.of("digest", digest(link))).expect(200);
        // Repeated, it changes nothing.
        guest.post(link + "/approve", Map.of("digest", digest(link))).refused(403, "approval_not_yours");
        story.assertScopes("pending", "pending");
        // It is the turn of guests, and this one can't say more.
        assertThat(guest.get(link).expect(200).at("yourTurn").asBoolean()).isTrue();
        assertThat(guest.get(link).expect(200).at("waitsForYou").asBoolean()).isFalse();
        String second = share(owner, review, Map.of("may", List.of("approve")));
        guest.post(second + "/approve", Map.of("digest", digest(second))).expect(200);
        story.assertScopes("approved", "pending");
    }

    @Test
    void a_link_ends_when_it_is_revoked_or_expires_and_a_made_up_one_never_works() {
        post("Offer");
        String review = request("client");
        var made = manager.post(
                        "/api/approvals/" + review + "/share", Map.of("may", List.of("approve"), "expiresInHours", 2))
                .expect(201);
        String link = path(made);
        String other = share(manager, review, Map.of("may", List.of("approve")));
        guest.get(link.substring(0, link.length() - 1) + (link.endsWith("A") ? "B" : "A"))
                .expect(404);
        guest.get("/api/reviews/nothing").expect(404);
        shift(Duration.ofHours(3));
        assertGone(link);
        guest.get(other).expect(200);
        owner.delete("/api/approvals/" + review + "/share/" + made.id("id")).expect(404);
        UUID id = UUID.fromString(owner.get("/api/approvals/" + review)
                .expect(200)
                .at("shares/0/id")
                .asString());
        editor.delete("/api/approvals/" + review + "/share/" + id).expect(204);
        assertGone(other);
        assertThat(owner.get("/api/approvals/" + review)
                        .expect(200)
                        .at("shares")
                        .isEmpty())
                .isTrue();
        // Without a guest, the stage waits.
        owner.post("/api/approvals/" + review + "/approve").expect(200);
        assertThat(owner.get("/api/approvals/" + review)
                        .expect(200)
                        .at("blocked")
                        .toString())
                .contains("review_without_reviewer", "Share the review with a guest");
        story.assertScopes("pending", "pending");
    }

    @Test
    void a_stage_that_loses_its_last_guest_is_blocked_and_says_so_once() {
        post("Offer");
        String review = request("client");
        assertThat(unreadAlarms()).isEqualTo(1);
        share(manager, review, Map.of("may", List.of("approve"), "expiresInHours", 2));
        Api.drain();
        assertThat(unreadAlarms()).isZero();
        shift(Duration.ofHours(3));
        Api.drain();
        assertThat(unreadAlarms()).isEqualTo(1);
        post("Another offer");
        Api.drain();
        assertThat(unreadAlarms()).isEqualTo(1);
        share(manager, review, Map.of("may", List.of("approve")));
        Api.drain();
        assertThat(unreadAlarms()).isZero();
    }

    private long unreadAlarms() {
        return owner.get("/api/notifications?unread=true").expect(200).at("items").findValuesAsString("kind").stream()
                .filter("approval_blocked"::equals)
                .count();
    }

    @Test
    void a_link_allows_what_it_says_and_is_refused_where_it_makes_no_sense() {
        post("Offer");
        String review = request("client");
        String comments = share(editor, review, Map.of("may", List.of("comment")));
        guest.post(comments + "/approve", Map.of("digest", digest(comments))).refused(403, "share_read_only");
        guest.post(comments + "/request-changes", Map.of("digest", digest(comments), "reason", "No"))
                .refused(403, "share_read_only");
        String reads = share(editor, review, Map.of("may", List.of()));
        guest.post(reads + "/comments", Map.of("text", "Hello")).refused(403, "share_read_only");
        share(manager, review, Map.of("expiresInHours", 721), 400, "invalid");
        share(manager, review, Map.of("email", "no address"), 400, "invalid");
        share(manager, review, Map.of("may", List.of("everything")), 400, "invalid");
        owner.as("viewer").post("/api/approvals/" + review + "/share", Map.of()).expect(403);
        owner.post("/api/approvals/" + review + "/withdraw").expect(200);
        assertThat(guest.get(comments).expect(200).at("items").isEmpty()).isTrue();
        guest.post(comments + "/comments", Map.of("text", "Late")).refused(409, "review_closed");
        share(manager, review, Map.of(), 409, "review_closed");
        String plain = request("simple");
        share(manager, plain, Map.of("may", List.of("approve")), 422, "share_without_external_stage");
    }

    @Test
    void a_guest_comments_and_requests_changes_and_the_team_reads_it() {
        UUID post = post("Offer");
        String review = request("client");
        String link = share(manager, review, Map.of("may", List.of("approve", "comment")));
        var anchor = Map.of("item", Map.of("kind", "post", "id", post), "component", "text", "range", List.of(0, 4));
        var made = guest.post(link + "/comments", Map.of("name", "Clara", "text", "Which words?", "anchor", anchor))
                .expect(201);
        assertThat(made.text("by")).isEqualTo("Clara (guest)");
        assertThat(made.at("anchor/quote").asString()).isEqualTo("Some");
        assertThat(kinds(editor)).contains("approval_commented");
        owner.post("/api/approvals/" + review + "/comments", Map.of("text", "These", "parent", made.id("id")))
                .expect(201);
        assertThat(guest.get(link).expect(200).at("comments").findValuesAsString("text"))
                .containsExactly("Which words?", "These");
        guest.post(link + "/comments", Map.of("text", "No", "parent", UUID.randomUUID()))
                .expect(400);
        owner.post("/api/approvals/" + review + "/approve").expect(200);
        guest.post(link + "/request-changes", Map.of("digest", digest(link))).expect(400);
        guest.post(
                        link + "/request-changes",
                        Map.of(
                                "digest",
                                digest(link),
                                "comments",
                                List.of(Map.of("text", "Too loud", "anchor", anchor))))
                .expect(200);
        assertThat(owner.get("/api/approvals/" + review).expect(200).text("state"))
                .isEqualTo("changes_requested");
        story.assertScopes("rejected", "pending");
    }

    @Test
    void a_guest_with_an_address_gets_the_link_and_word_when_it_is_their_turn() {
        post("Offer");
        String review = request("client");
        var made = manager.post(
                        "/api/approvals/" + review + "/share",
                        Map.of("may", List.of("approve"), "email", "clara@example.com"))
                .expect(201);
        assertThat(made.at("mailed").asBoolean()).isTrue();
        owner.post("/api/approvals/" + review + "/approve").expect(200);
        Api.drain();
        story.inWorkspace(() -> assertThat(Api.bean(Transactions.class)
                        .read(() -> Api.bean(Sql.class).of("""
                                select count(*) from delivery
                                 where workspace_id = :workspace and target = 'clara@example.com' and item_kind = 'letter'""").one(Long.class)))
                .isEqualTo(2));
    }

    @Test
    void a_member_decides_from_the_mail_without_signing_in_and_only_as_they_may() {
        post("Offer");
        Api reviewer = owner.as("reviewer");
        String review = request("simple");
        String link = mailed(reviewer, review);
        var shown = guest.get(link).expect(200);
        assertThat(shown.text("member")).isEqualTo("Some reviewer");
        assertThat(shown.at("waitsForYou").asBoolean()).isTrue();
        // The author's link is no way around the rule.
        guest.post(mailed(editor, review) + "/approve", Map.of("digest", digest(link)))
                .refused(403, "share_read_only");
        manager.patch("/api/social/" + shown.at("items/0/id").asString(), Map.of("text", "Changed since"))
                .expect(200);
        guest.post(link + "/approve", Map.of("digest", shown.text("digest"))).refused(409, "approval_stale");
        guest.post(mailed(manager, review) + "/approve", Map.of("digest", digest(link)))
                .refused(403, "approval_own_work");
        guest.post(link + "/approve", Map.of("digest", digest(link), "comment", "Fine"))
                .expect(200);
        story.assertScopes("approved", "pending");
        assertThat(owner.get("/api/approvals/" + review)
                        .expect(200)
                        .at("stages/0/decisions/0/by")
                        .asString())
                .isEqualTo("Some reviewer");
        owner.delete("/api/members/" + reviewer.person).expect(204);
        guest.get(link).expect(404);
    }

    /** The link that the mail of a notification about a review has. */
    private String mailed(Api member, String review) {
        var offer = new java.util.concurrent.atomic.AtomicReference<String>();
        story.inWorkspace(() -> offer.set(Api.bean(MailLinks.class)
                .offer(member.person, "approval_requested", UUID.fromString(review), java.time.Instant.now())
                .orElseThrow()
                .path()));
        return "/api" + offer.get();
    }

    private void assertGone(String link) {
        guest.get(link).expect(404);
        guest.post(link + "/approve", Map.of("digest", "any")).expect(404);
        guest.post(link + "/request-changes", Map.of("digest", "any", "reason", "No"))
                .expect(404);
        guest.post(link + "/comments", Map.of("text", "No")).expect(404);
    }

    private UUID upload(String name) {
        return Story.upload(owner, name, AssetsTest.picture("png", 40, 30, name.length()))
                .expect(201)
                .id("id");
    }

    private UUID post(String title) {
        return editor.post("/api/social/schedule", story.newPost(Map.of("title", title)))
                .expect(201)
                .id("queueId");
    }

    private String request(String policy) {
        if (policy.equals("client"))
            owner.put(
                            "/api/approvals/policies/client",
                            Map.of(
                                    "appliesTo", Map.of(),
                                    "stages",
                                            List.of(
                                                    Map.of("name", "Team"),
                                                    Map.of("name", "Client", "role", "external"))))
                    .expect(201);
        owner.post(campaign + "/approvals/initialize", Map.of("policy", policy, "scopes", List.of("content")))
                .expect(200);
        return editor.post(campaign + "/approvals/content/request").expect(200).text("reviewId");
    }

    private static String share(Api who, String review, Map<String, ?> details) {
        return path(who.post("/api/approvals/" + review + "/share", new HashMap<>(details))
                .expect(201));
    }

    private static void share(Api who, String review, Map<String, ?> details, int status, String code) {
        who.post("/api/approvals/" + review + "/share", new HashMap<>(details)).refused(status, code);
    }

    private static String path(Api.Answer made) {
        String url = made.text("url");
        return "/api" + url.substring(url.indexOf("/reviews/"));
    }

    private String digest(String link) {
        return guest.get(link).expect(200).text("digest");
    }

    private List<String> states(String review) {
        return stages(review).stream()
                .map(stage ->
                        stage.at("/name").asString() + " " + stage.at("/state").asString())
                .toList();
    }

    private List<String> eligible(String review) {
        return stages(review).getLast().at("/eligible").findValuesAsString("name");
    }

    private List<JsonNode> stages(String review) {
        return owner.get("/api/approvals/" + review)
                .expect(200)
                .json()
                .at("/stages")
                .valueStream()
                .toList();
    }

    private List<String> history(String review) {
        return owner.get("/api/approvals/" + review + "/history")
                .expect(200)
                .at("items")
                .findValuesAsString("kind");
    }

    private static List<String> kinds(Api who) {
        return who.get("/api/notifications").expect(200).at("items").findValuesAsString("kind");
    }
}
