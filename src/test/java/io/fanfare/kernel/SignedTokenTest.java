package io.fanfare.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignedTokenTest {
    private static final byte[] KEY = "a master key that is long enough".getBytes(UTF_8);
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final UUID DELIVERY = UUID.randomUUID();

    private final SignedToken tokens = at(NOON);

    private static SignedToken at(Instant now) {
        return new SignedToken(new Envelope(KEY), InstantSource.fixed(now));
    }

    @Test
    void an_unsubscribe_link_carries_its_ids_in_64_url_safe_characters() {
        var token = tokens.sign("unsubscribe", WORKSPACE, DELIVERY);
        assertThat(token).hasSize(64).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.readIds("unsubscribe", token)).contains(List.of(WORKSPACE, DELIVERY));
    }

    @Test
    void a_token_of_one_purpose_says_nothing_under_another() {
        var token = tokens.sign("open", WORKSPACE, DELIVERY);
        assertThat(tokens.readIds("unsubscribe", token)).isEmpty();
        assertThat(tokens.read("open", token)).isEmpty();
    }

    @Test
    void no_altered_character_goes_unnoticed() {
        var token = tokens.sign("unsubscribe", WORKSPACE, DELIVERY);
        for (int i = 0; i < token.length(); i++) {
            var altered = new StringBuilder(token);
            altered.setCharAt(i, token.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(tokens.readIds("unsubscribe", altered.toString()))
                    .as("character %d", i)
                    .isEmpty();
        }
    }

    @Test
    void nonsense_is_no_token() {
        for (var nonsense : List.of("", "a", "..", "a b", "ÄÖÜ", "=", "A".repeat(10_000), "../../etc/passwd", "null")) {
            assertThat(tokens.readIds("unsubscribe", nonsense)).isEmpty();
            assertThat(tokens.read("unsubscribe", nonsense)).isEmpty();
        }
    }

    @Test
    void a_token_with_fields_is_good_until_it_expires() {
        var fields = Map.of("workspace", WORKSPACE.toString(), "return", "/campaigns?q=ü&x=1", "empty", "");
        var token = tokens.sign("oauth", fields, NOON.plusSeconds(60));
        assertThat(tokens.read("oauth", token)).contains(fields);
        assertThat(at(NOON.plusSeconds(59)).read("oauth", token)).contains(fields);
        assertThat(at(NOON.plusSeconds(60)).read("oauth", token)).isEmpty();
    }

    @Test
    void links_that_are_out_there_survive_a_new_master_key() {
        var token = tokens.sign("unsubscribe", WORKSPACE, DELIVERY);
        var next = "another master key, long enough!".getBytes(UTF_8);
        var rotated = new SignedToken(new Envelope(next, List.of(KEY)), () -> NOON);
        assertThat(rotated.readIds("unsubscribe", token)).isPresent();
        assertThat(new SignedToken(new Envelope(next), () -> NOON).readIds("unsubscribe", token))
                .isEmpty();
    }
}
