package io.fanfare.gateway;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.DataFolder;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The health of this server. */
@RestController
class Health {
    private final Now now;
    private final DataFolder folder;
    private final InstantSource clock;
    private final ApplicationAvailability availability;

    Health(Now now, DataFolder folder, InstantSource machineClock, ApplicationAvailability availability) {
        this.now = now;
        this.folder = folder;
        this.clock = machineClock;
        this.availability = availability;
    }

    /** {@code at} is the time of the database, and for {@code readNodeLiveness} that of this node. */
    record Healthy(String status, Instant at) {}

    /** Answers as long as the process does, whatever its database says: restart a node that doesn't. */
    @GetMapping("/api/health/live")
    @Allow(value = "public", outside = true, plain = true)
    Healthy readNodeLiveness() {
        return new Healthy("up", clock.instant());
    }

    /**
     * Says whether this node can serve requests. Returns 503 while it starts or stops, and while its database or its file storage don't work:
     * send requests to another node until then.
     */
    @GetMapping("/api/health/ready")
    @Allow("public")
    Healthy readNodeReadiness() {
        if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC)
            throw Refused.unavailable("The server is starting or stopping.");
        return readHealth();
    }

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
