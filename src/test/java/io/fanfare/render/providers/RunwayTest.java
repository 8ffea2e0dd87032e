package io.fanfare.render.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.identity.Credential;
import io.fanfare.kernel.HttpCalls;
import io.fanfare.kernel.Outgoing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunwayTest {
    @Test
    void a_job_is_not_in_doubt_when_no_connection_was_made() throws IOException {
        // The queue of this server is full, so a connection attempt ends by its time limit.
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var first = new Socket(full.getInetAddress(), full.getLocalPort());
                var second = new Socket(full.getInetAddress(), full.getLocalPort());
                var outgoing = new Outgoing(List.of("127.0.0.1:" + full.getLocalPort()))) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            var account = new Credential.Opened(
                    UUID.randomUUID(),
                    Credential.Kind.RUNWAY,
                    Map.of("baseUrl", "http://127.0.0.1:" + full.getLocalPort()),
                    Map.of("apiKey", "key"));
            var submission = new Runway(new HttpCalls(outgoing))
                    .submit(
                            DesignTest.order(null, "A headline", "", new int[] {1080, 1080}, List.of(), 1),
                            account,
                            null);
            assertThat(submission).isInstanceOf(Remote.Submission.RetryLater.class);
        }
    }
}
