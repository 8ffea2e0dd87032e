package io.fanfare;

import io.fanfare.activity.Notifications;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * How a real thing of each kind is made in a workspace. The kind of an id in a path is the segment before it
 * ({@code /api/brands/{id}}) or, where the variable has a name of its own, that name: an operation whose kind nobody
 * knows to make fails the test until it is added here.
 */
final class Makers {
    private static final Map<String, BiFunction<Api, String, String>> MAKERS = Map.ofEntries(
            Map.entry("workspace", (api, word) -> api.workspace.toString()),
            Map.entry("person", (api, word) -> api.as("editor").person.toString()),
            Map.entry("members", (api, word) -> api.as("editor").person.toString()),
            Map.entry("invitations", (api, word) -> api.post(
                            "/api/members/invite", Map.of("email", Ids.next() + "@example.com", "role", "viewer"))
                    .expect(201)
                    .text("id")),
            Map.entry("sessions", Makers::session),
            Map.entry("passkeys", Makers::passkey),
            Map.entry("domains", (api, word) -> api.post(
                            "/api/security/domains",
                            Map.of("domain", "d" + Ids.next().toString().replace("-", "") + ".example.com"))
                    .expect(201)
                    .text("id")),
            Map.entry("break-glass", (api, word) -> api.person.toString()),
            Map.entry("campaigns", Makers::campaign),
            Map.entry("hashtag-sets", (api, word) -> api.post(
                            "/api/content/hashtag-sets",
                            Map.of("name", word + " " + Ids.next(), "hashtags", List.of("#launch")))
                    .expect(201)
                    .text("id")),
            Map.entry("brands", (api, word) -> api.post(
                            "/api/brands",
                            Map.of("name", word, "key", Ids.next().toString()))
                    .expect(201)
                    .text("id")),
            Map.entry("api-keys", (api, word) -> api.post(
                            "/api/api-keys", Map.of("name", word, "scopes", List.of("campaign.read")))
                    .expect(201)
                    .text("id")),
            Map.entry("agents", (api, word) -> agent(api)),
            Map.entry("credentials", (api, word) -> api.post(
                            "/api/credentials",
                            Map.of(
                                    "kind",
                                    "smtp",
                                    "name",
                                    word,
                                    "settings",
                                    Map.of("host", "mail.invalid", "port", 587, "security", "none"),
                                    "secret",
                                    Map.of("password", word)))
                    .expect(201)
                    .text("id")),
            Map.entry("first-campaigns", (api, word) -> api.post(
                            "/api/start/first-campaigns",
                            Map.of("name", word, "text", "# " + word, "channels", List.of("newsroom")))
                    .expect(202)
                    .text("id")),
            Map.entry("views", (api, word) -> api.post(
                            "/api/views",
                            Map.of(
                                    "list",
                                    "contacts",
                                    "name",
                                    word + " " + Ids.next().toString().substring(24),
                                    "query",
                                    "tag=" + word))
                    .expect(201)
                    .text("id")),
            Map.entry("deliveries", Makers::delivery),
            Map.entry("feeds", (api, word) -> api.post("/api/calendar/feeds", Map.of())
                    .expect(201)
                    .text("id")),
            Map.entry("bulk", (api, word) -> api.post(
                            "/api/bulk/campaigns/update",
                            Map.of("ids", List.of(campaign(api, word)), "change", Map.of("priority", "low")))
                    .expect(202)
                    .text("id")),
            Map.entry("alerts", Makers::alert),
            Map.entry("alert-rules", (api, word) -> api.get("/api/monitoring/alert-rules")
                    .expect(200)
                    .text("items.0.id")),
            Map.entry("jobs", Makers::failingJob),
            Map.entry("assets", Makers::asset),
            Map.entry("render-jobs", (api, word) -> api.post(
                            "/api/render-jobs/create",
                            Map.of(
                                    "campaignId",
                                    campaign(api, word),
                                    "type",
                                    "image",
                                    "autoSubmit",
                                    false,
                                    "params",
                                    Map.of("headline", word, "width", 64, "height", 64)))
                    .expect(201)
                    .text("id")),
            Map.entry("campaign-spaces", (api, word) -> api.post(
                            "/api/campaign-spaces",
                            Map.of("campaignName", word, "platform", "meta", "tags", List.of(word)))
                    .expect(201)
                    .text("id")),
            Map.entry("creatives", Makers::creative),
            Map.entry("proposal", Makers::proposal),
            Map.entry("blog-posts", Makers::blogPost),
            Map.entry("blog-feeds", Makers::blogFeed),
            Map.entry("content", Makers::repurposed),
            Map.entry("social", Makers::post),
            Map.entry("accounts", Makers::account),
            Map.entry("email", Makers::mailing),
            Map.entry("captured", Makers::capturedMail),
            Map.entry("suppressions", Makers::suppression),
            Map.entry("contacts", Makers::contact),
            Map.entry("segments", Makers::segment),
            Map.entry("imports", Makers::imported),
            Map.entry("templates", Makers::mailTemplate),
            Map.entry("campaign-templates", (api, word) -> api.post(
                            "/api/templates",
                            Map.of(
                                    "name",
                                    word,
                                    "description",
                                    word,
                                    "tags",
                                    List.of(word),
                                    "content",
                                    Map.of("brief", Map.of("objective", word))))
                    .expect(201)
                    .text("id")),
            Map.entry("approvals", Makers::review),
            Map.entry("share", Makers::share),
            Map.entry("parent", Makers::comment),
            Map.entry("team", Makers::teamMember),
            Map.entry("tasks", Makers::task),
            Map.entry("comments", Makers::taskComment),
            Map.entry("saved", (api, word) -> api.post(
                            "/api/search/saved",
                            Map.of("name", word + Ids.next(), "query", Map.of("q", word), "shared", true))
                    .expect(201)
                    .text("id")),
            Map.entry("webhooks", (api, word) -> api.post(
                            "/api/webhooks", Map.of("url", new Receiver().url(), "events", List.of("*")))
                    .expect(201)
                    .text("id")),
            Map.entry("integrations", (api, word) -> api.post(
                            "/api/integrations",
                            Map.of(
                                    "kind",
                                    "marketing_agent",
                                    "name",
                                    word,
                                    "url",
                                    FakeMcp.url("maker", "marketing", FakeMcp.STATELESS),
                                    "auth",
                                    Map.of("type", "none")))
                    .expect(201)
                    .text("id")),
            Map.entry("flows", Makers::flow),
            Map.entry("flow-runs", (api, word) -> api.post("/api/flows/" + flow(api, word) + "/run", Map.of())
                    .expect(202)
                    .text("id")),
            Map.entry("notifications", Makers::notification));

    /** A proposal belongs to the creative that was made before it. */
    private static final Map<UUID, String> LAST_CREATIVE = new ConcurrentHashMap<>();

    /** A link belongs to the review that was made before it. */
    private static final Map<UUID, String> LAST_REVIEW = new ConcurrentHashMap<>();

    private static final Map<UUID, String> CAMPAIGNS = new ConcurrentHashMap<>();

    private static final Random RANDOM = new Random();

    /** Other names for the same kinds. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("campaign", "campaigns"),
            Map.entry("brand", "brands"),
            Map.entry("account", "accounts"),
            Map.entry("owner", "person"),
            Map.entry("actor", "person"),
            Map.entry("after", "contacts"),
            Map.entry("to", "person"),
            Map.entry("delegate", "person"),
            Map.entry("credential", "credentials"),
            Map.entry("delivery", "deliveries"),
            Map.entry("mentions", "person"),
            Map.entry("id", "campaigns"),
            Map.entry("item", "campaigns"),
            Map.entry("logoAsset", "assets"),
            Map.entry("asset", "assets"),
            Map.entry("contact", "contacts"),
            Map.entry("segment", "segments"),
            Map.entry("campaign-assets", "assets"),
            Map.entry("similarTo", "assets"),
            Map.entry("variantOf", "assets"),
            Map.entry("space", "campaign-spaces"),
            Map.entry("campaignSpace", "campaign-spaces"),
            Map.entry("blogPost", "blog-posts"),
            Map.entry("creative", "creatives"),
            Map.entry("member", "team"),
            Map.entry("assignee", "team"),
            Map.entry("task", "tasks"),
            Map.entry("ids", "campaigns"),
            Map.entry("template", "campaign-templates"),
            Map.entry("flow", "flows"),
            Map.entry("queue", "social"));

    private Makers() {}

    /** A real thing of the kind whose texts all hold {@code word}. */
    static String make(String kind, Api api, String word) {
        String known = ALIASES.getOrDefault(kind, kind);
        var maker = MAKERS.get(known);
        if (maker == null)
            throw new AssertionError("no maker for the kind '" + known + "': add to Makers how a real one is made ("
                    + MAKERS.keySet().stream().sorted().collect(Collectors.joining(", ")) + " are known)");
        return maker.apply(api, word);
    }

    /** An API key is an agent once it was used over MCP. */
    private static String agent(Api api) {
        var key = api.post("/api/api-keys", Map.of("name", "Agent " + Ids.next(), "scopes", List.of("read")))
                .expect(201);
        Api.nobody()
                .with("Authorization", "Bearer " + key.text("key"))
                .post("/api/mcp", Map.of("jsonrpc", "2.0", "id", 1, "method", "ping"))
                .expect(200);
        return key.text("id");
    }

    /** Origin D's {@code space_id} is a {@code spaceId}. */
    private static String passkey(Api api, String word) {
        var id = Ids.next();
        Api.bean(Transactions.class).write(() -> Api.bean(Sql.class)
                .of("""
                        insert into identity_passkey (id, person_id, credential_id, name, attested, sign_count)
                        values (:id, :person, :credential, :name, '', 0)""")
                .bind("id", id)
                .bind("person", api.person)
                .bind("credential", id.toString().getBytes(StandardCharsets.UTF_8))
                .bind("name", word)
                .run());
        return id.toString();
    }

    private static String session(Api api, String word) {
        Api.nobody()
                .post("/api/auth/login", Map.of("email", api.email, "password", Api.PASSWORD))
                .expect(200);
        return api.get("/api/auth/sessions")
                .expect(200)
                .at("items")
                .valueStream()
                .filter(session -> !session.at("/current").asBoolean())
                .map(session -> session.at("/id").asString())
                .findFirst()
                .orElseThrow();
    }

    private static String camel(String name) {
        return Pattern.compile("_([a-z])").matcher(name).replaceAll(letter -> letter.group(1)
                .toUpperCase(Locale.ROOT));
    }

    /** {@code campaignId} is a campaign, {@code assetIds} are assets; {@code id} is what stands before it. */
    static String kind(String name, String path) {
        if (!name.equals("id")) return camel(name).replaceFirst("Ids?$", "");
        if (path.startsWith("/api/templates/")) return "campaign-templates";
        String before = path.substring(0, path.indexOf("/{id}"));
        return before.substring(before.lastIndexOf('/') + 1);
    }

    /** What is made for this workspace from now on belongs to one campaign. */
    static void inOneCampaign(Api api) {
        CAMPAIGNS.put(api.workspace, campaign(api, "All of it"));
    }

    static void inManyCampaigns(Api api) {
        CAMPAIGNS.remove(api.workspace);
    }

    static Set<String> kinds() {
        return MAKERS.keySet();
    }

    /** The name of a kind that several have. */
    static String known(String kind) {
        return ALIASES.getOrDefault(kind, kind);
    }

    private static String flow(Api api, String word) {
        var step = Map.of("id", "tasks", "service", "fanfare", "operation", "listTasks");
        return api.post("/api/flows", Map.of("name", word, "description", word, "steps", List.of(step)))
                .expect(201)
                .text("id");
    }

    private static String campaign(Api api, String word) {
        String common = CAMPAIGNS.get(api.workspace);
        if (common != null) return common;
        String id = api.post("/api/campaigns", Map.of("name", word, "description", word, "tags", List.of(word)))
                .expect(201)
                .text("id");
        api.post("/api/campaigns/" + id + "/strategies", Map.of("goals", List.of(word)))
                .expect(201);
        api.post("/api/campaigns/" + id + "/timeline", Map.of("template", "none", "date", "2035-01-01"))
                .expect(201);
        return id;
    }

    /** A delivery that nobody has approved, planned as the rooms that send things do. */
    private static String delivery(Api api, String word) {
        UUID id = Ids.next();
        UUID campaign = UUID.fromString(campaign(api, word));
        var planned = new Delivery.Planned(
                id,
                "fake",
                Delivery.Lane.SINGLE,
                word + id,
                null,
                "fake",
                id,
                word,
                campaign,
                campaign,
                Instant.now(),
                null);
        house(api, () -> Api.bean(Ledger.class).plan(List.of(planned)));
        return id.toString();
    }

    private static String asset(Api api, String word) {
        var bytes = new ByteArrayOutputStream();
        var picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        // The same picture twice would be one asset.
        for (int i = 0; i < 64; i++) picture.setRGB(i % 8, i / 8, RANDOM.nextInt());
        try {
            ImageIO.write(picture, "png", bytes);
            return api.with("Content-Type", "multipart/form-data; boundary=parts")
                    .post("/api/campaign-assets/assets", parts(word, bytes.toByteArray()))
                    .expect(201)
                    .text("id");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] parts(String word, byte[] picture) throws IOException {
        var body = new ByteArrayOutputStream();
        body.write(("--parts\r\nContent-Disposition: form-data; name=\"assetName\"\r\n\r\n" + word
                        + "\r\n--parts\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.write(picture);
        body.write("\r\n--parts--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** Material for another caption: without any, a regeneration proposes nothing. */
    private static final String FACTS =
            "Write a LinkedIn post about our new running shoe. Aero 2 weighs 198 grams and costs €129. "
                    + "Its sole is made of recycled fishing nets from Kiel. The shoe is in stores from 4 December. "
                    + "Order your pair at https://example.com/aero before Sunday.";

    private static String creative(Api api, String word) {
        String id = api.post(
                        "/api/campaigns/" + campaign(api, word) + "/creatives",
                        Map.of(
                                "name",
                                word,
                                "kind",
                                "text",
                                "platform",
                                "linkedin",
                                "components",
                                Map.of("caption", word),
                                "brief",
                                FACTS))
                .expect(201)
                .text("id");
        LAST_CREATIVE.put(api.workspace, id);
        return id;
    }

    private static String last(Api api, String word) {
        String known = LAST_CREATIVE.get(api.workspace);
        return known == null ? creative(api, word) : known;
    }

    private static String proposal(Api api, String word) {
        return api.post(
                        "/api/creatives/" + last(api, word) + "/regenerate",
                        Map.of("components", List.of("caption"), "apply", false))
                .expect(200)
                .text("proposalId");
    }

    private static String blogFeed(Api api, String word) {
        String feed = Pages.serve(
                "application/rss+xml",
                "<rss version=\"2.0\"><channel><title>Blog</title><item><title>One</title><guid>1</guid></item></channel></rss>");
        return api.post(
                        "/api/campaigns/" + campaign(api, word) + "/blog-feeds",
                        Map.of("url", feed, "channels", List.of("newsroom")))
                .expect(201)
                .text("id");
    }

    private static String blogPost(Api api, String word) {
        return api.post("/api/content/blog-posts", Map.of("title", word, "markdown", word))
                .expect(201)
                .text("id");
    }

    private static String repurposed(Api api, String word) {
        return api.post("/api/content/repurpose/" + blogPost(api, word), Map.of())
                .expect(201)
                .text("items.0.contentId");
    }

    private static String post(Api api, String word) {
        return api.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                campaign(api, word),
                                "platform",
                                "newsroom",
                                "title",
                                word,
                                "text",
                                word,
                                "scheduledFor",
                                "2035-01-01T10:00:00Z"))
                .expect(201)
                .text("queueId");
    }

    /** Put there as connecting it does, without a server that would let it in. */
    private static String account(Api api, String word) {
        UUID id = Ids.next();
        house(api, () -> Api.bean(Sql.class)
                .of("""
                insert into social_account (id, platform, service, remote_id, handle, name)
                values (:id, 'mastodon', 'https://mastodon.invalid', :remote, :word, :word)""")
                .bind("id", id)
                .bind("remote", id.toString())
                .bind("word", word)
                .run());
        return id.toString();
    }

    /** Put there as the timer does that checks the rules; each rule has at most one open. */
    private static String alert(Api api, String word) {
        UUID id = Ids.next();
        house(api, () -> Api.bean(Sql.class).of("""
                update ops_alert set state = 'resolved', resolved_at = fanfare_now()
                 where workspace_id = :workspace and metric = 'unconfirmed' and state <> 'resolved'""").run());
        house(api, () -> Api.bean(Sql.class)
                .of("""
                insert into ops_alert (id, metric, severity, value, since, state, fired_at, note)
                values (:id, 'unconfirmed', 'warning', 1, fanfare_now(), 'firing', fanfare_now(), :word)""")
                .bind("id", id)
                .bind("word", word)
                .run());
        return id.toString();
    }

    /** A lane that failed, as a worker leaves it. */
    private static String failingJob(Api api, String word) {
        String lane = "test_" + word + Ids.next();
        house(api, () -> Api.bean(Sql.class).of("""
                insert into kernel_ready (workspace_id, lane, due_at, failures, failed_at, error)
                values (:workspace, :lane, fanfare_now() + interval '1 hour', 1, fanfare_now(), 'IllegalStateException')""").bind("lane", lane).run());
        var jobs = api.get("/api/monitoring/jobs?state=failing&limit=200")
                .expect(200)
                .json();
        for (var job : jobs.at("/items"))
            if (job.at("/lane").asString().equals(lane)) return job.at("/id").asString();
        throw new IllegalStateException("no job " + lane);
    }

    private static String mailing(Api api, String word) {
        return api.post(
                        "/api/email/create",
                        Map.of(
                                "campaignId",
                                campaign(api, word),
                                "name",
                                word,
                                "subject",
                                word,
                                "from",
                                Map.of("name", word, "email", "news@example.com"),
                                "markdown",
                                word,
                                "recipients",
                                List.of(Map.of("email", "reader@example.com"))))
                .expect(201)
                .text("id");
    }

    /** Put there as the capture does; a mail that goes the whole way would go by the account that {@code credentials} makes. */
    private static String capturedMail(Api api, String word) {
        UUID id = Ids.next();
        house(api, () -> Api.bean(Sql.class)
                .of("""
                insert into delivery_captured (id, recipient, sender, subject, message_id, source)
                values (:id, 'reader@example.com', 'news@example.com', :word, :word, :source)""")
                .bind("id", id)
                .bind("word", word)
                .bind("source", ("Subject: " + word + "\r\n\r\n" + word).getBytes(StandardCharsets.UTF_8))
                .run());
        return id.toString();
    }

    private static String suppression(Api api, String word) {
        return api.post("/api/suppressions", Map.of("email", Ids.next() + "@example.com", "source", word))
                .expect(201)
                .text("id");
    }

    private static String contact(Api api, String word) {
        return api.post(
                        "/api/contacts",
                        Map.of(
                                "email",
                                Ids.next() + "@example.com",
                                "firstName",
                                word,
                                "tags",
                                List.of(word),
                                "attributes",
                                Map.of("word", word)))
                .expect(201)
                .text("id");
    }

    private static String mailTemplate(Api api, String word) {
        return api.post("/api/email/templates", Map.of("name", word, "mjml", MJML.formatted(word)))
                .expect(201)
                .text("id");
    }

    private static final String MJML =
            "<mjml><mj-body><mj-section><mj-column><mj-text>%s</mj-text></mj-column></mj-section></mj-body></mjml>";

    private static String imported(Api api, String word) {
        String body = "--parts\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + word.replace("\"", "")
                + ".csv\"\r\n\r\nEmail,Name\nno address," + word + "\r\n--parts--\r\n";
        return api.with("Content-Type", "multipart/form-data; boundary=parts")
                .post("/api/contacts/import", body.getBytes(StandardCharsets.UTF_8))
                .expect(202)
                .text("importId");
    }

    private static String segment(Api api, String word) {
        return api.post(
                        "/api/email/segments",
                        Map.of("name", word, "rules", Map.of("field", "firstName", "op", "eq", "value", word)))
                .expect(201)
                .text("id");
    }

    private static void house(Api api, Runnable work) {
        Current.house(api.workspace, "test")
                .run(() -> Api.bean(Transactions.class).write(work));
    }

    private static String notification(Api api, String word) {
        house(api, () -> Api.bean(Notifications.class)
                .notify(List.of(api.person), "mentioned", word, word, Subject.of("thing", UUID.randomUUID(), word)));
        return api.get("/api/notifications").expect(200).text("items.0.id");
    }

    private static String teamMember(Api api, String word) {
        return api.post(
                        "/api/team",
                        Map.of(
                                "name",
                                word,
                                "email",
                                Ids.next() + "@example.com",
                                "skills",
                                List.of(Map.of("skill", word, "level", 3))))
                .expect(201)
                .text("id");
    }

    /** A task with an assignee, so that whoever assigns tasks automatically leaves it alone. */
    private static String task(Api api, String word) {
        return api.post(
                        "/api/tasks",
                        Map.of(
                                "title",
                                word,
                                "description",
                                word,
                                "campaignId",
                                campaign(api, word),
                                "assignee",
                                teamMember(api, word),
                                "tags",
                                List.of(word)))
                .expect(201)
                .text("id");
    }

    private static String taskComment(Api api, String word) {
        return api.post("/api/tasks/" + task(api, word) + "/comments", Map.of("text", word))
                .expect(201)
                .text("id");
    }

    private static String review(Api api, String word) {
        String campaign = campaign(api, word);
        api.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                campaign,
                                "platform",
                                "newsroom",
                                "title",
                                word,
                                "text",
                                word,
                                "scheduledFor",
                                "2035-01-01T10:00:00Z"))
                .expect(201);
        String review = api.post("/api/campaigns/" + campaign + "/approvals/content/request", Map.of("message", word))
                .expect(200)
                .text("reviewId");
        LAST_REVIEW.put(api.workspace, review);
        return review;
    }

    private static String share(Api api, String word) {
        String known = LAST_REVIEW.get(api.workspace);
        String review = known == null ? review(api, word) : known;
        return api.post("/api/approvals/" + review + "/share", Map.of())
                .expect(201)
                .text("id");
    }

    private static String comment(Api api, String word) {
        return api.post("/api/approvals/" + review(api, word) + "/comments", Map.of("text", word))
                .expect(201)
                .text("id");
    }
}
