package io.fanfare.render;

import io.fanfare.kernel.Lane;
import io.fanfare.render.providers.Order;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where jobs wait: pictures and videos of the house apart, so that a picture never waits behind a video, and what services make. */
@Configuration(proxyBeanMethods = false)
class Lanes {
    /** Which jobs a lane works, and how many at once. */
    record Work(String name, boolean local, Order.@Nullable Type type, int width) {}

    static final Work PICTURES = new Work("render-pictures", true, Order.Type.IMAGE, 2);
    static final Work VIDEOS = new Work("render-videos", true, Order.Type.VIDEO, 1);
    static final Work SERVICES = new Work("render-services", false, null, 2);

    static Work of(RenderJob job) {
        if (!job.isLocal()) return SERVICES;
        return job.type() == Order.Type.VIDEO ? VIDEOS : PICTURES;
    }

    @Bean
    Lane pictureLane(Rendering rendering) {
        return new Line(PICTURES, rendering);
    }

    @Bean
    Lane videoLane(Rendering rendering) {
        return new Line(VIDEOS, rendering);
    }

    @Bean
    Lane renderServiceLane(Rendering rendering) {
        return new Line(SERVICES, rendering);
    }

    /** One lane. */
    private record Line(Work kind, Rendering rendering) implements Lane {
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
            return rendering.work(kind);
        }
    }
}
