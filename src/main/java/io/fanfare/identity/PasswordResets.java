package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Setting a new password with a mailed link. */
@RestController
@RequestMapping("/api/auth/password")
class PasswordResets {
    private final PersonStore people;
    private final SessionStore sessions;
    private final ApiKeyStore keys;
    private final SignIn signIn;
    private final Passwords passwords;
    private final Transactions transactions;
    private final Audit audit;
    private final ResetMail mail;

    PasswordResets(
            PersonStore people,
            SessionStore sessions,
            ApiKeyStore keys,
            SignIn signIn,
            Passwords passwords,
            Transactions transactions,
            Audit audit,
            ResetMail mail) {
        this.people = people;
        this.sessions = sessions;
        this.keys = keys;
        this.signIn = signIn;
        this.passwords = passwords;
        this.transactions = transactions;
        this.audit = audit;
        this.mail = mail;
    }

    /** The e-mail address of the account. */
    record Forgotten(@NotBlank @Size(max = 254) String email) {}

    /** A new password, with the token of the mailed link; {@code revokeApiKeys} also revokes the person's API keys. */
    record Reset(
            @NotBlank @Size(max = 200) String token,

            @NotNull @Size(min = Passwords.SHORTEST, max = Passwords.LONGEST)
            String password,

            @Nullable Boolean revokeApiKeys) {}

    /**
     * Mails a link to set a new password, at most once a minute. The response is the same whether the address has an account
     * or not.
     */
    @PostMapping("/forgot")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow(value = "public", outside = true, plain = true)
    Map<String, Object> forgotPassword(@Valid @RequestBody Forgotten details) {
        mail.sendTo(details.email());
        return Map.of();
    }

    /**
     * Sets a new password with the token of the mailed link. All sessions of the person end immediately, on every device; API
     * keys stay unless {@code revokeApiKeys} is set, which revokes them in every workspace. A link that has expired or was
     * used is a 422.
     */
    @PostMapping("/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "public", outside = true, plain = true, audited = AuditClass.SIGN_IN)
    void resetPassword(@Valid @RequestBody Reset details) {
        String token = Json.sha256(details.token());
        var person = transactions.read(() -> people.findByReset(token)).orElseThrow(PasswordResets::notValid);
        var home = transactions.read(() -> signIn.home(person)).orElseThrow(PasswordResets::notValid);
        passwords.requireStrong("password", details.password(), person.email(), person.name());
        String hash = passwords.hash(details.password());
        Members.at(home, person)
                .run(() -> transactions.write(() -> {
                    if (!people.useReset(token)) throw notValid();
                    people.password(person.id(), hash);
                    sessions.endAll(person.id());
                    audit.record(Subject.of("person", person.id(), person.name()), null, null);
                }));
        if (Boolean.TRUE.equals(details.revokeApiKeys()))
            transactions.read(() -> signIn.workspaces(person)).forEach(workspace -> revokeKeys(workspace, person));
    }

    private void revokeKeys(UUID workspace, Person person) {
        Members.at(workspace, person)
                .run(() -> transactions.write(() -> {
                    keys.revokeAllOf(person.id());
                    audit.record(Subject.of("person", person.id(), person.name()), null, Map.of("apiKeys", "revoked"));
                }));
    }

    private static Refused notValid() {
        return Refused.unprocessable("reset_not_valid", "This link has expired or was used. Ask for a new one.");
    }
}
