package io.fanfare.identity;

import io.fanfare.kernel.Transactions;
import org.springframework.stereotype.Component;

/** Continues a session that has begun, unless its person, its workspace or its company has ended it since. */
@Component
class SessionRenewal {
    private final PersonStore people;
    private final SessionStore store;
    private final SignIn signIn;
    private final SignInPolicy policy;
    private final CompanyAccess company;
    private final Transactions transactions;

    SessionRenewal(
            PersonStore people,
            SessionStore store,
            SignIn signIn,
            SignInPolicy policy,
            CompanyAccess company,
            Transactions transactions) {
        this.people = people;
        this.store = store;
        this.signIn = signIn;
        this.policy = policy;
        this.company = company;
        this.transactions = transactions;
    }

    Session.Opened continued(SessionStore.Rotation.Rotated rotated) {
        var kept = rotated.of();
        var by = kept.authentication();
        var person = transactions.read(() -> people.find(kept.personId()).orElseThrow());
        var refused = transactions.read(() -> policy.ended(person, kept.workspaceId(), by));
        if (refused.isEmpty() && company.hasEnded(kept))
            refused = java.util.Optional.of(SignInPolicy.companyRequired(person.email()));
        if (refused.isPresent()) {
            transactions.write(() -> store.end(rotated.successor()));
            throw refused.get();
        }
        var session = transactions.read(() -> signIn.session(person, kept.workspaceId(), by.in(kept.family())));
        return new Session.Opened(session, rotated.successor());
    }
}
