package io.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Errors, checks, mails, log messages and the texts of the contract are plain English; the web app has the same test. */
class LanguageTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<Word> TO_AVOID = toAvoid();
    private static final Path SOURCES = Path.of("src/main/java/io/fanfare");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//.*$", Pattern.DOTALL);
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)'", Pattern.DOTALL);
    /** The account that PostgreSQL runs under, where the server is started as root. */
    private static final List<String> ALLOWED = List.of("nor as nobody (setpriv)", "the user nobody here");

    @Test
    void messages_of_the_server_are_plain_english() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(SOURCES)) {
            // The writer's word lists are data.
            var sources =
                    files.filter(file -> file.toString().endsWith(".java") && !file.startsWith(SOURCES.resolve("ai")));
            for (var file : sources.sorted().toList()) {
                String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
                LITERAL.matcher(code)
                        .results()
                        .map(MatchResult::group)
                        .filter(text -> text.contains(" "))
                        .forEach(text -> check(file.getFileName().toString(), text, found));
            }
        }
        assertThat(found).isEmpty();
    }

    /** People read of posts, e-mails and drafts; “mailing” and “creative” are words of the API. */
    @Test
    void messages_speak_of_emails_and_drafts() throws IOException {
        var words = Pattern.compile("(?<![:.])\\b(mailings?|creatives?)\\b", Pattern.CASE_INSENSITIVE);
        var ofApi = Pattern.compile(
                "(?s)\"\"\".*|.*(\\b(select|update|delete|insert)\\b|id of a creative|the mailing is scheduled).*");
        var found = new ArrayList<String>();
        try (var files = Files.walk(SOURCES)) {
            var sources =
                    files.filter(file -> file.toString().endsWith(".java") && !file.startsWith(SOURCES.resolve("ai")));
            for (var file : sources.sorted().toList())
                LITERAL.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(""))
                        .results()
                        .map(MatchResult::group)
                        .filter(text ->
                                text.contains(" ") && !ofApi.matcher(text).matches())
                        .filter(text -> words.matcher(text).find())
                        .forEach(text -> found.add(file.getFileName() + ": " + text));
        }
        assertThat(found).isEmpty();
    }

    /** {@code cancelled} is a value of the API; people read “canceled”. */
    @Test
    void messages_say_canceled() throws IOException {
        var ofApi = Pattern.compile("(?s)\"\"\".*|.*(\\b(select|update|delete|insert)\\b|is cancelled\").*");
        var found = new ArrayList<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList())
                LITERAL.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(""))
                        .results()
                        .map(MatchResult::group)
                        .filter(text -> text.matches("(?s).*\\b[Cc]ancell(ed|ing)\\b.*") && text.contains(" "))
                        .filter(text -> !ofApi.matcher(text).matches())
                        .forEach(text -> found.add(file.getFileName() + ": " + text));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_contract_is_plain_english() {
        var contract = JSON.readTree(Path.of("contract/openapi.json"));
        var found = new ArrayList<String>();
        for (var member : List.of("summary", "description"))
            contract.findValues(member).stream()
                    .filter(JsonNode::isString)
                    .forEach(text -> check(member, text.asString(), found));
        assertThat(found).isEmpty();
    }

    @Test
    void a_word_to_avoid_is_found() {
        var found = new ArrayList<String>();
        check("here", "Nobody shall read this", found);
        check("here", "This type is no longer offered", found);
        assertThat(found).hasSize(2);
    }

    private static void check(String where, String text, List<String> found) {
        if (ALLOWED.stream().anyMatch(text::contains)) return;
        for (var word : TO_AVOID)
            if (word.pattern().matcher(text).find())
                found.add(where + ": “" + text + "” has “" + word.pattern() + "”: " + word.better());
    }

    private record Word(Pattern pattern, String better) {}

    private static List<Word> toAvoid() {
        return JSON.readTree(Path.of("contract/words.json")).properties().stream()
                .map(word -> new Word(
                        Pattern.compile("\\b(?:" + word.getKey() + ")\\b", Pattern.CASE_INSENSITIVE),
                        word.getValue().asString()))
                .toList();
    }
}
