package io.fanfare.activity;

import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Plans messages of notifications; {@link NoticeMail} writes them. */
@Component
class NoticeLetters {
    private final NoticeStore store;
    private final Ledger ledger;
    private final Members members;
    private final NoticeTargets targets;
    private final Now now;

    NoticeLetters(NoticeStore store, Ledger ledger, Members members, NoticeTargets targets, Now now) {
        this.store = store;
        this.ledger = ledger;
        this.members = members;
        this.targets = targets;
        this.now = now;
    }

    /** Plans a letter with these notices; false where the channel does not reach the person, e.g. a former member. */
    boolean send(UUID person, NoticeChannel channel, String kind, Collection<UUID> notices) {
        var member = members.find(person);
        var target = member.flatMap(found -> targets.of(found, channel));
        if (target.isEmpty()) return false;
        UUID letter = Ids.next();
        store.write(letter, person, channel, kind, notices);
        ledger.plan(List.of(new Delivery.Planned(
                Ids.next(),
                targets.ledger(channel),
                Delivery.Lane.SINGLE,
                target.get(),
                member.get().name(),
                NoticeMail.KIND,
                letter,
                Json.digest(letter),
                null,
                null,
                now.instant(),
                null)));
        return true;
    }
}
