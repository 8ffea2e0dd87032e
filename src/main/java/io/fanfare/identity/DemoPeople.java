package io.fanfare.identity;

import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Transactions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The people of the demo workspace, made on an empty embedded database; and the line that says where to go. */
@Component
class DemoPeople {
    private static final Logger LOG = LoggerFactory.getLogger(DemoPeople.class);
    private static final String PASSWORD = "fanfare-demo";
    private static final Map<Role, Player> CAST = new EnumMap<>(Map.of(
            Role.OWNER, new Player("Maya Okafor", "maya@northwind.example"),
            Role.MANAGER, new Player("Jonas Weber", "jonas@northwind.example"),
            Role.EDITOR, new Player("Aiko Tanaka", "aiko@northwind.example"),
            Role.REVIEWER, new Player("Rosa Lind", "rosa@northwind.example")));

    private record Player(String name, String email) {}

    private final PersonStore people;
    private final MemberStore members;
    private final Workspaces workspaces;
    private final Passwords passwords;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final BaseUrl baseUrl;
    private final boolean wanted;

    DemoPeople(
            PersonStore people,
            MemberStore members,
            Workspaces workspaces,
            Passwords passwords,
            Transactions transactions,
            ApplicationEventPublisher events,
            BaseUrl baseUrl,
            @Value("#{${fanfare.demo:true} and '${fanfare.db.url:}'.isBlank()}") boolean wanted) {
        this.people = people;
        this.members = members;
        this.workspaces = workspaces;
        this.passwords = passwords;
        this.transactions = transactions;
        this.events = events;
        this.baseUrl = baseUrl;
        this.wanted = wanted;
    }

    @EventListener
    void ready(ApplicationReadyEvent ready) {
        if (wanted && transactions.read(people::nobodyAtAll)) perform();
        announce();
    }

    private void perform() {
        var made = found();
        try {
            events.publishEvent(made);
        } catch (RuntimeException broken) {
            LOG.error("The demo workspace was created, but some of its contents are missing", broken);
        }
    }

    DemoCreated found() {
        var cast = new EnumMap<Role, Person>(Role.class);
        CAST.forEach((role, player) ->
                cast.put(role, Person.newcomer(player.email(), player.name(), passwords.hash(PASSWORD), true)));
        var owner = Objects.requireNonNull(cast.get(Role.OWNER));
        var workspace = Ids.next();
        Members.by(workspace, owner, Role.OWNER)
                .run(() -> transactions.write(() -> {
                    cast.values().forEach(people::insert);
                    workspaces.found(owner, new Workspaces.NewWorkspace("Northwind", null, null), true);
                    cast.forEach((role, person) -> {
                        members.insert(
                                person.id(), role, role == Role.REVIEWER ? List.of(StageRole.values()) : List.of());
                        people.joined(person.id(), workspace);
                    });
                }));
        return new DemoCreated(
                workspace, owner.id(), id(cast, Role.MANAGER), id(cast, Role.EDITOR), id(cast, Role.REVIEWER));
    }

    private static UUID id(Map<Role, Person> cast, Role role) {
        return Objects.requireNonNull(cast.get(role)).id();
    }

    private void announce() {
        var owner = Objects.requireNonNull(CAST.get(Role.OWNER));
        boolean demo = transactions
                .read(() -> people.findByEmail(owner.email()))
                .filter(Person::demo)
                .isPresent();
        if (demo) LOG.info("{} — sign in as {} / {}", baseUrl.get(), owner.email(), PASSWORD);
        else if (transactions.read(people::nobodyAtAll))
            LOG.info(
                    "{} — there are no accounts yet: the first person to sign up owns the first workspace",
                    baseUrl.get());
        else LOG.info("{}", baseUrl.get());
    }
}
