package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The passkeys of the caller. The same in all their workspaces. */
@RestController
@RequestMapping("/api/auth/me/passkeys")
class Passkeys {
    private static final int MOST = 20;

    private final PasskeyStore store;
    private final PersonStore people;
    private final WebAuthn webAuthn;
    private final PasskeyCheck check;
    private final Transactions transactions;
    private final Audit audit;

    Passkeys(
            PasskeyStore store,
            PersonStore people,
            WebAuthn webAuthn,
            PasskeyCheck check,
            Transactions transactions,
            Audit audit) {
        this.store = store;
        this.people = people;
        this.webAuthn = webAuthn;
        this.check = check;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** A new passkey: a name for the list, and the response of {@code navigator.credentials.create} as {@code toJSON()} writes it. */
    record NewPasskey(
            @NotBlank @Size(max = 100) String name, @NotNull Map<String, Object> credential) {}

    /** Another name for a passkey. */
    record PasskeyName(@NotBlank @Size(max = 100) String name) {}

    /** Lists the passkeys of the caller, newest first. */
    @GetMapping
    @Allow("member")
    Page<Passkey> listPasskeys() {
        return Page.all(store.list(SecondFactors.caller(people).id()));
    }

    /**
     * Returns the options for {@code navigator.credentials.create}, with a challenge that is valid for five minutes. Needs a recent
     * sign-in.
     */
    @PostMapping("/options")
    @Allow(value = "member", plain = true)
    Map<String, Object> beginPasskey() {
        RecentSignIn.requirePerson();
        SecondFactors.requireOwnSignIn();
        var person = SecondFactors.caller(people);
        var known = store.stored(person.id());
        if (known.size() >= MOST)
            throw Refused.conflict(
                    "too_many_passkeys", "You have " + MOST + " passkeys. Remove one that you don't use.");
        return webAuthn.creationOptions(person, known);
    }

    /**
     * Stores a passkey that was created with the options of {@code beginPasskey}. It needs no password or code: it verifies its person with a
     * fingerprint, face or PIN, so it counts as both factors.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "member", outside = true, plain = true)
    Passkey createPasskey(@Valid @RequestBody NewPasskey details) {
        RecentSignIn.requirePerson();
        SecondFactors.requireOwnSignIn();
        var person = transactions.read(() -> SecondFactors.caller(people));
        var registered = webAuthn.registered(person, details.name(), details.credential());
        return transactions.write(() -> {
            check.spend(registered.challenge());
            if (!store.insert(registered.passkey()))
                throw Refused.conflict("passkey_taken", "This passkey is registered already. Use another one.");
            var passkey = store.find(person.id(), registered.passkey().id()).orElseThrow();
            audit.record(Subject.of("person", person.id(), person.name()), null, Map.of("passkey", passkey.name()));
            return passkey;
        });
    }

    /** Renames a passkey of the caller. */
    @PatchMapping("/{id}")
    @Allow("member")
    Passkey renamePasskey(@PathVariable UUID id, @Valid @RequestBody PasskeyName details) {
        var person = SecondFactors.caller(people);
        var before = store.find(person.id(), id).orElseThrow(Refused::notFound);
        store.rename(id, details.name());
        audit.record(
                Subject.of("person", person.id(), person.name()),
                Map.of("passkey", before.name()),
                Map.of("passkey", details.name()));
        return store.find(person.id(), id).orElseThrow();
    }

    /** Removes a passkey of the caller: it can no longer sign in. Needs a recent sign-in. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("member")
    void removePasskey(@PathVariable UUID id) {
        RecentSignIn.requirePerson();
        var person = SecondFactors.caller(people);
        var passkey = store.find(person.id(), id).orElseThrow(Refused::notFound);
        store.delete(id);
        audit.record(Subject.of("person", person.id(), person.name()), Map.of("passkey", passkey.name()), null);
    }
}
