package io.fanfare.render;

import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Ffmpeg;
import io.fanfare.render.RenderStore.Level;
import io.fanfare.render.providers.Remote;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Downloads the files of a service. They expire there, so a job is published only after they are stored. */
@Component
class RemoteFiles {
    private static final int LARGEST_FILE = 64 << 20;
    private static final int MOST_FILES = 8;
    private static final int MOST_ADDRESSES = 3;
    private static final Duration ONE_FILE = Duration.ofMinutes(2);
    private static final Set<Integer> GONE = Set.of(403, 404, 410);

    private final RenderStore store;
    private final RenderFiles files;
    private final RenderMoves moves;
    private final Ffmpeg ffmpeg;
    private final Outgoing outgoing;
    private final Transactions transactions;

    RemoteFiles(
            RenderStore store,
            RenderFiles files,
            RenderMoves moves,
            Ffmpeg ffmpeg,
            Outgoing outgoing,
            Transactions transactions) {
        this.store = store;
        this.files = files;
        this.moves = moves;
        this.ffmpeg = ffmpeg;
        this.outgoing = outgoing;
        this.transactions = transactions;
    }

    void download(RenderJob job, Remote remote, List<String> addresses) {
        if (addresses.isEmpty()) {
            moves.fail(job, "provider_no_output", remote.title() + " finished without a file.", Map.of());
            return;
        }
        var stored = new ArrayList<RenderFiles.NamedFile>();
        boolean complete = false;
        try {
            for (String address : addresses.subList(0, Math.min(MOST_FILES, addresses.size())))
                stored.add(download(job, address));
            complete = true;
        } catch (Expired gone) {
            expired(job, remote);
        } catch (OutgoingRefused | IllegalArgumentException refused) {
            moves.fail(
                    job, "output_refused", "The address of the file can't be used: " + refused.getMessage(), Map.of());
        } catch (IOException away) {
            moves.retryLater(job, "The file could not be downloaded: " + away.getMessage());
        } finally {
            if (!complete) files.discard(stored);
        }
        if (complete) files.publish(job, stored);
    }

    /** The URL of a file has expired. */
    private static final class Expired extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Streams from the network to a file to the store; never held in memory. */
    private RenderFiles.NamedFile download(RenderJob job, String address) throws IOException {
        try (var scratch = ffmpeg.scratch(".output")) {
            var request = Outgoing.Request.get(URI.create(address))
                    .atMost(LARGEST_FILE)
                    .within(ONE_FILE);
            var answer = outgoing.download(request, scratch.path());
            if (GONE.contains(answer.status())) throw new Expired();
            if (!answer.ok()) throw new IOException("the server answered " + answer.status());
            return files.store(job, scratch.path(), "");
        }
    }

    private void expired(RenderJob job, Remote remote) {
        if (job.looks() >= MOST_ADDRESSES) {
            moves.fail(
                    job,
                    "output_expired",
                    "The file expired at " + remote.title() + " before it could be downloaded. Retry the job.",
                    Map.of());
            return;
        }
        transactions.write(() -> {
            var due = moves.in(remote.pace());
            store.refresh(job, due);
            store.log(job.id(), Level.WARN, "The address of the file expired. Requesting a new one.");
            moves.schedule(job, due);
        });
    }
}
