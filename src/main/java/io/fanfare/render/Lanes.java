package io.fanfare.render;

import io.fanfare.kernel.Lane;
import io.fanfare.render.providers.Order;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The lanes of jobs: local pictures, local videos (a picture never waits behind a video), and jobs of external
 * services.
 */
@Configuration(proxyBeanMethods = false)
class Lanes {
    /** The jobs of a lane, and how many run at once. */
    record JobFilter(String name, boolean local, Order.@Nullable Type type, int width) {}

    static final JobFilter PICTURES = new JobFilter("render-pictures", true, Order.Type.IMAGE, 2);
    static final JobFilter VIDEOS = new JobFilter("render-videos", true, Order.Type.VIDEO, 1);
    static final JobFilter SERVICES = new JobFilter("render-services", false, null, 2);

    static JobFilter of(RenderJob job) {
        if (!job.isLocal()) return SERVICES;
        return job.type() == Order.Type.VIDEO ? VIDEOS : PICTURES;
    }

    @Bean
    Lane pictureLane(RenderTurn turn) {
        return new RenderLane(PICTURES, turn);
    }

    @Bean
    Lane videoLane(RenderTurn turn) {
        return new RenderLane(VIDEOS, turn);
    }

    @Bean
    Lane renderServiceLane(RenderTurn turn) {
        return new RenderLane(SERVICES, turn);
    }

    private record RenderLane(JobFilter kind, RenderTurn turn) implements Lane {
        @Override
        public String name() {
            return kind.name();
        }

        @Override
        public int width() {
            return kind.width();
        }

        @Override
        public Optional<Instant> work() {
            return turn.work(kind);
        }
    }
}
