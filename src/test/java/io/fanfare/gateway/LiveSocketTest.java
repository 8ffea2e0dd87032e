package io.fanfare.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.SecondNode;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LiveSocketTest {
    private final Api owner = Api.workspace();

    @Test
    void a_change_reaches_the_clients_of_its_workspace_and_no_others() throws Exception {
        var stranger = Api.workspace();
        UUID campaign = Ids.next();
        var mine = new Browser(owner, "campaign:" + campaign);
        var theirs = new Browser(stranger, "campaign:" + campaign, "campaigns");

        changed(owner, Topic.CAMPAIGN.of(campaign), campaign);
        changed(stranger, Topic.CAMPAIGNS, stranger.workspace);

        assertThat(mine.next()).contains("\"topic\":\"campaign:" + campaign, "\"version\":7");
        // The stranger receives its own change first: nothing of the other workspace came before it.
        assertThat(theirs.next()).contains("\"topic\":\"campaigns\"", stranger.workspace.toString());
    }

    @Test
    void a_change_on_one_node_reaches_the_clients_of_another_within_a_second() throws Exception {
        var mine = new Browser(owner, "campaigns");
        var other = SecondNode.live();
        long start = System.nanoTime();

        Current.house(owner.workspace, "test").run(() -> Api.bean(Transactions.class)
                .write(() -> other.changed(Topic.CAMPAIGNS, "campaign", owner.workspace, null)));

        assertThat(mine.next()).contains("\"topic\":\"campaigns\"");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        other.stop();
    }

    @Test
    void a_notification_reaches_its_person_only() throws Exception {
        var editor = owner.as("editor");
        var hers = new Browser(editor, "notifications");
        var mine = new Browser(owner, "notifications", "campaigns");

        changed(owner, Topic.NOTIFICATIONS.of(editor.person), editor.person);
        changed(owner, Topic.CAMPAIGNS, owner.workspace);

        assertThat(hers.next()).contains("\"topic\":\"notifications\"");
        assertThat(mine.next()).contains("\"topic\":\"campaigns\"");
    }

    @Test
    void a_post_that_is_scheduled_in_any_campaign_reaches_those_who_watch_all_deliveries() throws Exception {
        var colleague = new Browser(owner.as("viewer"), "deliveries");
        String campaign = owner.post("/api/campaigns", Map.of("name", "Aurora"))
                .expect(201)
                .text("id");

        owner.post(
                        "/api/social/schedule",
                        Map.of(
                                "campaignId",
                                campaign,
                                "platform",
                                "newsroom",
                                "title",
                                "Aurora is here",
                                "text",
                                "Out today.",
                                "scheduledFor",
                                Instant.now().plus(Duration.ofDays(2)).toString()))
                .expect(201);

        assertThat(colleague.next()).contains("\"topic\":\"deliveries\"", "\"kind\":\"post\"");
    }

    @Test
    void a_changed_contact_or_brand_reaches_those_who_watch_the_audience_or_the_settings() throws Exception {
        var audience = new Browser(owner.as("viewer"), "audience");
        var settings = new Browser(owner.as("viewer"), "settings");

        owner.post("/api/contacts", Map.of("email", "ann@example.com")).expect(201);
        owner.post("/api/brands", Map.of("name", "Aurora", "key", "aurora")).expect(201);

        assertThat(audience.next("contact")).contains("\"topic\":\"audience\"", "\"id\":null");
        assertThat(settings.next("brand")).contains("\"topic\":\"settings\"", "\"id\":null");
    }

    @ParameterizedTest
    @EnumSource
    void every_topic_that_is_published_can_be_subscribed_to(Topic topic) throws Exception {
        UUID id = Ids.next();
        boolean ofCampaign = topic.scope() == Topic.Scope.CAMPAIGN;
        String name = topic.text() + (ofCampaign ? ":" + id : "");
        var browser = new Browser(owner, name);
        assertThat(browser.response).contains("\"subscribed\"", name);

        switch (topic.scope()) {
            case WORKSPACE -> changed(owner, topic, id);
            case CAMPAIGN -> changed(owner, topic.of(id), id);
            case PERSON -> changed(owner, topic.of(owner.person), id);
        }
        assertThat(browser.next("thing")).contains("\"topic\":\"" + name + "\"", id.toString());
    }

    @Test
    void an_unknown_topic_is_named_and_leaves_the_others_subscribed() throws Exception {
        var browser = new Browser(owner, "weather", "campaign:x", "campaigns", "campaigns:" + Ids.next(), "campaign");
        assertThat(browser.response).contains("\"subscribed\",\"topics\":[\"campaigns\"]");
        assertThat(browser.next()).contains("\"topic\":null", "\"refused\"", "weather", "campaign:x", "campaigns:");

        changed(owner, Topic.CAMPAIGNS, owner.workspace);
        assertThat(browser.next()).contains("\"topic\":\"campaigns\"");
    }

    @Test
    void later_topics_replace_the_first() throws Exception {
        var browser = new Browser(owner, "campaigns");
        browser.say("{\"topics\":[\"imports\"]}");
        assertThat(browser.next()).contains("\"subscribed\",\"topics\":[\"imports\"]");

        changed(owner, Topic.CAMPAIGNS, owner.workspace);
        changed(owner, Topic.IMPORTS, owner.workspace);
        assertThat(browser.next()).contains("\"topic\":\"imports\"");
    }

    @Test
    void an_api_key_hears_only_what_its_scopes_read_and_no_notifications_of_its_maker() throws Exception {
        var narrow = new Browser(key("metric.write"), "campaigns", "notifications", "dashboard:" + Ids.next());
        assertThat(narrow.response).contains("\"subscribed\",\"topics\":[]");
        assertThat(narrow.next()).contains("\"refused\"", "campaigns", "notifications", "dashboard:");

        var wide = new Browser(key("campaign.read", "notification.read"), "campaigns", "notifications");
        assertThat(wide.response).contains("\"subscribed\",\"topics\":[\"campaigns\"]");
    }

    @Test
    void a_removed_member_hears_nothing_more_and_is_disconnected_at_once() throws Exception {
        var editor = owner.as("editor");
        var browser = new Browser(editor, "campaigns");
        changed(owner, Topic.CAMPAIGNS, owner.workspace);
        assertThat(browser.next()).contains("campaigns");

        owner.delete("/api/members/" + editor.person).expect(204);
        assertThat(browser.closedWith()).isEqualTo(4401);
        assertThat(browser.heard).isEmpty();
    }

    @Test
    void a_revoked_api_key_is_disconnected_at_once() throws Exception {
        var made = owner.post("/api/api-keys", Map.of("name", "Screen", "scopes", List.of("campaign.read")))
                .expect(201);
        var browser = new Browser(first(made.text("key"), "campaigns"));
        owner.delete("/api/api-keys/" + made.text("id")).expect(204);
        assertThat(browser.closedWith()).isEqualTo(4401);
    }

    @Test
    void a_member_whose_role_changes_stays_connected() throws Exception {
        var editor = owner.as("editor");
        var browser = new Browser(editor, "campaigns");
        owner.patch("/api/members/" + editor.person, Map.of("role", "viewer")).expect(200);
        changed(owner, Topic.CAMPAIGNS, owner.workspace);
        assertThat(browser.next()).contains("campaigns");
    }

    @Test
    void a_wrong_token_or_message_ends_the_connection() throws Exception {
        assertThat(new Browser("{\"token\":\"no\",\"topics\":[]}").closedWith()).isEqualTo(4401);
        assertThat(new Browser("{\"topics\":[\"campaigns\"]}").closedWith()).isEqualTo(4401);
        assertThat(new Browser("hello").closedWith()).isEqualTo(1007);
        for (String odd : List.of("null", "[]"))
            assertThat(new Browser(odd).closedWith()).as(odd).isEqualTo(1008);
    }

    @Test
    void a_connection_may_change_its_token_once_a_second() throws Exception {
        var browser = new Browser(owner, "campaigns");
        browser.say(first(owner.token(), "imports"));
        assertThat(browser.next()).contains("imports");
        browser.say(first(key("campaign.read"), "campaigns"));
        assertThat(browser.closedWith()).isEqualTo(1008);
    }

    @Test
    void one_address_opens_a_limited_number_of_connections() throws Exception {
        var address = InetAddress.getByName("127.0.0.42");
        try (var client = HttpClient.newBuilder().localAddress(address).build()) {
            var open = new ArrayList<WebSocket>();
            for (int i = 0; i < LiveSocket.MAX_PER_NETWORK; i++) {
                var socket = client.newWebSocketBuilder()
                        .buildAsync(address(), new WebSocket.Listener() {})
                        .get(30, TimeUnit.SECONDS);
                // Without a token the server would close it after a while.
                socket.sendText(first(owner.token()), true).join();
                open.add(socket);
            }
            assertThatThrownBy(() -> client.newWebSocketBuilder()
                            .buildAsync(address(), new WebSocket.Listener() {})
                            .get(5, TimeUnit.SECONDS))
                    .hasStackTraceContaining("429");
            assertThat(new Browser(owner, "campaigns").response).contains("subscribed");
            open.forEach(WebSocket::abort);
        }
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

    private static void changed(Api api, Topic topic, UUID id) {
        publish(api, live -> live.changed(topic, "thing", id, 7));
    }

    private static void changed(Api api, Topic.Address topic, UUID id) {
        publish(api, live -> live.changed(topic, "thing", id, 7));
    }

    private static void publish(Api api, Consumer<Live> change) {
        Current.house(api.workspace, "test")
                .run(() -> Api.bean(Transactions.class).write(() -> change.accept(Api.bean(Live.class))));
    }

    private String key(String... scopes) {
        return owner.post("/api/api-keys", Map.of("name", "Key", "scopes", List.of(scopes)))
                .expect(201)
                .text("key");
    }

    private static String first(String token, String... topics) {
        return Json.of(Map.of("token", token, "topics", List.of(topics))).text();
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
        private final WebSocket socket;
        /** What the server said about the first topics. */
        private String response = "";

        Browser(Api api, String... topics) throws Exception {
            this(first(api.token(), topics));
            response = next();
        }

        Browser(String token, String... topics) throws Exception {
            this(first(token, topics));
            response = next();
        }

        Browser(String first) throws Exception {
            socket = HttpClient.newHttpClient()
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

        void say(String message) {
            socket.sendText(message, true).join();
        }

        /** The next change of a kind of thing; what prepared the test may still arrive before it. */
        String next(String kind) throws InterruptedException {
            String message = next();
            while (!message.equals("null") && !message.contains("\"kind\":\"" + kind + "\"")) message = next();
            return message;
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
