package io.fanfare.audience;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.fanfare.Api;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportsTest {
    private final Api owner = Api.workspace();

    private Api.Answer upload(byte[] file, Map<String, String> parts) {
        return upload(owner, file, parts);
    }

    private static Api.Answer upload(Api who, byte[] file, Map<String, String> parts) {
        return upload(who, "/api/contacts/import", file, parts);
    }

    private static Api.Answer upload(Api who, String path, byte[] file, Map<String, String> parts) {
        var body = new ByteArrayOutputStream();
        parts.forEach((name, value) -> body.writeBytes(
                ("--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--cut--\r\n".getBytes(StandardCharsets.UTF_8));
        return who.with("Content-Type", "multipart/form-data; boundary=cut").post(path, body.toByteArray());
    }

    private Api.Answer imported(byte[] file, Map<String, String> parts) {
        var started = upload(file, parts).expect(202);
        Api.drain();
        return owner.get("/api/imports/" + started.text("importId")).expect(200);
    }

    private Api.Answer imported(String table) {
        return imported(table.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private Api.Answer contact(String email) {
        var found = owner.get("/api/contacts?q=" + email).expect(200);
        return owner.get("/api/contacts/" + found.text("items.0.id")).expect(200);
    }

    private static void came(Api.Answer done, int rows, int created, int updated, int rejected) {
        assertThat(List.of(
                        done.text("state"),
                        done.at("rows").asInt(),
                        done.at("created").asInt(),
                        done.at("updated").asInt(),
                        done.at("rejected").asInt()))
                .as(done.body())
                .isEqualTo(List.of("done", rows, created, updated, rejected));
        assertThat(done.at("accepted").asInt()).isEqualTo(created + updated);
    }

    @Test
    void real_tables_are_in_whole_with_their_columns_as_attributes() throws IOException {
        came(
                imported(Files.readAllBytes(Path.of("src/test/resources/contacts/dittofeed_users.csv")), Map.of()),
                5,
                5,
                0,
                0);
        var john = contact("johndoe@example.com");
        assertThat(john.text("firstName") + john.text("lastName")).isEqualTo("JohnDoe");
        assertThat(john.text("attributes.phone")).isEqualTo("1234567890");
        assertThat(john.text("story.0.kind") + john.text("story.1.kind")).contains("imported");

        byte[] surfers = Files.readAllBytes(Path.of("src/test/resources/contacts/unomi_2-surfers-test.csv"));
        came(imported(surfers, Map.of()), 36, 36, 0, 0);
        var kelly = contact("kelly@slater.com");
        assertThat(kelly.text("lastName")).isEqualTo("Kelly Slater");
        assertThat(kelly.at("attributes").propertyNames()).contains("Linkedin ID", "Facebook ID", "City", "To Delete");
        assertThat(contact("matt@wilkinson.com").text("email")).isEqualTo("Matt@Wilkinson.com");
        came(imported(surfers, Map.of()), 36, 0, 36, 0);
        var left = imported(surfers, Map.of("onDuplicate", "skip"));
        assertThat(left.at("skipped").asInt()).isEqualTo(36);
        // Some of them have no address; they are people all the same, and no mail goes to them.
        var silvana = contact("silvana");
        assertThat(silvana.at("email").isNull()).isTrue();
        owner.patch("/api/contacts/" + silvana.text("id"), Map.of("tags", List.of("surfer")))
                .expect(200);
        owner.patch("/api/contacts/" + silvana.text("id"), Map.of("status", "unsubscribed"))
                .refused(422, "contact_without_email");
        owner.delete("/api/contacts/" + silvana.text("id")).expect(200);
    }

    @Test
    void bad_rows_are_reported_with_their_place_and_the_others_are_in() {
        var done = imported("""
                "E-Mail Address",First Name,Time Zone,Tags,Notes
                ada@example.com,Ada,Europe/London,"vip, early","two
                lines, and a ""quote""\"
                no address,Bob,,,
                ,,,alone,
                ,Carol,,,
                dan@example.com,Dan,Mars/Base,,,too many

                eve@example.com,Eve,Mars/Base
                ADA@example.com,,,late,
                """);
        came(done, 7, 3, 1, 3);
        var rows = new ArrayList<String>();
        done.at("errors")
                .forEach(e -> rows.add(e.get("row").asInt() + " " + e.get("column") + " "
                        + e.get("message").asString()));
        assertThat(rows)
                .containsExactly(
                        "3 \"E-Mail Address\" must be an e-mail address",
                        "4 null contains no e-mail address, name or attribute",
                        "6 null has more cells than the header");
        var ada = contact("ada@example.com");
        assertThat(ada.text("attributes.Notes")).isEqualTo("two\nlines, and a \"quote\"");
        assertThat(ada.at("tags").toString()).isEqualTo("[\"vip\",\"early\",\"late\"]");
        assertThat(ada.text("timeZone")).isEqualTo("Europe/London");
        // What is no zone is still known.
        assertThat(contact("eve@example.com").text("attributes.Time Zone")).isEqualTo("Mars/Base");
    }

    @Test
    void encodings_and_separators_are_told_apart() {
        String table = "Email;Vorname;Ort\nj%d@example.com;Jürgen;Köln\n";
        var ways = List.of(
                bytes("\ufeff" + table.formatted(0), StandardCharsets.UTF_8),
                bytes(table.formatted(1), StandardCharsets.UTF_8),
                bytes(table.formatted(2), Charset.forName("windows-1252")),
                bytes("\ufeff" + table.formatted(3).replace(';', '\t'), StandardCharsets.UTF_16LE),
                bytes("\ufeff" + table.formatted(4).replace(';', ','), StandardCharsets.UTF_16BE),
                bytes(table.formatted(5), StandardCharsets.UTF_16LE));
        for (int i = 0; i < ways.size(); i++) {
            came(imported(ways.get(i), Map.of()), 1, 1, 0, 0);
            assertThat(contact("j" + i + "@example.com").text("firstName")).isEqualTo("Jürgen");
            assertThat(contact("j" + i + "@example.com").text("attributes.Ort")).isEqualTo("Köln");
        }
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }

    @Test
    void a_mapping_says_what_columns_are_and_what_can_not_be_read_is_refused_at_once() {
        var table = bytes("who,mail to,x\nAda Lovelace,ada@example.com,1\n", StandardCharsets.UTF_8);
        var refused = upload(table, Map.of()).refused(422, "import_without_email");
        assertThat(refused.at("columns").toString()).isEqualTo("[\"who\",\"mail to\",\"x\"]");
        for (String mapping : List.of(
                "{\"who\":\"attributes.\\u0000\"}",
                "{",
                "[]",
                "{\"nobody\":\"email\"}",
                "{\"x\":\"colour\"}",
                "{\"x\":\"email\",\"who\":\"email\"}"))
            assertThat(upload(table, Map.of("mapping", mapping))
                            .expect(400)
                            .json()
                            .at("/errors")
                            .has("mapping"))
                    .isTrue();
        assertThat(upload(table, Map.of("onDuplicate", "destroy"))
                        .expect(400)
                        .json()
                        .at("/errors")
                        .has("onDuplicate"))
                .isTrue();
        came(
                imported(
                        table,
                        Map.of("mapping", "{\"mail to\":\"email\",\"who\":\"name\",\"x\":\"attributes.score\"}")),
                1,
                1,
                0,
                0);
        var ada = contact("ada@example.com");
        assertThat(ada.text("firstName") + "|" + ada.text("lastName") + "|" + ada.text("attributes.score"))
                .isEqualTo("Ada|Lovelace|1");
        upload(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 1}, Map.of()).refused(415, "unsupported_media_type");
        upload(new byte[0], Map.of()).expect(400);
        upload(bytes("email\n\"never closed", StandardCharsets.UTF_8), Map.of()).refused(422, "import_malformed");
        upload(bytes("email," + "x,".repeat(201) + "\n", StandardCharsets.UTF_8), Map.of())
                .expect(400);
    }

    @Test
    void people_who_opted_out_stay_opted_out_however_the_file_says_it() {
        for (String column : List.of(
                "unsubscribed=true",
                "Unsubscribed=Yes",
                "subscribed=false",
                "opt_out=true",
                "Opt-Out=2024-05-01",
                "do_not_email=1",
                "Accepts Email Marketing=no",
                "action=unsubscribe",
                "Email Marketing Status=unsubscribed",
                "Email Marketing Status=Never subscribed",
                "status=opted-out")) {
            String name = column.substring(0, column.indexOf('='));
            String value = column.substring(column.indexOf('=') + 1);
            String email = "p" + Integer.toUnsignedString(column.hashCode()) + "@example.com";
            came(imported("email," + name + "\n" + email + "," + value + "\n"), 1, 1, 0, 0);
            assertThat(contact(email).text("status")).as(column).isNotEqualTo("active");
        }
        came(imported("email,unsubscribed,opt-in\nin@example.com,false,yes\n"), 1, 1, 0, 0);
        assertThat(contact("in@example.com").text("status")).isEqualTo("active");
    }

    @Test
    void asian_encodings_are_recognized_or_stated_and_text_encoded_twice_is_flagged() {
        String japanese = """
                メール,名前,メモ
                j%d@example.com,山田太郎,これは日本語の顧客リストです。東京都に住んでいます
                k%d@example.com,鈴木花子,大阪の会社で働いているお客様で、ニュースレターを読みます
                """;
        String mapping = "{\"メール\":\"email\",\"名前\":\"firstName\"}";
        var charsets = List.of("Shift_JIS", "EUC-JP", "ISO-2022-JP");
        for (int i = 0; i < charsets.size(); i++) {
            byte[] file = japanese.formatted(i, i).getBytes(Charset.forName(charsets.get(i)));
            var done = imported(file, Map.of("mapping", mapping));
            came(done, 2, 2, 0, 0);
            assertThat(contact("j" + i + "@example.com").text("firstName")).isEqualTo("山田太郎");
        }
        byte[] korean = "email,이름\nkim@example.com,김철수\n".getBytes(Charset.forName("EUC-KR"));
        var stated = imported(korean, Map.of("encoding", "euc-kr"));
        assertThat(stated.text("encoding")).isEqualTo("EUC-KR");
        assertThat(contact("kim@example.com").text("attributes.이름")).isEqualTo("김철수");
        assertThat(upload(korean, Map.of("encoding", "klingon")).expect(400).text("errors.encoding"))
                .isEqualTo("must be the name of an encoding, e.g. shift_jis");
        String twice = new String(
                "email,Vorname\na@example.com,Jürgen Müller\n".getBytes(StandardCharsets.UTF_8),
                Charset.forName("windows-1252"));
        assertThat(imported(twice).text("warnings.0")).contains("encoded twice");
    }

    @Test
    void a_file_without_a_header_row_loses_no_one() {
        byte[] file = "ada@example.com,Ada\nbob@example.com,Bob\n".getBytes(StandardCharsets.UTF_8);
        upload(file, Map.of()).refused(422, "import_without_header");
        came(
                imported(
                        file,
                        Map.of("header", "false", "mapping", "{\"Column 1\":\"email\",\"Column 2\":\"firstName\"}")),
                2,
                2,
                0,
                0);
        assertThat(contact("ada@example.com").text("firstName")).isEqualTo("Ada");
    }

    @Test
    void the_report_shows_the_mapping_that_was_used_and_people_without_an_address_come_once() {
        var first = imported("Email,Name,City\n,Ada,Oslo\nbob@example.com,Bob,\"{\"\"floor\"\":3}\"\n");
        assertThat(first.at("columns").toString())
                .isEqualTo("[{\"header\":\"Email\",\"field\":\"email\"},{\"header\":\"Name\",\"field\":\"name\"},"
                        + "{\"header\":\"City\",\"field\":\"attributes.City\"}]");
        assertThat(first.text("encoding") + first.text("separator")).isEqualTo("UTF-8,");
        assertThat(contact("bob@example.com").at("attributes.City.floor").asInt())
                .isEqualTo(3);
        came(imported("E-Mail;Vorname;Stadt\n;Ada;Oslo\n"), 1, 0, 1, 0);
    }

    @Test
    void a_status_in_the_table_suppresses_and_a_suppression_is_a_status() {
        owner.post("/api/suppressions", Map.of("email", "known@example.com", "reason", "complained"))
                .expect(201);
        came(
                imported(
                        "email,status\nknown@example.com,active\ngone@example.com,Unsubscribed\nodd@example.com,Gold\n"),
                3,
                3,
                0,
                0);
        assertThat(contact("known@example.com").text("status")).isEqualTo("complained");
        assertThat(contact("gone@example.com").text("status")).isEqualTo("unsubscribed");
        assertThat(contact("odd@example.com").text("status")).isEqualTo("active");
        assertThat(contact("odd@example.com").text("attributes.status")).isEqualTo("Gold");
        assertThat(owner.get("/api/suppressions?email=gone@example.com")
                        .at("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void quotation_marks_escaped_by_backslashes_are_read_as_quotation_marks() {
        came(imported("""
                        email,note,path
                        "a@example.com","She said \\"hi, all\\" twice","C:\\temp"
                        "b@example.com","ends with a quote \\"",plain
                        """), 2, 2, 0, 0);
        assertThat(contact("a@example.com").text("attributes.note")).isEqualTo("She said \"hi, all\" twice");
        assertThat(contact("a@example.com").text("attributes.path")).isEqualTo("C:\\temp");
        assertThat(contact("b@example.com").text("attributes.note")).isEqualTo("ends with a quote \"");
        // In a file that can be read without, a backslash is text.
        came(imported("email,path\n\"c@example.com\",\"C:\\\"\n\"d@example.com\",\"x\"\n"), 2, 2, 0, 0);
        assertThat(contact("c@example.com").text("attributes.path")).isEqualTo("C:\\");
    }

    private Api.Answer preview(byte[] file, Map<String, String> parts) {
        return upload(owner, "/api/contacts/import/preview", file, parts).expect(200);
    }

    @Test
    void a_preview_shows_the_mapping_the_first_rows_and_their_errors_and_imports_nothing() {
        byte[] file = bytes("Mail;Vorname;Ort\na@example.com;Ada;Köln\nwrong;Bob;\n", StandardCharsets.UTF_8);
        var shown = preview(file, Map.of());
        assertThat(shown.at("detected").toString())
                .isEqualTo("{\"encoding\":\"UTF-8\",\"delimiter\":\";\",\"headerRow\":1}");
        assertThat(shown.at("columns").toString())
                .isEqualTo(
                        "[{\"header\":\"Mail\",\"field\":\"email\"},{\"header\":\"Vorname\",\"field\":\"firstName\"},"
                                + "{\"header\":\"Ort\",\"field\":\"attributes.Ort\"}]");
        assertThat(shown.at("fields").toString()).contains("\"email\"", "\"attributes.<name>\"", "\"ignore\"");
        assertThat(shown.at("sample.0").toString())
                .isEqualTo("{\"row\":2,\"cells\":[\"a@example.com\",\"Ada\",\"Köln\"],\"errors\":[]}");
        assertThat(shown.text("sample.1.errors.0.column") + ": " + shown.text("sample.1.errors.0.message"))
                .isEqualTo("Mail: must be an e-mail address");
        assertThat(shown.at("totalRows").asInt()).isEqualTo(2);
        assertThat(shown.at("ready").asBoolean()).isTrue();
        Api.drain();
        assertThat(owner.get("/api/contacts").at("items").size()).isZero();

        var missing = preview(bytes("who,city\nAda,Oslo\n", StandardCharsets.UTF_8), Map.of());
        assertThat(missing.at("ready").asBoolean()).isFalse();
        assertThat(missing.text("questions.0.code")).isEqualTo("import_without_email");
        byte[] bare = bytes("ada@example.com,Ada\n", StandardCharsets.UTF_8);
        assertThat(preview(bare, Map.of()).text("questions.0.code")).isEqualTo("import_without_header");
        var numbered =
                preview(bare, Map.of("header", "false", "mapping", "{\"Column 1\":\"email\",\"Column 2\":\"ignore\"}"));
        assertThat(numbered.at("ready").asBoolean()).isTrue();
        assertThat(numbered.at("sample.0.row").asInt()).isEqualTo(1);
        byte[] western = bytes("email,Name\na@example.com,Jürgen\n", Charset.forName("windows-1252"));
        assertThat(preview(western, Map.of()).text("questions.0.code")).isEqualTo("encoding");
        upload(owner.as("viewer"), "/api/contacts/import/preview", file, Map.of())
                .refused(403, "forbidden");
        upload(new byte[] {'P', 'K', 3, 4, 20, 0, 8}, Map.of()).refused(415, "unsupported_media_type");
    }

    @Test
    void the_rejected_rows_are_a_file_that_can_be_corrected_and_imported_again() {
        var done = imported("email,name\nwrong,\"Ada, B\"\nb@example.com,Bob\n=x@,Eve,more\n");
        came(done, 3, 1, 0, 2);
        var file = owner.get("/api/imports/" + done.text("id") + "/rejected").expect(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).contains("people-rejected.csv");
        assertThat(file.body()).isEqualToNormalizingNewlines("""
                        email,name,Import row,Import error
                        wrong,"Ada, B",2,email: must be an e-mail address
                        '=x@,Eve,4,has more cells than the header
                        """);
        came(imported(file.body().replace("wrong", "ada@example.com").replace("'=x@", "eve@example.com")), 2, 2, 0, 0);
        assertThat(contact("ada@example.com").at("attributes").size()).isZero();
        owner.as("viewer").get("/api/imports/" + done.text("id") + "/rejected").expect(200);
        Api.workspace().get("/api/imports/" + done.text("id") + "/rejected").refused(404, "not_found");
    }

    @Test
    void rejected_rows_of_an_erased_person_are_erased_too() {
        var done = imported("email,name\nada@example.com,Ada\n\"Ada <ADA@example.com> x\",Ada L\n");
        came(done, 2, 1, 0, 1);
        owner.delete("/api/contacts/" + contact("ada@example.com").text("id")).expect(200);
        assertThat(owner.get("/api/imports/" + done.text("id") + "/rejected")
                        .expect(200)
                        .body())
                .isEqualToNormalizingNewlines(
                        "email,name,Import row,Import error\n,,3,email: must be an e-mail address\n");
    }

    @Test
    void the_first_thousand_errors_are_kept_and_all_are_counted() {
        came(imported("email\n" + "nobody\n".repeat(2_500) + "a@example.com\n"), 2_501, 1, 0, 2_500);
    }

    @Test
    void an_export_is_safe_in_a_spreadsheet_and_comes_back_as_it_was() throws IOException {
        owner.post(
                        "/api/contacts",
                        Map.of(
                                "email",
                                "a@example.com",
                                "firstName",
                                "=HYPERLINK(\"http://evil\")",
                                "tags",
                                List.of("x", "y"),
                                "attributes",
                                Map.of("phone", "+49 1", "note", "a \"b\",\nc", "score", -5)))
                .expect(201);
        var table = owner.get("/api/contacts/export").expect(200);
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        var rows = CsvReader.builder().ofNamedCsvRecord(table.body()).stream().toList();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().getFieldsAsMap().values())
                .noneMatch(cell -> !cell.isEmpty() && "=+-@".indexOf(cell.charAt(0)) >= 0);
        assertThat(rows.getFirst().getField("firstName")).isEqualTo("'=HYPERLINK(\"http://evil\")");
        var back = Api.workspace();
        upload(back, table.body().getBytes(StandardCharsets.UTF_8), Map.of()).expect(202);
        Api.drain();
        var contact = back.get("/api/contacts").at("items.0");
        assertThat(contact.get("firstName").asString()).isEqualTo("=HYPERLINK(\"http://evil\")");
        assertThat(contact.at("/attributes/phone").asString()).isEqualTo("+49 1");
        assertThat(contact.at("/attributes/note").asString()).isEqualTo("a \"b\",\nc");
        assertThat(owner.get("/api/contacts/export?tag=nothing").body().lines()).hasSize(1);
        owner.as("viewer").get("/api/contacts/export").expect(200);
    }
}
