package io.fanfare.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import io.fanfare.FakeMcp;
import io.fanfare.kernel.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IntegrationsTest {
    private final Api owner = Api.workspace();
    private final String name = "s" + Ids.next();

    private Map<String, Object> details(String kind, String path, String revision) {
        var details = new HashMap<String, Object>();
        details.put("kind", kind);
        details.put("name", "Outside");
        details.put("url", FakeMcp.url(name, path, revision));
        details.put("auth", Map.of("type", "none"));
        return details;
    }

    private Answer connect(String... allow) {
        var details = details("custom", "custom", FakeMcp.WITH_SESSION);
        details.put("allow", List.of(allow));
        return owner.post("/api/integrations", details).expect(201);
    }

    private static String path(Answer integration) {
        return "/api/integrations/" + integration.text("id");
    }

    private Answer call(Answer integration, String tool) {
        return owner.post(path(integration) + "/tools/" + tool + "/call", Map.of("arguments", Map.of("text", "Hello")));
    }

    private JsonNode tool(Answer integration, String tool) {
        return owner.get(path(integration))
                .expect(200)
                .at("tools")
                .valueStream()
                .filter(one -> one.path("name").asString().equals(tool))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_server_of_either_revision_is_connected_and_its_tools_are_listed_from_all_pages() {
        for (String revision : List.of(FakeMcp.STATELESS, FakeMcp.WITH_SESSION)) {
            var made = owner.post("/api/integrations", details("slack_manager", "slack", revision))
                    .expect(201);
            assertThat(made.text("protocolVersion")).isEqualTo(revision);
            assertThat(made.text("state")).isEqualTo("connected");
            assertThat(made.at("tools")).hasSize(3);
            assertThat(made.at("allow").toString()).isEqualTo("[\"post_message\"]");
            assertThat(made.at("lastTest.ok").asBoolean()).isTrue();
        }
        var state = FakeMcp.state(name);
        assertThat(state.path("sessions").asInt()).isEqualTo(1);
        assertThat(state.path("ended").asInt()).isEqualTo(1);
    }
}
