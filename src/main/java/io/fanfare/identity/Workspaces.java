package io.fanfare.identity;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Currencies;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Texts;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private final Brands brands;
    private final Transactions transactions;
    private final Audit audit;
    private final Inputs inputs;

    Workspaces(
            WorkspaceStore store,
            MemberStore members,
            PersonStore people,
            Brands brands,
            Transactions transactions,
            Audit audit,
            Inputs inputs) {
        this.store = store;
        this.members = members;
        this.people = people;
        this.brands = brands;
        this.transactions = transactions;
        this.audit = audit;
        this.inputs = inputs;
    }

    /** A new workspace; default time zone UTC, default currency USD. */
    record NewWorkspace(
            @NotBlank @Size(max = 200) String name,
            @Nullable String timeZone,
            @Nullable String currency) {
        NewWorkspace checked() {
            if (timeZone != null) Workspace.checkTimeZone(timeZone);
            if (currency != null) Currencies.require("currency", currency);
            return this;
        }
    }

    /**
     * Lists the workspaces of the caller in the order they were joined, with their role in each. For an API key, only its own
     * workspace.
     */
    @GetMapping
    @Allow("member")
    Page<Membership> listWorkspaces() {
        return Page.all(memberships());
    }

    /** All workspaces of a person; an API key must not learn the other workspaces of its creator. */
    List<Membership> memberships() {
        var current = Current.get();
        boolean key = current.actor().isProgram();
        return store.memberships(current.person()).stream()
                .filter(membership -> !key || membership.id().equals(current.workspace()))
                .toList();
    }

    /**
     * Creates another workspace, with the caller as its owner; switch to it with {@code POST /api/auth/switch}. {@code
     * timeZone} is an IANA name (default: UTC), {@code currency} an ISO 4217 code (default: USD). API keys can't do this.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("member")
    Workspace createWorkspace(@Valid @RequestBody NewWorkspace details) {
        var current = Current.get();
        if (current.actor().kind() != Actor.Kind.PERSON)
            throw Refused.forbidden(
                    "person_needed", "An API key can't create workspaces. Sign in and create it there.");
        var owner = people.find(current.person()).orElseThrow();
        var id = Ids.next();
        // The workspace is created in its own transaction; this one only stores the response for the Idempotency-Key.
        return Members.by(id, owner, Role.OWNER)
                .call(() -> transactions.apart(() -> found(owner, details.checked(), false)));
    }

    /**
     * Changes settings of the workspace with a JSON merge patch of {@code name, timeZone, currency, brand{colors[], font?,
     * logoAssetId?}, selfApproval, postalAddress?}. {@code selfApproval} says whether the only member may approve their own
     * work: {@code while_alone} or {@code never}. {@code brand} and {@code postalAddress} are those of the default brand, see
     * {@code PATCH /api/brands/{id}}. The slug in public addresses stays the same.
     */
    @PatchMapping("/current")
    @Allow("workspace.manage")
    Workspace changeWorkspace(@RequestBody Patch<Workspace.Details> patch) {
        store.lock();
        var before = store.current();
        var details =
                patch.onto(before.details(), Workspace.Details.class, inputs).checked();
        store.update(details);
        brands.follow(before, details);
        var after = store.current();
        audit.record(Subject.of("workspace", after.id(), after.name()), before, after);
        return after;
    }

    /** Creates the current workspace, with its first owner. */
    Workspace found(Person owner, NewWorkspace details, boolean demo) {
        var workspace = new Workspace(
                Current.get().workspace(),
                details.name(),
                slug(details.name()),
                Objects.requireNonNullElse(details.timeZone(), "UTC"),
                Objects.requireNonNullElse(details.currency(), "USD"),
                new Workspace.Branding(List.of(), null, null),
                Workspace.SelfApproval.WHILE_ALONE,
                null,
                null,
                demo);
        store.insert(workspace);
        brands.found(workspace.name(), workspace.slug());
        members.insert(owner.id(), Role.OWNER, List.of());
        people.joined(owner.id(), workspace.id());
        audit.record(Subject.of("workspace", workspace.id(), workspace.name()), null, workspace);
        return workspace;
    }

    /** The name of a workspace until it gets another. */
    static String unnamed(String person) {
        String first = person.strip().split("\\s+", 2)[0];
        return Texts.cut(first, 180) + "'s workspace";
    }

    /** A workspace that this person has created without a name takes this one, also in its public addresses. */
    public void name(String person, String name) {
        store.lock();
        var before = store.current();
        if (!before.name().equals(unnamed(person)) || name.isBlank() || name.length() > 200) return;
        store.rename(name, slug(name));
        audit.record(Subject.of("workspace", before.id(), name), before, store.current());
    }

    /** The name as part of an address, with a suffix if another workspace has it. */
    private String slug(String name) {
        String wanted = Slug.of(name, "workspace");
        String slug = wanted;
        while (!store.takeSlug(slug)) {
            String random = Ids.next().toString();
            slug = wanted + "-" + random.substring(random.length() - 5);
        }
        return slug;
    }

    /** The current workspace. */
    public Workspace current() {
        return store.current();
    }

    /** The workspace of the public pages under a slug. */
    public Optional<UUID> bySlug(String slug) {
        return store.bySlug(slug);
    }
}
