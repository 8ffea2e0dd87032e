package io.fanfare;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code tools/FakeRenderers.java}, started once for all tests: Replicate and Runway, that fail when the prompt says so. */
public final class FakeRenderers {
    public static final String KEY = "r8_key";
    public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final StandIn RUNNING = new StandIn("tools/FakeRenderers.java");

    private FakeRenderers() {}

    static int port() {
        return RUNNING.port();
    }

    public static String url() {
        return RUNNING.url();
    }

    /** How many jobs were taken whose prompt holds this. */
    public static long taken(String prompt) {
        return jobs(prompt).size();
    }

    public static boolean isStopped(String id) {
        for (var job : jobs(""))
            if (job.at("/id").asString().equals(id)) return job.at("/stopped").asBoolean();
        throw new IllegalArgumentException("there is no job " + id);
    }

    /** What it has been asked, such as {@code POST /v1/predictions}. */
    public static List<String> calls() {
        return StandIn.ask(url() + "/fake/calls")
                .at("/calls")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** Ends a job and answers the body of its prediction as a webhook would carry it. */
    public static byte[] body(String id) {
        return StandIn.ask(url() + "/fake/finish?id=" + id).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The file that a job answers first. */
    public static byte[] file(String id) {
        try (var in =
                java.net.URI.create(url() + "/files/" + id + ".png").toURL().openStream()) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode jobs(String prompt) {
        return StandIn.ask(url() + "/fake/jobs?prompt=" + URLEncoder.encode(prompt, StandardCharsets.UTF_8))
                .at("/jobs");
    }
}
