package io.fanfare.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links get their tags once, and keep every other character. */
class LinkTaggerTest {
    private static final LinkTags TAGS = new LinkTags(
            true,
            "{channel}",
            "{medium}",
            "{campaign}",
            "{item}",
            "",
            List.of("partner.example", "https://shop.example/fragile?x=1"));
    private static final LinkTagger TAGGER = TAGS.on("linkedin", LinkTags.slug("Halber Abfall: Grüße"), "day-1");
    private static final String ADDED =
            "utm_source=linkedin&utm_medium=social&utm_campaign=halber-abfall-grusse&utm_content=day-1";

    @Test
    void tags_follow_the_query_and_come_before_the_fragment() {
        assertThat(TAGGER.address("https://a.example/x")).isEqualTo("https://a.example/x?" + ADDED);
        assertThat(TAGGER.address("https://a.example/x?b=1#top"))
                .isEqualTo("https://a.example/x?b=1&" + ADDED + "#top");
        assertThat(TAGGER.address("HTTPS://A.example:8443/%7Ex/%zz?q=ä+%20&&c#f?g"))
                .isEqualTo("HTTPS://A.example:8443/%7Ex/%zz?q=ä+%20&&c&" + ADDED + "#f?g");
        assertThat(TAGGER.address("https://a.example")).isEqualTo("https://a.example?" + ADDED);
    }

    @Test
    void links_that_are_tagged_personal_excluded_or_no_web_address_stay_as_they_are() {
        for (String url : List.of(
                "https://a.example/?utm_source=x",
                "https://a.example/?b=1&UTM_Term=x",
                "https://a.example/?b=1&amp;utm_source=x",
                "https://a.example/{{contact.id}}",
                "https://a.example/?id={% if a %}1{% endif %}",
                "{{unsubscribeUrl}}",
                "mailto:a@b.example",
                "tel:+49301234",
                "#top",
                "/relative",
                "https://user:secret@a.example/",
                "https://partner.example/x",
                "https://www.Partner.example:8080/x",
                "https://shop.example/fragile?x=1",
                "https://")) assertThat(TAGGER.address(url)).isEqualTo(url);
        assertThat(TAGGER.address("https://notpartner.example/")).contains("utm_source");
        assertThat(TAGGER.address("https://shop.example/fragile?x=2")).contains("utm_source");
    }

    @Test
    void punctuation_around_a_link_is_not_part_of_it() {
        assertThat(TAGGER.text("See (https://a.example/x), https://b.example/w_(z)! Or https://c.example/y。"))
                .isEqualTo("See (https://a.example/x?" + ADDED + "), https://b.example/w_(z)?" + ADDED
                        + "! Or https://c.example/y?" + ADDED + "。");
    }

    @Test
    void markdown_tags_targets_and_not_words_pictures_or_code() {
        assertThat(TAGGER.markdown("[https://a.example](https://a.example/w_(z) \"t\") ![p](https://a.example/p.png)"))
                .isEqualTo("[https://a.example](https://a.example/w_(z)?" + ADDED
                        + " \"t\") ![p](https://a.example/p.png)");
        assertThat(TAGGER.markdown("**https://a.example/x** `https://a.example/y` <https://a.example/z>"))
                .isEqualTo("**https://a.example/x?" + ADDED + "** `https://a.example/y` <https://a.example/z?" + ADDED
                        + ">");
    }

    @Test
    void html_tags_links_only_and_escapes_the_separator() {
        String page =
                "<img src=\"https://a.example/p.png\"><a class='b' href='https://a.example/?x=1&amp;y=2'>https://a.example</a>"
                        + "<a href=\"{{unsubscribeUrl}}\">x</a>";
        assertThat(TAGGER.html(page))
                .isEqualTo("<img src=\"https://a.example/p.png\"><a class='b' href='https://a.example/?x=1&amp;y=2&amp;"
                        + ADDED.replace("&", "&amp;")
                        + "'>https://a.example</a><a href=\"{{unsubscribeUrl}}\">x</a>");
    }

    @Test
    void whatever_a_text_contains_tagging_twice_is_tagging_once_and_removing_gives_it_back() {
        var random = new Random(14);
        String[] pieces = {
            "https://",
            "http://",
            "a.example",
            "/",
            "?",
            "&",
            "=",
            "#",
            "%20",
            "%zz",
            "(",
            ")",
            "[",
            "]",
            "](",
            " ",
            "\n",
            ".",
            ",",
            "utm_x",
            "utm_source=1",
            "{{x}}",
            "ü",
            "日本",
            "。",
            "*",
            "_",
            "`",
            "\"",
            "<",
            ">",
            "'",
            "@",
            ":",
            "$1",
            "\\"
        };
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) text.append(pieces[random.nextInt(pieces.length)]);
            String plain = text.toString();
            String tagged = TAGGER.text(plain);
            assertThat(TAGGER.text(tagged)).as(plain).isEqualTo(tagged);
            assertThat(tagged.replaceAll("[?&]" + Pattern.quote(ADDED), "")).isEqualTo(plain);
            assertThat(TAGGER.without(tagged)).as(plain).isEqualTo(plain);
            String marked = TAGGER.markdown(plain);
            assertThat(TAGGER.markdown(marked)).as(plain).isEqualTo(marked);
            assertThat(TAGGER.without(marked)).as(plain).isEqualTo(plain);
        }
    }
}
