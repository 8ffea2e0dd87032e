package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing up. */
@RestController
class Registrations {
    private final PersonStore people;
    private final Workspaces workspaces;
    private final SignIn signIn;
    private final PasswordSignIn passwords;
    private final Transactions transactions;
    private final Throttle throttle;
    private final Audit audit;
    private final IdentitySettings settings;

    Registrations(
            PersonStore people,
            Workspaces workspaces,
            SignIn signIn,
            PasswordSignIn passwords,
            Transactions transactions,
            Throttle throttle,
            Audit audit,
            IdentitySettings settings) {
        this.people = people;
        this.workspaces = workspaces;
        this.signIn = signIn;
        this.passwords = passwords;
        this.transactions = transactions;
        this.throttle = throttle;
        this.audit = audit;
        this.settings = settings;
    }

    /**
     * A new person, and the name of their first workspace; default: "Lena's workspace", until its first campaign is made from a
     * website with a name. Default time zone UTC, default currency USD.
     */
    record Registration(
            @EmailAddress String email,

            @NotNull @Size(min = Passwords.SHORTEST, max = Passwords.LONGEST)
            String password,

            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 200) String workspaceName,
            @Nullable String timeZone,
            @Nullable String currency) {
        Workspaces.NewWorkspace workspace() {
            if (workspaceName != null && workspaceName.isBlank())
                throw Refused.invalid("workspaceName", "must not be blank; leave it out to name the workspace later");
            String called = Objects.requireNonNullElseGet(workspaceName, () -> Workspaces.unnamed(name));
            return new Workspaces.NewWorkspace(called, timeZone, currency).checked();
        }
    }

    /**
     * Creates an account with a first workspace that the person owns, and signs them in. The password has 10 to 200
     * characters. An address that already has an account is a 409. Sign-up is closed (403) once a person exists who does not
     * belong to the demo workspace, unless the server is set to keep it open. A network address can create 20
     * accounts an hour (429).
     */
    @PostMapping("/api/auth/register")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Session> register(@Valid @RequestBody Registration details, HttpServletRequest request) {
        var workspace = details.workspace();
        transactions.read(() -> requireOpen(details.email()));
        transactions.write(() -> throttle.limit(
                "registrations from " + request.getRemoteAddr(), settings.registrationsPerHour(), Duration.ofHours(1)));
        var person = passwords.newcomer(
                details.email(), details.name(), details.password(), String.valueOf(details.workspaceName()));
        var opened = Members.by(Ids.next(), person, Role.OWNER)
                .call(() -> transactions.write(() -> {
                    people.lockSignUp();
                    requireOpen(details.email());
                    people.insert(person);
                    workspaces.found(person, workspace, false);
                    audit.record(Subject.of("person", person.id(), person.name()), null, person.user());
                    return signIn.start(
                            person, Current.get().workspace(), Authentication.byPassword(signIn.now()), request);
                }));
        return signIn.answer(HttpStatus.CREATED, opened, request);
    }

    private boolean requireOpen(String email) {
        if (!settings.signUp().admits(people.anybody()))
            throw Refused.forbidden(
                    "signup_closed", "Sign-up is closed on this server. Ask for an invitation to a workspace.");
        if (people.findByEmail(email).isPresent())
            throw Refused.conflict("email_taken", "This address already has an account. Sign in instead.");
        return true;
    }
}
