package io.fanfare;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code tools/FakeSlack.java}, started once for all tests: the Web API of Slack, which fails when asked to. */
public final class FakeSlack {
    private static final StandIn RUNNING = new StandIn("tools/FakeSlack.java");

    private FakeSlack() {}

    static int port() {
        return RUNNING.port();
    }

    /** Of its Web API. */
    public static String api() {
        return RUNNING.url() + "/api";
    }

    /** Where answers to a pressed button are taken. */
    public static String answers(String id) {
        return RUNNING.url() + "/response/" + id;
    }

    /** The next message to this user or channel goes wrong in this way. */
    public static void fault(String channel, String fault) {
        control("faults?channel=" + channel + "&fault=" + fault);
    }

    public static void revoke(String token) {
        control("revoke?token=" + token);
    }

    /** What was posted to a user or channel, oldest first. */
    public static List<JsonNode> messages(String channel) {
        return control("messages?channel=" + channel)
                .at("/messages")
                .valueStream()
                .toList();
    }

    /** How often it was asked to post there. */
    public static int calls(String channel) {
        return control("messages?channel=" + channel).at("/calls").asInt();
    }

    /** What was answered about a pressed button. */
    public static List<JsonNode> replies(String id) {
        return control("replies?id=" + id).at("/replies").valueStream().toList();
    }

    private static JsonNode control(String what) {
        return StandIn.ask(RUNNING.url() + "/fake/" + what);
    }
}
