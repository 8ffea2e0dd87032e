package io.fanfare.delivery;

import io.fanfare.delivery.hooks.MailHook;
import io.fanfare.delivery.hooks.Signal;
import io.fanfare.identity.Credential;
import io.fanfare.identity.CredentialHook;
import io.fanfare.identity.Credentials;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where mail providers report bounces and complaints. */
@RestController
@RequestMapping("/api/hooks/email")
class MailHooks implements CredentialHook {
    private static final String PURPOSE = "mail hook";
    private static final int LARGEST_CALL = 5 << 20;
    private static final int MOST_REPORTS = 10_000;

    private final List<MailHook> hooks;
    private final Signals signals;
    private final Credentials credentials;
    private final SignedToken tokens;
    private final BaseUrl base;
    private final Transactions transactions;
    private final Now now;

    MailHooks(
            List<MailHook> hooks,
            Signals signals,
            Credentials credentials,
            SignedToken tokens,
            BaseUrl base,
            Transactions transactions,
            Now now) {
        this.hooks = hooks;
        this.signals = signals;
        this.credentials = credentials;
        this.tokens = tokens;
        this.base = base;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public Credential.Kind kind() {
        return Credential.Kind.SMTP;
    }

    @Override
    public String url(UUID credential) {
        return base.get() + "/api/hooks/email/{provider}?t="
                + tokens.sign(PURPOSE, Current.get().workspace(), credential);
    }

    /**
     * Receives the reports of a mail provider: bounces, complaints, confirmations. The address with its token {@code t} is the
     * {@code eventsUrl} of the SMTP credential. {@code provider}: {@code sendgrid} (signed event webhook; its public key is the
     * {@code webhookKey} of the credential's secret, a call is at most ten minutes old) or {@code mailbox} (a returned mail as it
     * arrived: a delivery status notification, RFC 3464, or a complaint, RFC 5965). The body has at most 5 MB and reports about
     * 10,000 mails. A bounced or blocked mail is {@code failed}; an address that does not exist and one whose owner complained
     * are suppressed, and so is one from which three mails came back within 30 days with none opened in between. Reports about
     * unknown mails and repeated reports change nothing. A call that is not signed is 401 {@code hook_unsigned}.
     */
    @PostMapping("/{provider}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "public", outside = true, plain = true)
    void receiveMailEvents(
            @PathVariable String provider, @RequestParam @Nullable String t, HttpServletRequest request) {
        var hook = hooks.stream()
                .filter(each -> each.provider().equals(provider))
                .findFirst()
                .orElseThrow(Refused::notFound);
        var ids = tokens.readIds(PURPOSE, t == null ? "" : t)
                .filter(read -> read.size() == 2)
                .orElseThrow(MailHooks::unsigned);
        var call = call(request);
        Current.house(ids.getFirst(), provider).run(() -> receive(hook, ids.getLast(), call));
    }

    private void receive(MailHook hook, UUID credential, MailHook.Call call) {
        var account = transactions.read(() -> credentials.open(credential));
        var at = transactions.read(now::instant);
        var reports = hook.read(call, account.secret(), at).orElseThrow(MailHooks::unsigned);
        // What is said again about a mail in one call says nothing new.
        var once = new LinkedHashMap<String, Signal>();
        for (Signal report : reports) once.putIfAbsent(report.deliveryId() + " " + report.kind(), report);
        if (once.size() > MOST_REPORTS)
            throw Refused.tooLarge("A call must not report about more than 10,000 mails. Send it in parts.");
        once.values().forEach(signals::received);
    }

    private static MailHook.Call call(HttpServletRequest request) {
        var headers = new HashMap<String, String>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        try {
            byte[] body = request.getInputStream().readNBytes(LARGEST_CALL + 1);
            if (body.length > LARGEST_CALL) throw Refused.tooLarge("The body of a call must not exceed 5 MB.");
            return new MailHook.Call(headers, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refused unsigned() {
        return Refused.unauthorized("hook_unsigned", "The signature of this call is missing or invalid.");
    }
}
