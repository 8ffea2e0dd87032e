package io.fanfare.creative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformTest {
    @Test
    void x_weighs_letters_emoji_and_addresses() {
        assertThat(Platform.TWITTER.length("hello")).isEqualTo(5);
        assertThat(Platform.TWITTER.length("日本")).isEqualTo(4);
        assertThat(Platform.TWITTER.length("👨‍👩‍👧‍👦")).isEqualTo(2);
        assertThat(Platform.TWITTER.length("https://example.com/" + "a".repeat(300)))
                .isEqualTo(23);
        assertThat(Platform.TWITTER.length("")).isZero();
    }

    @Test
    void x_weighs_an_emoji_as_2_in_words_of_any_length() {
        String family = "👨‍👩‍👧‍👦";
        for (String emoji : List.of(family, "👍🏽", "🇩🇪", "1️⃣", "❤️", "😀")) {
            assertThat(Platform.TWITTER.length(emoji.repeat(3))).as(emoji).isEqualTo(6);
            assertThat(Platform.TWITTER.length(emoji.repeat(140))).as(emoji).isEqualTo(280);
            assertThat(Platform.TWITTER.length("a".repeat(500) + emoji))
                    .as(emoji)
                    .isEqualTo(502);
        }
        assertThat(Platform.TWITTER.fits(family.repeat(140))).isTrue();
        assertThat(Platform.TWITTER.fits(family.repeat(141))).isFalse();
        assertThat(Platform.TWITTER.length("é日‘″".repeat(200))).isEqualTo(5 * 200);
    }

    @Test
    void bluesky_limits_graphemes_and_bytes() {
        String family = "👨‍👩‍👧‍👦";
        assertThat(Platform.BLUESKY.length(family)).isEqualTo(1);
        assertThat(Platform.BLUESKY.fits("a".repeat(300))).isTrue();
        assertThat(Platform.BLUESKY.fits(family.repeat(121))).isFalse();
    }

    @Test
    void mastodon_counts_an_address_as_23_and_no_domain_of_a_mention() {
        assertThat(Platform.MASTODON.length("https://example.com/" + "a".repeat(300)))
                .isEqualTo(23);
        assertThat(Platform.MASTODON.length("@ada@example.social hi")).isEqualTo(7);
    }

    @Test
    void threads_counts_an_emoji_by_its_bytes_and_youtube_everything() {
        assertThat(Platform.THREADS.length("hi 😀")).isEqualTo(7);
        assertThat(Platform.YOUTUBE.length("é")).isEqualTo(2);
    }

    @Test
    void hashtags_are_counted_as_platforms_do() {
        assertThat(Platform.hashtags("#One, #zwei_2 and #日本 but not #1, a#b or https://x.org/#c"))
                .isEqualTo(3);
    }
}
