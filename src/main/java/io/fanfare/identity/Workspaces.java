package io.fanfare.identity;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The workspaces of a person, and the settings of the one they are in. */
@RestController
@RequestMapping("/api/workspaces")
public class Workspaces {
    private final WorkspaceStore store;
    private final MemberStore members;
    private final PersonStore people;
    private final Transactions transactions;
    private final Audit audit;
    private final Inputs inputs;
    private final ApplicationEventPublisher events;

    Workspaces(
            WorkspaceStore store,
            MemberStore members,
            PersonStore people,
            Transactions transactions,
            Audit audit,
            Inputs inputs,
            ApplicationEventPublisher events) {
        this.store = store;
        this.members = members;
        this.people = people;
        this.transactions = transactions;
        this.audit = audit;
        this.inputs = inputs;
        this.events = events;
    }

    /** A workspace to be made; UTC and USD unless told. */
    record NewWorkspace(
            @NotBlank @Size(max = 200) String name,
            @Nullable String timeZone,
            @Nullable String currency) {
        NewWorkspace checked() {
            if (timeZone != null) Workspace.checkTimeZone(timeZone);
            if (currency != null) Workspace.checkCurrency(currency);
            return this;
        }
    }

    /** Lists the workspaces that whoever asks belongs to, in the order they were joined, with the role in each. To an
     * API key that is the one workspace it is of. */
    @GetMapping
    @Allow("member")
    Page<Membership> listWorkspaces() {
        return Page.all(memberships());
    }

    /** Of somebody themself, everywhere; a key of one workspace learns nothing of where else its maker belongs. */
    List<Membership> memberships() {
        var current = Current.get();
        boolean key = current.actor().kind() == Actor.Kind.API_KEY;
        return store.memberships(current.person()).stream()
                .filter(membership -> !key || membership.id().equals(current.workspace()))
                .toList();
    }

    /**
     * Makes another workspace, with whoever asks as its owner; go there by {@code POST /api/auth/switch}. {@code timeZone} is
     * an IANA name (UTC unless told), {@code currency} an ISO 4217 code (USD unless told). An API key can't do this.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("member")
    Workspace createWorkspace(@Valid @RequestBody NewWorkspace details) {
        var current = Current.get();
        if (current.actor().kind() != Actor.Kind.PERSON)
            throw Refused.forbidden("person_needed", "Workspaces are made by people; sign in and make it there.");
        var owner = people.find(current.person()).orElseThrow();
        var id = Ids.next();
        // Another workspace is another transaction; this one keeps the answer for the Idempotency-Key.
        return Members.by(id, owner, Role.OWNER)
                .call(() -> transactions.apart(() -> found(owner, details.checked(), false)));
    }

    /**
     * Changes settings of the workspace by a JSON merge patch of {@code name, timeZone, currency, brand{colors[], font?,
     * logoAssetId?}, selfApproval, postalAddress?}. {@code selfApproval} is {@code while_alone} or {@code never}: may somebody
     * approve what they wrote themselves? Name, postal address and first colour stand around every mailing: one that has not begun to
     * leave needs another look when they change. The slug in public addresses stays as it is.
     */
    @PatchMapping("/current")
    @Allow("workspace.manage")
    Workspace changeWorkspace(@RequestBody Patch<Workspace.Details> patch) {
        store.lock();
        var before = store.current();
        var details =
                patch.onto(before.details(), Workspace.Details.class, inputs).checked();
        store.update(details);
        var after = store.current();
        audit.record(Subject.of("workspace", after.id(), after.name()), before, after);
        events.publishEvent(new WorkspaceEvent(before, after));
        return after;
    }

    /** Makes the workspace that is bound, with its first owner. */
    Workspace found(Person owner, NewWorkspace details, boolean demo) {
        var workspace = new Workspace(
                Current.get().workspace(),
                details.name(),
                slug(details.name()),
                Objects.requireNonNullElse(details.timeZone(), "UTC"),
                Objects.requireNonNullElse(details.currency(), "USD"),
                new Workspace.Look(List.of(), null, null),
                Workspace.SelfApproval.WHILE_ALONE,
                null,
                demo);
        store.insert(workspace);
        members.insert(owner.id(), Role.OWNER, List.of());
        people.joined(owner.id(), workspace.id());
        audit.record(Subject.of("workspace", workspace.id(), workspace.name()), null, workspace);
        return workspace;
    }

    /** The name as it can stand in an address, with something added where another workspace has that already. */
    private String slug(String name) {
        String wanted = Slug.of(name, "workspace");
        String slug = wanted;
        while (!store.takeSlug(slug)) {
            String random = Ids.next().toString();
            slug = wanted + "-" + random.substring(random.length() - 5);
        }
        return slug;
    }

    /** The workspace that the running code works in. */
    public Workspace current() {
        return store.current();
    }

    /** The workspace that public pages under a slug belong to. */
    public Optional<UUID> bySlug(String slug) {
        return store.bySlug(slug);
    }
}
