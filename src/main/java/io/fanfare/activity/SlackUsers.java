package io.fanfare.activity;

import java.util.Optional;
import java.util.UUID;

/** Which Slack user a member is; the room {@code planning} knows it. */
public interface SlackUsers {
    /** The id of a person's Slack user, e.g. {@code U0123456789}. */
    Optional<String> of(UUID person);

    /** The one person who is this Slack user. */
    Optional<UUID> person(String slackUser);
}
