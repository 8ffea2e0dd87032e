package io.fanfare.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ContactsTest {
    private final Api owner = Api.workspace();

    private Api.Answer add(String email, Map<String, ?> more) {
        var body = new HashMap<String, Object>(more);
        body.put("email", email);
        return owner.post("/api/contacts", body);
    }

    @Test
    void contacts_are_sorted_by_the_server_over_all_pages() {
        add("carol@example.com", Map.of("firstName", "Ann", "tags", List.of("vip")))
                .expect(201);
        add("Bob@example.com", Map.of("tags", List.of("vip"))).expect(201);
        add("alice@example.com", Map.of("firstName", "Zoe", "lastName", "Abel")).expect(201);
        add("dora@example.com", Map.of("firstName", "ann", "tags", List.of("vip")))
                .expect(201);
        assertThat(sorted("sort=email"))
                .containsExactly("alice@example.com", "Bob@example.com", "carol@example.com", "dora@example.com");
        assertThat(sorted("sort=-email").reversed()).isEqualTo(sorted("sort=email"));
        assertThat(sorted("sort=name"))
                .containsExactly("carol@example.com", "dora@example.com", "Bob@example.com", "alice@example.com");
        assertThat(sorted("sort=-name").reversed()).isEqualTo(sorted("sort=name"));
        assertThat(sorted("sort=createdAt").reversed()).isEqualTo(sorted("sort=-createdAt"));
        assertThat(sorted("sort=-email&tag=vip&q=example"))
                .containsExactly("dora@example.com", "carol@example.com", "Bob@example.com");
        assertThat(sorted("sort=name&segment=all&status=active")).isEqualTo(sorted("sort=name"));
        assertThat(sorted("segment=all")).isEqualTo(sorted(""));
        assertThat(owner.get("/api/contacts?sort=age").expect(400).text("errors.sort"))
                .startsWith("must be createdAt");
    }

    /** The addresses in pages of one. */
    private List<String> sorted(String query) {
        var all = new ArrayList<String>();
        String after = "";
        do {
            var page = owner.get("/api/contacts?limit=1&" + query + after)
                    .expect(200)
                    .json();
            all.addAll(page.at("/items").findValuesAsString("email"));
            after = page.at("/next").asString("");
            if (!after.isEmpty()) after = "&after=" + after;
        } while (!after.isEmpty());
        return all;
    }

    @Test
    void a_contact_comes_back_as_it_was_sent_and_is_there_once_whatever_the_case() {
        var made = add(
                        "Ada.Lovelace@Example.COM",
                        Map.of(
                                "firstName", "Ada",
                                "lastName", "Lovelace",
                                "timeZone", "Europe/London",
                                "locale", "en-GB",
                                "tags", List.of("vip", "Mathematics"),
                                "attributes",
                                        Map.of("ltv", 1200.50, "phone", "+44 1", "nested", Map.of("a", List.of(1)))))
                .expect(201);
        var read = owner.get("/api/contacts/" + made.text("id")).expect(200);
        assertThat(read.text("email")).isEqualTo("Ada.Lovelace@Example.COM");
        assertThat(read.text("status")).isEqualTo("active");
        assertThat(read.at("attributes.ltv").decimalValue()).isEqualByComparingTo("1200.50");
        assertThat(read.at("attributes.nested.a.0").asInt()).isEqualTo(1);
        assertThat(read.text("story.0.kind")).isEqualTo("created");
        add("ADA.lovelace@example.com", Map.of()).refused(409, "contact_exists");
        assertThat(add("no address", Map.of()).expect(400).json().at("/errors").has("email"))
                .isTrue();
        assertThat(add("a@example.com", Map.of("timeZone", "Mars/Base"))
                        .expect(400)
                        .json()
                        .at("/errors")
                        .has("timeZone"))
                .isTrue();
        assertThat(add("a@example.com", Map.of("attributes", Map.of("x", "y".repeat(70_000))))
                        .expect(400)
                        .json()
                        .at("/errors")
                        .has("attributes"))
                .isTrue();
        var reader = owner.as("viewer");
        reader.get("/api/contacts").expect(200);
        reader.post("/api/contacts", Map.of("email", "b@example.com")).refused(403, "forbidden");
        reader.delete("/api/contacts/" + made.text("id")).refused(403, "forbidden");
    }

    @Test
    void a_patch_merges_attributes_and_reports_a_newer_version() {
        var id = add("bob@example.com", Map.of("attributes", Map.of("a", 1, "b", 2), "tags", List.of("x")))
                .expect(201)
                .text("id");
        var changed = owner.patch(
                        "/api/contacts/" + id,
                        "{\"attributes\":{\"b\":null,\"c\":3},\"tags\":[\"y\"],\"firstName\":\"Bob\",\"version\":1}")
                .expect(200);
        assertThat((Object) Json.read(changed.at("attributes").toString(), Map.class))
                .isEqualTo(Map.of("a", 1, "c", 3));
        assertThat(changed.text("tags.0")).isEqualTo("y");
        owner.patch("/api/contacts/" + id, Map.of("firstName", "Rob", "version", 1))
                .refused(409, "contact_version_conflict");
        add("carol@example.com", Map.of()).expect(201);
        owner.patch("/api/contacts/" + id, Map.of("email", "CAROL@example.com")).refused(409, "contact_exists");
    }

    @Test
    void the_status_follows_the_suppressions_both_ways() {
        var id = add("dan@example.com", Map.of()).expect(201).text("id");
        var suppressed = owner.post("/api/suppressions", Map.of("email", "Dan@Example.com", "reason", "bounced"))
                .expect(201);
        assertThat(owner.get("/api/contacts/" + id).text("status")).isEqualTo("bounced");
        owner.patch("/api/contacts/" + id, Map.of("status", "active")).refused(409, "contact_suppressed");
        owner.delete("/api/suppressions/" + suppressed.text("id")).expect(204);
        assertThat(owner.get("/api/contacts/" + id).text("status")).isEqualTo("active");
        assertThat(owner.patch("/api/contacts/" + id, Map.of("status", "unsubscribed"))
                        .expect(200)
                        .text("status"))
                .isEqualTo("unsubscribed");
        assertThat(owner.get("/api/suppressions?email=dan@example.com").text("items.0.reason"))
                .isEqualTo("unsubscribed");
        // The address is suppressed before the contact exists.
        owner.post("/api/suppressions", Map.of("email", "eve@example.com")).expect(201);
        assertThat(add("Eve@example.com", Map.of()).expect(201).text("status")).isEqualTo("suppressed");
        assertThat(owner.patch("/api/contacts/" + id, Map.of("email", "dan2@example.com"))
                        .expect(200)
                        .text("status"))
                .isEqualTo("active");
    }

    @Test
    void contacts_are_found_by_text_tag_status_and_segment_and_read_in_pages() {
        for (int i = 0; i < 7; i++)
            add(
                            "person" + i + "@example.com",
                            Map.of("firstName", "Pia " + i, "lastName", "Ötztal", "tags", List.of("t" + i % 2)))
                    .expect(201);
        add("zoe@elsewhere.org", Map.of("firstName", "Zoë", "lastName", "100%_Sure"))
                .expect(201);
        assertThat(emails("q=pia+5")).containsExactly("person5@example.com");
        assertThat(emails("q=zo")).containsExactly("zoe@elsewhere.org");
        assertThat(emails("q=" + URLEncoder.encode("100%_s", StandardCharsets.UTF_8)))
                .containsExactly("zoe@elsewhere.org");
        assertThat(emails("q=elsewhere")).containsExactly("zoe@elsewhere.org");
        assertThat(emails("q=%C3%B6tz&tag=t1")).hasSize(3);
        assertThat(emails("tag=t")).isEmpty();
        assertThat(emails("status=unsubscribed")).isEmpty();
        assertThat(emails("segment=new&q=pia")).hasSize(7);
        assertThat(emails("segment=inactive")).isEmpty();
        owner.get("/api/contacts?segment=nobody").expect(400);
        var first = owner.get("/api/contacts?limit=5").expect(200);
        assertThat(first.at("items").size()).isEqualTo(5);
        var rest =
                owner.get("/api/contacts?limit=5&after=" + first.text("next")).expect(200);
        assertThat(rest.at("items").size()).isEqualTo(3);
        assertThat(rest.at("next").isNull() || rest.at("next").isMissingNode()).isTrue();
    }

    private List<String> emails(String query) {
        return owner.get("/api/contacts?" + query)
                .expect(200)
                .json()
                .at("/items")
                .findValuesAsString("email");
    }

    @Test
    void an_erased_contact_is_removed_everywhere_and_the_audit_chain_stays_valid() {
        String mark = "Xaverine" + Ids.next().toString().replace("-", "");
        var id = add(mark + "@example.com", Map.of("firstName", mark, "attributes", Map.of("note", mark)))
                .expect(201)
                .text("id");
        owner.patch("/api/contacts/" + id, Map.of("lastName", mark + "son")).expect(200);
        owner.post("/api/contacts/" + id + "/events", Map.of("kind", "bought", "detail", mark))
                .expect(201);
        owner.patch("/api/contacts/" + id, Map.of("status", "unsubscribed")).expect(200);
        owner.get("/api/contacts?q=" + mark.substring(0, 20)).expect(200);
        owner.get("/api/contacts/export?q=" + mark + "@example.com").expect(200);
        Api.drain();
        assertThat(owner.get("/api/audit").body()).contains(mark);

        var erased = owner.delete("/api/contacts/" + id).expect(200);
        assertThat(erased.at("rows.contacts").asInt()).isEqualTo(1);
        assertThat(erased.at("rows.events").asInt()).isEqualTo(1);
        assertThat(erased.at("suppressionKept").asBoolean()).isTrue();
        owner.get("/api/contacts/" + id).refused(404, "not_found");
        Api.drain();
        assertThat(owner.get("/api/audit").body()).doesNotContain(mark.substring(0, 20));
        assertThat(owner.get("/api/suppressions").body()).doesNotContain(mark.toLowerCase(java.util.Locale.ROOT));
        assertThat(owner.get("/api/audit/verify").at("whole").asBoolean()).isTrue();
        assertThat(owner.get("/api/audit?operation=eraseContact").text("items.0.subject.id"))
                .isEqualTo(id);
        // An unsubscribed address is recognized after the erasure, and can be reactivated.
        var back = add(mark + "@example.com", Map.of()).expect(201);
        assertThat(back.text("status")).isEqualTo("unsubscribed");
        var kept = owner.get("/api/suppressions").text("items.0.id");
        owner.delete("/api/suppressions/" + kept).expect(204);
        assertThat(owner.get("/api/contacts/" + back.text("id")).text("status")).isEqualTo("active");
    }

    @Test
    void nasty_texts_come_back_as_they_were_sent() throws IOException {
        var faults = new ArrayList<String>();
        int n = 0;
        for (String text : nasty()) {
            var made = add(
                    "n" + n++ + "@example.com",
                    Map.of("firstName", text, "tags", List.of("t" + text), "attributes", Map.of("k" + text, text)));
            if (made.status() == 400 && !made.at("errors").isEmpty()) continue;
            var read = owner.get("/api/contacts/" + made.expect(201).text("id")).json();
            boolean same = read.get("firstName").asString().equals(text)
                    && read.at("/tags/0").asString().equals("t" + text)
                    && read.get("attributes").get("k" + text).asString().equals(text);
            if (!same) faults.add(text);
            var found = owner.get("/api/contacts?limit=3&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&tag="
                    + URLEncoder.encode("t" + text, StandardCharsets.UTF_8));
            boolean foundOrRefused = found.status() == 400
                    || found.status() == 200 && found.json().at("/items").size() >= 1;
            if (!foundOrRefused) faults.add("not found: " + text);
        }
        assertThat(faults).isEmpty();
    }

    private static List<String> nasty() throws IOException {
        try (InputStream in = ContactsTest.class.getResourceAsStream("/blns.json")) {
            return Json.read(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8),
                    new tools.jackson.core.type.TypeReference<List<String>>() {});
        }
    }

    private Api.Answer change(Map<String, ?> body) {
        return owner.post("/api/contacts/bulk", body);
    }

    @Test
    void all_contacts_of_a_filter_are_counted_tagged_and_suppressed_by_the_server() {
        var people = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 620; i++)
            people.add(Map.of("email", "p" + i + "@example.com", "tags", i % 2 == 0 ? List.of("even") : List.of()));
        for (var person : people) owner.post("/api/contacts", person).expect(201);
        assertThat(count("")).isEqualTo(620);
        assertThat(count("tag=even")).isEqualTo(310);
        assertThat(count("segment=all&q=p61")).isEqualTo(11);
        var filter = Map.of("q", "example");
        var first = change(Map.of("change", "add_tag", "value", "vip", "filter", filter))
                .expect(200);
        assertThat(first.json().at("/changed").size()).isEqualTo(500);
        var second = change(Map.of("change", "add_tag", "value", "vip", "filter", filter, "after", first.text("next")))
                .expect(200);
        assertThat(second.json().at("/changed").size()).isEqualTo(120);
        assertThat(second.json().at("/next").isNull()).isTrue();
        assertThat(count("tag=vip")).isEqualTo(620);
        var again = change(Map.of("change", "add_tag", "value", "vip")).expect(200);
        assertThat(again.json().at("/changed").size()).isZero();
        assertThat(again.json().at("/examined").asInt()).isEqualTo(500);
        change(Map.of(
                        "change",
                        "remove_tag",
                        "value",
                        "vip",
                        "contactIds",
                        Json.convert(second.json().at("/changed"), List.class)))
                .expect(200);
        assertThat(count("tag=vip")).isEqualTo(500);
        assertThat(change(Map.of("change", "suppress", "value", "moved", "filter", Map.of("q", "p61")))
                        .expect(200)
                        .json()
                        .at("/changed")
                        .size())
                .isEqualTo(11);
        assertThat(count("status=suppressed")).isEqualTo(11);
        assertThat(change(Map.of("change", "add_tag")).expect(400).text("errors.value"))
                .startsWith("is required");
        assertThat(change(Map.of("change", "suppress", "filter", Map.of("segment", "none")))
                        .expect(400)
                        .text("errors.segment"))
                .startsWith("must be");
        assertThat(Api.workspace().get("/api/contacts/count").expect(200).text("count"))
                .isEqualTo("0");
    }

    private int count(String query) {
        return owner.get("/api/contacts/count?" + query)
                .expect(200)
                .json()
                .at("/count")
                .asInt();
    }

    @Test
    void suppressed_addresses_are_sorted_by_time_or_address() {
        for (String name : List.of("b", "c", "a"))
            owner.post("/api/suppressions", Map.of("email", name + "@example.com"))
                    .expect(201);
        assertThat(suppressed("")).containsExactly("a@example.com", "c@example.com", "b@example.com");
        assertThat(suppressed("?sort=at").reversed()).isEqualTo(suppressed(""));
        assertThat(suppressed("?sort=email")).isSorted();
        assertThat(suppressed("?sort=-email&limit=1")).containsExactly("c@example.com");
        assertThat(owner.get("/api/suppressions?sort=reason").expect(400).text("errors.sort"))
                .startsWith("must be at or email");
    }

    private List<String> suppressed(String query) {
        return owner.get("/api/suppressions" + query)
                .expect(200)
                .json()
                .at("/items")
                .findValuesAsString("email");
    }
}
