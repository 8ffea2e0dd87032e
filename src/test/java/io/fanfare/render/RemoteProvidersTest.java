package io.fanfare.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.FakeRenderers;
import io.fanfare.Story;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Sql;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * External services with their behavior, limits and failures; each test has its own prompt, so its jobs can be told
 * apart.
 */
class RemoteProvidersTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final String word = UUID.randomUUID().toString();

    private void credential(String kind, String key) {
        String base = FakeRenderers.url() + (kind.equals("replicate") ? "/v1" : "");
        owner.post(
                        "/api/credentials",
                        Map.of(
                                "kind",
                                kind,
                                "name",
                                kind,
                                "settings",
                                Map.of("baseUrl", base),
                                "secret",
                                Map.of("apiKey", key)))
                .expect(201);
    }

    private Api.Answer create(String provider, String type, String prompt) {
        var body = new HashMap<String, Object>(Map.of(
                "campaignId",
                story.campaign,
                "type",
                type,
                "provider",
                provider,
                "params",
                Map.of("prompt", prompt + " " + word)));
        if (type.equals("video") && provider.equals("replicate")) body.put("model", "owner/film");
        return owner.post("/api/render-jobs/create", body);
    }

    private Api.Answer status(Api.Answer job) {
        return owner.get("/api/render-jobs/" + job.text("id") + "/status").expect(200);
    }

    /** Works off everything that waits for its time, as if that had come, this many times. */
    private void turns(int times) {
        for (int i = 0; i < times; i++) {
            story.inWorkspace(() -> {
                Api.bean(Sql.class)
                        .of("update render_job set due_at = fanfare_now() where workspace_id = :workspace")
                        .run();
                Api.bean(Ready.class)
                        .mark(Lanes.SERVICES.name(), Api.bean(Now.class).instant());
            });
            Api.drain();
        }
    }

    @Test
    void files_of_replicate_are_in_the_library_when_the_job_is_published() {
        credential("replicate", FakeRenderers.KEY);
        var job = create("replicate", "image", "A fox").expect(201);
        turns(1);
        var running = status(job);
        assertThat(running.text("status")).isEqualTo("running");
        assertThat(running.text("providerJobId")).startsWith("pred");
        turns(5);
        var done = status(job);
        assertThat(done.text("status")).as(done.body()).isEqualTo("published");
        var asset = owner.get("/api/campaign-assets/" + done.text("outputAssets.primary"))
                .expect(200);
        assertThat(asset.at("width").asInt()).isEqualTo(48);
        assertThat(asset.text("fileHash")).isEqualTo(done.text("metadata.hash"));
        assertThat(done.text("metadata.model")).isEqualTo("black-forest-labs/flux-schnell");
        assertThat(FakeRenderers.calls()).contains("POST /v1/models/black-forest-labs/flux-schnell/predictions");
        assertThat(FakeRenderers.taken(word)).isEqualTo(1);
    }

    @Test
    void files_of_runway_are_in_the_library_when_the_job_is_published() {
        credential("runway", FakeRenderers.KEY);
        var job = create("runway", "image", "A fox").expect(201);
        turns(2);
        assertThat(status(job).at("progress.currentStep").asInt()).isEqualTo(40);
        turns(5);
        assertThat(status(job).text("status")).as(status(job).body()).isEqualTo("published");
        assertThat(FakeRenderers.calls()).contains("POST /v1/text_to_image");
    }

    @Test
    void a_job_whose_answer_was_lost_is_found_and_not_sent_again() {
        credential("replicate", FakeRenderers.KEY);
        var job = create("replicate", "image", "[lost]").expect(201);
        turns(8);
        assertThat(status(job).text("status")).as(status(job).body()).isEqualTo("published");
        assertThat(FakeRenderers.taken(word)).isEqualTo(1);
    }

    @Test
    void a_job_that_never_arrived_is_looked_for_and_then_handed_in_again() {
        credential("replicate", FakeRenderers.KEY);
        var job = create("replicate", "image", "[dropped]").expect(201);
        turns(3);
        assertThat(FakeRenderers.taken(word)).isZero();
        turns(8);
        assertThat(status(job).text("status")).as(status(job).body()).isEqualTo("published");
        assertThat(FakeRenderers.taken(word)).isEqualTo(1);
    }

    @Test
    void a_lost_answer_of_a_service_that_lists_nothing_is_for_a_person_to_judge() {
        credential("runway", FakeRenderers.KEY);
        var job = create("runway", "video", "[lost]").expect(201);
        turns(4);
        assertThat(status(job).text("status")).isEqualTo("failed");
        assertThat(status(job).text("error.code")).isEqualTo("submission_unconfirmed");
        assertThat(FakeRenderers.taken(word)).isEqualTo(1);
        owner.post("/api/render-jobs/" + job.text("id") + "/retry").expect(200);
        turns(6);
        assertThat(status(job).text("status")).isNotEqualTo("queued");
        assertThat(FakeRenderers.taken(word)).isEqualTo(2);
    }

    @Test
    void a_limit_is_waited_out_as_long_as_the_service_says() {
        credential("replicate", FakeRenderers.KEY);
        var job = create("replicate", "image", "[throttled]").expect(201);
        Api.drain();
        assertThat(status(job).body()).contains("Request was throttled");
        story.inWorkspace(() -> {
            var kept = Api.bean(RenderStore.class).get(job.id("id"));
            assertThat(kept.submittingAt()).isNull();
            assertThat(kept.dueAt()).isAfter(Instant.now().plusSeconds(20));
        });
        turns(6);
        assertThat(status(job).text("status")).isEqualTo("published");
        assertThat(FakeRenderers.taken(word)).isEqualTo(1);
    }

    @Test
    void a_job_that_a_service_refuses_or_fails_has_the_reason() {
        credential("replicate", FakeRenderers.KEY);
        assertThat(failure("[invalid]")).isEqualTo("provider_refused_input");
        assertThat(failure("[nocredit]")).isEqualTo("provider_no_credit");
        assertThat(failure("[fail]")).isEqualTo("provider_failed");
        assertThat(failure("[canceled]")).isEqualTo("cancelled_by_provider");
        assertThat(failure("[gone]")).isEqualTo("provider_lost_it");
        assertThat(failure("[page]")).isEqualTo("unsupported_media_type");
        credential("replicate", "another key");
        assertThat(failure("a fox")).isEqualTo("provider_key_refused");
    }

    private String failure(String prompt) {
        var job = create("replicate", "image", prompt).expect(201);
        turns(5);
        assertThat(status(job).text("status")).as(prompt).isEqualTo("failed");
        return status(job).text("error.code");
    }

    @Test
    void a_file_is_discarded_if_another_of_the_same_job_can_not_be_downloaded() {
        credential("replicate", FakeRenderers.KEY);
        var job = create("replicate", "image", "[half]").expect(201);
        turns(9);
        assertThat(status(job).text("error.code")).isEqualTo("render_failed");
        byte[] first = FakeRenderers.file(status(job).text("providerJobId"));
        story.inWorkspace(() ->
                assertThat(Api.bean(Blobs.class).exists(Json.sha256(first))).isFalse());
    }

    @Test
    void an_address_that_has_expired_is_asked_for_again() {
        credential("runway", FakeRenderers.KEY);
        var job = create("runway", "image", "[expired]").expect(201);
        turns(9);
        assertThat(status(job).text("status")).as(status(job).body()).isEqualTo("published");
    }

    @Test
    void cancelling_stops_it_there_and_nothing_comes_back() {
        credential("replicate", FakeRenderers.KEY);
        var job = create("replicate", "video", "[slow]").expect(201);
        turns(2);
        owner.post("/api/render-jobs/" + job.text("id") + "/cancel").expect(200);
        assertThat(FakeRenderers.isStopped(status(job).text("providerJobId"))).isTrue();
        turns(3);
        assertThat(status(job).text("status")).isEqualTo("cancelled");
    }

    @Test
    void a_signed_call_ends_a_job_and_a_second_one_changes_nothing() {
        credential("replicate", FakeRenderers.KEY);
        var job = create("replicate", "image", "[slow]").expect(201);
        turns(1);
        String theirs = status(job).text("providerJobId");
        byte[] body = FakeRenderers.body(theirs);
        long now = Instant.now().getEpochSecond();
        assertThat(call(job, body, now, sign(body, now), true).status()).isEqualTo(204);
        assertThat(call(job, body, now, sign(body, now), true).status()).isEqualTo(204);
        Api.drain();
        assertThat(status(job).text("status")).as(status(job).body()).isEqualTo("published");
        int files = owner.get("/api/campaign-assets/assets").at("total").asInt();
        assertThat(call(job, body, now, sign(body, now), true).status()).isEqualTo(204);
        turns(2);
        assertThat(owner.get("/api/campaign-assets/assets").at("total").asInt()).isEqualTo(files);
    }

    @Test
    void a_call_that_is_not_signed_for_this_body_now_and_here_is_refused() {
        credential("replicate", FakeRenderers.KEY);
        var job = create("replicate", "image", "[slow]").expect(201);
        turns(1);
        byte[] body = FakeRenderers.body(status(job).text("providerJobId"));
        long now = Instant.now().getEpochSecond();
        assertThat(call(job, body, now, "v1,AAAA", true).status()).isEqualTo(401);
        assertThat(call(job, body, now, "", true).status()).isEqualTo(401);
        assertThat(call(job, body, now - 301, sign(body, now - 301), true).status())
                .isEqualTo(401);
        assertThat(call(job, body, now + 310, sign(body, now + 310), true).status())
                .isEqualTo(401);
        byte[] other = new String(body, StandardCharsets.UTF_8)
                .replace("succeeded", "failed")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(call(job, other, now, sign(body, now), true).status()).isEqualTo(401);
        assertThat(call(job, body, now, sign(body, now), false).status()).isEqualTo(401);
        // Not parsed as JSON before its signature is verified.
        byte[] broken = "{".getBytes(StandardCharsets.UTF_8);
        assertThat(call(job, broken, now, "v1,AAAA", true).status()).isEqualTo(401);
        assertThat(call(job, broken, now, sign(broken, now), true).status()).isEqualTo(204);
        Api.nobody().post("/api/render-jobs/webhook/nobody").refused(404, "not_found");
        assertThat(status(job).text("status")).isEqualTo("running");
    }

    private Api.Answer call(Api.Answer job, byte[] body, long time, String signature, boolean token) {
        String ours = token
                ? Current.house(owner.workspace, "test")
                        .call(() -> Api.bean(SignedToken.class).sign(RemoteJobs.WEBHOOK, owner.workspace, job.id("id")))
                : "made-up";
        return Api.nobody()
                .with("webhook-id", "msg_1")
                .with("webhook-timestamp", String.valueOf(time))
                .with("webhook-signature", "v1,bm9uZQ== " + signature)
                .with("Content-Type", "application/json")
                .send("POST", "/api/render-jobs/webhook/replicate?job=" + ours, body);
    }

    private static String sign(byte[] body, long time) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(FakeRenderers.SECRET.substring(6)), "HmacSHA256"));
            mac.update(("msg_1." + time + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
