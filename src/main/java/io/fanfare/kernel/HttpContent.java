package io.fanfare.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.jspecify.annotations.Nullable;

/** The body of a request. A file is read while it is sent, so its size never matters to the heap. */
public final class HttpContent {
    private static final ContentType FORM = ContentType.create("multipart/form-data");
    private static final ContentType FIELD = ContentType.create("text/plain", StandardCharsets.UTF_8);

    private final HttpEntity entity;

    private HttpContent(HttpEntity entity) {
        this.entity = entity;
    }

    /** Bytes that can be read several times. */
    public interface Source {
        long size();

        InputStream open() throws IOException;

        static Source of(Path file, long size) {
            return new Source() {
                @Override
                public long size() {
                    return size;
                }

                @Override
                public InputStream open() throws IOException {
                    return Files.newInputStream(file);
                }
            };
        }
    }

    /** A file of a form. */
    public record FilePart(String field, String fileName, String mimeType, Source source) {}

    public static HttpContent json(Object value) {
        return bytes("application/json", Json.of(value).text().getBytes(StandardCharsets.UTF_8));
    }

    public static HttpContent bytes(@Nullable String mimeType, byte[] bytes) {
        return new HttpContent(new ByteArrayEntity(bytes, mimeType == null ? null : ContentType.parse(mimeType)));
    }

    public static HttpContent stream(String mimeType, Source source) {
        return new HttpContent(
                new EntityTemplate(source.size(), ContentType.parse(mimeType), null, out -> copy(source, out)));
    }

    /** A form with text fields and files, as {@code multipart/form-data}. */
    public static HttpContent form(Map<String, String> fields, List<FilePart> files) {
        // Without a charset in the header, and with one in each field: what servers of all kinds read.
        var form = MultipartEntityBuilder.create().setContentType(FORM);
        fields.forEach((name, value) -> form.addTextBody(name, value, FIELD));
        files.forEach(file -> form.addPart(file.field(), new StreamedBody(file)));
        return new HttpContent(form.build());
    }

    private static void copy(Source source, OutputStream out) throws IOException {
        try (var in = source.open()) {
            in.transferTo(out);
        }
    }

    HttpEntity entity() {
        return entity;
    }

    private static final class StreamedBody extends AbstractContentBody {
        private final FilePart file;

        StreamedBody(FilePart file) {
            super(ContentType.parse(file.mimeType()));
            this.file = file;
        }

        @Override
        public String getFilename() {
            return file.fileName();
        }

        @Override
        public long getContentLength() {
            return file.source().size();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            copy(file.source(), out);
        }
    }
}
