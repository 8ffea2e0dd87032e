package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.FakePlatforms;
import io.fanfare.Story;
import io.fanfare.library.AssetsTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BlueskyTest extends PublisherContractTest {
    @Override
    String platform() {
        return "bluesky";
    }

    @Override
    Map<String, String> values() {
        return Map.of("service", FakePlatforms.url(), "handle", account(), "appPassword", "app-" + account());
    }

    @Override
    String account() {
        return name + ".test";
    }

    @Override
    Map<String, Long> figures() {
        return Map.of("likes", 5L, "reposts", 4L, "replies", 3L, "quotes", 2L);
    }

    private JsonNode record() {
        return FakePlatforms.posts(account()).get(0).at("/record");
    }

    @Test
    void an_expired_session_is_renewed_without_a_person() {
        connect().expect(201);
        FakePlatforms.expire(account());
        var id = plan(Map.of());
        publish(id);
        assertThat(read(id).text("status")).isEqualTo("published");
        assertThat(owner.get("/api/social/accounts").expect(200).text("items.0.status"))
                .isEqualTo("connected");
    }

    @Test
    void pictures_have_their_descriptions_and_are_scaled_to_a_megabyte() {
        connect().expect(201);
        var noise = Story.upload(owner, "noise.png", AssetsTest.picture("png", 900, 900, 11))
                .id("id");
        publish(plan(Map.of(
                "assetIds",
                List.of(noise),
                "altTexts",
                Map.of(noise, "Colourful noise"),
                "link",
                "https://example.com/more")));
        assertThat(record().at("/embed/images/0/alt").asString()).isEqualTo("Colourful noise");
        assertThat(record().at("/embed/images/0/image/size").asInt()).isBetween(1, 1_000_000);
        assertThat(record().at("/facets/0/features/0/uri").asString()).isEqualTo("https://example.com/more");
    }

    @Test
    void a_photo_that_is_scaled_down_stays_upright() {
        connect().expect(201);
        byte[] sideways = AssetsTest.turned(AssetsTest.picture("jpeg", 1800, 1200, 12));
        assertThat(sideways.length).isGreaterThan(1_000_000);
        var photo = Story.upload(owner, "phone.jpg", sideways).expect(201);
        assertThat(photo.at("height").asInt()).isEqualTo(1800);
        publish(plan(Map.of("assetIds", List.of(photo.id("id")))));
        var ratio = record().at("/embed/images/0/aspectRatio");
        assertThat(ratio.at("/height").asInt()).isGreaterThan(ratio.at("/width").asInt());
    }
}
