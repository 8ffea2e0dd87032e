package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fanfare.kernel.Operations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The committed contract is what the code says: a review reads its difference first. */
class ContractTest {
    private static final Path FILE = Path.of("contract/openapi.json");
    private static final Path FIXES = Path.of("contract/fixes.json");
    /** The first argument of {@code fix(…)}, which may choose between two operations. */
    private static final Pattern FIX = Pattern.compile("\\bfix\\(([^;,{}]*),");

    private static final Pattern CODE = Pattern.compile("`[^`]+`");
    private static final Pattern NAME = Pattern.compile("\"([a-z][A-Za-z]+)\"");
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void the_committed_contract_is_the_code() throws IOException {
        JsonNode served = Api.nobody().get("/api/openapi.json").expect(200).json();
        String text = PRETTY.writeValueAsString(served) + "\n";
        if (Boolean.getBoolean("contract.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text);
            return;
        }
        String committed = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (!committed.equals(text))
            fail("contract/openapi.json is not what the code says. When the change is meant, write it again with"
                    + " './fanfare contract' and commit it. It differs in:\n"
                    + String.join("\n", differences(committed, served)));
    }

    @Test
    void every_operation_says_what_it_does_and_who_may_call_it() {
        var contract = Api.nobody().get("/api/openapi.json").expect(200).json();
        contract.at("/paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String where = operation.getKey() + " " + path.getKey();
                    assertThat(operation.getValue().at("/summary").asString())
                            .as(where)
                            .endsWith(".");
                    assertThat(operation.getValue().at("/x-permission").asString(""))
                            .as(where)
                            .isNotBlank();
                    assertThat(operation.getValue().has("responses")).as(where).isTrue();
                }));
    }

    @Test
    void code_in_the_texts_of_the_contract_closes_its_braces() {
        var texts = Api.nobody().get("/api/openapi.json").expect(200).json().findValues("description").stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString);
        assertThat(texts).hasSizeGreaterThan(500).allSatisfy(text -> CODE.matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(code ->
                        assertThat(code.replaceAll("[^{]", "")).as(text).hasSameSizeAs(code.replaceAll("[^}]", ""))));
    }

    /** The operations that checks offer as a fix: the web app has a screen or a button for each of them. */
    @Test
    void the_committed_list_of_fixes_is_what_the_checks_offer() throws IOException {
        var fixes = fixes();
        assertThat(fixes).isNotEmpty().allMatch(Api.bean(Operations.class)::has);
        String text = PRETTY.writeValueAsString(fixes) + "\n";
        if (Boolean.getBoolean("contract.write")) Files.writeString(FIXES, text);
        assertThat(Files.readString(FIXES))
                .as("write it again with './fanfare contract' and give each new fix a place in its room's actions.ts")
                .isEqualTo(text);
    }

    private static Set<String> fixes() throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var fixes = FIX.matcher(Files.readString(file));
                while (fixes.find()) NAME.matcher(fixes.group(1)).results().forEach(name -> names.add(name.group(1)));
            }
        }
        return names;
    }

    private static List<String> differences(String committed, JsonNode served) {
        if (committed.isEmpty()) return List.of("  everything: the file is missing");
        var differences = new ArrayList<String>();
        compare("", PRETTY.readTree(committed), served, differences);
        return differences.subList(0, Math.min(20, differences.size()));
    }

    private static void compare(String at, JsonNode before, JsonNode now, List<String> differences) {
        if (before.equals(now)) return;
        if (!before.isObject() || !now.isObject()) {
            differences.add("  " + at + ": " + brief(before) + " is now " + brief(now));
            return;
        }
        before.properties().forEach(member -> {
            if (!now.has(member.getKey())) differences.add("  " + at + "/" + member.getKey() + " is gone");
        });
        now.properties().forEach(member -> {
            if (before.has(member.getKey()))
                compare(at + "/" + member.getKey(), before.get(member.getKey()), member.getValue(), differences);
            else differences.add("  " + at + "/" + member.getKey() + " is new");
        });
    }

    private static String brief(JsonNode node) {
        String text = node.toString();
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }
}
