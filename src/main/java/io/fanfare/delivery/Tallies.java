package io.fanfare.delivery;

import io.fanfare.delivery.Delivery.State;
import io.fanfare.delivery.Message.Excluded.Cause;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The number of rows of each item in each state, moved in the transaction that changes the rows. Claimed rows count as
 * planned. What a transaction moved is written as its last statement, in the order of the keys: the rows are locked for a
 * moment, and two transactions can't wait for each other.
 */
@Component
class Tallies {
    private final Sql sql;

    Tallies(Sql sql) {
        this.sql = sql;
    }

    /** How many rows of something are in a state; of the excluded ones, why. */
    record Count(UUID itemId, State state, String cause, long n) {}

    /** Rows of an item that went from one state to another, null where they are new or deleted. */
    record Move(
            @Nullable UUID campaignId,
            String itemKind,
            UUID itemId,
            @Nullable State was,
            @Nullable State became,
            @Nullable Cause cause,
            long n) {}

    private record Key(UUID campaignId, String itemKind, UUID itemId, State state, String cause) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::itemId)
                .thenComparing(Key::itemKind)
                .thenComparing(Key::state)
                .thenComparing(Key::cause);
    }

    /** Rows as a statement returned them, with the state that each was in before. */
    void changed(Collection<Delivery> rows) {
        for (var row : rows)
            move(new Move(row.campaignId(), row.itemKind(), row.itemId(), row.was(), row.state(), row.exclusion(), 1));
    }

    void changed(Collection<Delivery> rows, State was, State became) {
        for (var row : rows) move(new Move(row.campaignId(), row.itemKind(), row.itemId(), was, became, null, 1));
    }

    void moved(Collection<Move> moves) {
        moves.forEach(this::move);
    }

    private void move(Move move) {
        if (move.campaignId() == null) return;
        add(move, move.was(), null, -move.n());
        add(move, move.became(), move.cause(), move.n());
    }

    private void add(Move move, @Nullable State state, @Nullable Cause cause, long n) {
        if (move.campaignId() == null || state == null) return;
        var counted = state == State.CLAIMED ? State.PLANNED : state;
        String why = cause == null ? "" : cause.name().toLowerCase(Locale.ROOT);
        pending().merge(new Key(move.campaignId(), move.itemKind(), move.itemId(), counted, why), n, Long::sum);
    }

    /** What the transaction has moved and not written yet. */
    @SuppressWarnings("unchecked")
    private Map<Key, Long> unwritten() {
        var moves = (Map<Key, Long>) TransactionSynchronizationManager.getResource(this);
        return moves == null ? Map.of() : moves;
    }

    private Map<Key, Long> pending() {
        if (TransactionSynchronizationManager.hasResource(this)) return unwritten();
        var fresh = new HashMap<Key, Long>();
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(new Writing());
        return fresh;
    }

    private final class Writing implements TransactionSynchronization {
        /** Before the rows of the ready table, which are the last to be locked. */
        @Override
        public int getOrder() {
            return 0;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write(pending());
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Tallies.this);
        }
    }

    /** One row as it is written. */
    private record Row(UUID campaign, String kind, UUID item, State state, String cause, long n) {}

    private void write(Map<Key, Long> moves) {
        var rows = moves.entrySet().stream()
                .filter(move -> move.getValue() != 0)
                .sorted(Map.Entry.comparingByKey(Key.ORDER))
                .map(move -> row(move.getKey(), move.getValue()))
                .toList();
        moves.clear();
        if (rows.isEmpty()) return;
        sql.of("""
                insert into delivery_tally (campaign_id, item_kind, item_id, state, cause, n)
                select campaign, kind, item, state, cause, n
                  from jsonb_to_recordset(:rows) as r (campaign uuid, kind text, item uuid, state text, cause text, n bigint)
                on conflict (workspace_id, item_id, item_kind, state, cause) do update set n = delivery_tally.n + excluded.n""").bind("rows", Json.of(rows)).run();
    }

    private static Row row(Key key, long n) {
        return new Row(key.campaignId(), key.itemKind(), key.itemId(), key.state(), key.cause(), n);
    }

    /** The counts of some items, including what this transaction has changed. */
    List<Count> ofItems(String itemKind, Set<UUID> items) {
        var stored =
                sql.of("""
                select item_id, state, cause, n from delivery_tally
                 where workspace_id = :workspace and item_id = any(:items) and item_kind = :kind and n <> 0""").bind("kind", itemKind).array("items", "uuid", items).list(Count.class);
        return with(
                stored,
                unwritten().entrySet().stream()
                        .filter(move -> move.getKey().itemKind().equals(itemKind)
                                && items.contains(move.getKey().itemId())));
    }

    /** The counts of a campaign's items, including what this transaction has changed. */
    List<Count> ofCampaign(UUID campaign) {
        var stored = sql.of("""
                select campaign_id as item_id, state, cause, sum(n)::bigint as n from delivery_tally
                 where workspace_id = :workspace and campaign_id = :campaign
                 group by campaign_id, state, cause""").bind("campaign", campaign).list(Count.class);
        return with(stored, unwritten().entrySet().stream().filter(move -> move.getKey()
                .campaignId()
                .equals(campaign)));
    }

    /** The rows of all campaigns in each state. */
    List<Ledger.CampaignCount> ofCampaigns(@Nullable Collection<UUID> campaigns) {
        return sql.of("""
                select case when state in ('failed', 'unconfirmed') then campaign_id end as campaign_id, state, sum(n)::bigint as n
                  from delivery_tally
                 where workspace_id = :workspace and (:all or campaign_id = any(:campaigns))
                 group by 1, 2 having sum(n) <> 0""")
                .bind("all", campaigns == null)
                .array("campaigns", "uuid", campaigns == null ? List.of() : campaigns)
                .list(Ledger.CampaignCount.class);
    }

    /** The number of rows of each item in each state. */
    static final String SELECT = """
            select n.item_kind, n.item_id, n.campaign_id, n.state, sum(n.n)::bigint as n from delivery_tally n
             where n.workspace_id = :workspace and n.n <> 0
             group by n.item_kind, n.item_id, n.campaign_id, n.state""";

    private static List<Count> with(List<Count> stored, Stream<Map.Entry<Key, Long>> moves) {
        var counts = new ArrayList<>(stored);
        moves.forEach(move -> counts.add(new Count(
                move.getKey().itemId(), move.getKey().state(), move.getKey().cause(), move.getValue())));
        return counts;
    }

    void forget(UUID campaign) {
        if (!unwritten().isEmpty())
            pending().keySet().removeIf(key -> key.campaignId().equals(campaign));
        sql.of("delete from delivery_tally where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }
}
