package io.fanfare.activity;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.SignedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The values of buttons in Slack: a signed token that names the workspace and what is decided. Who presses it is known by Slack. */
@Component
class SlackButtons {
    private static final String PURPOSE = "slack-button";
    private static final String WORKSPACE = "workspace";
    private static final Duration VALID = Duration.ofDays(14);

    private final NoticeButtons rooms;
    private final SlackUsers users;
    private final SignedToken tokens;

    SlackButtons(NoticeButtons rooms, SlackUsers users, SignedToken tokens) {
        this.rooms = rooms;
        this.users = users;
        this.tokens = tokens;
    }

    /** What a pressed button is about. */
    record Pressed(UUID workspace, Map<String, String> about) {}

    /** The value of a button; empty if this person has nothing to decide. */
    Optional<String> value(UUID person, String kind, @Nullable UUID subject, Instant sent) {
        return rooms.of(person, kind, subject).map(about -> {
            var fields = new HashMap<>(about);
            fields.put(WORKSPACE, Current.get().workspace().toString());
            return tokens.sign(PURPOSE, fields, sent.plus(VALID));
        });
    }

    /** Empty if it is not one of ours, or too old. */
    Optional<Pressed> read(String value) {
        return tokens.read(PURPOSE, value)
                .map(fields -> new Pressed(UUID.fromString(String.valueOf(fields.get(WORKSPACE))), fields));
    }

    /** Whether a message to this target is read by the person alone. */
    boolean isPrivate(UUID person, String target) {
        return users.of(person).filter(target::equals).isPresent();
    }
}
