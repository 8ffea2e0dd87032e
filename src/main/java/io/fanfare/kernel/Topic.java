package io.fanfare.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The topics of live updates: the only ones that are published, and the only ones a client can subscribe to. */
public enum Topic {
    ACCOUNTS("content.read", Scope.WORKSPACE),
    APPROVALS("approval.read", Scope.WORKSPACE),
    /** Contacts, segments and suppressed addresses, as people change them; {@code IMPORTS} says the same of files. */
    AUDIENCE("contact.read", Scope.WORKSPACE),
    BLOG_POSTS("content.read", Scope.WORKSPACE),
    CAMPAIGN("campaign.read", Scope.CAMPAIGN),
    CAMPAIGNS("campaign.read", Scope.WORKSPACE),
    CREATIVES("content.read", Scope.CAMPAIGN),
    DASHBOARD("metric.read", Scope.CAMPAIGN),
    /** What is planned and what was sent, over all campaigns. */
    DELIVERIES("content.read", Scope.WORKSPACE),
    IMPORTS("contact.read", Scope.WORKSPACE),
    LIBRARY("content.read", Scope.WORKSPACE),
    NOTIFICATIONS("notification.read", Scope.PERSON),
    QUEUE("content.read", Scope.CAMPAIGN),
    RENDERS("content.read", Scope.WORKSPACE),
    /** Members, brands, credentials, API keys and the workspace itself. */
    SETTINGS("member.read", Scope.WORKSPACE),
    /** Tasks and the members of the team. */
    TASKS("plan.read", Scope.WORKSPACE),
    TIMELINE("plan.read", Scope.CAMPAIGN);

    /** What a topic is about. */
    public enum Scope {
        /** Subscribed to by its name. */
        WORKSPACE,
        /** Subscribed to as {@code name:campaignId}. */
        CAMPAIGN,
        /** Subscribed to by its name; each person receives only their own events, and API keys receive none. */
        PERSON
    }

    private final String permission;
    private final Scope scope;

    Topic(String permission, Scope scope) {
        this.permission = permission;
        this.scope = scope;
    }

    /** A topic, with the campaign or person that it is about. Its text is what clients send and receive. */
    public record Address(Topic topic, @Nullable UUID id) {
        public Address {
            if ((topic.scope == Scope.WORKSPACE) != (id == null))
                throw new IllegalArgumentException(topic + " with the id " + id);
        }

        @Override
        public String toString() {
            return id == null || topic.scope == Scope.PERSON ? topic.text() : topic.text() + ":" + id;
        }
    }

    public Address of(UUID id) {
        return new Address(this, id);
    }

    Address everything() {
        return new Address(this, null);
    }

    public Scope scope() {
        return scope;
    }

    public String permission() {
        return permission;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The address that a client means; empty when there is no such topic or the client lacks its permission. */
    public static Optional<Address> subscribed(String text, Current client) {
        String[] parts = text.split(":", 2);
        for (Topic topic : values())
            if (topic.text().equals(parts[0]))
                return topic.address(parts.length == 1 ? null : parts[1], client)
                        .filter(found -> topic.permits(client));
        return Optional.empty();
    }

    private Optional<Address> address(@Nullable String id, Current client) {
        return switch (scope) {
            case WORKSPACE -> id == null ? Optional.of(everything()) : Optional.empty();
            case CAMPAIGN -> Optional.ofNullable(id).flatMap(Ids::parse).map(this::of);
            case PERSON ->
                id == null ? Optional.ofNullable(client.actor().personId()).map(this::of) : Optional.empty();
        };
    }

    /** Whether a client may receive this topic with the permissions it has now. */
    public boolean permits(Current client) {
        return client.may(permission)
                && (scope != Scope.PERSON || client.actor().kind() == Actor.Kind.PERSON);
    }
}
