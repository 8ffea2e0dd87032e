package io.fanfare.gateway;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.DataFolder;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The health of this server. */
@RestController
class Health {
    private final Now now;
    private final DataFolder folder;

    Health(Now now, DataFolder folder) {
        this.now = now;
        this.folder = folder;
    }

    /** {@code at} is the time of the database. */
    record Healthy(String status, Instant at) {}

    /**
     * Checks that the server, its database and its file storage work: {@code status} is {@code up}. Returns 503 otherwise,
     * for example while the disk is full.
     */
    @GetMapping("/api/health")
    @Allow("public")
    Healthy readHealth() {
        try {
            folder.tryWrite();
        } catch (IOException | UncheckedIOException unwritable) {
            throw Refused.unavailable("The server can't write files: " + unwritable.getMessage());
        }
        return new Healthy("up", now.instant());
    }
}
