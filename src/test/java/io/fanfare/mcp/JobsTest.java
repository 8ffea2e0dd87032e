package io.fanfare.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.mcp.AgentClient.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JobsTest {
    private final Story story = new Story();
    private final AgentClient agent = AgentClient.of(story.owner, "*").asking("content");

    private Map<String, Object> render(boolean follow) {
        var call = Map.of(
                "name",
                "createRenderJob",
                "arguments",
                Map.of(
                        "campaignId",
                        story.campaign.toString(),
                        "type",
                        "image",
                        "params",
                        Map.of("headline", "Beans", "width", 300, "height", 300)));
        var params = new java.util.HashMap<String, Object>(call);
        if (follow) params.put("_meta", Map.of("progressToken", "render-1"));
        return params;
    }

    /** The call runs until its job has ended, so it runs beside the test. */
    private CompletableFuture<Reply> followed() {
        return CompletableFuture.supplyAsync(() -> agent.handshake("tools/call", render(true)));
    }

    private JsonNode job() {
        for (int tries = 0; tries < 600; tries++) {
            var jobs = story.owner
                    .get("/api/render-jobs?campaignId=" + story.campaign)
                    .expect(200)
                    .at("items");
            if (!jobs.isEmpty()) return jobs.get(0);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new AssertionError("no job was created");
    }

    private static List<JsonNode> progress(Reply reply) {
        return reply.events().stream()
                .filter(event -> event.path("method").asString("").equals("notifications/progress"))
                .toList();
    }

    @Test
    void a_render_tells_its_progress_until_it_has_ended() {
        var call = followed();
        job();
        Api.drain();
        var reply = call.join();
        assertThat(progress(reply))
                .isNotEmpty()
                .allMatch(event -> event.at("/params/progressToken").asString().equals("render-1"));
        assertThat(reply.structured().get("status").asString()).isEqualTo("published");
    }

    @Test
    void a_call_that_is_given_up_cancels_its_job() {
        var call = followed();
        job();
        agent.send(
                Map.of("jsonrpc", "2.0", "method", "notifications/cancelled", "params", Map.of("requestId", 7)),
                Map.of("MCP-Protocol-Version", "2025-11-25"));
        assertThat(call.join().structured().get("status").asString()).isEqualTo("cancelled");
        assertThat(job().get("status").asString()).isEqualTo("cancelled");
    }

    @Test
    void without_a_progress_token_the_call_returns_at_once() {
        var reply = agent.handshake("tools/call", render(false));
        assertThat(reply.structured().get("status").asString()).isEqualTo("queued");
        assertThat(progress(reply)).isEmpty();
    }
}
