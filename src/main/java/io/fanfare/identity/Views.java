package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The views of lists that a person has saved: a name for filters and order. They belong to the person alone. */
@RestController
@RequestMapping("/api/views")
class Views {
    private static final int MOST = 200;

    private final Sql sql;
    private final Inputs inputs;

    Views(Sql sql, Inputs inputs) {
        this.sql = sql;
        this.inputs = inputs;
    }

    /** A new view. */
    record NewView(
            @NotBlank
            @Size(max = 50)
            @Pattern(regexp = "[a-z-]+", message = "must be the name of a list, e.g. contacts")
            String list,

            @NotBlank @Size(max = 100) String name,
            @NotNull @Size(max = 2000) String query) {}

    /** What can be changed of a view. */
    record ViewDetails(
            @NotBlank @Size(max = 100) String name,
            @NotNull @Size(max = 2000) String query) {}

    /** Lists your saved views, at most 200, by list and in the order they were saved; {@code list} limits them to one list. */
    @GetMapping
    @Allow("workspace.read")
    Page<View> listViews(@RequestParam @Nullable String list) {
        return Page.all(of(list));
    }

    private List<View> of(@Nullable String list) {
        return sql.of("""
                select id, list, name, query, created_at from identity_view
                 where workspace_id = :workspace and person_id = :person and (cast(:list as text) is null or list = :list)
                 order by list, id""")
                .bind("person", Current.get().person())
                .bind("list", list)
                .list(View.class);
    }

    /**
     * Saves a view of a list: {@code list} is the list it belongs to, {@code query} the filters and order as in the address of the
     * list. A list can't have two views of the same name: 409 {@code view_exists}.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "workspace.read", plain = true)
    View createView(@RequestBody @Valid NewView request) {
        var known = of(null);
        if (known.size() >= MOST)
            throw Refused.unprocessable("view_limit", "You can save " + MOST + " views. Delete one first.");
        requireFree(known, request.list(), request.name(), null);
        var id = Ids.next();
        sql.of("""
                insert into identity_view (id, person_id, list, name, query) values (:id, :person, :list, :name, :query)""")
                .bind(request)
                .bind("id", id)
                .bind("person", Current.get().person())
                .run();
        return read(id);
    }

    /** Renames a view or changes its filters, by a JSON merge patch. */
    @PatchMapping("/{id}")
    @Allow(value = "workspace.read", plain = true)
    View changeView(@PathVariable UUID id, @RequestBody Patch<ViewDetails> patch) {
        var before = read(id);
        var details = patch.onto(new ViewDetails(before.name(), before.query()), ViewDetails.class, inputs);
        requireFree(of(before.list()), before.list(), details.name(), id);
        sql.of("""
                update identity_view set name = :name, query = :query
                 where workspace_id = :workspace and person_id = :person and id = :id""")
                .bind(details)
                .bind("id", id)
                .bind("person", Current.get().person())
                .run();
        Invocation.requireUnchanged(() -> read(id));
        return read(id);
    }

    /** Deletes one of your views. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "workspace.read", plain = true)
    void deleteView(@PathVariable UUID id) {
        int deleted = sql.of(
                        "delete from identity_view where workspace_id = :workspace and person_id = :person and id = :id")
                .bind("id", id)
                .bind("person", Current.get().person())
                .run();
        if (deleted == 0) throw Refused.notFound();
    }

    private View read(UUID id) {
        return sql.of("""
                select id, list, name, query, created_at from identity_view
                 where workspace_id = :workspace and person_id = :person and id = :id""").bind("id", id).bind("person", Current.get().person()).one(View.class);
    }

    private static void requireFree(List<View> known, String list, String name, @Nullable UUID self) {
        boolean taken = known.stream()
                .anyMatch(view -> view.list().equals(list)
                        && view.name().equalsIgnoreCase(name)
                        && !view.id().equals(self));
        if (taken) throw Refused.conflict("view_exists", "You have a view of this name already. Choose another name.");
    }
}
