package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
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

/** Users by SCIM 2.0 (RFC 7643 and 7644): people of the company, and whether they have access to the workspace. */
@RestController
@RequestMapping("/scim/v2/Users")
class ScimUsers {
    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final int MOST = 200;
    private static final Set<String> FILTERS = Set.of("username", "externalid", "id");
    private static final Set<String> OURS = Set.of("id", "meta", "groups", "schemas", "password");

    private final ScimDoor door;
    private final ScimStore store;
    private final ManagedMembers members;
    private final EmailDomainStore domains;
    private final PersonStore people;

    ScimUsers(ScimDoor door, ScimStore store, ManagedMembers members, EmailDomainStore domains, PersonStore people) {
        this.door = door;
        this.store = store;
        this.members = members;
        this.domains = domains;
        this.people = people;
    }

    /** Lists users, filtered by {@code userName}, {@code externalId} or {@code id}. */
    @GetMapping
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> listScimUsers(
            @RequestParam(required = false) @Nullable String filter,
            @RequestParam(required = false) @Nullable String startIndex,
            @RequestParam(required = false) @Nullable String count,
            HttpServletRequest request) {
        return door.call(request, () -> {
            var wanted = ScimFilter.parse(filter, FILTERS);
            int start = number(startIndex, 1, 1, Integer.MAX_VALUE);
            int most = number(count, 100, 0, MOST);
            var page = store.users(wanted, start - 1, most).stream()
                    .map(this::shown)
                    .toList();
            return new ScimDoor.Answer(200, ScimDoor.list(page, store.countUsers(wanted), start));
        });
    }

    static int number(@Nullable String text, int usual, int least, int most) {
        if (text == null) return usual;
        try {
            return Math.clamp(Integer.parseInt(text.strip()), least, most);
        } catch (NumberFormatException malformed) {
            throw ScimError.invalid("startIndex and count must be whole numbers.");
        }
    }

    /** Returns a user. */
    @GetMapping("/{id}")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> readScimUser(@PathVariable String id, HttpServletRequest request) {
        return door.call(request, () -> new ScimDoor.Answer(200, shown(found(id))));
    }

    /** Creates a user: a person whose domain the workspace has proven, who becomes a member while active. */
    @PostMapping
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> createScimUser(HttpServletRequest request) {
        return door.change(request, body -> {
            var sent = Sent.of(body);
            var id = Ids.next();
            if (store.hasUserName(sent.userName(), id)) throw taken();
            if (!domains.isOwn(EmailDomain.of(sent.email())))
                throw ScimError.invalid("The domain of " + sent.email()
                        + " does not belong to this workspace. Add it in Settings › Security first.");
            var person = members.provide(sent.email(), sent.name());
            if (store.userOf(person.id()).isPresent()) throw taken();
            store.insertUser(id, person.id(), sent.userName(), sent.externalId(), sent.active(), sent.attributes());
            if (sent.active()) members.admit(person, Optional.empty());
            else remove(person.id());
            return new ScimDoor.Answer(201, shown(store.user(id).orElseThrow()));
        });
    }

    /** Replaces a user. */
    @PutMapping("/{id}")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> replaceScimUser(@PathVariable String id, HttpServletRequest request) {
        return door.change(request, body -> replaced(found(id), body));
    }

    /** Changes a user by operations. */
    @PatchMapping("/{id}")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> patchScimUser(@PathVariable String id, HttpServletRequest request) {
        return door.change(request, body -> {
            var user = found(id);
            var resource = shown(user);
            ScimPatch.apply(resource, body);
            return replaced(user, resource);
        });
    }

    private ScimDoor.Answer replaced(ScimStore.User before, ObjectNode body) {
        var sent = Sent.of(body);
        if (store.hasUserName(sent.userName(), before.id())) throw taken();
        boolean same = before.active() == sent.active()
                && before.userName().equals(sent.userName())
                && java.util.Objects.equals(before.externalId(), sent.externalId())
                && Json.tree(before.attributes()).equals(sent.attributes());
        if (!same) store.updateUser(before.id(), sent.userName(), sent.externalId(), sent.active(), sent.attributes());
        var person = people.find(before.personId()).orElseThrow();
        people.renameIfOnlyHere(person.id(), sent.name());
        if (!sent.active()) remove(person.id());
        else if (!before.active() || members.find(person.id()).isEmpty())
            members.admit(person, Optional.of(groups(before.id())).filter(known -> !known.isEmpty()));
        return new ScimDoor.Answer(200, shown(store.user(before.id()).orElseThrow()));
    }

    /** Removes a user and ends their access to the workspace at once. */
    @DeleteMapping("/{id}")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<String> deleteScimUser(@PathVariable String id, HttpServletRequest request) {
        return door.call(request, () -> {
            var user = found(id);
            remove(user.personId());
            store.deleteUser(user.id());
            return new ScimDoor.Answer(204, null);
        });
    }

    private void remove(UUID person) {
        if (!members.remove(person))
            throw ScimError.forbidden("This person owns the workspace. Only another owner can end their access.");
    }

    private Set<String> groups(UUID user) {
        return store.groupsOf(user).stream().map(ScimStore.Link::name).collect(Collectors.toSet());
    }

    private ScimStore.User found(String id) {
        return Ids.parse(id).flatMap(store::user).orElseThrow(ScimError::notFound);
    }

    private static ScimError taken() {
        return ScimError.taken("A user with this userName already exists.");
    }

    private ObjectNode shown(ScimStore.User user) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(SCHEMA);
        body.put("id", user.id().toString());
        if (user.externalId() != null) body.put("externalId", user.externalId());
        body.put("userName", user.userName());
        if (Json.tree(user.attributes()) instanceof ObjectNode kept) body.setAll(kept);
        body.put("active", user.active());
        var groups = body.putArray("groups");
        for (var group : store.groupsOf(user.id()))
            groups.addObject()
                    .put("value", group.id().toString())
                    .put("display", group.name())
                    .put("$ref", door.location("Groups/" + group.id()));
        body.putObject("meta")
                .put("resourceType", "User")
                .put("created", user.createdAt().toString())
                .put("lastModified", user.updatedAt().toString())
                .put("version", "W/\"" + user.version() + "\"")
                .put("location", door.location("Users/" + user.id()));
        return body;
    }

    /** A user as it was sent. */
    private record Sent(
            String userName,
            @Nullable String externalId,
            boolean active,
            String email,
            String name,
            ObjectNode attributes) {
        static Sent of(ObjectNode body) {
            String userName = ScimPatch.text(body, "userName").strip();
            if (userName.isEmpty() || userName.length() > 254)
                throw ScimError.invalid("userName is required, with at most 254 characters.");
            String external = ScimPatch.text(body, "externalId");
            var attributes = JsonNodeFactory.instance.objectNode();
            for (var each : body.properties()) {
                String plain = each.getKey().toLowerCase(Locale.ROOT);
                if (!OURS.contains(plain)
                        && !Set.of("username", "externalid", "active").contains(plain))
                    attributes.set(ScimPatch.existing(attributes, each.getKey()), each.getValue());
            }
            String email = email(body, userName);
            if (!email.matches("[^@\\s]+@[^@\\s]+"))
                throw ScimError.invalid("emails or userName must have an e-mail address.");
            return new Sent(
                    userName, external.isEmpty() ? null : external, active(body), email, name(body, email), attributes);
        }

        /** Entra sends it as a text. */
        private static boolean active(ObjectNode body) {
            var value = ScimPatch.member(body, "active");
            return value == null || value.isNull() || value.asString("true").equalsIgnoreCase("true");
        }

        /** The primary address, or else the first, or else the name that they sign in with. */
        private static String email(ObjectNode body, String userName) {
            var emails = ScimPatch.member(body, "emails");
            String first = "";
            if (emails != null && emails.isArray())
                for (JsonNode each : emails) {
                    String address = ScimPatch.text(each, "value").strip();
                    if (first.isEmpty() || ScimPatch.text(each, "primary").equalsIgnoreCase("true")) first = address;
                }
            return first.isEmpty() || first.length() > 254 ? userName : first;
        }

        private static String name(ObjectNode body, String email) {
            String shown = ScimPatch.text(body, "displayName").strip();
            var name = ScimPatch.member(body, "name");
            if (shown.isEmpty() && name != null) {
                shown = ScimPatch.text(name, "formatted").strip();
                if (shown.isEmpty())
                    shown = (ScimPatch.text(name, "givenName") + " " + ScimPatch.text(name, "familyName")).strip();
            }
            if (shown.isEmpty()) shown = email.substring(0, email.indexOf('@'));
            return shown.length() > 200 ? shown.substring(0, 200) : shown;
        }
    }
}
