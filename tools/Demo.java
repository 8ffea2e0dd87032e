import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/**
 * One campaign from the first word to the inbox, over the public API of a running server: one line a step, with the link
 * to look at. A step that does not do what it says ends it.
 */
final class Demo {
    private static final String PASSWORD = "fanfare-demo";
    private static final int READERS = 50;
    private static final String RIGHT = "It costs nothing but the parts";
    private static final String CHANGED = "It costs almost nothing but the parts";

    private static final String POST = """
            On the last Saturday of every month we open the workshop. Bring a pair of Northwind headphones, however old, sit
            down at the long table, and mend them with us. %s.

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
            3. Come between ten and four. There is coffee.

            > I came with a pair for the bin and went home with a pair for my son.
            >
            > — a visitor in May
            """;

    private static final String MAIL = """
            Hello {{ contact.firstName }},

            you own a pair of our headphones, and one day something on it will break. Then come to the **open workshop**: the
            last Saturday of every month, ten to four, at 12 Harbour Street.

            We have the parts and the tools, you have the hands. Nine of ten pairs leave working.

            Just answer this mail and say which model it is.

            Aiko and everybody at the workshop
            """;

    private record Cast(Api owner, Api manager, Api editor, Api reviewer) {}

    private final String base;
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final String run = Long.toString(System.currentTimeMillis() / 1000, 36);
    private final String title = "The open workshop: mend it with us";
    private Cast cast;
    private String slug;
    private String campaign;
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
        writePost();
        writeMailing();
        showThatNothingLeaves();
        requestAndApprove();
        changeAndUndo();
        launch();
        awaitPost();
        sendMailing();
        awaitMails();
        unsubscribe();
        checkTrail();
        System.out.printf("%nAll of it did what it says. Sign in at %s as jonas@northwind.example / %s and look around.%n", base, PASSWORD);
        if (!System.getenv().getOrDefault("FANFARE_GOES_AWAY", "").isEmpty()) sayGoodbye();
    }

    /** The server was started for this demo and ends with it. */
    private static void sayGoodbye() {
        var console = System.console();
        if (console == null || !console.isTerminal()) System.out.println("This server ends now; ./fanfare run starts one that stays.");
        else console.readLine("This server ends when you press Enter; ./fanfare run starts one that stays. ");
    }

    // ---- the people

    private void findCast() {
        var owner = signInOrNothing("maya@northwind.example");
        cast = owner == null ? engageCast() : new Cast(owner, signIn("jonas"), signIn("aiko"), signIn("rosa"));
        var me = cast.editor.get("/api/auth/me").expect(200);
        slug = me.text("workspace.slug");
        done("Signed in as Aiko, who writes, Rosa, who reviews, and Jonas, who launches, in " + me.text("workspace.name"), "/");
    }

    private Api signIn(String name) {
        return new Api(base).signIn(name + "@northwind.example", PASSWORD);
    }

    private Api signInOrNothing(String email) {
        var answer = new Api(base).post("/api/auth/login", Map.of("email", email, "password", PASSWORD)).expect(200, 401);
        return answer.status() == 200 ? new Api(base).as(answer.text("accessToken")) : null;
    }

    /** Where there is no demo workspace, its people sign up by the front door. */
    private Cast engageCast() {
        var registered = new Api(base).post("/api/auth/register", Map.of(
                "email", "maya@northwind.example", "password", PASSWORD, "name", "Maya Okafor", "workspaceName", "Northwind"));
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
                .post("/api/members/accept", Map.of("token", token, "name", name, "password", PASSWORD))
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
        done("Aiko made the campaign “The open workshop”, a draft with four approval scopes", at(""));
    }

    private void writePost() {
        moment = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
        String picture = cast.editor.upload("/api/campaign-assets/assets", "open-workshop-" + run + ".png", "image/png", picture()).expect(200, 201).text("id");
        var made = cast.editor.post("/api/social/schedule", Map.of(
                        "campaignId", campaign,
                        "platform", "newsroom",
                        "title", title,
                        "text", POST.formatted(RIGHT),
                        "assetIds", List.of(picture),
                        "scheduledFor", moment))
                .expect(201);
        post = made.text("queueId");
        is(made.text("text").equals(POST.formatted(RIGHT)), "the post should come back exactly as it was written");
        done("She wrote the post “" + title + "” with a picture, for the newsroom", at("/content/posts/" + post));
    }

    private void writeMailing() {
        mailing = cast.editor.post("/api/email/create", Map.of(
                        "campaignId", campaign,
                        "name", "Invitation to the open workshop",
                        "subject", "{{ contact.firstName }}, bring the pair that is broken",
                        "preheader", "The last Saturday of every month, ten to four",
                        "from", Map.of("name", "Northwind Audio", "email", "workshop@northwind.example"),
                        "markdown", MAIL,
                        "recipients", readers(READERS)))
                .expect(201)
                .text("id");
        var preview = cast.editor.get("/api/email/" + mailing + "/preview").expect(200);
        is(preview.text("subject").equals("Reader, bring the pair that is broken"), "the preview should greet the first reader: " + preview.text("subject"));
        done("And the mailing that invites " + READERS + " readers, each by name", at("/content/mailings/" + mailing));
    }

    private void showThatNothingLeaves() {
        cast.manager.post("/api/social/" + post + "/publish").refused(409, "not_approved");
        cast.manager.post("/api/email/" + mailing + "/send").refused(409, "not_approved");
        var refused = cast.manager.post("/api/campaigns/" + campaign + "/launch").refused(409, "campaign_not_ready");
        is(inFeed() == 0, "nothing should be in the newsroom before it is approved");
        is(captured().isEmpty(), "no mail should have left before it is approved");
        done("Jonas can't publish, send or launch it: 409, “" + refused.text("detail") + "”", at("/approvals"));
    }

    private void requestAndApprove() {
        for (String scope : List.of("content", "schedule"))
            cast.editor.post(scope(scope) + "/request", Map.of("urgency", "high", "message", "Ready for your eyes.")).expect(200);
        cast.editor.post(scope("content") + "/approve", Map.of()).expect(403);
        long waiting = cast.reviewer.page("/api/approvals").stream().filter(review -> review.get("campaignId").asString().equals(campaign)).count();
        is(waiting == 2, "two reviews should wait for Rosa and there are " + waiting);
        done("Aiko asked for two reviews; her own work she may not approve (403)", "/approvals");
        for (String scope : List.of("content", "schedule")) approve(scope);
        is(publishable(), "with content and schedule approved it should be publishable");
        done("Rosa approved exactly what she saw: content and schedule, each by its digest", at("/approvals"));
    }

    private void approve(String scope) {
        var approved = cast.reviewer.post(scope(scope) + "/approve", Map.of("digest", scopes().get(scope).get("digest").asString())).expect(200);
        is(approved.text("status").equals("approved"), scope + " should be approved and is " + approved.text("status"));
    }

    private void changeAndUndo() {
        cast.editor.patch("/api/social/" + post, Map.of("text", POST.formatted(CHANGED))).expect(200);
        expectScopes("needs_review", "approved", "one changed word of the post");
        cast.manager.post("/api/social/" + post + "/publish").refused(409, "not_approved");
        done("Aiko changed one word: content needs review again, and nothing may leave", at("/approvals"));
        cast.editor.patch("/api/social/" + post, Map.of("text", POST.formatted(RIGHT))).expect(200);
        expectScopes("approved", "approved", "the word changed back");
        done("She changed it back: it is what Rosa approved, so it is approved again", at("/approvals"));

        cast.editor.patch("/api/email/" + mailing, Map.of("recipients", readers(READERS + 1))).expect(200);
        expectScopes("approved", "needs_review", "one more recipient");
        cast.editor.patch("/api/email/" + mailing, Map.of("recipients", readers(READERS))).expect(200);
        expectScopes("approved", "approved", "the recipient taken out again");
        cast.editor.patch("/api/social/" + post + "/reschedule", Map.of("scheduledFor", Instant.parse(moment).plusSeconds(60).toString())).expect(200);
        expectScopes("approved", "needs_review", "a time moved by a minute");
        cast.editor.patch("/api/social/" + post + "/reschedule", Map.of("scheduledFor", moment)).expect(200);
        expectScopes("approved", "approved", "the time moved back");
        is(inFeed() == 0 && captured().isEmpty(), "nothing should have left while it was being changed");
        done("One more recipient, or a moved minute, and the schedule alone needs review; undone, it is approved", at("/schedule"));
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
        new Api(base).get(permalink.startsWith("/") ? permalink : permalink.replaceFirst("^https?://[^/]+", "")).expect(200);
        done("The post left by itself at its time and is in the newsroom once", permalink.replaceFirst("^https?://[^/]+", ""));
        done("As a feed it is there once too, for every reader of news", "/n/" + slug + "/feed.json");
    }

    private void sendMailing() {
        var sending = cast.manager.post("/api/email/" + mailing + "/send").expect(202);
        is(sending.json().get("recipients").asInt() == READERS, "it should go to " + READERS + " readers: " + sending.body());
        cast.manager.post("/api/email/" + mailing + "/send").refused(409, "mailing_state");
        done("Jonas sent the mailing; asked to send it twice the server says no (409)", at("/content/mailings/" + mailing));
    }

    private void awaitMails() {
        await("an outcome for every mail", () -> {
            var counts = cast.manager.get("/api/campaigns/" + campaign + "/status").expect(200).json().get("deliveries");
            return counts.get("planned").asLong() + counts.get("claimed").asLong() + counts.get("submitted").asLong() == 0;
        });
        var rows = cast.manager.all("/api/deliveries?campaignId=" + campaign);
        is(rows.size() == READERS + 1, "the ledger should have " + (READERS + 1) + " rows and has " + rows.size());
        for (var row : rows)
            is(row.get("state").asString().equals("confirmed"), row.get("target").asString() + " should be confirmed and is " + row.get("state"));
        done("The ledger has " + READERS + " mails and a post, each confirmed, with a receipt of its bytes", "/deliveries");
        var inbox = captured();
        var to = inbox.stream().map(mail -> mail.get("to").asString()).toList();
        is(to.size() == READERS && new HashSet<>(to).size() == READERS, "each reader should have one mail: " + to.size() + " mails to " + new HashSet<>(to).size());
        done("In the inbox of the built-in capture lie " + READERS + " mails, one for each reader", "/inbox");
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
        String path = link.replaceFirst("^https?://[^/]+", "");
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
        done("The timeline tells all of it, and the audit chain behind it is whole", at("/activity"));
    }

    // ---- help

    private List<Map<String, Object>> readers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Map.<String, Object>of("email", "reader-%02d.%s@readers.example".formatted(i, run), "name", "Reader Number " + i))
                .toList();
    }

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

    /** Headband and cushions in front of an evening sky, drawn here so that no file is needed. */
    private static byte[] picture() {
        System.setProperty("java.awt.headless", "true");
        var image = new BufferedImage(1200, 630, BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(new GradientPaint(0, 0, new Color(0x3730a3), 1200, 630, new Color(0xdb2777)));
        g.fillRect(0, 0, 1200, 630);
        for (int i = 0; i < 6; i++) {
            g.setColor(new Color(255, 255, 255, 40 - 5 * i));
            g.fillOval(600 - 170 - 90 * i, 330 - 170 - 90 * i, 2 * (170 + 90 * i), 2 * (170 + 90 * i));
        }
        g.setColor(new Color(0xfff7ed));
        g.setStroke(new java.awt.BasicStroke(34, java.awt.BasicStroke.CAP_ROUND, java.awt.BasicStroke.JOIN_ROUND));
        g.draw(new Arc2D.Double(430, 150, 340, 380, 0, 180, Arc2D.OPEN));
        g.fillRoundRect(392, 330, 86, 170, 70, 70);
        g.fillRoundRect(722, 330, 86, 170, 70, 70);
        g.dispose();
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
