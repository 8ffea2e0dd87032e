package io.fanfare.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Transactions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveSocketTest {
    private final Api owner = Api.workspace();

    @Test
    void a_change_is_told_to_who_listens_in_its_workspace_and_to_nobody_else() throws Exception {
        var stranger = Api.workspace();
        UUID campaign = Ids.next();
        var mine = new Browser(owner, "campaign:" + campaign);
        var theirs = new Browser(stranger, "campaign:" + campaign, "campaigns");

        changed(owner, "campaign:" + campaign, campaign);
        changed(stranger, "campaigns", stranger.workspace);

        assertThat(mine.next()).contains("\"topic\":\"campaign:" + campaign, "\"version\":7");
        // The stranger hears its own change first: nothing of the other workspace came before it.
        assertThat(theirs.next()).contains("\"topic\":\"campaigns\"", stranger.workspace.toString());
    }

    @Test
    void a_notification_is_told_to_its_person_only() throws Exception {
        var editor = owner.as("editor");
        var hers = new Browser(editor, "notifications");
        var mine = new Browser(owner, "notifications", "campaigns");

        changed(owner, "notifications:" + editor.person, editor.person);
        changed(owner, "campaigns", owner.workspace);

        assertThat(hers.next()).contains("\"topic\":\"notifications\"");
        assertThat(mine.next()).contains("\"topic\":\"campaigns\"");
    }

    @Test
    void a_wrong_token_or_topic_ends_the_connection() throws Exception {
        assertThat(new Browser("{\"token\":\"no\",\"topics\":[]}").closedWith()).isEqualTo(4401);
        assertThat(new Browser("{\"topics\":[\"workspace:x\"]}").closedWith()).isEqualTo(1008);
        assertThat(new Browser("hello").closedWith()).isEqualTo(1007);
        for (String odd : List.of("null", "[]", "{\"topics\":[null]}"))
            assertThat(new Browser(odd).closedWith()).as(odd).isEqualTo(1008);
    }

    @Test
    void a_page_of_another_host_may_not_listen() {
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("Origin", "https://evil.example")
                        .buildAsync(address(), new WebSocket.Listener() {})
                        .get(5, TimeUnit.SECONDS))
                .hasStackTraceContaining("403");
    }

    private static void changed(Api api, String topic, UUID id) {
        Current.house(api.workspace, "test").run(() -> Api.bean(Transactions.class)
                .write(() -> Api.bean(Live.class).changed(topic, "thing", id, 7)));
    }

    private static URI address() {
        return URI.create(Api.url().replaceFirst("http", "ws") + "/api/live");
    }

    /** A tab that listens; it waits until the server has understood it. */
    private static final class Browser implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final CountDownLatch ready = new CountDownLatch(1);
        private final StringBuilder part = new StringBuilder();

        Browser(Api api, String... topics) throws Exception {
            this(Json.of(Map.of("token", api.token(), "topics", List.of(topics)))
                    .text());
        }

        Browser(String first) throws Exception {
            var socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(address(), this)
                    .get(5, TimeUnit.SECONDS);
            socket.sendText(first, true).get(5, TimeUnit.SECONDS);
            // A pong comes back after the message before it was handled, unless that has ended the connection.
            socket.sendPing(java.nio.ByteBuffer.allocate(1))
                    .handle((sent, closed) -> null)
                    .get(5, TimeUnit.SECONDS);
            ready.await(5, TimeUnit.SECONDS);
        }

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
        }

        int closedWith() throws Exception {
            return closed.get(10, TimeUnit.SECONDS);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, java.nio.ByteBuffer message) {
            ready.countDown();
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            ready.countDown();
            return null;
        }
    }
}
