package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;

/** Credentials for outside services. Secrets are encrypted and never returned. */
@RestController
@RequestMapping("/api/credentials")
public class Credentials {
    private final CredentialStore store;
    private final Envelope envelope;
    private final ObjectProvider<CredentialTest> tests;
    private final ObjectProvider<CredentialHook> hooks;
    private final Transactions transactions;
    private final Audit audit;
    private final Inputs inputs;
    private final Now now;

    Credentials(
            CredentialStore store,
            Envelope envelope,
            ObjectProvider<CredentialTest> tests,
            ObjectProvider<CredentialHook> hooks,
            Transactions transactions,
            Audit audit,
            Inputs inputs,
            Now now) {
        this.store = store;
        this.envelope = envelope;
        this.tests = tests;
        this.hooks = hooks;
        this.transactions = transactions;
        this.audit = audit;
        this.inputs = inputs;
        this.now = now;
    }

    /** A new credential: settings, which everyone who manages credentials can read, and a secret, which is encrypted and never returned. */
    record NewCredential(
            Credential.@NotNull Kind kind,
            @NotBlank @Size(max = 200) String name,

            @NotNull @Size(max = 50) Map<String, @Nullable Object> settings,

            @Nullable @Size(max = 20) Map<@Size(max = 100) String, @Nullable @Size(max = 4000) String> secret,

            @Nullable Boolean test) {

        /** The parts of the secret that the kind knows. */
        Map<String, String> known() {
            var known = new LinkedHashMap<String, String>();
            if (secret != null)
                secret.forEach((part, value) -> {
                    if (value != null && kind.knows(part)) known.put(part, value);
                });
            var missing = new TreeMap<String, String>();
            for (String needed : kind.needs())
                if (known.getOrDefault(needed, "").isBlank()) missing.put("secret." + needed, "is missing");
            if (!missing.isEmpty()) throw Refused.invalid(missing);
            return known;
        }
    }

    /** Lists the credentials of the workspace, newest first, never with their secrets. */
    @GetMapping
    @Allow("credential.manage")
    Page<Credential> listCredentials(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        return Page.of(store.list(range).stream().map(this::shown).toList(), store.count(), range);
    }

    /**
     * Stores a credential. Its secret is encrypted and never returned. Kind {@code smtp}: settings {@code {host, port,
     * security: "none"|"starttls"|"tls", username?, from?}}, secret {@code {password, webhookKey?}}; the password
     * is required with a user name, {@code webhookKey} is the public key of SendGrid's signed event webhook. {@code eventsUrl}
     * is where the provider reports bounces and complaints ({@code receiveMailEvents}). Kinds {@code
     * replicate} and {@code runway} (rendering): settings {@code {baseUrl?}}, secret {@code {apiKey}}, for {@code replicate}
     * also {@code webhookSecret} ({@code whsec_…}), fetched from the service if it is not sent. Kind {@code slack}
     * (notifications): settings {@code {channel?, baseUrl?}}, secret {@code {botToken, signingSecret}}; {@code channel} is the ID of
     * the channel for members whose Slack user is unknown, and {@code eventsUrl} is where Slack reports pressed buttons ({@code
     * receiveSlackInteraction}). The newest of a kind is the one in use. With {@code test: true} Fanfare connects and signs in first; if that fails, nothing is
     * stored, and a 422 {@code connection_failed} names the field. Needs a recent sign-in (403 {@code reauthentication_required}).
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "credential.manage", outside = true)
    Credential createCredential(@Valid @RequestBody NewCredential details) {
        RecentSignIn.require();
        var secret = details.known();
        var settings = checked(details.kind(), details.settings());
        if (settings.containsKey("username") && !secret.containsKey("password"))
            throw Refused.invalid("secret.password", "is required with settings.username");
        var opened = new Credential.Opened(Ids.next(), details.kind(), settings, secret);
        var tested = Boolean.TRUE.equals(details.test()) ? proved(opened) : null;
        byte[] plain = Json.of(secret).text().getBytes(StandardCharsets.UTF_8);
        return transactions.write(() -> {
            var at = now.instant();
            var credential = new Credential(
                    opened.id(),
                    opened.kind(),
                    details.name(),
                    settings,
                    at,
                    Current.get().person(),
                    tested == null ? null : Credential.LastTest.of(tested, at, null),
                    null);
            store.insert(credential, envelope.seal(plain, place(credential.id())));
            audit.record(Subject.of("credential", credential.id(), credential.name()), null, credential);
            return shown(credential);
        });
    }

    /** The result of a test that worked; a failed one is refused at the field it names. */
    private CredentialTest.Result proved(Credential.Opened opened) {
        var result = testOf(opened.kind()).test(opened);
        if (result.ok()) return result;
        var refused = Refused.unprocessable("connection_failed", result.detail());
        throw result.field() == null ? refused : refused.with("errors", Map.of(result.field(), result.detail()));
    }

    private CredentialTest testOf(Credential.Kind kind) {
        return tests.stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow(() -> Refused.unprocessable(
                        "no_test", "This kind of credential can't be tested. Use it once and check the result."));
    }

    private Credential shown(Credential credential) {
        return hooks.stream()
                .filter(hook -> hook.kind() == credential.kind())
                .findFirst()
                .map(hook -> credential.withEventsUrl(hook.url(credential.id())))
                .orElse(credential);
    }

    /** The settings in the shape of their kind. */
    private Map<String, Object> checked(Credential.Kind kind, Map<String, @Nullable Object> settings) {
        try {
            var known = new LinkedHashMap<String, Object>();
            Json.tree(inputs.read(settings, kind.settings())).properties().forEach(setting -> {
                if (!setting.getValue().isNull())
                    known.put(setting.getKey(), Json.convert(setting.getValue(), Object.class));
            });
            return known;
        } catch (Refused refused) {
            var errors = new LinkedHashMap<String, String>();
            if (refused.more().get("errors") instanceof Map<?, ?> wrong)
                wrong.forEach((field, text) ->
                        errors.put(field.equals("body") ? "settings" : "settings." + field, String.valueOf(text)));
            throw Refused.invalid(errors);
        }
    }

    /** Deletes a credential and its secret. Work in progress that uses it is finished. Needs a recent sign-in. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("credential.manage")
    void deleteCredential(@PathVariable UUID id) {
        RecentSignIn.require();
        var credential = store.find(id).orElseThrow(Refused::notFound);
        store.delete(id);
        audit.record(Subject.of("credential", id, credential.name()), credential, null);
    }

    /**
     * Tests a credential: connects and signs in, but sends nothing. Returns {@code ok} and the message of the service; the
     * result is stored as {@code lastTest}. A kind that can't be tested is a 422.
     */
    @PostMapping("/{id}/test")
    @Allow(value = "credential.manage", outside = true)
    CredentialTest.Result testCredential(@PathVariable UUID id) {
        var opened = opened(transactions.read(() -> store.findSealed(id)).orElseThrow(Refused::notFound));
        var result = testOf(opened.kind()).test(opened);
        transactions.write(() -> {
            var before = store.find(id).orElseThrow(Refused::notFound);
            store.tested(id, Credential.LastTest.of(result, now.instant(), before.lastTest()));
            audit.record(Subject.of("credential", id, before.name()), null, result);
        });
        return result;
    }

    /** The credential of a kind that is in use, its secret in the clear; empty when the workspace keeps none. */
    public Optional<Credential.Opened> find(Credential.Kind kind) {
        return store.newestSealed(kind).map(this::opened);
    }

    /** The id of the credential of a kind that is in use. A credential never changes, so its id also says which version it is. */
    public Optional<UUID> inUse(Credential.Kind kind) {
        return store.newest(kind);
    }

    /** The credential of a kind that is in use, without its secret. */
    public Optional<Credential> used(Credential.Kind kind) {
        return store.newest(kind).flatMap(store::find);
    }

    /** A credential by its id, its secret in the clear. */
    public Credential.Opened open(UUID id) {
        return opened(store.findSealed(id).orElseThrow(Refused::notFound));
    }

    private Credential.Opened opened(CredentialStore.Sealed sealed) {
        byte[] plain = envelope.open(sealed.secret(), place(sealed.id()));
        var secret = Objects.requireNonNull(
                Json.read(new String(plain, StandardCharsets.UTF_8), new TypeReference<Map<String, String>>() {}));
        return new Credential.Opened(sealed.id(), sealed.kind(), sealed.settings(), secret);
    }

    private static String place(UUID id) {
        return "identity_credential " + Current.get().workspace() + " " + id;
    }
}
