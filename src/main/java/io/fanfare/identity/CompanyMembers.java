package io.fanfare.identity;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The member behind an identity of a company, made on their first sign-in. */
@Component
class CompanyMembers {
    private final ConnectionStore connections;
    private final EmailDomainStore domains;
    private final ManagedMembers members;
    private final PersonStore people;
    private final SessionStore sessions;
    private final ScimStore provisioned;

    CompanyMembers(
            ConnectionStore connections,
            EmailDomainStore domains,
            ManagedMembers members,
            PersonStore people,
            SessionStore sessions,
            ScimStore provisioned) {
        this.connections = connections;
        this.domains = domains;
        this.members = members;
        this.people = people;
        this.sessions = sessions;
        this.provisioned = provisioned;
    }

    /**
     * The person with this issuer and subject. Somebody new is found by their address only if the provider has verified it and its domain
     * belongs to this workspace.
     */
    Person admitted(Connection connection, IdToken.Identity identity) {
        var person = connections
                .findPerson(connection.issuer(), identity.subject())
                .flatMap(people::find)
                .orElseGet(() -> newcomer(connection, identity));
        if (provisioned.userOf(person.id()).filter(user -> !user.active()).isPresent())
            throw Refused.forbidden("company_access_ended", "Your company has ended your access to this workspace.");
        members.admit(person, identity.saysGroups() ? Optional.of(identity.groups()) : Optional.empty());
        connections.used();
        return person;
    }

    private Person newcomer(Connection connection, IdToken.Identity identity) {
        boolean verified = identity.emailVerified() || connection.trustsAddresses() && !identity.emailRefuted();
        if (identity.email().isBlank() || !verified)
            throw Refused.forbidden(
                    "company_email_unverified",
                    "Your company's identity provider did not say that your e-mail address is verified.");
        if (!domains.isOwn(EmailDomain.of(identity.email())))
            throw Refused.forbidden(
                    "company_domain_unproven",
                    "The domain of your e-mail address does not belong to this workspace. Ask an owner to add it.");
        var person = members.provide(identity.email(), identity.name());
        connections.link(connection.issuer(), identity.subject(), person.id());
        return person;
    }

    /** Keeps what the provider needs to say later whether the person still has access. */
    void keep(Session.Opened opened, @Nullable String refreshToken) {
        if (refreshToken != null)
            sessions.family(opened.refreshToken())
                    .ifPresent(family ->
                            sessions.keepProviderToken(family, Current.get().workspace(), refreshToken));
    }
}
