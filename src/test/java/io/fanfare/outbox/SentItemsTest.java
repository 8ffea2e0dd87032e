package io.fanfare.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentItemsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;

    private Api.Answer sent(String query) {
        return owner.get("/api/sent" + query).expect(200);
    }

    private List<String> titles(String query) {
        return sent(query).json().at("/items").findValuesAsString("title");
    }

    private UUID mailing(String name, int people) {
        var recipients = IntStream.range(0, people)
                .mapToObj(i -> Map.of("email", "p" + i + "@example.com"))
                .toList();
        return story.mailing(Map.of("name", name, "recipients", recipients))
                .expect(201)
                .id("id");
    }

    @Test
    void an_e_mail_is_one_row_however_many_people_got_it() {
        var letter = mailing("Letter", 7);
        story.post(Map.of("title", "Post", "scheduledFor", "2027-03-01T09:00:00+01:00"))
                .expect(201);
        story.approve("content", "schedule");
        story.launch();
        owner.post("/api/email/" + letter + "/send").expect(202);
        Api.drain();
        assertThat(titles("")).containsExactly("Post", "Letter");
        var row = sent("?q=LETT").json().at("/items/0");
        assertThat(row.at("/kind").asString()).isEqualTo("mailing");
        assertThat(row.at("/campaignName").asString()).isEqualTo("Story");
        assertThat(row.at("/messages").asInt()).isEqualTo(7);
        assertThat(row.at("/states").toString()).isEqualTo("{\"captured\":7}");
        assertThat(titles("?state=planned")).containsExactly("Post");
        assertThat(sent("?state=planned").json().at("/counts/captured").asInt()).isEqualTo(1);
        assertThat(titles("?channel=email")).containsExactly("Letter");
        assertThat(titles("?sort=title")).containsExactly("Letter", "Post");
        assertThat(titles("?sort=-messages&limit=1")).containsExactly("Letter");
        assertThat(owner.get("/api/sent?sort=size").expect(400).text("errors.sort"))
                .startsWith("must be time");
    }

    @Test
    void the_list_covers_all_campaigns_or_one() {
        mailing("Unsent", 1);
        story.post(Map.of("title", "Here")).expect(201);
        var other = new Story(owner);
        other.post(Map.of("title", "There")).expect(201);
        story.launch();
        other.launch();
        assertThat(titles("?sort=title")).containsExactly("Here", "There");
        assertThat(titles("?campaignId=" + other.campaign)).containsExactly("There");
        assertThat(Api.workspace()
                        .get("/api/sent")
                        .expect(200)
                        .json()
                        .at("/total")
                        .asInt())
                .isZero();
    }
}
