package io.fanfare.delivery;

import io.fanfare.delivery.hooks.Signal;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Transactions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The way out for a reader: a link in each mail that names its delivery and can't be forged. Opening it changes nothing,
 * because mail scanners open links; the button on its page does, and so does the one click of RFC 8058.
 */
@RestController
@RequestMapping("/e/u/{token}")
public class Unsubscribes {
    private static final String PURPOSE = "unsubscribe";
    private static final String SAMPLE = "preview";
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f7f9;color:#1c2330;\
            font:16px/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
            main{max-width:26rem;margin:1.5rem;padding:2.25rem;border:1px solid #e3e6ec;border-radius:14px;background:#fff}
            h1{margin:0 0 .5rem;font-size:1.3rem}
            p{margin:0 0 1.25rem;color:#4a5568}
            button{font:inherit;font-weight:600;padding:.7rem 1.3rem;border:0;border-radius:9px;background:#1c2330;color:#fff;cursor:pointer}
            button:focus-visible{outline:3px solid #7aa2ff;outline-offset:2px}
            @media (prefers-color-scheme:dark){body{background:#0f1218;color:#e8ebf1}main{background:#171b23;border-color:#2a303c}\
            p{color:#a9b3c4}button{background:#e8ebf1;color:#0f1218}}
            """;

    private final SignedToken tokens;
    private final BaseUrl base;
    private final LedgerStore store;
    private final Transactions transactions;
    private final Signals signals;

    Unsubscribes(SignedToken tokens, BaseUrl base, LedgerStore store, Transactions transactions, Signals signals) {
        this.tokens = tokens;
        this.base = base;
        this.store = store;
        this.transactions = transactions;
        this.signals = signals;
    }

    /** Shows a page with a button that unsubscribes. */
    @GetMapping
    @Allow(value = "public", outside = true)
    ResponseEntity<String> showUnsubscribe(@PathVariable String token) {
        if (token.equals(SAMPLE))
            return page(
                    HttpStatus.OK,
                    "This is the unsubscribe link",
                    "<p>You opened it in a test or a preview, so it changes nothing. In the e-mails that you send, recipients unsubscribe here.</p>");
        return delivery(token)
                .map(delivery -> page(HttpStatus.OK, "Unsubscribe?", """
                        <p>You will no longer receive mailings from this sender at this address.</p>
                        <form method="post"><button type="submit">Unsubscribe</button></form>"""))
                .orElseGet(Unsubscribes::unknown);
    }

    /** Unsubscribes the recipient of the mail. Repeating the request has no further effect. */
    @PostMapping
    @Allow(value = "public", outside = true)
    ResponseEntity<String> unsubscribeReader(@PathVariable String token) {
        var delivery = delivery(token);
        delivery.ifPresent(found -> enter(found.workspace())
                .run(() -> signals.received(new Signal(found.row().id(), Signal.Kind.UNSUBSCRIBED, null, null))));
        return delivery.map(done -> page(
                        HttpStatus.OK,
                        "You are unsubscribed",
                        "<p>You will no longer receive e-mails from this sender at this address.</p>"))
                .orElseGet(Unsubscribes::unknown);
    }

    /** The row of a token, with its workspace. */
    private record Found(UUID workspace, Delivery row) {}

    private Optional<Found> delivery(String token) {
        return tokens.readIds(PURPOSE, token).filter(ids -> ids.size() == 2).flatMap(ids -> enter(ids.getFirst())
                .call(() -> transactions.read(() -> store.find(ids.getLast())))
                .map(row -> new Found(ids.getFirst(), row)));
    }

    private static Current enter(UUID workspace) {
        return Current.house(workspace, "reader");
    }

    /** The page for a link without a valid signature. */
    static ResponseEntity<String> unknown() {
        return page(HttpStatus.NOT_FOUND, "This link is not valid", """
                <p>It may be incomplete. Please use the link in the mail, or reply to the mail.</p>""");
    }

    private static ResponseEntity<String> page(HttpStatus status, String title, String body) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'sha256-" + Json.base64Sha256(STYLE)
                                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer")
                .body("""
                        <!doctype html>
                        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                        <title>%s</title><style>%s</style></head>
                        <body><main><h1>%s</h1>%s</main></body></html>
                        """.formatted(title, STYLE, title, body));
    }

    /** The unsubscribe link of tests and previews, which explains itself. */
    public String sampleUrl() {
        return base.get() + "/e/u/" + SAMPLE;
    }

    /** The unsubscribe link of a delivery. */
    public String url(Delivery delivery) {
        return base.get() + "/e/u/" + tokens.sign(PURPOSE, Current.get().workspace(), delivery.id());
    }

    /** The headers that let mail programs offer unsubscribing themselves (RFC 2369, RFC 8058). */
    public Map<String, String> headers(String url) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("List-Unsubscribe", "<" + url + ">");
        headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return headers;
    }
}
