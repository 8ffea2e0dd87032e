package io.fanfare;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code tools/FakePlatforms.java}, started once for all tests: a Mastodon and a Bluesky server that fail when asked to. */
public final class FakePlatforms {
    private static final StandIn RUNNING = new StandIn("tools/FakePlatforms.java");

    private FakePlatforms() {}

    static int port() {
        return RUNNING.port();
    }

    public static String url() {
        return RUNNING.url();
    }

    /** The next call of this account that makes a post goes wrong in this way. */
    public static void fault(String account, String fault) {
        control("faults", "account=" + account + "&fault=" + fault);
    }

    /** What it has been signed in with is refused from now on. */
    public static void revoke(String account) {
        control("revoke", "account=" + account);
    }

    public static void restore(String account) {
        control("restore", "account=" + account);
    }

    /** Every session of this account is over. */
    public static void expire(String account) {
        control("expire", "account=" + account);
    }

    /** The next check of its token is answered once it is released. */
    public static void hold(String account) {
        control("hold", "account=" + account);
    }

    public static void release(String account) {
        control("release", "account=" + account);
    }

    /** A check of its token has come and waits. */
    public static boolean waits(String account) {
        return control("posts", "account=" + account).at("/waiting").booleanValue();
    }

    /** What is there. */
    public static JsonNode posts(String account) {
        return control("posts", "account=" + account).at("/posts");
    }

    /** The posts with their ids and what they reply to, on either platform. */
    public static JsonNode chain(String account) {
        return control("posts", "account=" + account).at("/chain");
    }

    /** The bytes of each upload of this account. */
    public static List<Integer> uploads(String account) {
        return control("posts", "account=" + account)
                .at("/sizes")
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
    }

    private static JsonNode control(String what, String query) {
        return StandIn.ask(url() + "/fake/" + what + "?" + query);
    }
}
