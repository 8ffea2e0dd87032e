package io.fanfare.render;

import io.fanfare.kernel.Texts;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset;
import io.fanfare.library.AssetFiles;
import io.fanfare.library.StoredFile;
import io.fanfare.render.RenderParams.Dimensions;
import io.fanfare.render.RenderStore.Level;
import io.fanfare.render.providers.DrawingNote;
import io.fanfare.render.providers.LocalProvider.Rendering;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The files of a finished job: one asset with its other formats as renditions, or one asset for each file of a
 * service.
 */
@Component
class RenderFiles {
    private static final int LONGEST_NAME = 80;

    private final RenderStore store;
    private final AssetFiles files;
    private final RenderMoves moves;
    private final Transactions transactions;

    RenderFiles(RenderStore store, AssetFiles files, RenderMoves moves, Transactions transactions) {
        this.store = store;
        this.files = files;
        this.moves = moves;
        this.transactions = transactions;
    }

    /** A stored file that is not an asset yet, with its name for the library. */
    record NamedFile(String name, StoredFile file) {}

    /** Stores a file of a job, whose type is detected. Outside a transaction. */
    NamedFile store(RenderJob job, Path file, String ending) {
        String name = fileName(job.title()) + ending;
        return new NamedFile(name, files.store(file, name));
    }

    void discard(List<NamedFile> stored) {
        stored.forEach(each -> files.discard(each.file()));
    }

    /** The finished pictures of a job, the main one first, and the sizes that failed. */
    static final class Pictures implements AutoCloseable {
        private final Map<Dimensions, Rendering> done = new LinkedHashMap<>();
        private final List<DrawingNote> notes = new ArrayList<>();

        void add(Dimensions size, Rendering rendering) {
            var same = done.putIfAbsent(size, rendering);
            if (same != null) rendering.close();
        }

        void failed(Dimensions size) {
            notes.add(
                    new DrawingNote(true, "The picture of " + size.words() + " pixels failed. The others were kept."));
        }

        boolean isEmpty() {
            return done.isEmpty();
        }

        @Override
        public void close() {
            done.values().forEach(Rendering::close);
        }
    }

    /** A stored picture with its other formats. */
    private record StoredPicture(NamedFile file, Map<String, AssetFiles.FileBytes> renditions) {}

    void publish(RenderJob job, Pictures pictures) {
        var stored = new ArrayList<StoredPicture>();
        var notes = new ArrayList<>(pictures.notes);
        try {
            pictures.done.forEach((size, rendered) -> {
                String suffix = pictures.done.size() > 1 ? " " + size.words() : "";
                var file = store(
                        job,
                        rendered.primary().file().path(),
                        suffix + rendered.primary().ending());
                var picture = new StoredPicture(file, new LinkedHashMap<>());
                stored.add(picture);
                for (var piece : rendered.renditions())
                    picture.renditions.put(
                            piece.name(), files.storeRendition(piece.file().path(), piece.mimeType()));
                notes.addAll(rendered.remarks());
            });
            transactions.write(() -> published(job, stored, notes));
        } catch (RuntimeException failed) {
            discard(stored.stream().map(StoredPicture::file).toList());
            throw failed;
        } finally {
            // The library may already have an asset with these bytes and its own renditions.
            stored.forEach(picture -> picture.renditions.values().forEach(files::discard));
        }
    }

    void publish(RenderJob job, List<NamedFile> stored) {
        try {
            transactions.write(() -> published(
                    job,
                    stored.stream()
                            .map(file -> new StoredPicture(file, Map.of()))
                            .toList(),
                    List.of()));
        } catch (RuntimeException failed) {
            discard(stored);
            throw failed;
        }
    }

    /** Adds the files as assets, the further ones as variants of the first, in the transaction that publishes the job. */
    private void published(RenderJob job, List<StoredPicture> stored, List<DrawingNote> remarks) {
        var ids = new ArrayList<UUID>();
        for (var picture : stored) {
            UUID id = add(job, picture.file);
            if (ids.contains(id)) continue;
            picture.renditions.forEach((name, bytes) -> files.attach(id, name, bytes));
            ids.add(id);
        }
        UUID primary = ids.getFirst();
        var variants = ids.subList(1, ids.size());
        files.group(primary, variants);
        var made = new RenderStore.Output(
                primary,
                variants,
                List.copyOf(stored.getFirst().renditions.keySet()),
                stored.getFirst().file.file().fileHash());
        var after = store.publish(job, made).orElseThrow(ClaimLost::new);
        remarks.forEach(remark -> store.log(job.id(), remark.warning() ? Level.WARN : Level.INFO, remark.text()));
        moves.published(job, after, new RenderEvent.Published(after, primary));
    }

    private UUID add(RenderJob job, NamedFile stored) {
        var params = job.params();
        var words = new AssetFiles.Words(params.headline(), job.altText());
        return files.add(stored.file(), stored.name(), Asset.Source.RENDER, words, params.brandId())
                .asset()
                .id();
    }

    private static String fileName(String title) {
        String plain = title.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|.]+", " ").strip();
        return plain.isEmpty() ? "Render" : Texts.cut(plain, LONGEST_NAME).strip();
    }
}
