package io.fanfare.render;

import io.fanfare.kernel.Texts;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset;
import io.fanfare.library.AssetFiles;
import io.fanfare.library.StoredFile;
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

    void publish(RenderJob job, Rendering rendered) {
        var stored = new ArrayList<NamedFile>();
        var renditions = new LinkedHashMap<String, AssetFiles.FileBytes>();
        try {
            var primary = rendered.primary();
            stored.add(store(job, primary.file().path(), primary.ending()));
            for (var piece : rendered.renditions())
                renditions.put(piece.name(), files.storeRendition(piece.file().path(), piece.mimeType()));
            transactions.write(() -> published(job, stored, renditions, rendered.remarks()));
        } catch (RuntimeException failed) {
            discard(stored);
            throw failed;
        } finally {
            // The library may already have an asset with these bytes and its own renditions.
            renditions.values().forEach(files::discard);
        }
    }

    void publish(RenderJob job, List<NamedFile> stored) {
        try {
            transactions.write(() -> published(job, stored, Map.of(), List.of()));
        } catch (RuntimeException failed) {
            discard(stored);
            throw failed;
        }
    }

    /** Adds the files as assets, in the transaction that publishes the job. */
    private void published(
            RenderJob job,
            List<NamedFile> stored,
            Map<String, AssetFiles.FileBytes> renditions,
            List<DrawingNote> remarks) {
        var ids = stored.stream().map(each -> add(job, each)).toList();
        UUID primary = ids.getFirst();
        renditions.forEach((name, bytes) -> files.attach(primary, name, bytes));
        var made = new RenderStore.Output(
                primary,
                ids.subList(1, ids.size()),
                List.copyOf(renditions.keySet()),
                stored.getFirst().file().fileHash());
        var after = store.publish(job, made).orElseThrow(ClaimLost::new);
        remarks.forEach(remark -> store.log(job.id(), remark.warning() ? Level.WARN : Level.INFO, remark.text()));
        moves.published(job, after, new RenderEvent.Published(after, primary));
    }

    private UUID add(RenderJob job, NamedFile stored) {
        var params = job.params();
        return files.add(stored.file(), stored.name(), Asset.Source.RENDER, params.headline(), params.brandId())
                .asset()
                .id();
    }

    private static String fileName(String title) {
        String plain = title.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|.]+", " ").strip();
        return plain.isEmpty() ? "Render" : Texts.cut(plain, LONGEST_NAME).strip();
    }
}
