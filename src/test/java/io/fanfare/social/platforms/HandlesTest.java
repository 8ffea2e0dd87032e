package io.fanfare.social.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandlesTest {
    private static final URI SERVICE = URI.create("https://bsky.social");

    private final List<String> asked = new ArrayList<>();

    private Handles handles(Duration timeLimit, boolean answering) {
        return new Handles(
                (service, handle, within) -> {
                    assertThat(within).isLessThanOrEqualTo(timeLimit);
                    asked.add(handle);
                    return new Handles.Owner(
                            handle.startsWith("known") && answering ? Optional.of("did:" + handle) : Optional.empty(),
                            answering);
                },
                timeLimit);
    }

    @Test
    void a_handle_is_looked_up_once() {
        var handles = handles(Duration.ofSeconds(3), true);
        var both = List.of("known.test", "unknown.test");
        assertThat(handles.resolve(SERVICE, both)).containsOnlyKeys("known.test");
        assertThat(handles.resolve(SERVICE, both)).containsEntry("known.test", "did:known.test");
        assertThat(asked).containsExactly("known.test", "unknown.test");
    }

    @Test
    void a_server_that_does_not_answer_is_asked_again_for_the_next_post() {
        var handles = handles(Duration.ofSeconds(3), false);
        assertThat(handles.resolve(SERVICE, List.of("known.test"))).isEmpty();
        assertThat(handles.resolve(SERVICE, List.of("known.test"))).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void nothing_is_looked_up_once_the_time_is_over() {
        assertThat(handles(Duration.ZERO, true).resolve(SERVICE, List.of("known.test")))
                .isEmpty();
        assertThat(asked).isEmpty();
    }
}
