package io.fanfare.activity;

import static io.fanfare.activity.Verifier.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class AuditExportTest {
    private final Api owner = Api.workspace();

    @Test
    void an_export_verifies_as_it_is_in_both_formats() {
        story(owner, 5);
        for (String format : List.of("ndjson", "csv")) {
            String file = export("format=" + format);
            var verdict = verify(file);
            assertThat(verdict.status()).as(verdict.text() + file).isZero();
            assertThat(verdict.text()).contains("OK: no entry was changed", "Not proven: that key");
        }
    }

    @Test
    void every_change_of_an_export_is_detected() {
        story(owner, 4);
        var lines = lines(export(""));
        var random = new Random(16);
        for (int i = 0; i < lines.size(); i++) {
            for (String changed : edits(lines.get(i), random)) {
                var edited = new ArrayList<>(lines);
                edited.set(i, changed);
                detected(edited, "line " + (i + 1) + " is " + changed);
            }
            var shorter = new ArrayList<>(lines);
            shorter.remove(i);
            detected(shorter, "without line " + (i + 1));
            var longer = new ArrayList<>(lines);
            longer.add(i, lines.get(i));
            detected(longer, "line " + (i + 1) + " twice");
            if (i > 0) {
                var swapped = new ArrayList<>(lines);
                Collections.swap(swapped, i, i - 1);
                detected(swapped, "line " + (i + 1) + " before the one before");
                detected(lines.subList(0, i), "cut after line " + i);
            }
        }
        var appended = new ArrayList<>(lines);
        appended.add("{\"seq\":1}");
        detected(appended, "with a line at the end");
    }

    /** Each value of the line changed, removed and added, at every depth. */
    private static List<String> edits(String line, Random random) {
        var edits = new ArrayList<String>();
        var tree = Json.read(line, JsonNode.class);
        edit(tree, tree, edits, random);
        edits.add(line.substring(0, line.length() - 1 - random.nextInt(line.length() / 2)));
        edits.add(line.replaceFirst("\\{", "{\"operation\":\"forged\","));
        return edits;
    }

    private static void edit(JsonNode root, JsonNode node, List<String> edits, Random random) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                var value = object.get(name);
                for (var other : others(value)) {
                    object.set(name, other);
                    edits.add(Json.of(root).text());
                }
                object.remove(name);
                edits.add(Json.of(root).text());
                object.set(name, value);
                edit(root, value, edits, random);
            }
            object.put("more", 1);
            edits.add(Json.of(root).text());
            object.remove("more");
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            var first = array.remove(0);
            edits.add(Json.of(root).text());
            array.insert(0, first);
        }
    }

    private static List<JsonNode> others(JsonNode value) {
        if (value.isNull()) return List.of(Json.tree("x"), Json.tree(1));
        if (value.isNumber()) return List.of(Json.tree(value.decimalValue().add(BigDecimal.ONE)), Json.tree("1"));
        if (value.isString()) {
            String text = value.stringValue();
            String flipped = text.isEmpty() ? "x" : (text.charAt(0) == 'a' ? 'b' : 'a') + text.substring(1);
            return List.of(Json.tree(flipped), Json.tree(text + "0"), Json.read("null", JsonNode.class));
        }
        return List.of(Json.read("null", JsonNode.class));
    }

    private static void detected(List<String> lines, String how) {
        var verdict = verify(String.join("\n", lines) + "\n");
        assertThat(verdict.status()).as(how + "\n" + verdict.text()).isNotZero();
    }

    @Test
    void the_line_and_the_reason_are_named() {
        story(owner, 4);
        var lines = lines(export(""));
        assertThat(changed(lines, 2, "\"operation\":\"[^\"]+\"", "\"operation\":\"launchCampaign\""))
                .contains("Line 3 (entry 2) does not match its hash", "its seq, id, time, actor, operation");
        assertThat(changed(lines, 2, "Olivia Owner", "Oscar Other"))
                .contains("Line 3 (entry 2) has an actor name, title, before, after or salt that differs");
        var missing = new ArrayList<>(lines);
        missing.remove(2);
        assertThat(verify(String.join("\n", missing)).text())
                .contains("Line 3 is entry 3, so entry 2 before it is missing");
        assertThat(verify(String.join("\n", lines.subList(0, 4))).text())
                .contains("without its signed last line: it was cut off");
        assertThat(verify("").status()).isEqualTo(2);
        assertThat(verify("{\"a\":1}").status()).isEqualTo(2);
        assertThat(verify("name,value\n1,2\n").status()).isEqualTo(2);
    }

    private static String changed(List<String> lines, int i, String from, String to) {
        var edited = new ArrayList<>(lines);
        edited.set(i, lines.get(i).replaceFirst(from, to));
        assertThat(edited).isNotEqualTo(lines);
        var verdict = verify(String.join("\n", edited));
        assertThat(verdict.status()).isEqualTo(1);
        return verdict.text();
    }

    @Test
    void lines_of_another_workspace_or_of_another_export_do_not_fit() {
        story(owner, 3);
        var other = Api.workspace();
        story(other, 3);
        var mine = lines(export(""));
        var theirs = lines(export(other, ""));
        var later = lines(export(""));
        for (int i = 0; i < mine.size() - 1; i++) {
            var spliced = new ArrayList<>(mine);
            spliced.set(i, theirs.get(i));
            detected(spliced, "line " + (i + 1) + " of another workspace");
        }
        var head = new ArrayList<>(mine);
        head.set(0, later.getFirst());
        detected(head, "the header of another export");
        var tail = new ArrayList<>(mine);
        tail.set(mine.size() - 1, later.getLast());
        detected(tail, "the last line of another export");
        var extended = new ArrayList<>(mine.subList(0, mine.size() - 1));
        extended.addAll(later.subList(mine.size() - 1, later.size() - 1));
        extended.add(mine.getLast());
        detected(extended, "with entries of a later export");
        assertThat(later.size()).isGreaterThan(mine.size());
    }

    @Test
    void what_a_filter_leaves_out_is_there_as_links_that_prove_that_nothing_is_missing() {
        story(owner, 10);
        inside(owner, () -> {
            for (int i = 0; i < 230; i++)
                audit().record("thirdThing", Subject.of("thing", Ids.next(), "T"), null, null);
            return null;
        });
        var lines = lines(export("operation=changeThing&class=change"));
        var other = lines(export("operation=otherThing"));
        assertThat(lines.stream().filter(line -> line.contains("\"omitted\""))).isNotEmpty();
        assertThat(lines.stream().filter(line -> line.contains("changeThing"))).hasSize(6);
        assertThat(lines.stream().filter(line -> line.contains("otherThing\",\"subject")))
                .isEmpty();
        assertThat(verify(String.join("\n", lines)).text()).contains("OK:", "others are left out by the filter");
        assertThat(other.stream()
                        .filter(line -> line.contains("\"omitted\""))
                        .findFirst()
                        .orElseThrow()
                        .length())
                .isLessThan(8_000);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).contains("\"omitted\"")) continue;
            var shorter = new ArrayList<>(lines);
            shorter.remove(i);
            detected(shorter, "without the links of line " + (i + 1));
            for (String changed : edits(lines.get(i), new Random(1))) {
                var edited = new ArrayList<>(lines);
                edited.set(i, changed);
                detected(edited, changed);
            }
        }
    }

    @Test
    void a_period_begins_and_ends_within_the_chain() {
        story(owner, 3);
        String middle = owner.get("/api/audit?limit=2").expect(200).text("items.1.at");
        for (String filter :
                List.of("from=" + middle, "to=" + middle, "from=2100-01-01T00:00:00Z", "to=2001-01-01T00:00:00Z")) {
            var verdict = verify(export(filter));
            assertThat(verdict.status()).as(filter + verdict.text()).isZero();
        }
        owner.get("/api/audit/export?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")
                .refused(400, "invalid");
        owner.get("/api/audit/export?format=xml").refused(400, "invalid");
        owner.get("/api/audit/export?class=nothing").refused(400, "invalid");
        owner.get("/api/audit/export?sort=at").refused(400, "invalid");
    }

    @Test
    void a_file_signed_with_another_key_is_refused_when_the_key_is_known() throws Exception {
        story(owner, 3);
        String forged = Forger.forge(lines(export("")));
        assertThat(verify(forged).text()).contains("OK:", "Not proven: that key");
        var keys = owner.get("/api/audit/keys").expect(200);
        var verdict = verify(forged, "--key", keys.text("keys.0.fingerprint"));
        assertThat(verdict.status()).isEqualTo(1);
        assertThat(verdict.text()).contains("not the key that you expect");
        var file = Files.writeString(Files.createTempFile("keys", ".json"), keys.body());
        assertThat(verify(forged, "--key", file.toString()).status()).isEqualTo(1);
        assertThat(verify(export(""), "--key", file.toString()).status()).isZero();
        assertThat(verify(export(""), "--key", keys.text("keys.0.fingerprint")).text())
                .contains("OK:")
                .doesNotContain("Not proven");
        assertThat(verify(export(""), "--key", "nothing").status()).isEqualTo(2);
        Files.delete(file);
    }

    @Test
    void a_later_export_must_contain_an_earlier_checkpoint_unchanged(@TempDir Path folder) throws IOException {
        story(owner, 3);
        export("");
        var checkpoint = owner.get("/api/audit/checkpoints?limit=1").expect(200);
        var file = Files.writeString(folder.resolve("checkpoint.json"), checkpoint.body());
        story(owner, 3);
        String later = export("");
        var good = verify(later, "--checkpoint", file.toString());
        assertThat(good.text()).contains("is unchanged", "OK:");
        assertThat(good.status()).isZero();
        // Who rewrites the whole chain and has the key can't undo what was handed out.
        String forged = Files.readString(file).replaceFirst("\"hash\"\\s*:\\s*\"[0-9a-f]", "\"hash\":\"g");
        var bad = Files.writeString(folder.resolve("forged.json"), forged);
        assertThat(verify(later, "--checkpoint", bad.toString()).text()).contains("changed or forged");
        var rewritten = Forger.forge(lines(later).stream()
                .map(line -> line.replace("\"n\":1", "\"n\":9"))
                .toList());
        assertThat(verify(rewritten, "--key", file.toString(), "--checkpoint", file.toString())
                        .status())
                .isNotZero();
        // An export that ends before an earlier checkpoint was cut at its source.
        var entries = lines(later);
        var short1 = Forger.forge(entries.subList(0, 3), entries.getFirst(), entries.getLast());
        var rollback = verify(short1, "--checkpoint", file.toString());
        assertThat(rollback.status()).as(rollback.text()).isNotZero();
        // One that is not about the period of the file proves nothing.
        var outside = verify(export("from=2100-01-01T00:00:00Z"), "--checkpoint", file.toString());
        assertThat(outside.status()).as(outside.text()).isEqualTo(2);
        var stranger = Api.workspace();
        story(stranger, 3);
        assertThat(verify(export(stranger, ""), "--checkpoint", file.toString()).status())
                .isEqualTo(1);
    }

    @Test
    void erased_texts_still_verify() {
        story(owner, 3);
        inside(owner, () -> Api.bean(RetentionStore.class)
                .erase(io.fanfare.kernel.AuditClass.CHANGE, java.time.Instant.parse("2200-01-01T00:00:00Z"), 2));
        for (String format : List.of("ndjson", "csv")) {
            var verdict = verify(export("format=" + format));
            assertThat(verdict.status()).as(verdict.text()).isZero();
            assertThat(verdict.text()).contains("2 without names and changes");
        }
    }

    @Test
    void a_table_survives_a_spreadsheet_and_holds_no_formula() {
        story(owner, 4);
        String file = export("format=csv");
        assertThat(file)
                .contains(",'=cmd|' /C calc'!A0,")
                .doesNotContain("\n=")
                .doesNotContain(",=")
                .doesNotContain(",\"=");
        // Everything quoted, separated by semicolons, with a byte order mark and other line ends.
        var rows = Csv.rows(file);
        var text = new StringBuilder("\ufeff");
        for (var row : rows) {
            var cells = row.stream()
                    .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                    .toList();
            text.append(String.join(";", cells)).append('\n');
        }
        var verdict = verify(text.toString());
        assertThat(verdict.status()).as(verdict.text()).isZero();
        for (int row = 1; row < rows.size(); row++)
            for (int cell = 0; cell < rows.get(row).size(); cell++) {
                var edited = new ArrayList<>(
                        rows.stream().<List<String>>map(ArrayList::new).toList());
                String value = edited.get(row).get(cell);
                edited.get(row).set(cell, value.isEmpty() ? "1" : value.substring(1));
                var changed = verify(Csv.text(edited));
                assertThat(changed.status())
                        .as(row + " " + cell + ": " + value + changed.text())
                        .isNotZero();
            }
    }

    @Test
    void both_formats_have_the_same_digest() {
        story(owner, 2);
        // The same entries at the same time would need one instant for both, so only what they hold is compared.
        var json = lines(export("to=2100-01-01T00:00:00Z"));
        var rows = Csv.rows(export("format=csv&to=2100-01-01T00:00:00Z"));
        for (int i = 1; i < json.size() - 1; i++) {
            var entry = Json.read(json.get(i), JsonNode.class);
            assertThat(rows.get(i + 1).get(17)).isEqualTo(entry.get("hash").asString());
            assertThat(rows.get(i + 1).get(0)).isEqualTo(entry.get("seq").asString());
        }
    }

    @Test
    void only_owners_and_admins_export_and_each_export_is_recorded() {
        var admin = owner.as("admin");
        for (String role : List.of("manager", "editor", "reviewer", "analyst", "viewer"))
            owner.as(role).get("/api/audit/export").refused(403, "forbidden");
        assertThat(admin.get("/api/audit/export?operation=changeThing").status())
                .isEqualTo(200);
        var entry = owner.get("/api/audit?class=export").expect(200).at("items.0");
        assertThat(entry.at("/operation").asString()).isEqualTo("exportAudit");
        assertThat(entry.at("/actor/id").asString()).isEqualTo(admin.person.toString());
        assertThat(entry.at("/after/filter/operation").asString()).isEqualTo("changeThing");
        assertThat(entry.at("/after/rows").asInt()).isZero();
        Api.nobody().get("/api/audit/export").refused(401, "unauthorized");
        Api.nobody().get("/api/audit/keys").expect(200);
    }

    @Test
    void sealing_that_dies_in_the_middle_or_runs_twice_leaves_a_valid_chain() throws Exception {
        story(owner, 5);
        var sealing = Api.bean(Sealing.class);
        assertThatThrownBy(() -> inside(owner, () -> {
                    assertThat(sealing.batch()).isPositive();
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(owner.get("/api/audit/verify").expect(200).at("entries").asInt())
                .isZero();
        story(owner, 5);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++)
                threads.execute(() -> Current.house(owner.workspace, "test").run(sealing::sealAll));
        }
        var verdict = owner.get("/api/audit/verify").expect(200);
        assertThat(verdict.at("whole").asBoolean()).isTrue();
        assertThat(verdict.at("waiting").asInt()).isZero();
        assertThat(verify(export("")).status()).isZero();
    }

    /** Large with {@code -Dfanfare.audit.entries=100000}. */
    @Test
    void a_long_trail_is_streamed_in_pieces() throws IOException {
        int many = Integer.getInteger("fanfare.audit.entries", 2_500);
        for (int done = 0; done < many; done += 5_000) story(owner, Math.min(5_000, many - done));
        var pieces = new ArrayList<Integer>();
        Current.house(owner.workspace, "test").run(() -> {
            Api.bean(Sealing.class).sealAll();
            var header = new java.util.LinkedHashMap<String, @Nullable Object>(Map.of("format", ExportPieces.FORMAT));
            var query = new AuditExportQuery(null, null, null, null, null, null, null, null);
            var plan = new ExportPieces.Plan(1, many + 2, Entry.GENESIS, header);
            new ExportPieces(Api.bean(Sql.class), Api.bean(Transactions.class), Api.bean(AuditKeys.class), query, plan)
                    .forEachRemaining(piece -> pieces.add(piece.length));
        });
        assertThat(pieces).hasSizeGreaterThan(many / 1_000).allSatisfy(length -> assertThat(length)
                .isLessThan(2_000_000));
        for (String format : List.of("ndjson", "csv")) {
            var verdict = verify(export("format=" + format));
            assertThat(verdict.status()).as(verdict.text()).isZero();
        }
    }

    /** Texts with everything that is hard to carry: formulas, quotes, line ends, digits, empty and odd characters. */
    private static void story(Api who, int times) {
        inside(who, () -> {
            for (int i = 0; i < times; i++) {
                audit().record(
                                i % 2 == 0 ? "changeThing" : "otherThing",
                                Subject.of(
                                        "thing",
                                        Ids.next(),
                                        List.of(
                                                        "=cmd|' /C calc'!A0",
                                                        "",
                                                        "'quoted",
                                                        "00012345",
                                                        "a/b\r\nc\t\"d\" ü \ud83d\ude00 \u2028")
                                                .get(i % 5)),
                                Map.of("n", i, "amount", new BigDecimal("12345678901234567890.10"), "rate", 1.5e-7),
                                Map.of(
                                        "n",
                                        i + 1,
                                        "text",
                                        "\u0001 \u007f \\ / <>&",
                                        "list",
                                        List.of(true, 1e2, Map.of())));
            }
            return null;
        });
    }

    private static Audit audit() {
        return Api.bean(Audit.class);
    }

    private String export(String query) {
        return export(owner, query);
    }

    private static String export(Api who, String query) {
        var answer = who.get("/api/audit/export?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> lines(String file) {
        return file.lines().toList();
    }

    private static <T extends @Nullable Object> T inside(Api who, Supplier<T> work) {
        return Current.house(who.workspace, "Olivia Owner")
                .<T, RuntimeException>call(() -> Api.bean(Transactions.class).write(work));
    }
}
