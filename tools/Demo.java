import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/**
 * One campaign from the strategy to its figures, over the public API of a running server: one line a step, with the link
 * to look at. A step that does not do what it says ends it.
 */
final class Demo {
    private static final String PASSWORD = "fanfare-demo";
    /** Of those who sign up by the front door, where a password that is easy to guess is refused. */
    private static final String OWN_PASSWORD = "northwind spare parts table";
    private static final int READERS = 50;
    private static final int ELSEWHERE = 12;

    private static final String BLOG = """
            ---
            title: "The open workshop: mend it with us"
            date: 2026-10-30
            author:
              - Aiko Tanaka
            tags:
              - repair
              - workshop
            description: On the last Saturday of every month we open the workshop in Harbour Street.
            ---

            On the last Saturday of every month we open the workshop in Harbour Street. Bring a pair of **Northwind**
            headphones, however old, sit down at the long table, and mend them with us. It costs nothing but the parts.

            ## What people bring

            Of the 214 pairs that came last year, 131 had a tired cushion, 52 a broken cable, and 19 a battery that had
            given up. Nine of ten left working. The oldest was a pair of our first series, bought in 2009, with a
            handwritten receipt in the box.

            ## Why we do it

            A headphone is thrown away for the sake of a part that costs less than a lunch. We would rather sell the part.
            What we learn at that table goes into the next model: since Aurora, every part comes off with *one* screwdriver.

            ## How to come

            1. Look into the drawer where the old pair lies.
            2. Tell us which model it is, and we put the parts aside.
            3. Come between ten and four. There is coffee. [All dates](https://northwind.example/workshop)

            > I came with a pair for the bin and went home with a pair for my son.
            """;

    private record Cast(Api owner, Api manager, Api editor, Api reviewer) {}

    private final String base;
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final String run = Long.toString(System.currentTimeMillis() / 1000, 36);
    private final String title = "The open workshop: mend it with us";
    private Cast cast;
    private String password = PASSWORD;
    private String slug;
    private String campaign;
    private String blogPost;
    private String creative;
    private String segment;
    private String post;
    private String mailing;
    private String moment;
    private int step;

    private Demo(String base) {
        this.base = base;
    }

    public static void main(String... given) {
        var demo = new Demo(System.getenv().getOrDefault("FANFARE_URL", "http://localhost:8080").replaceFirst("/+$", ""));
        try {
            demo.play();
        } catch (RuntimeException broken) {
            System.out.printf("%n    ✗ %s%n", broken.getMessage() == null ? broken : broken.getMessage());
            if (!(broken instanceof Api.Unexpected)) broken.printStackTrace();
            System.exit(1);
        }
    }

    private void play() {
        findCast();
        createCampaign();
        planWork();
        writeStrategy();
        askWhatIsNext();
        bringInBlogPost();
        repurpose();
        writeCreative();
        drawPicture();
        importContacts();
        writeMailing();
        showThatNothingLeaves();
        approveWords();
        plan();
        changeAndUndo();
        launch();
        awaitPost();
        sendMailing();
        awaitMails();
        openAndClick();
        bringInFigures();
        unsubscribe();
        askAgain();
        checkTrail();
        System.out.printf("%nEvery step succeeded. Sign in at %s as jonas@northwind.example / %s to look around.%n", base, password);
        if (!System.getenv().getOrDefault("FANFARE_GOES_AWAY", "").isEmpty()) sayGoodbye();
    }

    /** The server was started for this demo and ends with it. */
    private static void sayGoodbye() {
        var console = System.console();
        if (console == null || !console.isTerminal()) System.out.println("This server stops now. Start one that keeps running with ./fanfare run.");
        else console.readLine("This server ends when you press Enter; ./fanfare run starts one that stays. ");
    }

    // ---- the people

    private void findCast() {
        var owner = signInOrNothing("maya@northwind.example");
        cast = owner == null ? engageCast() : new Cast(owner, signIn("jonas"), signIn("aiko"), signIn("rosa"));
        var me = cast.editor.get("/api/auth/me").expect(200);
        slug = me.text("workspace.slug");
        done("Signed in as Aiko (writes), Rosa (reviews) and Jonas (launches) in " + me.text("workspace.name"), "/");
    }

    private Api signIn(String name) {
        return new Api(base).signIn(name + "@northwind.example", password);
    }

    private Api signInOrNothing(String email) {
        for (String one : List.of(PASSWORD, OWN_PASSWORD)) {
            var answer = new Api(base).post("/api/auth/login", Map.of("email", email, "password", one)).expect(200, 401);
            password = one;
            if (answer.status() == 200) return new Api(base).as(answer.text("accessToken"));
        }
        return null;
    }

    /** Where there is no demo workspace, its people sign up by the front door. */
    private Cast engageCast() {
        var registered = new Api(base).post("/api/auth/register", Map.of(
                "email", "maya@northwind.example", "password", OWN_PASSWORD, "name", "Maya Okafor", "workspaceName", "Northwind"));
        if (registered.status() == 403)
            throw new Api.Unexpected("This server has no demo workspace and nobody new may sign up."
                    + " Start it on an empty folder, or with FANFARE_SIGNUP=open.");
        var owner = new Api(base).as(registered.expect(201).text("accessToken"));
        owner.patch("/api/workspaces/current", Map.of("postalAddress", "Northwind Audio, 12 Harbour Street, Bristol BS1 4RN")).expect(200);
        return new Cast(
                owner,
                invite(owner, "Jonas Weber", "jonas", "manager"),
                invite(owner, "Aiko Tanaka", "aiko", "editor"),
                invite(owner, "Rosa Lind", "rosa", "reviewer"));
    }

    private Api invite(Api owner, String name, String mailbox, String role) {
        var body = new HashMap<String, Object>(Map.of("email", mailbox + "@northwind.example", "role", role));
        if (role.equals("reviewer")) body.put("stageRoles", List.of("content", "compliance", "executive", "final"));
        String url = owner.post("/api/members/invite", body).expect(201).text("acceptUrl");
        String token = url.substring(url.indexOf("token=") + "token=".length());
        return new Api(base).as(new Api(base)
                .post("/api/members/accept", Map.of("token", token, "name", name, "password", OWN_PASSWORD))
                .expect(200, 201)
                .text("accessToken"));
    }

    // ---- the work

    private void createCampaign() {
        var made = cast.editor.post("/api/campaigns", Map.of(
                        "name", "The open workshop",
                        "type", "event",
                        "objective", "Forty visitors on the last Saturday of the month",
                        "channels", List.of("newsroom", "email"),
                        "tags", List.of("workshop", "repair")))
                .expect(201);
        campaign = made.text("id");
        is(made.text("status").equals("draft"), "a new campaign should be a draft and is " + made.text("status"));
        done("Aiko created the campaign “The open workshop”, a draft with four approval scopes", at(""));
    }

    private void planWork() {
        String day = Instant.now().plus(60, ChronoUnit.DAYS).toString().substring(0, 10);
        var plan = cast.editor.post("/api/campaigns/" + campaign + "/timeline", Map.of("date", day)).expect(201).json();
        is(plan.get("tasks").size() > 5 && plan.get("finish").asString().compareTo(day) < 0, "the work should end before the launch: " + plan);
        long critical = plan.get("tasks").valueStream().filter(task -> task.path("critical").asBoolean()).count();
        done("A template planned " + plan.get("tasks").size() + " tasks back from the launch, " + critical + " of them critical", at("/plan/timeline"));
        String task = cast.editor.post("/api/tasks", Map.of("campaignId", campaign, "title", "Put the spare parts aside", "estimateHours", 3)).expect(201).text("id");
        for (String status : List.of("in_progress", "done")) cast.editor.patch("/api/tasks/" + task, Map.of("status", status)).expect(200);
        cast.editor.patch("/api/tasks/" + task, Map.of("status", "blocked", "blockedReason", "No parts")).refused(409, "task_transition_not_allowed");
        done("Aiko added a task and finished it; a task that is done can't be blocked (409)", at("/plan/tasks"));
    }

    private void writeStrategy() {
        String strategies = "/api/campaigns/" + campaign + "/strategies";
        cast.editor.post(strategies, Map.of("goals", List.of("Forty visitors"))).expect(201);
        var asked = cast.editor.post(strategies + "/1/check-completeness").expect(200);
        is(!asked.json().get("complete").asBoolean() && !asked.json().get("missing").isEmpty(), "a strategy of one goal should not be complete: " + asked.body());
        var second = cast.editor.post(strategies, Map.of(
                        "platforms", List.of("newsroom", "email"),
                        "goals", List.of("Forty visitors on the last Saturday of the month"),
                        "targetAudience", "Owners of an older pair within an hour of Bristol",
                        "contentPillars", List.of("Repair", "The people at the table"),
                        "brandTone", "Plain, warm, no exclamation marks",
                        "cadence", "One post and one mailing a month"))
                .expect(201);
        is(second.json().get("version").asInt() == 2, "the second strategy should be version 2: " + second.body());
        is(cast.editor.get(strategies + "/1").expect(200).json().get("invalidated").asBoolean(), "version 2 should have invalidated version 1");
        var diff = cast.editor.get(strategies + "/2/diff").expect(200);
        is(diff.body().contains("targetAudience"), "the diff should name what was added: " + diff.body());
        done("The first version of the strategy lacked " + asked.json().get("missing").size() + " fields; the second is complete and replaced it", at("/plan"));
        approveInStages();
    }

    /** The words of Rosa alone are not enough: the policy asks Jonas as well, and then a client who has no account. */
    private void approveInStages() {
        String jonas = cast.manager.get("/api/auth/me").expect(200).text("user.id");
        cast.owner.put("/api/approvals/policies/with-client", Map.of("stages", List.of(
                        Map.of("name", "Brand", "role", "content"), Map.of("name", "Management", "people", List.of(jonas)),
                        Map.of("name", "Client", "role", "external"))))
                .expect(200, 201);
        cast.editor.post("/api/campaigns/" + campaign + "/approvals/initialize", Map.of("policy", "with-client", "scopes", List.of("strategy"))).expect(200);
        String review = cast.editor.post(scope("strategy") + "/request", Map.of("message", "Who we want at the table.")).expect(200).text("reviewId");
        cast.manager.post("/api/approvals/" + review + "/approve", Map.of()).refused(403, "approval_not_yours");
        cast.reviewer.post("/api/approvals/" + review + "/approve", Map.of()).expect(200);
        var second = cast.manager.post("/api/approvals/" + review + "/approve", Map.of()).expect(200);
        is(second.text("state").equals("open"), "two stages of three should not approve the strategy: " + second.body());
        done("The strategy is approved in stages. Rosa approved the first and Jonas the second; it is not approved yet", "/approvals/" + review);
        approveAsGuest(review);
        is(scopes().get("strategy").get("status").asString().equals("approved"), "all stages approved the strategy");
        done("Clara, a client without an account, approved the last stage by a link; all three names are in the history", at("/approvals"));
    }

    private void approveAsGuest(String review) {
        var shared = cast.manager.post("/api/approvals/" + review + "/share",
                Map.of("email", "clara@client.example", "may", List.of("comment", "approve"))).expect(201);
        String link = "/api" + local(shared.text("url"));
        var guest = new Api(base);
        var shown = guest.get(link).expect(200);
        is(!shown.body().contains("@northwind.example"), "the link of a guest should show no address of a member: " + shown.body());
        guest.get("/api/approvals/" + review).expect(401);
        guest.post(link + "/approve", Map.of("name", "Clara", "digest", "another version")).refused(409, "approval_stale");
        guest.post(link + "/approve", Map.of("name", "Clara", "digest", shown.text("digest"))).expect(200);
        cast.manager.delete("/api/approvals/" + review + "/share/" + shared.text("id")).expect(204);
        guest.get(link).expect(404);
    }

    private void askWhatIsNext() {
        var advice = cast.editor.get("/api/campaigns/" + campaign + "/prompting/evaluate").expect(200);
        var next = advice.json().get("next");
        is(next != null && !next.isNull() && !next.get("reason").asString().isBlank(), "there should be something to do next: " + advice.body());
        done("Next step: “" + next.get("title").asString() + "”: " + next.get("reason").asString(), at(""));
    }

    private void bringInBlogPost() {
        var read = cast.editor.post("/api/content/blog-posts", Map.of("markdown", BLOG, "sourceUrl", "https://northwind.example/workshop", "campaignId", campaign)).expect(201);
        blogPost = read.text("id");
        is(read.text("title").equals(title), "the title should come from the front matter and is " + read.text("title"));
        is(read.json().get("tags").size() == 2, "it should have its two tags: " + read.body());
        done("Aiko imported a blog post; its title, date, author and tags come from the front matter", at("/content"));
    }

    private void repurpose() {
        var made = cast.editor.post("/api/content/repurpose/" + blogPost, Map.of(
                        "campaignId", campaign, "platforms", List.of("linkedin", "instagram", "tiktok", "twitter", "email")))
                .expect(201);
        var lengths = new ArrayList<String>();
        for (var item : made.json().get("items")) {
            String platform = item.get("platform").asString();
            var length = item.get("length");
            var limit = item.get("limit");
            if (length != null && limit != null && length.isNumber() && limit.isNumber()) {
                is(length.asInt() <= limit.asInt(), platform + " should fit its limit: " + length + " of " + limit);
                lengths.add(platform + " " + length.asInt() + "/" + limit.asInt());
            }
            if (!platform.equals("email")) is(!item.toString().contains("**"), platform + " should be free of markup: " + item);
        }
        is(made.json().get("items").size() == 5, "five platforms were asked for: " + made.body());
        done("The built-in writer turned it into texts for each channel, all within the limits (" + String.join(", ", lengths) + ")", at("/content"));
    }

    private void writeCreative() {
        var made = cast.editor.post("/api/campaigns/" + campaign + "/creatives", Map.of(
                        "name", "Invitation for the newsroom", "kind", "text", "platform", "newsroom", "mode", "ai", "blogPostId", blogPost))
                .expect(201);
        creative = made.text("id");
        String caption = made.text("components.caption");
        is(!caption.isBlank(), "a creative made of a post should have a caption: " + made.body());
        var proposal = cast.editor.post("/api/creatives/" + creative + "/regenerate", Map.of("components", List.of("caption"), "apply", false)).expect(200, 201);
        is(cast.editor.get("/api/creatives/" + creative).expect(200).text("components.caption").equals(caption), "a proposal should change nothing");
        var taken = cast.editor.post("/api/creatives/" + creative + "/proposals/" + proposal.text("proposalId") + "/accept").expect(200);
        is(taken.text("components.cta").equals(made.text("components.cta")), "what was not named should stay as it is");
        done("A creative for the newsroom got a new caption from a proposal; nothing else in it changed", at("/content"));
    }

    private void drawPicture() {
        var job = cast.editor.post("/api/render-jobs/create", Map.of(
                        "campaignId", campaign,
                        "creativeId", creative,
                        "type", "image",
                        "params", Map.of("headline", "Mend it with us", "text", "The last Saturday of every month, ten to four", "width", 1200, "height", 628)))
                .expect(201)
                .text("id");
        await("the picture", () -> cast.editor.get("/api/render-jobs/" + job + "/status").expect(200).text("status").equals("published"));
        var status = cast.editor.get("/api/render-jobs/" + job + "/status").expect(200);
        byte[] drawn = cast.editor.bytes(local(status.text("outputUrls.primary")));
        try {
            var image = ImageIO.read(new ByteArrayInputStream(drawn));
            is(image != null && image.getWidth() == 1200 && image.getHeight() == 628, "the picture should be 1200×628");
        } catch (IOException e) {
            throw new Api.Unexpected("the picture can't be read: " + e);
        }
        is(!cast.editor.get("/api/creatives/" + creative).expect(200).text("components.image.assetId").isEmpty(), "the picture should be on the creative");
        done("A picture in the brand's colors was rendered, saved in the library and attached to the creative", "/library");
    }

    private void importContacts() {
        var csv = new StringBuilder("E-mail,First Name,Last Name,City\n");
        for (int i = 1; i <= READERS; i++) csv.append("reader-%02d.%s@readers.example,Reader%d,Number,Bristol %s\n".formatted(i, run, i, run));
        for (int i = 1; i <= ELSEWHERE; i++) csv.append("far-%02d.%s@readers.example,Far%d,Away,Lisbon\n".formatted(i, run, i));
        csv.append("not an address,Nobody,At all,Bristol\n");
        String started = cast.editor.upload("/api/contacts/import", "readers.csv", "text/csv", csv.toString().getBytes(StandardCharsets.UTF_8))
                .expect(202)
                .text("importId");
        await("the import", () -> cast.editor.get("/api/imports/" + started).expect(200).text("state").equals("done"));
        var result = cast.editor.get("/api/imports/" + started).expect(200).json();
        is(result.get("accepted").asInt() == READERS + ELSEWHERE && result.get("rejected").asInt() == 1, "all but one row should be in: " + result);
        segment = cast.editor.post("/api/email/segments", Map.of(
                        "name", "Around Bristol " + run,
                        "rules", Map.of("all", List.of(Map.of("field", "attributes.City", "op", "eq", "value", "Bristol " + run)))))
                .expect(201)
                .text("id");
        done((READERS + ELSEWHERE) + " contacts were imported from a file and one row was rejected with its reason; " + READERS + " of them are in the segment “Around Bristol”", "/contacts");
    }

    private void writeMailing() {
        var mail = new ArrayList<JsonNode>();
        cast.editor.get("/api/content/repurposed/" + blogPost).expect(200).json().get("items").forEach(item -> {
            if (item.get("platform").asString().equals("email")) mail.add(item.get("email"));
        });
        mailing = cast.editor.post("/api/email/create", Map.of(
                        "campaignId", campaign,
                        "name", "Invitation to the open workshop",
                        "subject", "{{ contact.firstName }}, " + mail.getFirst().get("subject").asString(),
                        "from", Map.of("name", "Northwind Audio", "email", "workshop@northwind.example"),
                        "mjml", mail.getFirst().get("mjml").asString(),
                        "segmentId", segment))
                .expect(201)
                .text("id");
        var preview = cast.editor.get("/api/email/" + mailing + "/preview").expect(200);
        is(!preview.text("html").isBlank() && preview.text("html").contains("https://northwind.example/workshop"), "the mail should hold the link of the post");
        done("A mailing to that segment uses the same post and greets each reader by name", at("/content/mailings/" + mailing));
    }

    private void showThatNothingLeaves() {
        cast.manager.post("/api/email/" + mailing + "/send").refused(409, "not_approved");
        var refused = cast.manager.post("/api/campaigns/" + campaign + "/launch").refused(409, "campaign_not_ready");
        is(inFeed() == 0, "nothing should be in the newsroom before it is approved");
        is(captured().isEmpty(), "no mail should have left before it is approved");
        done("Jonas can't send or launch it: 409, “" + refused.text("detail") + "”", at("/approvals"));
    }

    private void approveWords() {
        cast.editor.post(scope("content") + "/request", Map.of("urgency", "high", "message", "Ready for your eyes.")).expect(200);
        cast.editor.post(scope("content") + "/approve", Map.of()).expect(403);
        done("Aiko requested a review; she can't approve her own work (403)", "/approvals");
        approve("content");
        done("Rosa approved the content: the mailing, and the creative that is not scheduled yet", at("/approvals"));
    }

    private void plan() {
        moment = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
        post = cast.editor.post("/api/social/schedule", Map.of("campaignId", campaign, "platform", "newsroom", "creativeId", creative, "scheduledFor", moment))
                .expect(201)
                .text("queueId");
        is(scopes().get("content").get("status").asString().equals("approved"), "a post made of an approved creative should not ask for the words again");
        cast.editor.post(scope("schedule") + "/request", Map.of("message", "Now, and to these.")).expect(200);
        approve("schedule");
        is(publishable(), "with strategy, content and schedule approved it should be publishable");
        done("A post was scheduled from the creative; its content was approved already, so only the schedule needed approval", at("/calendar"));
    }

    private void approve(String scope) {
        var approved = cast.reviewer.post(scope(scope) + "/approve", Map.of("digest", scopes().get(scope).get("digest").asString())).expect(200);
        is(approved.text("status").equals("approved"), scope + " should be approved and is " + approved.text("status"));
    }

    private void changeAndUndo() {
        var before = cast.editor.get("/api/creatives/" + creative).expect(200);
        String caption = before.text("components.caption");
        cast.editor.patch("/api/creatives/" + creative, Map.of("components", Map.of("caption", caption + " "))).expect(200);
        expectScopes("needs_review", "approved", "one changed character of the creative");
        cast.manager.post("/api/social/" + post + "/publish").refused(409, "not_approved");
        done("Aiko added one space to the caption: the content needs review again, and nothing can be sent", at("/approvals"));
        cast.editor.patch("/api/creatives/" + creative, Map.of("components", Map.of("caption", caption))).expect(200);
        expectScopes("approved", "approved", "the blank taken out");
        done("She removed it: the content is exactly what Rosa approved, so it is approved again", at("/approvals"));
        cast.editor.patch("/api/social/" + post + "/reschedule", Map.of("scheduledFor", Instant.parse(moment).plusSeconds(60).toString())).expect(200);
        expectScopes("approved", "needs_review", "a time moved by a minute");
        cast.editor.patch("/api/social/" + post + "/reschedule", Map.of("scheduledFor", moment)).expect(200);
        expectScopes("approved", "approved", "the time moved back");
        is(inFeed() == 0 && captured().isEmpty(), "nothing should have left while it was being changed");
        done("The post moved by a minute: only the schedule needs review; moved back, it is approved again", at("/calendar"));
    }

    // ---- out of the door

    private void launch() {
        var launched = cast.manager.post("/api/campaigns/" + campaign + "/launch").expect(202);
        is(launched.text("status").equals("active"), "a launched campaign should be active and is " + launched.text("status"));
        done("Jonas launched the campaign", at(""));
    }

    private void awaitPost() {
        await("the post in the newsroom", () -> cast.editor.get("/api/social/" + post).expect(200).text("status").equals("published"));
        Server.pause(1500);
        is(inFeed() == 1, "the post should be in the feed exactly once and is there " + inFeed() + " times");
        String permalink = cast.editor.get("/api/social/" + post).expect(200).text("permalink");
        new Api(base).get(local(permalink)).expect(200);
        done("The post was published at its scheduled time, once", local(permalink));
        done("It is in the newsroom's feed, once", "/n/" + slug + "/feed.json");
    }

    private void sendMailing() {
        var sending = cast.manager.post("/api/email/" + mailing + "/send").expect(202);
        is(sending.json().get("recipients").asInt() == READERS, "it should go to " + READERS + " readers: " + sending.body());
        cast.manager.post("/api/email/" + mailing + "/send").refused(409, "mailing_state");
        done("Jonas sent the mailing; sending it a second time is refused (409)", at("/content/mailings/" + mailing));
    }

    private void awaitMails() {
        await("an outcome for every mail", () -> {
            var counts = cast.manager.get("/api/campaigns/" + campaign + "/status").expect(200).json().get("deliveries");
            long waiting = counts.get("planned").asLong() + counts.get("claimed").asLong() + counts.get("submitted").asLong();
            // The mails are in the ledger a moment after the answer.
            return waiting == 0 && counts.valueStream().mapToLong(JsonNode::asLong).sum() > READERS;
        });
        var rows = cast.manager.all("/api/deliveries?campaignId=" + campaign);
        is(rows.size() == READERS + 1, "the ledger should have " + (READERS + 1) + " rows and has " + rows.size());
        for (var row : rows)
            is(List.of("confirmed", "captured").contains(row.get("state").asString()), row.get("target").asString() + " should be captured or confirmed and is " + row.get("state"));
        is(cast.manager.get("/api/deliveries/" + rows.getFirst().get("id").asString()).expect(200).json().get("receipt").get("strategyVersion").asInt() == 2, "the receipt should name the strategy");
        done("The ledger has " + READERS + " mails and one post, each with its outcome and a receipt", "/deliveries");
        var inbox = captured();
        var to = inbox.stream().map(mail -> mail.get("to").asString()).toList();
        is(to.size() == READERS && new HashSet<>(to).size() == READERS, "each reader should have one mail: " + to.size() + " mails to " + new HashSet<>(to).size());
        done("The test inbox has " + READERS + " mails, one for each reader", "/inbox");
    }

    private void openAndClick() {
        var before = figures();
        String source = cast.manager.get("/api/email/captured/" + captured().getLast().get("id").asString()).expect(200).body();
        String html = source.replaceAll("=\r?\n", "").replace("=3D", "=");
        var pixel = Pattern.compile("https?://[^/\"]+(/e/o/[A-Za-z0-9_.~-]+)").matcher(html);
        var link = Pattern.compile("https?://[^/\"]+(/e/c/[A-Za-z0-9_.~-]+)").matcher(html);
        is(pixel.find() && link.find(), "the mail should count its opening and its links");
        new Api(base).get(pixel.group(1)).expect(200);
        var led = new Api(base).get(link.group(1)).expect(302);
        is(led.headers().firstValue("Location").orElse("").startsWith("https://northwind.example/"), "the link should lead to where the mail says");
        await("the figures", () -> figures().get("clicks").asLong() > before.get("clicks").asLong());
        var metrics = cast.manager.get("/api/email/" + mailing + "/metrics").expect(200).json();
        is(metrics.get("opens").get("unique").asLong() == 1 && metrics.get("clicks").get("unique").asLong() == 1, "one reader opened and clicked: " + metrics);
        done("One reader opened the mail and clicked its link; the figures changed within a second", at("/results"));
    }

    private JsonNode figures() {
        return cast.manager.get("/api/campaigns/" + campaign + "/metrics").expect(200).json().get("totals");
    }

    private void bringInFigures() {
        var records = new ArrayList<Map<String, Object>>();
        for (int day = 0; day < 14; day++)
            records.add(Map.of(
                    "campaignId", campaign,
                    "channel", "meta",
                    "source", "demo",
                    "entity", "workshop-ad",
                    "date", Instant.now().minus(14 - day, ChronoUnit.DAYS).toString().substring(0, 10),
                    "impressions", 900 + 35 * day,
                    "clicks", 21 + day,
                    "conversions", 1 + day / 5,
                    "spend", 18.5,
                    "currency", "EUR"));
        var first = cast.manager.post("/api/metrics/ingest", Map.of("records", records)).expect(200).json();
        is(first.get("accepted").asInt() == 14, "14 records should be taken: " + first);
        var spend = figures().get("spend").asString();
        cast.manager.post("/api/metrics/ingest", Map.of("records", records)).expect(200);
        is(figures().get("spend").asString().equals(spend), "the same records again should change nothing");
        cast.manager.get("/api/analytics/campaigns/" + campaign + "/dashboard").expect(200);
        String csv = cast.manager.post("/api/analytics/campaigns/" + campaign + "/export", Map.of("format", "csv")).expect(200).body();
        is(csv.lines().count() > 2, "the export should have rows: " + csv);
        done("Two weeks of advertising figures were sent twice and count once: €" + spend + " spent; they can be exported as CSV", at("/results"));
    }

    private void askAgain() {
        var advice = cast.manager.get("/api/campaigns/" + campaign + "/prompting/evaluate").expect(200).json();
        var open = new ArrayList<JsonNode>();
        advice.get("recommendations").forEach(open::add);
        open.stream().filter(check -> check.get("dismissible").asBoolean()).findFirst().ifPresent(check -> {
            var response = new HashMap<String, Object>(Map.of("code", check.get("code").asString(), "response", "dismissed"));
            var subject = new HashMap<String, Object>(Map.of("kind", check.get("subject").get("kind").asString()));
            if (!check.get("subject").path("id").isMissingNode() && !check.get("subject").get("id").isNull()) subject.put("id", check.get("subject").get("id").asString());
            response.put("subject", subject);
            cast.manager.post("/api/campaigns/" + campaign + "/prompting/record-response", response).expect(201);
            var left = cast.manager.get("/api/campaigns/" + campaign + "/prompting/recommendation").expect(200).json().get("recommendations");
            is(left.size() == open.size() - 1, "what was dismissed should be gone: " + left);
        });
        done("The advisor has " + open.size() + " recommendations; one was dismissed and returns only if its evidence changes", at(""));
    }

    private void unsubscribe() {
        var mail = captured().getFirst();
        String source = cast.manager.get("/api/email/captured/" + mail.get("id").asString()).expect(200).body().replaceAll("\r?\n[ \t]+", " ");
        is(source.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "the mail should offer to unsubscribe by one click (RFC 8058)");
        String link = source.lines()
                .filter(line -> line.startsWith("List-Unsubscribe: "))
                .findFirst()
                .orElseThrow(() -> new Api.Unexpected("the mail has no List-Unsubscribe"))
                .replaceAll(".*<(http[^>]*)>.*", "$1");
        String path = local(link);
        new Api(base).get(path).expect(200);
        is(unsubscribed() == 0, "looking at the link should change nothing");
        new Api(base).post(path, "List-Unsubscribe=One-Click").expect(200);
        is(unsubscribed() == 1, "after one click one reader should be unsubscribed and there are " + unsubscribed());
        done(mail.get("to").asString() + " unsubscribed by one click, as their mail program would", path);
    }

    private long unsubscribed() {
        return cast.manager.get("/api/email/" + mailing + "/metrics").expect(200).json().get("unsubscribes").asLong();
    }

    private void checkTrail() {
        var trail = cast.manager.get("/api/audit/verify").expect(200);
        is(trail.json().get("whole").asBoolean(), "the audit chain should be whole: " + trail.body());
        long told = cast.manager.get("/api/campaigns/" + campaign + "/activity?limit=50").expect(200).json().get("items").size();
        is(told > 5, "the timeline should tell what happened and has " + told + " entries");
        done("The activity lists everything, and the audit chain is intact", at("/results?section=activity"));
    }

    // ---- help

    private String scope(String scope) {
        return "/api/campaigns/" + campaign + "/approvals/" + scope;
    }

    private Map<String, JsonNode> scopes() {
        var scopes = new HashMap<String, JsonNode>();
        cast.editor.get("/api/campaigns/" + campaign + "/approvals").expect(200).json().get("scopes").forEach(s -> scopes.put(s.get("scope").asString(), s));
        return scopes;
    }

    private void expectScopes(String content, String schedule, String after) {
        var scopes = scopes();
        for (var expected : Map.of("content", content, "schedule", schedule).entrySet()) {
            String status = scopes.get(expected.getKey()).get("status").asString();
            is(status.equals(expected.getValue()), "after " + after + " " + expected.getKey() + " should be " + expected.getValue() + " and is " + status);
        }
    }

    private boolean publishable() {
        return cast.editor.post("/api/campaigns/" + campaign + "/approvals/check-publish").expect(200).json().get("publishable").asBoolean();
    }

    /** How often this run's post is in the feed; runs before it published one of the same title. */
    private long inFeed() {
        var items = new ArrayList<JsonNode>();
        new Api(base).get("/n/" + slug + "/feed.json").expect(200).json().get("items").forEach(items::add);
        return items.stream()
                .filter(item -> item.get("title").asString().equals(title))
                .filter(item -> !Instant.parse(item.get("date_published").asString()).isBefore(began))
                .count();
    }

    private List<JsonNode> captured() {
        var mine = new ArrayList<JsonNode>();
        var first = cast.manager.get("/api/email/captured?limit=200").expect(200).json().get("items");
        first.forEach(mail -> {
            if (mail.get("to").asString().contains("." + run + "@")) mine.add(mail);
        });
        return mine;
    }

    private void await(String what, Supplier<Boolean> there) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!there.get()) {
            if (System.nanoTime() > end) throw new Api.Unexpected("Waited a minute for " + what);
            Server.pause(200);
        }
    }

    private static void is(boolean so, String sentence) {
        if (!so) throw new Api.Unexpected(sentence);
    }

    private String at(String path) {
        return "/campaigns/" + campaign + path;
    }

    private void done(String sentence, String path) {
        System.out.printf("%2d  ✓ %s%n      %s%s%n", ++step, sentence, base, path);
    }

    /** An address of this server without its host, which may be another name for it. */
    private static String local(String url) {
        return url.replaceFirst("^https?://[^/]+", "");
    }
}
