package io.fanfare.kernel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.DataFolder;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockMultipartFile;

class ImportLaneTest {
    private final Api owner = Api.workspace();

    @Test
    void a_worker_that_dies_midway_loses_no_row_and_stores_none_twice() {
        int rows = 2 * ImportLane.CHUNK + 500;
        var table = new StringBuilder("email,n\n");
        for (int i = 0; i < rows; i++)
            table.append(i % 100 == 99 ? "wrong" : "p" + i + "@example.com")
                    .append(',')
                    .append(i)
                    .append('\n');
        String body = "--parts\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\r\n"
                + table + "\r\n--parts--\r\n";
        var id = owner.with("Content-Type", "multipart/form-data; boundary=parts")
                .post("/api/contacts/import", body.getBytes(StandardCharsets.UTF_8))
                .expect(202)
                .id("importId");
        var importing = Api.bean(ImportLane.class);
        var store = Api.bean(ImportStore.class);
        Current.house(owner.workspace, "test").run(() -> {
            var transactions = Api.bean(Transactions.class);
            var row = transactions.read(() -> store.find(id).orElseThrow());
            try (var in = Api.bean(Blobs.class).open(row.fileHash())) {
                in.skipNBytes(Imports.ID_LENGTH);
                var records = new ArrayList<Table.Row>();
                try (var all = row.format().open(in)) {
                    all.forEachRemaining(records::add);
                }
                var first = records.subList(0, ImportLane.CHUNK);
                var second = records.subList(ImportLane.CHUNK, 2 * ImportLane.CHUNK);
                assertThat(transactions.write(() -> importing.chunk(id, 0, first)))
                        .isTrue();
                // Dies before its transaction ends.
                assertThatThrownBy(() -> transactions.write(() -> {
                            importing.chunk(id, ImportLane.CHUNK, second);
                            throw new IllegalStateException("killed");
                        }))
                        .hasMessage("killed");
                // Another worker that read the same rows stores none of them.
                assertThat(transactions.write(() -> importing.chunk(id, 0, first)))
                        .isFalse();
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        });
        assertThat(owner.get("/api/imports/" + id).at("processed").asInt()).isEqualTo(ImportLane.CHUNK);
        Api.drain();
        var done = owner.get("/api/imports/" + id).expect(200);
        assertThat(done.text("state")).isEqualTo("done");
        assertThat(done.at("created").asInt()).isEqualTo(rows - rows / 100);
        assertThat(done.at("rejected").asInt()).isEqualTo(rows / 100);
        assertThat(done.at("errors").size()).isEqualTo(rows / 100);
        assertThat(done.at("errors.0.row").asInt()).isEqualTo(101);
        assertThat(owner.get("/api/email/segments/list").at("items.0.count").asInt())
                .isEqualTo(rows - rows / 100);
        Current.house(owner.workspace, "test").run(() -> assertThatThrownBy(() -> Api.bean(Blobs.class)
                        .open(Api.bean(Transactions.class)
                                .read(() -> store.find(id).orElseThrow())
                                .fileHash()))
                .isInstanceOf(NoSuchElementException.class));
    }

    /** Another request takes the last place in line between the check of the file and the row of the import. */
    @Test
    void the_file_of_an_import_that_can_not_be_recorded_is_deleted() {
        var kind = Api.bean(ImportKinds.class).get("contacts");
        var imports = Api.bean(Imports.class);
        byte[] table = "email\nada@example.com\n".getBytes(StandardCharsets.UTF_8);
        var opened = new AtomicInteger();
        var file = new MockMultipartFile("file", "people.csv", "text/csv", table);
        var late = new MockMultipartFile("file", "people.csv", "text/csv", table) {
            @Override
            public InputStream getInputStream() throws IOException {
                if (opened.incrementAndGet() > 1)
                    while (waiting() < 20) imports.start(new Imports.Upload(kind, file, null, null, null));
                return super.getInputStream();
            }
        };
        Current.house(owner.workspace, "test").run(() -> {
            assertThatThrownBy(() -> imports.start(new Imports.Upload(kind, late, null, null, null)))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("import_limit"));
            assertThat(files()).isEqualTo(waiting()).isEqualTo(20);
        });
    }

    private static int waiting() {
        return Api.bean(Transactions.class)
                .read(() -> Api.bean(ImportStore.class).waiting());
    }

    /** The stored files of the workspace. */
    private int files() {
        var folder = Api.bean(DataFolder.class).folder("blobs").resolve(owner.workspace.toString());
        try (var all = Files.walk(folder)) {
            return (int) all.filter(Files::isRegularFile).count();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
