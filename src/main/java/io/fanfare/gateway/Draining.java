package io.fanfare.gateway;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The first part of a stop: this node is no longer ready, and serves on until load balancers have noticed. Then it asks live clients to connect
 * to another node, takes no new request, and finishes those it has.
 */
@Component
class Draining {
    private final LiveSocket live;
    private final Duration drain;

    Draining(LiveSocket live, @Value("${fanfare.drain:0s}") Duration drain) {
        this.live = live;
        this.drain = drain;
    }

    @EventListener(ContextClosedEvent.class)
    void begin() {
        long end = System.nanoTime() + drain.toNanos();
        while (System.nanoTime() < end) LockSupport.parkNanos(end - System.nanoTime());
        live.restart();
    }
}
