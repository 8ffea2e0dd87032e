package io.fanfare.social.platforms;

import io.fanfare.creative.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The platforms with an adapter. */
@Component
public final class Publishers {
    private final Map<Platform, Publisher> byPlatform;

    Publishers(List<Publisher> publishers) {
        byPlatform =
                publishers.stream().collect(Collectors.toUnmodifiableMap(Publisher::platform, Function.identity()));
    }

    public Optional<Publisher> find(Platform platform) {
        return Optional.ofNullable(byPlatform.get(platform));
    }

    public boolean contains(Platform platform) {
        return byPlatform.containsKey(platform);
    }

    /** All adapters, in the order of the platforms. */
    public List<Publisher> all() {
        return Arrays.stream(Platform.values())
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    public MediaRules media(Platform platform) {
        return find(platform).map(Publisher::media).orElseGet(() -> MediaRules.withoutAdapter(platform));
    }
}
