package io.fanfare.render;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Transactions;
import io.fanfare.render.providers.Remote;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks of external services. */
@RestController
@RequestMapping("/api/render-jobs/webhook")
class RenderWebhooks {
    private static final int LARGEST_CALL = 1 << 20;

    private final RenderStore store;
    private final RemoteProviders remotes;
    private final RemoteJobs jobs;
    private final SignedToken tokens;
    private final Transactions transactions;
    private final Now now;

    RenderWebhooks(
            RenderStore store,
            RemoteProviders remotes,
            RemoteJobs jobs,
            SignedToken tokens,
            Transactions transactions,
            Now now) {
        this.store = store;
        this.remotes = remotes;
        this.jobs = jobs;
        this.tokens = tokens;
        this.transactions = transactions;
        this.now = now;
    }

    /**
     * Receives the signed call of a service (Standard Webhooks: {@code webhook-id}, {@code webhook-timestamp}, {@code
     * webhook-signature} over the raw body, five minutes old at most). A repeated call changes nothing. A call without a valid
     * signature is 401.
     */
    @PostMapping("/{provider}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "public", outside = true, plain = true)
    void receiveRenderWebhook(
            @PathVariable String provider, @RequestParam @Nullable String job, HttpServletRequest request) {
        var remote = remotes.find(provider).orElseThrow(Refused::notFound);
        var ids = tokens.readIds(RemoteJobs.WEBHOOK, job == null ? "" : job).filter(read -> read.size() == 2);
        if (ids.isEmpty()) throw unsigned();
        byte[] body = body(request);
        Current.house(ids.get().get(0), provider)
                .run(() -> receive(remote, ids.get().get(1), headers(request), body));
    }

    private void receive(Remote remote, UUID job, Map<String, String> headers, byte[] body) {
        var account = remotes.account(remote).orElseThrow(RenderWebhooks::unsigned);
        var at = transactions.read(() -> now.instant());
        var called = remote.webhook(headers, body, account, at).orElseThrow(RenderWebhooks::unsigned);
        // A call about an earlier attempt or a deleted job is accepted and changes nothing.
        transactions
                .read(() -> store.find(job))
                .filter(found -> called.providerJobId().equals(found.providerJobId()))
                .ifPresent(found -> jobs.receive(found, called.providerJobId(), called.status()));
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new LinkedHashMap<String, String>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        return headers;
    }

    private static Refused unsigned() {
        return Refused.unauthorized("The signature of this call is missing or invalid.");
    }

    private static byte[] body(HttpServletRequest request) {
        try {
            byte[] body = request.getInputStream().readNBytes(LARGEST_CALL + 1);
            if (body.length > LARGEST_CALL) throw Refused.tooLarge("The body of a webhook call must not exceed 1 MB.");
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
