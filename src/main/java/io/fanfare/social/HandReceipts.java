package io.fanfare.social;

import io.fanfare.delivery.Receipts;
import io.fanfare.identity.Members;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Knows who confirmed the posts by hand. */
@Component
class HandReceipts implements Receipts {
    private final PostStore store;
    private final Members members;

    HandReceipts(PostStore store, Members members) {
        this.store = store;
        this.members = members;
    }

    @Override
    public Optional<Confirmation> confirmation(String itemKind, UUID itemId) {
        if (!itemKind.equals(Post.KIND)) return Optional.empty();
        return store.confirmedBy(itemId)
                .map(person -> new Confirmation(
                        person, members.people(Set.of(person)).getOrDefault(person, "A former member")));
    }
}
