package io.fanfare.start;

import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset;
import io.fanfare.library.AssetFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stores the logo of a website in the library. The same bytes are stored once. */
@Component
class LogoDownload {
    private static final int MOST_BYTES = 4 << 20;

    private final Outgoing outgoing;
    private final AssetFiles files;
    private final Transactions transactions;

    LogoDownload(Outgoing outgoing, AssetFiles files, Transactions transactions) {
        this.outgoing = outgoing;
        this.files = files;
        this.transactions = transactions;
    }

    /** Empty if it can't be read or is not a picture. */
    Optional<UUID> store(String address, String name) {
        try {
            var file = Files.createTempFile("fanfare-logo", null);
            try {
                var answer =
                        outgoing.send(Outgoing.Request.get(URI.create(address)).atMost(MOST_BYTES));
                if (!answer.ok()) return Optional.empty();
                Files.write(file, answer.bytes());
                var stored = files.store(file, "");
                return Optional.of(transactions.write(
                        () -> files.add(stored, name + " logo", Asset.Source.IMPORT, name + " logo", null)
                                .asset()
                                .id()));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | OutgoingRefused | IllegalArgumentException | Refused unusable) {
            return Optional.empty();
        }
    }
}
