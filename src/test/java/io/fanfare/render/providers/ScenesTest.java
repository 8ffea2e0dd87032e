package io.fanfare.render.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.render.providers.Scenes.Scene;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScenesTest {
    private static Order order(String headline, List<String> scenes, double seconds) {
        return new Order(
                UUID.randomUUID(),
                Order.Type.VIDEO,
                null,
                null,
                null,
                headline,
                "",
                null,
                null,
                Order.Facts.NONE,
                scenes,
                1080,
                1920,
                1,
                null,
                seconds,
                null,
                new Order.Brand("Northwind", List.of(), List.of(), null, null),
                List.of(),
                List.of(),
                Map.of());
    }

    @Test
    void a_longer_text_is_shown_longer() {
        var list = Scenes.of(order("Two words", List.of("One two three four five six seven eight nine ten", "One"), 20))
                .list();
        assertThat(list).hasSize(4);
        assertThat(list.get(1).length())
                .isGreaterThan(list.get(0).length())
                .isGreaterThan(2 * list.get(2).length());
        assertThat(list.getLast().until()).isEqualTo(20);
        for (int i = 1; i < list.size(); i++)
            assertThat(list.get(i).from()).isEqualTo(list.get(i - 1).until());
    }

    @Test
    void chinese_text_is_timed_by_its_characters() {
        double chinese = Scenes.readingTime("", "", List.of("我们在十二个国家开设了新的咖啡店欢迎光临"), null);
        double word = Scenes.readingTime("", "", List.of("Welcome"), null);
        assertThat(chinese).isGreaterThan(word);
    }

    @Test
    void without_a_headline_the_first_scene_opens_the_video() {
        assertThat(Scenes.of(order("", List.of("First", "Second"), 8)).first().text())
                .isEqualTo("First");
    }

    @Test
    void a_video_is_as_long_as_its_texts_take_to_read() {
        double brief = Scenes.readingTime("Hello", "", List.of(), null);
        double longer = Scenes.readingTime("Hello", "", List.of("word ".repeat(20), "word ".repeat(20)), "Come");
        assertThat(brief).isEqualTo(5);
        assertThat(longer).isBetween(15.0, 30.0);
    }

    @Test
    void a_scene_that_can_not_be_read_in_its_time_is_reported() {
        assertThat(Scenes.of(order("Hello", List.of("word ".repeat(40)), 4)).isTooFast())
                .isTrue();
        assertThat(Scenes.of(order("Hello", List.of("Welcome"), 8)).isTooFast()).isFalse();
    }

    @Test
    void the_captions_follow_the_scenes() {
        var scenes = Scenes.of(order("Hello & welcome", List.of("Another <b>."), 8));
        Scene second = scenes.list().get(1);
        assertThat(scenes.captions())
                .startsWith("WEBVTT\n\n00:00:00.000 --> ")
                .contains("Hello &amp; welcome", "Another &lt;b&gt;.")
                .contains(String.format(java.util.Locale.ROOT, "%06.3f --> ", second.from()));
    }
}
