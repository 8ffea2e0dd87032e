package io.fanfare.gateway;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this server works. */
@RestController
class Health {
    private final Now now;

    Health(Now now) {
        this.now = now;
    }

    /** The time is the database's: it answered. */
    record Healthy(String status, Instant at) {}

    /** Tells that the server and its database answer: {@code status} is {@code up}. Else it is a 503. */
    @GetMapping("/api/health")
    @Allow("public")
    Healthy readHealth() {
        return new Healthy("up", now.instant());
    }
}
