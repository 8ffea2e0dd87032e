package io.fanfare.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final byte[] OLD = "the key of last year, long enough".getBytes(UTF_8);
    private static final byte[] NEW = "the key of this year, long enough".getBytes(UTF_8);
    private static final byte[] SECRET = "smtp password: pässwörd".getBytes(UTF_8);

    private final Envelope envelope = new Envelope(NEW);

    @Test
    void what_is_sealed_opens_again_for_the_same_record() {
        assertThat(envelope.open(envelope.seal(SECRET, "w1 credential 7"), "w1 credential 7"))
                .isEqualTo(SECRET);
        assertThat(envelope.open(envelope.seal(new byte[0], "w1"), "w1")).isEmpty();
    }

    @Test
    void the_same_secret_never_looks_the_same_twice() {
        assertThat(envelope.seal(SECRET, "w1")).isNotEqualTo(envelope.seal(SECRET, "w1"));
        assertThat(new String(envelope.seal(SECRET, "w1"), UTF_8)).doesNotContain("password");
    }

    @Test
    void a_secret_moved_to_another_record_does_not_open() {
        var sealed = envelope.seal(SECRET, "w1 credential 7");
        assertThatThrownBy(() -> envelope.open(sealed, "w2 credential 7"))
                .isInstanceOf(Envelope.CannotOpen.class)
                .hasMessageContaining("a record other than");
    }

    @Test
    void no_single_altered_byte_goes_unnoticed() {
        var sealed = envelope.seal(SECRET, "w1");
        for (int i = 0; i < sealed.length; i++) {
            var altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> envelope.open(altered, "w1"))
                    .as("byte %d", i)
                    .isInstanceOf(Envelope.CannotOpen.class);
        }
        assertThatThrownBy(() -> envelope.open(new byte[10], "w1")).isInstanceOf(Envelope.CannotOpen.class);
    }

    @Test
    void an_older_key_still_opens_what_it_sealed_and_seals_nothing_new() {
        var before = new Envelope(OLD).seal(SECRET, "w1");
        var rotated = new Envelope(NEW, List.of(OLD));
        assertThat(rotated.open(before, "w1")).isEqualTo(SECRET);
        assertThat(envelope.open(rotated.seal(SECRET, "w1"), "w1")).isEqualTo(SECRET);
        assertThatThrownBy(() -> envelope.open(before, "w1"))
                .isInstanceOf(Envelope.CannotOpen.class)
                .hasMessageContaining("another secret key");
    }

    @Test
    void each_purpose_has_its_own_key_that_is_the_same_on_every_node() {
        assertThat(envelope.deriveKey("jwt").getEncoded())
                .hasSize(32)
                .isEqualTo(new Envelope(NEW).deriveKey("jwt").getEncoded())
                .isNotEqualTo(envelope.deriveKey("links").getEncoded())
                .isNotEqualTo(new Envelope(OLD).deriveKey("jwt").getEncoded());
    }

    @Test
    void a_short_master_key_is_refused_at_once() {
        assertThatThrownBy(() -> new Envelope("secret".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 16");
    }
}
