package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.campaign.Campaigns;
import io.fanfare.campaign.Transitions;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Transactions;
import io.fanfare.outbox.CampaignOutbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A campaign with what belongs to it, told through the door: for tests of what goes out. */
public final class Story {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    public final Api owner;
    public final UUID campaign;

    public Story() {
        this(Api.workspace());
    }

    public Story(Api owner) {
        this.owner = owner;
        campaign = owner.post("/api/campaigns", Map.of("name", "Story", "timeZone", ZONE.getId()))
                .expect(201)
                .id("id");
    }

    /** Today where the campaign runs; around midnight it is another day than in UTC. */
    public static LocalDate today() {
        return LocalDate.now(ZONE);
    }

    /** The body of a real blog post, without its front matter. */
    public static String blog(String name) {
        try {
            String text = Files.readString(Path.of("src/test/resources/blog/" + name + ".md"));
            return text.substring(text.indexOf("\n---\n", 4) + 5).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Api.Answer post(Map<String, ?> more) {
        return owner.post("/api/social/schedule", newPost(more));
    }

    /** A post of the newsroom with other members; an empty text leaves a member out. */
    public Map<String, Object> newPost(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of(
                "campaignId",
                campaign,
                "platform",
                "newsroom",
                "title",
                "A post",
                "text",
                "Some **words**.",
                "scheduledFor",
                "2027-03-01T09:00:00+01:00"));
        body.putAll(more);
        body.values().removeIf(value -> value.equals(""));
        return body;
    }

    public Api.Answer mailing(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of(
                "campaignId",
                campaign,
                "name",
                "A mailing",
                "subject",
                "Hello {{ contact.firstName }}",
                "from",
                Map.of("name", "Nora News", "email", "nora@example.com"),
                "markdown",
                "Dear {{ contact.name }}",
                "recipients",
                List.of(Map.of("email", "ada@example.com", "name", "Ada Reader"))));
        body.putAll(more);
        body.values().removeIf(value -> value.equals(""));
        return owner.post("/api/email/create", body);
    }

    public void approve(String... scopes) {
        for (String scope : scopes)
            owner.post("/api/campaigns/" + campaign + "/approvals/" + scope + "/approve", Map.of())
                    .expect(200);
    }

    /** Launched, whatever still blocks: the campaign is active, and its items are planned. */
    public void launch() {
        activate();
        inWorkspace(() -> Api.bean(CampaignOutbox.class).plan(campaign));
    }

    /** Active, with nothing planned yet. */
    public void activate() {
        inWorkspace(() -> {
            var campaigns = Api.bean(Campaigns.class);
            Api.bean(Transitions.class).launch(campaigns.hold(campaign));
        });
    }

    public void inWorkspace(Runnable work) {
        Current.house(owner.workspace, "test")
                .run(() -> Api.bean(Transactions.class).write(work));
    }

    /** The statuses of the scopes, as {@code content:approved}. */
    public List<String> scopes() {
        var answer = owner.get("/api/campaigns/" + campaign + "/approvals")
                .expect(200)
                .json();
        return answer.at("/scopes")
                .valueStream()
                .map(scope -> scope.at("/scope").asString() + ":"
                        + scope.at("/status").asString())
                .filter(scope -> scope.startsWith("content") || scope.startsWith("schedule"))
                .toList();
    }

    public void assertScopes(String content, String schedule) {
        assertThat(scopes()).containsExactlyInAnyOrder("content:" + content, "schedule:" + schedule);
    }

    /** A file as a browser sends it. */
    public static Api.Answer upload(Api who, String name, byte[] bytes) {
        return upload(who, "/api/campaign-assets/assets", name, bytes, Map.of());
    }

    /** A file with the other parts of the form. */
    public static Api.Answer upload(Api who, String path, String name, byte[] bytes, Map<String, String> parts) {
        var body = new java.io.ByteArrayOutputStream();
        parts.forEach((part, value) -> body.writeBytes(("--cut\r\nContent-Disposition: form-data; name=\"" + part
                        + "\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n--cut--\r\n".getBytes(StandardCharsets.UTF_8));
        return who.with("Content-Type", "multipart/form-data; boundary=cut").send("POST", path, body.toByteArray());
    }
}
