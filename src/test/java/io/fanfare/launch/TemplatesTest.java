package io.fanfare.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TemplatesTest {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}|\\b20[23]\\d\\b|January|March \\d");

    private final Api owner = Api.workspace();

    private static Map<String, Object> words(JsonNode template) {
        var values = new HashMap<String, Object>();
        for (var placeholder : template.at("/placeholders"))
            if (placeholder.at("/required").asBoolean()) {
                String key = placeholder.at("/key").asString();
                values.put(
                        key,
                        List.of("link", "meeting", "subscribe").contains(key)
                                ? "https://example.com/" + key
                                : "Aurora " + key);
            }
        return values;
    }

    private Api.Answer instantiated(String template, LocalDate launch, Map<String, ?> values) {
        return owner.post(
                        "/api/templates/" + template + "/instantiate",
                        Map.of("name", "From a template", "launchDate", launch.toString(), "values", values))
                .expect(201);
    }

    private JsonNode items(String campaign, String query) {
        return owner.get("/api/campaigns/" + campaign + "/items?limit=200" + query)
                .expect(200)
                .json()
                .at("/items");
    }

    private JsonNode queue(String campaign) {
        return owner.get("/api/social/queue/" + campaign + "?limit=200")
                .expect(200)
                .json()
                .at("/items");
    }

    private JsonNode mailings(String campaign) {
        return owner.get("/api/email?limit=200&campaignId=" + campaign)
                .expect(200)
                .json()
                .at("/items");
    }

    @Test
    void every_type_of_campaign_has_a_template_that_makes_what_it_promises() {
        var list = owner.get("/api/templates").expect(200).json();
        assertThat(list.at("/items").findValuesAsString("type"))
                .containsExactly(
                        "product_launch",
                        "newsletter",
                        "lead_generation",
                        "event",
                        "seasonal",
                        "brand_awareness",
                        "always_on",
                        "custom");
        var launch = Story.today().plusDays(60);
        for (var each : list.at("/items")) {
            String id = each.at("/id").asString();
            var template = owner.get("/api/templates/" + id).expect(200).json();
            var made = instantiated(id, launch, words(template)).json();
            String campaign = made.at("/id").asString();
            String name = template.at("/name").asString();
            assertThat(made.at("/templateId").asString()).isEqualTo(id);
            assertThat(made.at("/startDate").asString()).isEqualTo(launch.toString());
            assertThat(made.at("/objective").asString()).as(name).isNotBlank();
            for (String kind : List.of("creatives", "posts", "mailings", "tasks"))
                assertThat(made.at("/created/" + kind).asInt())
                        .as(name + ": " + kind + " " + made.at("/left"))
                        .isEqualTo(template.at("/summary/" + kind).asInt())
                        .isGreaterThan(0);
            for (int i = 0; i < queue(campaign).size(); i++)
                assertThat(LocalDateTime.parse(
                                        queue(campaign).get(i).at("/localTime").asString())
                                .toLocalDate())
                        .isBetween(launch.minusDays(30), launch.plusDays(42));
            assertThat(queue(campaign).toString() + mailings(campaign) + items(campaign, ""))
                    .as(name)
                    .doesNotContain("[[");
            var strategy = owner.get("/api/campaigns/" + campaign + "/strategies/current")
                    .expect(200)
                    .json();
            assertThat(strategy.at("/score").asInt())
                    .as(name + " " + strategy.at("/missing"))
                    .isGreaterThan(70);
            var timeline = owner.get("/api/campaigns/" + campaign + "/timeline")
                    .expect(200)
                    .json();
            assertThat(timeline.at("/anchor/date").asString()).isEqualTo(launch.toString());
        }
    }

    private String template(Story story, Map<String, ?> request) {
        return story.owner
                .post("/api/templates/from-campaign/" + story.campaign, request)
                .expect(201)
                .text("id");
    }

    /** A campaign with one of everything. */
    private Story campaign() {
        var story = new Story(owner);
        var api = story.owner;
        String path = "/api/campaigns/" + story.campaign;
        api.patch(
                        path,
                        Map.of(
                                "startDate", "2027-03-01",
                                "endDate", "2027-03-21",
                                "objective", "500 sign-ups by March 21, 2027",
                                "description", "Doors open on 2027-03-04. Write to anna@bakery.example.",
                                "channels", List.of("newsroom", "email"),
                                "tags", List.of("spring")))
                .expect(200);
        api.put(
                        path + "/budget",
                        Map.of(
                                "currency",
                                "EUR",
                                "total",
                                1234,
                                "allocations",
                                List.of(Map.of("channel", "newsroom", "amount", 617))))
                .expect(200);
        api.post(
                        path + "/strategies",
                        Map.of(
                                "platforms",
                                List.of("newsroom"),
                                "goals",
                                List.of(
                                        Map.of("metric", "sign_ups", "target", 517, "baseline", 31, "by", "2027-03-21"),
                                        "Sold out by 14 March 2027"),
                                "targetAudience",
                                "People nearby"))
                .expect(201);
        var creative = api.post(
                        path + "/creatives",
                        Map.of(
                                "name",
                                "Window",
                                "kind",
                                "text",
                                "platform",
                                "newsroom",
                                "mode",
                                "manual",
                                "components",
                                Map.of("caption", "Our window opens on Mar 4.")))
                .expect(201)
                .text("id");
        story.post(Map.of("title", "Doors open", "text", "We open on 4 March 2027."))
                .expect(201);
        var follows = new HashMap<String, Object>(story.newPost(Map.of("title", "Window", "creativeId", creative)));
        follows.remove("text");
        follows.put("scheduledFor", "2027-03-29T02:30:00+02:00");
        api.post("/api/social/schedule", follows).expect(201);
        var mailing = story.mailing(Map.of("name", "Letter")).expect(201).text("id");
        api.post(
                        "/api/email/" + mailing + "/schedule",
                        Map.of("localTime", "2027-02-26T10:00", "timeZone", "Europe/Berlin"))
                .expect(200);
        api.post(path + "/timeline", Map.of("template", "custom")).expect(201);
        return story;
    }

    @Test
    void a_template_of_a_campaign_holds_nothing_that_belongs_to_it_alone() {
        var story = campaign();
        story.approve("strategy", "content", "schedule");
        var made = owner.post(
                        "/api/templates/from-campaign/" + story.campaign,
                        Map.of("name", "Spring", "category", "event_marketing"))
                .expect(201)
                .json();
        assertThat(made.at("/left").findValuesAsString("kind"))
                .contains("date", "person", "approval", "figure", "recipient", "goal", "budget", "address");
        String content = made.at("/content").toString() + made.at("/placeholders");
        assertThat(DATE.matcher(content).results().map(found -> found.group()).toList())
                .isEmpty();
        assertThat(content).doesNotContain("@", "517", "617", "1234", "\"baseline\":3", "recipients");
        for (var id : List.of(owner.person, owner.workspace, story.campaign))
            assertThat(content).doesNotContain(id.toString());
        assertThat(Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}").matcher(content).find())
                .isFalse();
        assertThat(made.at("/content/brief/objective").asString()).isEqualTo("500 sign-ups by [[day+20]]");
        assertThat(made.at("/content/brief/description").asString())
                .isEqualTo("Doors open on [[day+3 iso]]. Write to [[email]].");
        assertThat(made.at("/content/posts").findValuesAsString("offsetDays")).containsExactlyInAnyOrder("0", "28");
        assertThat(made.at("/content/mailings/0/offsetDays").asInt()).isEqualTo(-3);
        assertThat(made.at("/content/budgetShares/0/share").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(made.at("/placeholders").findValuesAsString("key")).containsExactly("email", "target1");
        assertThat(made.at("/content/strategy/goals/0/byOffsetDays").asInt()).isEqualTo(20);
        assertThat(made.at("/content/strategy/goals/1").asString()).isEqualTo("Sold out by [[day+13 dmy]]");
    }

    @Test
    void a_template_makes_the_same_campaign_from_any_day_with_its_wall_times() {
        var story = campaign();
        String template = template(story, Map.of("name", "Spring"));
        var random = new Random(20261124);
        var days = new ArrayList<LocalDate>(List.of(
                // The last of them are in the week in which daylight saving begins, and a leap day.
                LocalDate.of(2027, 10, 4), LocalDate.of(2028, 2, 27), LocalDate.of(2028, 2, 29)));
        for (int i = 0; i < 5; i++) days.add(LocalDate.of(2027, 1, 1).plusDays(random.nextInt(2_000)));
        for (var launch : days) {
            var made = owner.post(
                            "/api/templates/" + template + "/instantiate",
                            Map.of(
                                    "name", "Again",
                                    "launchDate", launch.toString(),
                                    "values", Map.of("email", "info@bakery.example", "target1", "750"),
                                    "budget", Map.of("amount", 999, "currency", "EUR")))
                    .expect(201)
                    .json();
            String campaign = made.at("/id").asString();
            assertThat(made.at("/created").toString())
                    .isEqualTo("{\"creatives\":1,\"posts\":2,\"mailings\":1,\"tasks\":2}");
            assertThat(made.at("/endDate").asString())
                    .isEqualTo(launch.plusDays(20).toString());
            long moved = ChronoUnit.DAYS.between(LocalDate.of(2027, 3, 1), launch);
            var before = queue(story.campaign.toString());
            var after = queue(campaign);
            for (int i = 0; i < before.size(); i++) {
                assertThat(LocalDateTime.parse(after.get(i).at("/localTime").asString()))
                        .isEqualTo(LocalDateTime.parse(
                                        before.get(i).at("/localTime").asString())
                                .plusDays(moved));
            }
            assertThat(LocalDateTime.parse(
                            mailings(campaign).get(0).at("/localTime").asString()))
                    .isEqualTo(launch.minusDays(3).atTime(10, 0));
            var goals = owner.get("/api/campaigns/" + campaign + "/strategies/current")
                    .expect(200)
                    .json()
                    .at("/goals");
            assertThat(goals.at("/0/by").asString())
                    .isEqualTo(launch.plusDays(20).toString());
            assertThat(goals.at("/0/target").asInt()).isEqualTo(750);
            assertThat(owner.get("/api/campaigns/" + campaign + "/budget")
                            .expect(200)
                            .json()
                            .at("/allocations/0/amount")
                            .decimalValue())
                    .isEqualByComparingTo("499.5");
            assertThat(owner.get("/api/campaigns/" + campaign + "/timeline")
                            .expect(200)
                            .json()
                            .at("/anchor/date")
                            .asString())
                    .isEqualTo(launch.toString());
            var scopes = owner.get("/api/campaigns/" + campaign + "/approvals")
                    .expect(200)
                    .json();
            assertThat(scopes.at("/scopes").findValuesAsString("status")).containsOnly("pending");
        }
    }

    @Test
    void missing_and_unknown_placeholders_are_named_and_nothing_is_made() {
        String id = owner.get("/api/templates?type=newsletter").expect(200).text("items.0.id");
        long before =
                owner.get("/api/campaigns").expect(200).json().at("/total").asLong();
        var missing = owner.post(
                        "/api/templates/" + id + "/instantiate",
                        Map.of("name", "Issue 1", "launchDate", "2028-01-10", "values", Map.of("topic", "Bread")))
                .refused(422, "placeholder_missing");
        assertThat(missing.json().at("/placeholders").findValuesAsString("key"))
                .containsExactly("newsletter", "takeaway", "link", "subscribe");
        var unknown = owner.post(
                        "/api/templates/" + id + "/instantiate",
                        Map.of("name", "Issue 1", "launchDate", "2028-01-10", "values", Map.of("colour", "red")))
                .refused(400, "invalid");
        assertThat(unknown.json().at("/errors").propertyNames()).containsExactly("values.colour");
        assertThat(owner.get("/api/campaigns").expect(200).json().at("/total").asLong())
                .isEqualTo(before);
        // Only what is used has to be filled in.
        var made = owner.post(
                        "/api/templates/" + id + "/instantiate",
                        Map.of(
                                "name",
                                "Issue 1",
                                "launchDate",
                                "2028-01-10",
                                "include",
                                List.of("timeline"),
                                "values",
                                Map.of()))
                .expect(201)
                .json();
        assertThat(made.at("/created").toString())
                .isEqualTo("{\"creatives\":0,\"posts\":0,\"mailings\":0,\"tasks\":12}");
    }

    @Test
    void nothing_half_made_remains_when_a_part_is_refused() {
        var content = Map.of(
                "posts",
                List.of(Map.of(
                        "platform", "newsroom", "offsetDays", 1, "localTime", "09:00", "title", "A", "text", "B")),
                "mailings",
                List.of(Map.of("name", "Letter", "subject", "Hello {{ contact.firstName", "markdown", "Words.")));
        var id = owner.post("/api/templates", Map.of("name", "Broken", "content", content))
                .expect(201)
                .text("id");
        var refused = owner.post(
                        "/api/templates/" + id + "/instantiate", Map.of("name", "X", "launchDate", "2028-01-10"))
                .refused(400, "invalid");
        assertThat(refused.json().at("/errors").propertyNames()).containsExactly("mailings[0].subject");
        assertThat(owner.get("/api/campaigns").expect(200).json().at("/total").asLong())
                .isZero();
        assertThat(owner.get("/api/templates/" + id)
                        .expect(200)
                        .json()
                        .at("/usageCount")
                        .asLong())
                .isZero();
    }

    @Test
    void a_post_that_can_not_be_planned_as_it_is_becomes_a_draft() {
        var posts = List.of(
                Map.of("platform", "instagram", "offsetDays", 2, "localTime", "09:00", "text", "Without a picture"),
                Map.of("platform", "linkedin", "offsetDays", 2, "localTime", "09:00", "text", "By hand"),
                Map.of(
                        "platform",
                        "newsroom",
                        "offsetDays",
                        -20,
                        "localTime",
                        "09:00",
                        "title",
                        "Old",
                        "text",
                        "Past"));
        var id = owner.post("/api/templates", Map.of("name", "Mixed", "content", Map.of("posts", posts)))
                .expect(201)
                .text("id");
        var made = instantiated(id, Story.today().plusDays(3), Map.of()).json();
        assertThat(made.at("/created").toString())
                .isEqualTo("{\"creatives\":2,\"posts\":1,\"mailings\":0,\"tasks\":0}");
        assertThat(made.at("/left").findValuesAsString("title")).containsExactly("Without a picture", "Old");
        assertThat(queue(made.at("/id").asString()).at("/0/by").asString()).isEqualTo("hand");
    }

    @Test
    void templates_of_the_product_can_be_copied_but_not_changed() {
        var ready =
                owner.get("/api/templates?category=seasonal").expect(200).json().at("/items/0");
        String id = ready.at("/id").asString();
        owner.patch("/api/templates/" + id, Map.of("name", "Mine")).refused(409, "template_built_in");
        owner.delete("/api/templates/" + id).refused(409, "template_built_in");
        var whole = owner.get("/api/templates/" + id).expect(200).json();
        var copy = owner.post(
                        "/api/templates",
                        Map.of(
                                "name",
                                "Our offer",
                                "type",
                                "seasonal",
                                "content",
                                whole.at("/content"),
                                "placeholders",
                                whole.at("/placeholders")))
                .expect(201)
                .json();
        String mine = copy.at("/id").asString();
        assertThat(copy.at("/content")).isEqualTo(whole.at("/content"));
        assertThat(copy.at("/category").asString()).isEqualTo("seasonal");
        owner.patch("/api/templates/" + mine, Map.of("name", "Our sale", "version", 1))
                .expect(200);
        owner.patch("/api/templates/" + mine, Map.of("name", "Late", "version", 1))
                .refused(409, "template_version_conflict");
        owner.delete("/api/templates/" + mine).expect(204);
        owner.delete("/api/templates/" + mine).expect(204);
        assertThat(owner.get("/api/templates?q=our+sale")
                        .expect(200)
                        .json()
                        .at("/total")
                        .asLong())
                .isZero();
        assertThat(owner.get("/api/templates?archived=true").expect(200).text("items.0.name"))
                .isEqualTo("Our sale");
        owner.post("/api/templates/" + mine + "/instantiate", Map.of("name", "X", "launchDate", "2028-01-01"))
                .refused(409, "template_archived");
        owner.patch("/api/templates/" + mine, Map.of("archived", false)).expect(200);
        var categories =
                owner.get("/api/templates/categories").expect(200).json().at("/items");
        assertThat(categories.size()).isEqualTo(8);
        for (var category : categories)
            assertThat(category.at("/count").asInt())
                    .isEqualTo(category.at("/category").asString().equals("seasonal") ? 2 : 1);
    }

    @Test
    void what_a_template_can_not_hold_is_refused_by_its_name() {
        record Case(String field, Map<String, ?> content) {}
        var cases = List.of(
                new Case(
                        "content.strategy.goals[0].by",
                        Map.of("strategy", Map.of("goals", List.of(Map.of("metric", "x", "by", "2027-01-01"))))),
                new Case(
                        "content.strategy.adsConfig",
                        Map.of("strategy", Map.of("adsConfig", Map.of("totalBudget", 5)))),
                new Case(
                        "content.mailings[0].recipients",
                        Map.of(
                                "mailings",
                                List.of(Map.of("name", "A", "recipients", List.of(Map.of("email", "a@b.example")))))),
                new Case("placeholders", Map.of("brief", Map.of("objective", "Sell [[product]]"))),
                new Case(
                        "content.posts[0].creative",
                        Map.of(
                                "posts",
                                List.of(Map.of(
                                        "platform",
                                        "linkedin",
                                        "offsetDays",
                                        0,
                                        "localTime",
                                        "09:00",
                                        "creative",
                                        "x")))),
                new Case(
                        "content.budgetShares",
                        Map.of(
                                "budgetShares",
                                List.of(Map.of("channel", "a", "share", 0.7), Map.of("channel", "b", "share", 0.7)))));
        for (var each : cases) {
            var refused = owner.post("/api/templates", Map.of("name", "Bad", "content", each.content()))
                    .refused(400, "invalid");
            assertThat(refused.json().at("/errors").propertyNames()).containsExactly(each.field());
        }
    }

    @Test
    void the_page_of_a_template_lists_its_campaigns_with_their_results() {
        String id = owner.get("/api/templates?type=custom").expect(200).text("items.0.id");
        var template = owner.get("/api/templates/" + id).expect(200).json();
        var first =
                instantiated(id, Story.today().plusDays(20), words(template)).text("id");
        var second =
                instantiated(id, Story.today().plusDays(30), words(template)).text("id");
        owner.post(
                        "/api/metrics/ingest",
                        Map.of(
                                "records",
                                List.of(Map.of(
                                        "campaignId",
                                        first,
                                        "channel",
                                        "meta",
                                        "source",
                                        "import",
                                        "entity",
                                        "x",
                                        "date",
                                        Story.today().minusDays(1).toString(),
                                        "impressions",
                                        1200,
                                        "clicks",
                                        30))))
                .expect(200);
        Api.drain();
        var uses = owner.get("/api/templates/" + id + "/usage").expect(200).json();
        assertThat(uses.at("/total").asInt()).isEqualTo(2);
        assertThat(uses.at("/items/0/campaignId").asString()).isEqualTo(second);
        assertThat(uses.at("/items/0").hasNonNull("figures")).isFalse();
        assertThat(uses.at("/items/1/figures/clicks").asInt()).isEqualTo(30);
        var read = owner.get("/api/templates/" + id).expect(200).json();
        assertThat(read.at("/usageCount").asInt()).isEqualTo(2);
        assertThat(read.has("lastUsedAt")).isTrue();
        // Another workspace has not used it.
        var other = Api.workspace();
        assertThat(other.get("/api/templates/" + id + "/usage")
                        .expect(200)
                        .json()
                        .at("/total")
                        .asInt())
                .isZero();
    }

    @Test
    void a_campaign_is_created_from_a_template_by_its_id() {
        String id = owner.get("/api/templates?type=newsletter").expect(200).text("items.0.id");
        var values = words(owner.get("/api/templates/" + id).expect(200).json());
        var made = owner.post(
                        "/api/campaigns",
                        Map.of(
                                "name", "Issue 7",
                                "startDate", "2028-02-01",
                                "objective", "My own words",
                                "templateId", id,
                                "templateValues", values))
                .expect(201)
                .json();
        assertThat(made.at("/objective").asString()).isEqualTo("My own words");
        assertThat(made.at("/endDate").asString()).isEqualTo("2028-02-06");
        assertThat(made.at("/timeline").asBoolean()).isTrue();
        assertThat(made.at("/templateId").asString()).isEqualTo(id);
        assertThat(queue(made.at("/id").asString()).size()).isEqualTo(3);
        owner.post("/api/campaigns", Map.of("name", "X", "templateId", UUID.randomUUID(), "startDate", "2028-02-01"))
                .refused(400, "invalid");
        owner.post("/api/campaigns", Map.of("name", "X", "templateId", id)).refused(400, "invalid");
        owner.post("/api/campaigns", Map.of("name", "X", "templateId", id, "startDate", "2028-02-01"))
                .refused(422, "placeholder_missing");
        String campaign = made.at("/id").asString();
        owner.patch("/api/campaigns/" + campaign, Map.of("templateId", id, "name", "Same"))
                .expect(200);
        owner.patch("/api/campaigns/" + campaign, Map.of("templateId", UUID.randomUUID()))
                .refused(400, "invalid");
    }

    @Test
    void roles_see_and_use_templates_as_they_do_campaigns() {
        var story = campaign();
        String id = template(story, Map.of("name", "Spring"));
        var viewer = owner.as("viewer");
        viewer.get("/api/templates/" + id).expect(200);
        viewer.post("/api/templates/" + id + "/instantiate", Map.of("name", "X", "launchDate", "2028-01-01"))
                .expect(403);
        viewer.post("/api/templates/from-campaign/" + story.campaign, Map.of("name", "X"))
                .expect(403);
        viewer.delete("/api/templates/" + id).expect(403);
        var editor = owner.as("editor");
        var made = editor.post(
                        "/api/templates/" + id + "/instantiate",
                        Map.of(
                                "name", "X",
                                "launchDate", "2028-01-01",
                                "values", Map.of("email", "a@b.example")))
                .expect(201);
        assertThat(made.text("ownerId")).isEqualTo(editor.person.toString());
        var other = Api.workspace();
        other.get("/api/templates/" + id).expect(404);
        other.post("/api/templates/" + id + "/instantiate", Map.of("name", "X", "launchDate", "2028-01-01"))
                .expect(404);
        other.post("/api/templates/from-campaign/" + story.campaign, Map.of("name", "X"))
                .expect(404);
    }

    @Test
    void tasks_without_a_timeline_keep_their_order_and_due_dates() {
        var story = new Story(owner);
        owner.patch("/api/campaigns/" + story.campaign, Map.of("startDate", "2027-03-01"))
                .expect(200);
        var first = owner.post(
                        "/api/tasks",
                        Map.of(
                                "campaignId",
                                story.campaign,
                                "title",
                                "Write",
                                "due",
                                "2027-02-20",
                                "checklist",
                                List.of(Map.of("text", "Outline", "done", true))))
                .expect(201)
                .text("id");
        owner.post(
                        "/api/tasks",
                        Map.of(
                                "campaignId",
                                story.campaign,
                                "title",
                                "Check",
                                "dependsOn",
                                List.of(Map.of("taskId", first, "lagDays", 1))))
                .expect(201);
        String id = template(story, Map.of("name", "Tasks", "include", List.of("timeline")));
        var made = instantiated(id, LocalDate.of(2028, 1, 10), Map.of()).text("id");
        var tasks = owner.get("/api/tasks?sort=title&campaignId=" + made)
                .expect(200)
                .json()
                .at("/items");
        assertThat(List.of(tasks.at("/0/title").asString(), tasks.at("/1/title").asString()))
                .containsExactly("Check", "Write");
        assertThat(tasks.at("/1/due").asString()).isEqualTo("2028-01-01");
        assertThat(tasks.at("/1/checklist/0/done").asBoolean(true)).isFalse();
        assertThat(tasks.at("/0/dependsOn/0/taskId").asString())
                .isEqualTo(tasks.at("/1/id").asString());
        assertThat(tasks.at("/0/dependsOn/0/lagDays").asInt()).isEqualTo(1);
    }
}
