package io.fanfare.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fanfare.Api;
import io.fanfare.Receiver;
import io.fanfare.kernel.WebhookSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide is run as it stands there, on bytes that Fanfare has sent and on forged ones. */
class WebhookCodeTest {
    /** How code of a language is run: its file, what is put around it, and the program. Each case is a line of Base64. */
    private record Language(String file, String around, List<String> program) {}

    private static final Map<String, Language> LANGUAGES = Map.of(
            "js",
            new Language("verify.cjs", """
                    %s
                    for (const line of require("node:fs").readFileSync(0, "utf8").trim().split("\\n")) {
                      const [secret, id, time, signatures, body] = line.split(" ").map((part) => Buffer.from(part, "base64"));
                      console.log(verify(String(secret), String(id), String(time), String(signatures), body));
                    }
                    """, List.of("node")),
            "python",
            new Language("verify.py", """
                    %s
                    import sys
                    for line in sys.stdin.read().strip().split("\\n"):
                        parts = [base64.b64decode(part) for part in line.split(" ")]
                        print(str(verify(*[part.decode() for part in parts[:4]], parts[4])).lower())
                    """, List.of("python3")),
            "java",
            new Language("Verify.java", """
                    public class Verify {
                    %s
                        public static void main(String[] none) throws Exception {
                            for (String line : new String(System.in.readAllBytes()).strip().split("\\n")) {
                                byte[][] p = java.util.Arrays.stream(line.split(" "))
                                        .map(java.util.Base64.getDecoder()::decode).toArray(byte[][]::new);
                                System.out.println(verify(
                                        new String(p[0]), new String(p[1]), new String(p[2]), new String(p[3]), p[4]));
                            }
                        }
                    }
                    """, List.of(System.getProperty("java.home") + "/bin/java")),
            "perl",
            new Language("verify.pl", """
                    use strict; use warnings;
                    %s
                    for (<STDIN>) { print verify(map { decode_base64($_) } split) ? "true\\n" : "false\\n"; }
                    """, List.of("perl")),
            "bash",
            new Language("verify.sh", """
                    %s
                    d() { printf %%s "$1" | openssl base64 -d -A; }
                    while read -r a b c e f; do
                      if d "$f" | verify "$(d "$a")" "$(d "$b")" "$(d "$c")" "$(d "$e")"; then echo true; else echo false; fi
                    done
                    """, List.of("bash")));

    @TempDir
    private Path folder;

    private record Case(String secret, String id, String time, String signatures, String body) {
        String line() {
            return Stream.of(secret, id, time, signatures, body)
                    .map(part -> Base64.getEncoder().encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                    .collect(Collectors.joining(" "));
        }
    }

    @TestFactory
    Stream<DynamicTest> the_code_of_the_guide_accepts_what_fanfare_signed_and_nothing_else() throws IOException {
        var blocks = blocks();
        assertThat(blocks.keySet()).containsExactlyInAnyOrderElementsOf(LANGUAGES.keySet());
        var cases = cases();
        String input = cases.keySet().stream().map(Case::line).collect(Collectors.joining("\n"));
        return blocks.entrySet().stream()
                .map(block -> DynamicTest.dynamicTest(block.getKey(), () -> assertThat(
                                run(block.getKey(), block.getValue(), input))
                        .containsExactlyElementsOf(
                                cases.values().stream().map(String::valueOf).toList())));
    }

    private static Map<String, String> blocks() throws IOException {
        var blocks = new LinkedHashMap<String, String>();
        Matcher fenced = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/guide/webhooks.md")));
        while (fenced.find()) blocks.put(fenced.group(1), fenced.group(2));
        return blocks;
    }

    /** What was really sent while a secret was rotated, and what others could make of it. */
    private static Map<Case, Boolean> cases() {
        var owner = Api.workspace();
        var receiver = new Receiver();
        var webhook = owner.post("/api/webhooks", Map.of("url", receiver.url(), "events", List.of("campaign.created")))
                .expect(201);
        String old = webhook.text("secret");
        String fresh = owner.patch("/api/webhooks/" + webhook.text("id"), Map.of("rotateSecret", true))
                .expect(200)
                .text("secret");
        owner.post("/api/campaigns", Map.of("name", "Winter sale")).expect(201);
        Api.drain();
        var call = receiver.calls().getFirst();
        var sent = new Case(
                fresh, call.id(), call.header("webhook-timestamp"), call.header("webhook-signature"), call.body());
        String stale = String.valueOf(Instant.now().getEpochSecond() - 400);
        String later = String.valueOf(Instant.now().getEpochSecond() + 400);
        var cases = new LinkedHashMap<Case, Boolean>();
        cases.put(sent, true);
        cases.put(new Case(old, sent.id, sent.time, sent.signatures, sent.body), true);
        cases.put(new Case(WebhookSecrets.create(), sent.id, sent.time, sent.signatures, sent.body), false);
        cases.put(new Case(fresh, sent.id, sent.time, sent.signatures, sent.body.replace("created", "deleted")), false);
        cases.put(new Case(fresh, sent.id + "1", sent.time, sent.signatures, sent.body), false);
        cases.put(new Case(fresh, sent.id, sent.time, sent.signatures.replace("v1,", "v2,"), sent.body), false);
        cases.put(new Case(fresh, sent.id, sent.time, "v1,", sent.body), false);
        cases.put(signed(fresh, sent.id, stale, sent.body), false);
        cases.put(signed(fresh, sent.id, later, sent.body), false);
        cases.put(signed(fresh, sent.id, "soon", sent.body), false);
        return cases;
    }

    private static Case signed(String secret, String id, String time, String body) {
        String signature = WebhookSignature.header(List.of(secret), id, time, body.getBytes(StandardCharsets.UTF_8));
        return new Case(secret, id, time, signature, body);
    }

    private List<String> run(String name, String code, String input) throws IOException, InterruptedException {
        var language = Objects.requireNonNull(LANGUAGES.get(name));
        String program = language.program().getFirst();
        boolean here = program.startsWith("/")
                || Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
        assumeTrue(here, () -> program + " is not installed, so its code in the guide is not run");
        var file = Files.writeString(
                folder.resolve(language.file()), language.around().formatted(code));
        var process = new ProcessBuilder(program, file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = process.outputWriter()) {
            out.write(input + "\n");
        }
        var lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return lines;
    }
}
