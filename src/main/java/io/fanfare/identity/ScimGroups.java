package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Groups by SCIM 2.0. A group whose name has a role gives it to its members at once. */
@RestController
@RequestMapping("/scim/v2/Groups")
class ScimGroups {
    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final Set<String> FILTERS = Set.of("displayname", "externalid", "id");
    private static final int LONGEST_NAME = 200;

    private final ScimDoor door;
    private final ScimStore store;
    private final ManagedMembers members;
    private final PersonStore people;

    ScimGroups(ScimDoor door, ScimStore store, ManagedMembers members, PersonStore people) {
        this.door = door;
        this.store = store;
        this.members = members;
        this.people = people;
    }

    /** Lists groups, filtered by {@code displayName}, {@code externalId} or {@code id}. */
    @GetMapping
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> listScimGroups(
            @RequestParam(required = false) @Nullable String filter,
            @RequestParam(required = false) @Nullable String startIndex,
            @RequestParam(required = false) @Nullable String count,
            @RequestParam(required = false) @Nullable String excludedAttributes,
            HttpServletRequest request) {
        return door.call(request, () -> {
            var wanted = ScimFilter.parse(filter, FILTERS);
            int start = ScimUsers.number(startIndex, 1, 1, Integer.MAX_VALUE);
            int most = ScimUsers.number(count, 100, 0, ScimUsers.MOST);
            boolean full = !String.valueOf(excludedAttributes).contains("members");
            var page = store.groups(wanted, start - 1, most).stream()
                    .map(group -> shown(group, full))
                    .toList();
            return new ScimDoor.Answer(200, ScimDoor.list(page, store.countGroups(wanted), start));
        });
    }

    /** Returns a group with its members. */
    @GetMapping("/{id}")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> readScimGroup(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String excludedAttributes,
            HttpServletRequest request) {
        boolean full = !String.valueOf(excludedAttributes).contains("members");
        return door.call(request, () -> new ScimDoor.Answer(200, shown(found(id), full)));
    }

    /** Creates a group. */
    @PostMapping
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> createScimGroup(HttpServletRequest request) {
        return door.change(request, body -> new ScimDoor.Answer(201, put(Ids.next(), body)));
    }

    /** Replaces a group and its members. */
    @PutMapping("/{id}")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> replaceScimGroup(@PathVariable String id, HttpServletRequest request) {
        return door.change(
                request, body -> new ScimDoor.Answer(200, put(found(id).id(), body)));
    }

    /** Changes a group by operations. */
    @PatchMapping("/{id}")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> patchScimGroup(@PathVariable String id, HttpServletRequest request) {
        return door.change(request, body -> {
            var group = found(id);
            var resource = shown(group, true);
            ScimPatch.apply(resource, body);
            return new ScimDoor.Answer(200, put(group.id(), resource));
        });
    }

    /** Deletes a group. Its members keep their access; their role follows the groups they are still in. */
    @DeleteMapping("/{id}")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> deleteScimGroup(@PathVariable String id, HttpServletRequest request) {
        return door.call(request, () -> {
            var group = found(id);
            var former = users(group.id());
            store.deleteGroup(group.id());
            follow(former);
            return new ScimDoor.Answer(204, null);
        });
    }

    private ObjectNode put(UUID id, ObjectNode body) {
        String name = ScimPatch.text(body, "displayName").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME)
            throw ScimError.invalid("displayName is required, with at most 200 characters.");
        if (store.hasGroupName(name, id)) throw ScimError.taken("A group with this displayName already exists.");
        String external = ScimPatch.text(body, "externalId");
        var affected = new LinkedHashSet<>(users(id));
        store.putGroup(id, name, external.isEmpty() ? null : external);
        store.putMembers(id, sent(ScimPatch.member(body, "members")));
        affected.addAll(users(id));
        follow(affected);
        return shown(store.group(id).orElseThrow(), true);
    }

    private static List<UUID> sent(@Nullable JsonNode list) {
        if (list == null || !list.isArray()) return List.of();
        return list.valueStream()
                .map(each -> each.isObject() ? ScimPatch.text(each, "value") : each.asString(""))
                .map(text -> Ids.parse(text)
                        .orElseThrow(() -> ScimError.invalid("members must have the id of a user as value.")))
                .distinct()
                .toList();
    }

    private List<UUID> users(UUID group) {
        return store.membersOf(group).stream().map(ScimStore.Link::id).toList();
    }

    /** Gives users the role of the groups that they are in now. */
    private void follow(Collection<UUID> users) {
        for (UUID id : users) {
            var user = store.user(id).orElseThrow();
            if (!user.active()) continue;
            var names = store.groupsOf(id).stream().map(ScimStore.Link::name).collect(Collectors.toSet());
            members.admit(people.find(user.personId()).orElseThrow(), Optional.of(names));
        }
    }

    private ScimStore.Group found(String id) {
        return Ids.parse(id).flatMap(store::group).orElseThrow(ScimError::notFound);
    }

    private ObjectNode shown(ScimStore.Group group, boolean full) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(SCHEMA);
        body.put("id", group.id().toString());
        if (group.externalId() != null) body.put("externalId", group.externalId());
        body.put("displayName", group.displayName());
        if (full) {
            var list = body.putArray("members");
            for (var user : store.membersOf(group.id()))
                list.addObject()
                        .put("value", user.id().toString())
                        .put("display", user.name())
                        .put("$ref", door.location("Users/" + user.id()));
        }
        body.putObject("meta")
                .put("resourceType", "Group")
                .put("created", group.createdAt().toString())
                .put("lastModified", group.updatedAt().toString())
                .put("version", "W/\"" + group.version() + "\"")
                .put("location", door.location("Groups/" + group.id()));
        return body;
    }
}
