package io.fanfare.activity;

import io.fanfare.delivery.Letters;
import io.fanfare.delivery.Slack;
import io.fanfare.identity.Member;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where notifications reach members. */
@Component
class NoticeTargets {
    private final SlackUsers users;
    private final Slack slack;

    NoticeTargets(SlackUsers users, Slack slack) {
        this.users = users;
        this.slack = slack;
    }

    /** Empty where a channel does not reach this member. */
    Optional<String> of(Member member, NoticeChannel channel) {
        return switch (channel) {
            case EMAIL -> Optional.of(member.email());
            case SLACK -> slack(member.id());
        };
    }

    /** The channel of the ledger that a notification goes by. */
    String ledger(NoticeChannel channel) {
        return switch (channel) {
            case EMAIL -> Letters.CHANNEL;
            case SLACK -> slack.channel();
        };
    }

    /** Their own Slack user, or else the channel for everyone. */
    Optional<String> slack(UUID person) {
        return isSlackConnected() ? users.of(person).or(slack::commonChannel) : Optional.empty();
    }

    boolean isSlackConnected() {
        return slack.isConnected();
    }

    Optional<String> slackUser(UUID person) {
        return users.of(person);
    }
}
