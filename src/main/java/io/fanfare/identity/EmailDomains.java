package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import java.util.regex.Pattern;
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

/** E-mail domains of the workspace. A domain that is proven sends its people to the company's identity provider. */
@RestController
@RequestMapping("/api/security/domains")
class EmailDomains {
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final int MOST = 50;

    private final EmailDomainStore store;
    private final ConnectionStore connections;
    private final MemberStore members;
    private final TxtRecords records;
    private final Transactions transactions;
    private final Audit audit;

    EmailDomains(
            EmailDomainStore store,
            ConnectionStore connections,
            MemberStore members,
            TxtRecords records,
            Transactions transactions,
            Audit audit) {
        this.store = store;
        this.connections = connections;
        this.members = members;
        this.records = records;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** A domain to claim, e.g. {@code example.com}. */
    record NewDomain(@NotBlank @Size(max = 253) String domain) {}

    /** Whether people with an address of this domain sign in only with their company. */
    record DomainRule(@NotNull Boolean companyOnly) {}

    /** Lists the e-mail domains of the workspace. */
    @GetMapping
    @Allow("security.read")
    Page<ClaimedDomain> listDomains() {
        return Page.all(store.list());
    }

    /**
     * Claims an e-mail domain. Create the TXT record that the response names ({@code recordName}, {@code recordValue}), then call {@code
     * checkDomain}. Needs a recent sign-in.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("security.manage")
    ClaimedDomain claimDomain(@Valid @RequestBody NewDomain details) {
        RecentSignIn.requirePerson();
        String domain = EmailDomain.normal(details.domain());
        if (!DOMAIN.matcher(domain).matches()) throw Refused.invalid("domain", "must be a domain, e.g. example.com");
        if (store.list().size() >= MOST)
            throw Refused.conflict("too_many_domains", "A workspace can claim " + MOST + " domains. Remove one first.");
        var id = Ids.next();
        if (!store.insert(id, domain, SessionStore.random()))
            throw Refused.conflict("domain_claimed", "This workspace has claimed this domain already.");
        var claimed = store.find(id).orElseThrow();
        audit.record(Subject.of("domain", id, domain), null, claimed);
        return claimed;
    }

    /**
     * Looks for the TXT record of a domain. With it, the domain is proven and belongs to this workspace: people with an address of it can sign
     * in with the identity provider. Without it, this is a 422 {@code record_not_found}; DNS changes can take an hour. A domain that
     * another workspace has proven is a 409.
     */
    @PostMapping("/{id}/check")
    @Allow(value = "security.manage", outside = true)
    ClaimedDomain checkDomain(@PathVariable UUID id) {
        var claimed = transactions.read(() -> store.find(id).orElseThrow(Refused::notFound));
        RecentSignIn.requirePerson();
        boolean found = records.of(claimed.recordName()).contains(claimed.recordValue());
        return transactions.write(() -> {
            if (!found)
                throw Refused.unprocessable(
                        "record_not_found",
                        "There is no TXT record at " + claimed.recordName()
                                + " with this value yet. DNS changes can take an hour; check again later.");
            if (!store.own(claimed.domain()))
                throw Refused.conflict(
                        "domain_taken",
                        "Another workspace on this server has proven this domain. Remove it there first.");
            store.proven(id);
            var proven = store.find(id).orElseThrow();
            audit.record(Subject.of("domain", id, claimed.domain()), claimed, proven);
            return proven;
        });
    }

    /**
     * Turns password sign-in off for the addresses of a proven domain ({@code companyOnly: true}), or on again. Sessions that began with a
     * password end at their next refresh, within 15 minutes. Owners named as break-glass can still sign in with a password and a second
     * factor, or with a passkey; without one of them, this is a 409 {@code break_glass_needed}. Needs a recent sign-in.
     */
    @PatchMapping("/{id}")
    @Allow("security.manage")
    ClaimedDomain changeDomain(@PathVariable UUID id, @Valid @RequestBody DomainRule details) {
        var before = store.find(id).orElseThrow(Refused::notFound);
        RecentSignIn.requirePerson();
        if (details.companyOnly()) requireWayIn(before);
        store.companyOnly(before.domain(), details.companyOnly());
        var after = store.find(id).orElseThrow();
        audit.record(Subject.of("domain", id, before.domain()), before, after);
        return after;
    }

    private void requireWayIn(ClaimedDomain domain) {
        if (domain.provenAt() == null)
            throw Refused.conflict("domain_not_proven", "Prove that the domain is yours first, with its TXT record.");
        if (connections.find().isEmpty())
            throw Refused.conflict("no_connection", "Connect an identity provider first, and sign in with it once.");
        if (!members.hasBreakGlass())
            throw Refused.conflict(
                    "break_glass_needed",
                    "Name an owner with a second factor who can still sign in if the identity provider fails.");
    }

    /** Removes a domain: its addresses sign in with a password again. Needs a recent sign-in. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("security.manage")
    void removeDomain(@PathVariable UUID id) {
        var claimed = store.find(id).orElseThrow(Refused::notFound);
        RecentSignIn.requirePerson();
        store.delete(claimed);
        audit.record(Subject.of("domain", id, claimed.domain()), claimed, null);
    }
}
