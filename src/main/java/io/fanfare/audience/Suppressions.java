package io.fanfare.audience;

import io.fanfare.audience.Suppression.Reason;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.SignalEvent;
import io.fanfare.delivery.UnsubscribedEvent;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.delivery.hooks.Signal;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The addresses that receive no mailings. */
@RestController
@RequestMapping("/api/suppressions")
public class Suppressions {
    private final Sql sql;
    private final ContactStore contacts;
    private final Ledger ledger;
    private final Audit audit;

    Suppressions(Sql sql, ContactStore contacts, Ledger ledger, Audit audit) {
        this.sql = sql;
        this.contacts = contacts;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** An address to suppress. */
    record NewSuppression(
            @NotNull @Size(max = 254) String email,
            @Nullable Reason reason,
            @Nullable @Size(max = 500) String source) {}

    /**
     * Lists suppressed addresses; {@code email} is a complete address. {@code sort}: {@code at} (default: {@code -at}) or {@code email}; a
     * minus reverses it.
     */
    @GetMapping
    @Allow(value = "contact.read", audited = AuditClass.ACCESS)
    Page<Suppression> listSuppressions(SuppressionQuery query) {
        var range = query.range();
        var items = filtered("select *", " order by " + query.order() + " limit :limit offset :offset", query)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Suppression.class);
        return Page.of(items, filtered("select count(*)", "", query).one(Long.class), range);
    }

    private Sql.Statement filtered(String columns, String rest, SuppressionQuery query) {
        return sql.of(columns + """
                 from audience_suppression
                 where workspace_id = :workspace
                   and (cast(:email as text) is null or email = :email)
                   and (cast(:reason as text) is null or reason = :reason)""".indent(1) + rest)
                .bind("email", query.address())
                .bind("reason", query.reason());
    }

    /**
     * Suppresses an address: no mailing is sent to it, including those being sent now if its mail is not submitted yet.
     * {@code reason} defaults to {@code manual}. An address that is already suppressed returns 200 with the existing entry.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("contact.write")
    ResponseEntity<Suppression> suppressAddress(@RequestBody @Valid NewSuppression request) {
        String email =
                canonical(request.email()).orElseThrow(() -> Refused.invalid("email", "must be an e-mail address"));
        var reason = Objects.requireNonNullElse(request.reason(), Reason.MANUAL);
        boolean created = suppress(email, reason, request.source());
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                .body(read(email));
    }

    /** Lifts a suppression: mailings can be sent to the address again. Do so only if its owner asked for it. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("contact.write")
    void liftSuppression(@PathVariable UUID id) {
        // Contact, then suppression: the order in which an erasure locks them.
        contacts.activate(sql.of("select * from audience_suppression where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .one(Suppression.class)
                .email());
        var lifted = sql.of("delete from audience_suppression where workspace_id = :workspace and id = :id returning *")
                .bind("id", id)
                .one(Suppression.class);
        audit.record(Subject.of("suppression", id, lifted.email()), lifted, null);
    }

    private Suppression read(String email) {
        return sql.of("select * from audience_suppression where workspace_id = :workspace and email = :email")
                .bind("email", email)
                .one(Suppression.class);
    }

    private static Optional<String> canonical(String email) {
        return MailAddress.canonical(email).map(address -> address.toLowerCase(Locale.ROOT));
    }

    @EventListener
    void suppress(UnsubscribedEvent event) {
        var delivery = event.delivery();
        suppress(delivery.target(), Reason.UNSUBSCRIBED, delivery.itemKind() + " " + delivery.itemId());
    }

    /** An undeliverable address, and one whose owner complained, get no further mailing. */
    @EventListener
    void suppress(SignalEvent event) {
        var mail = event.delivery();
        String source = mail.itemKind() + " " + mail.itemId();
        if (event.undeliverable()) suppress(mail.target(), Reason.BOUNCED, source);
        else if (event.signal().kind() == Signal.Kind.COMPLAINED) suppress(mail.target(), Reason.COMPLAINED, source);
    }

    /** Suppresses an address; returns false if it was suppressed already. */
    public boolean suppress(String email, Reason reason, @Nullable String source) {
        var id = Ids.next();
        // The address of an erased contact is unknown.
        var known = canonical(email);
        if (known.isEmpty()) return false;
        String address = known.get();
        // Before the suppression is written: an erasure locks them in this order.
        contacts.lock(address);
        boolean created = sql.of("""
                insert into audience_suppression (id, email, reason, source) values (:id, :email, :reason, :source)
                on conflict (workspace_id, email) do nothing""")
                        .bind("id", id)
                        .bind("email", address)
                        .bind("reason", reason)
                        .bind("source", source)
                        .run()
                == 1;
        if (created) {
            contacts.setStatusOf(address, Contact.Status.of(reason));
            ledger.recompose("email", List.of(address));
            audit.record("suppressAddress", Subject.of("suppression", id, address), null, read(address));
        }
        return created;
    }

    /** The suppressed ones of these addresses, which are in lower case. */
    public Set<String> among(Collection<String> emails) {
        return among(emails, null);
    }

    /** The ones that were suppressed by a time. */
    public Set<String> among(Collection<String> emails, @Nullable Instant by) {
        if (emails.isEmpty()) return Set.of();
        // Of an erased contact, only a hash is stored.
        var found = sql.of("""
                select a from unnest(:emails) a
                 where exists (select 1 from audience_suppression s
                                where s.workspace_id = :workspace and s.email in (a, audience_veil(:workspace, a))
                                  and (cast(:by as timestamptz) is null or s.at <= :by))""").array("emails", "text", emails).bind("by", by).list(String.class);
        return new HashSet<>(found);
    }

    Optional<Suppression> of(String address) {
        return sql.of("""
                select * from audience_suppression
                 where workspace_id = :workspace and email in (:email, audience_veil(:workspace, :email)) limit 1""").bind("email", address).find(Suppression.class);
    }

    /** Replaces a suppressed address by its hash, which still recognizes it, and returns the id of the suppression. */
    Optional<UUID> veil(String address) {
        return sql.of("""
                update audience_suppression set email = audience_veil(:workspace, email), source = null
                 where workspace_id = :workspace and email = :email returning id""").bind("email", address).find(UUID.class);
    }
}
