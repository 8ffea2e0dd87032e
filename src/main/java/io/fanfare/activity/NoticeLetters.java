package io.fanfare.activity;

import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.Letters;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Plans mails of notifications; {@link NoticeMail} writes them. */
@Component
class NoticeLetters {
    private final NoticeStore store;
    private final Ledger ledger;
    private final Members members;
    private final Now now;

    NoticeLetters(NoticeStore store, Ledger ledger, Members members, Now now) {
        this.store = store;
        this.ledger = ledger;
        this.members = members;
        this.now = now;
    }

    /** Plans a letter with these notices; false where the person is no longer a member. */
    boolean send(UUID person, String kind, Collection<UUID> notices) {
        var member = members.find(person);
        if (member.isEmpty()) return false;
        UUID letter = Ids.next();
        store.write(letter, person, kind, notices);
        ledger.plan(List.of(new Delivery.Planned(
                Ids.next(),
                Letters.CHANNEL,
                Delivery.Lane.SINGLE,
                member.get().email(),
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
