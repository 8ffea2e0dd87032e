package io.fanfare.identity;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a person has to prove before a session begins or goes on in a workspace. */
@Component
class SignInPolicy {
    private static final String CHALLENGE = "identity second factor";
    private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(10);
    /** Then the person signs in with the company again, which is one redirect if they are signed in there. */
    static final Duration COMPANY_LIFE = Duration.ofHours(12);

    private final Sql sql;
    private final SecondFactorStore factors;
    private final PersonStore people;
    private final SignedToken signed;
    private final InstantSource clock;

    SignInPolicy(
            Sql sql, SecondFactorStore factors, PersonStore people, SignedToken signed, InstantSource machineClock) {
        this.sql = sql;
        this.factors = factors;
        this.people = people;
        this.signed = signed;
        this.clock = machineClock;
    }

    /** What counts for a person in a workspace. */
    record Rules(boolean secondFactorRequired, boolean company, boolean breakGlass) {}

    /** A person who has proved one factor and has to prove another one, or to set one up. */
    record Pending(Person person, UUID workspace) {}

    Instant now() {
        return clock.instant();
    }

    Rules rules(UUID workspace, UUID person) {
        return sql.of(
                        "select second_factor_required, company, break_glass from identity_sign_in_policy(:place, :person)")
                .bind("place", workspace)
                .bind("person", person)
                .one(Rules.class);
    }

    /** The workspace for whose identity provider an address has to sign in. */
    record Domain(String domain, UUID workspaceId, boolean companyOnly) {}

    Optional<Domain> domain(String email) {
        return sql.of("select domain, workspace_id, company_only from identity_domain_owner where domain = :domain")
                .bind("domain", EmailDomain.of(email))
                .find(Domain.class);
    }

    /** Refuses a session that was not begun by enough. */
    void require(Person person, UUID workspace, Authentication by) {
        requireOwnCompany(workspace, by);
        if (by.company() != null || by.secondFactor()) return;
        var known = factors.factors(person.id());
        var rules = rules(workspace, person.id());
        if (known.app() || rules.secondFactorRequired() && known.any())
            throw challenge(
                            "second_factor_required",
                            "Send a code of your authenticator app to POST /api/auth/second-factor, or sign in with a passkey.",
                            person,
                            workspace)
                    .with("methods", known.methods());
        if (rules.secondFactorRequired())
            throw challenge(
                            "second_factor_setup_required",
                            "This workspace requires a second factor. Set one up with POST /api/auth/second-factor/setup.",
                            person,
                            workspace)
                    .with("methods", List.of("totp"));
    }

    /** Why a session that has begun must not go on. */
    Optional<Refused> ended(Person person, UUID workspace, Authentication by) {
        if (by.company() == null) {
            if (mustUseCompany(person)) return Optional.of(companyRequired(person.email()));
            var rules = rules(workspace, person.id());
            return rules.secondFactorRequired() && !by.secondFactor()
                    ? Optional.of(Refused.unauthorized(
                            "second_factor_required", "This workspace requires a second factor. Sign in again."))
                    : Optional.empty();
        }
        boolean over = by.at().plus(COMPANY_LIFE).isBefore(clock.instant());
        return over || !rules(by.company(), person.id()).company()
                ? Optional.of(companyRequired(person.email()))
                : Optional.empty();
    }

    /** Whether only the identity provider of their company signs a person in. */
    boolean mustUseCompany(Person person) {
        return domain(person.email())
                .filter(Domain::companyOnly)
                .filter(domain -> !rules(domain.workspaceId(), person.id()).breakGlass()
                        || !factors.factors(person.id()).any())
                .isPresent();
    }

    boolean isCompanyOnly(String email) {
        return domain(email).filter(Domain::companyOnly).isPresent();
    }

    /** Says no more than the domain does: it is the same for every address in it. */
    static Refused companyRequired(String email) {
        return Refused.unauthorized(
                        "company_sign_in_required",
                        "People with an address at " + EmailDomain.of(email) + " sign in with their company.")
                .with("domain", EmailDomain.of(email));
    }

    /** A company vouches for its people in its own workspace only. */
    private static void requireOwnCompany(UUID workspace, Authentication by) {
        if (by.company() != null && !by.company().equals(workspace))
            throw Refused.forbidden(
                    "company_session",
                    "Your company sign-in is for one workspace. Sign out, then sign in with your password or a passkey to open another one.");
    }

    private Refused challenge(String code, String sentence, Person person, UUID workspace) {
        String token = signed.sign(
                CHALLENGE,
                Map.of(
                        "person",
                        person.id().toString(),
                        "workspace",
                        workspace.toString(),
                        "epoch",
                        String.valueOf(person.sessionEpoch())),
                clock.instant().plus(CHALLENGE_LIFE));
        return Refused.unauthorized(code, sentence)
                .with("title", "One more step")
                .with("challenge", token);
    }

    /** The person of a challenge, unless it has expired or they have set a new password since. */
    Pending pending(String challenge) {
        return signed.read(CHALLENGE, challenge)
                .flatMap(fields -> people.find(UUID.fromString(String.valueOf(fields.get("person"))))
                        .filter(person -> String.valueOf(person.sessionEpoch()).equals(fields.get("epoch")))
                        .map(person -> new Pending(person, UUID.fromString(String.valueOf(fields.get("workspace"))))))
                .orElseThrow(() -> Refused.unauthorized(
                        "challenge_expired", "This sign-in took too long or is no longer valid. Start again."));
    }
}
