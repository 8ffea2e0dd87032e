package io.fanfare.identity;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The person with an address and a password. */
@Component
class PasswordSignIn {
    private static final String WRONG = "The e-mail address or the password is wrong.";

    private final PersonStore people;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Transactions transactions;
    private final SignIn signIn;
    private final SignInPolicy policy;

    PasswordSignIn(
            PersonStore people,
            Passwords passwords,
            Throttle throttle,
            Transactions transactions,
            SignIn signIn,
            SignInPolicy policy) {
        this.people = people;
        this.passwords = passwords;
        this.throttle = throttle;
        this.transactions = transactions;
        this.signIn = signIn;
        this.policy = policy;
    }

    /** A new person with a password, unless people with an address of this domain sign in with their company. The password must not be easy to guess from what is known. */
    Person newcomer(String email, String name, String password, String... known) {
        if (transactions.read(() -> policy.isCompanyOnly(email))) throw SignInPolicy.companyRequired(email);
        var words = new ArrayList<>(List.of(known));
        words.addAll(List.of(email, name));
        passwords.requireStrong("password", password, words.toArray(String[]::new));
        return Person.newcomer(email, name, passwords.hash(password), false);
    }

    /**
     * The person with this address and password. An unknown address takes as long as a wrong password, and an address whose domain
     * signs in with its company gets the same refusal whether it has an account or not.
     */
    Person known(String email, String password, HttpServletRequest request) {
        var person = transactions.read(() -> people.findByEmail(email));
        String account = person.filter(known -> signIn.knowsDevice(request, known.id()))
                .map(known -> Throttle.ofKnownDevice(known.id()))
                .orElseGet(() -> Throttle.ofEmail(email));
        throttle.attempt(account);
        boolean right =
                passwords.match(password, person.map(Person::passwordHash).orElse(null));
        if (!right) throttle.failedFrom(request.getRemoteAddr());
        boolean companyOnly = transactions.read(
                () -> right ? policy.mustUseCompany(person.orElseThrow()) : policy.isCompanyOnly(email));
        if (companyOnly) throw SignInPolicy.companyRequired(email);
        if (!right) throw Refused.unauthorized(WRONG).with("title", "Sign-in failed");
        transactions.write(() -> throttle.succeeded(account));
        return person.orElseThrow();
    }
}
