package io.fanfare.delivery;

import io.fanfare.delivery.Delivery.State;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ledger of all outgoing messages. */
@RestController
@RequestMapping("/api/deliveries")
class Deliveries {
    private final LedgerStore store;
    private final Gates gates;
    private final Settlement settlement;
    private final Operations operations;
    private final Transactions transactions;
    private final Audit audit;
    private final List<Channel> channels;
    private final ObjectProvider<Receipts> receipts;

    Deliveries(
            LedgerStore store,
            Gates gates,
            Settlement settlement,
            Operations operations,
            Transactions transactions,
            Audit audit,
            List<Channel> channels,
            ObjectProvider<Receipts> receipts) {
        this.store = store;
        this.gates = gates;
        this.settlement = settlement;
        this.operations = operations;
        this.transactions = transactions;
        this.audit = audit;
        this.channels = channels;
        this.receipts = receipts;
    }

    /** A row of the ledger in a list. {@code attempts} is the number of submissions so far. */
    public record DeliveryRow(
            UUID id,
            String channel,
            @Nullable String provider,
            Delivery.Lane lane,
            String target,
            State state,
            @Nullable String reason,
            Instant dueAt,
            @Nullable Instant submittedAt,
            @Nullable Instant confirmedAt,
            @Nullable String providerRef,
            int attempts,
            String itemKind,
            UUID itemId,
            String itemDigest,
            @Nullable UUID campaignId,
            List<String> can) {}

    /** A delivery with its attempts and receipt. */
    public record DeliveryDetails(
            UUID id,
            String channel,
            @Nullable String provider,
            Delivery.Lane lane,
            String target,
            State state,
            @Nullable String reason,
            Instant dueAt,
            @Nullable Instant submittedAt,
            @Nullable Instant confirmedAt,
            @Nullable String providerRef,
            String itemKind,
            UUID itemId,
            String itemDigest,
            @Nullable UUID campaignId,
            List<Attempt> attempts,
            @Nullable Receipt receipt,
            List<String> can) {}

    /** One attempt and its outcome. */
    public record Attempt(
            Instant at, String outcome, @Nullable String detail) {}

    /**
     * The proof of a delivery: the SHA-256 of the exact bytes that were submitted, the digests of the item and of the
     * manifest at that moment, and the decisions behind them. {@code confirmedBy} is the person who published a post by hand.
     */
    public record Receipt(
            @Nullable String bytesHash,
            String itemDigest,
            @Nullable String manifestDigest,
            @Nullable Integer strategyVersion,
            @Nullable Instant submittedAt,
            List<Map<String, Object>> approvals,
            Receipts.@Nullable Confirmation confirmedBy) {}

    /** The outcome of an unconfirmed delivery, as a person found it. */
    public record Resolution(
            @NotNull Outcome outcome,
            @Nullable @Size(max = 2000) String note) {
        /** {@code sent}: it arrived. {@code not_sent}: it did not arrive and is planned again. */
        public enum Outcome {
            SENT,
            NOT_SENT
        }
    }

    /**
     * Lists deliveries: every post and every single mail is recorded before it is sent. Filter by
     * {@code state}, {@code channel} ({@code email}, {@code newsroom}, {@code hand} for posts that a person publishes), campaign or item;
     * {@code inCampaign} lists those of campaigns, or the others, such as invitations. {@code sort}:
     * {@code created} (default: {@code -created}); page with {@code after}.
     */
    @GetMapping
    @Tool(Tool.Set.OPS)
    @Allow(value = "delivery.read", audited = AuditClass.ACCESS)
    Slice<DeliveryRow> listDeliveries(DeliveryQuery query) {
        int most = Slice.limit(query.limit());
        var rows = store.list(query, most);
        return Slice.of(rows.stream().map(this::row).toList(), most, DeliveryRow::id);
    }

    /** Reads a delivery with its attempts and its receipt: the hash of the bytes, the digests, and who approved it and when. */
    @GetMapping("/{id}")
    @Tool(Tool.Set.OPS)
    @Allow(value = "delivery.read", audited = AuditClass.ACCESS)
    DeliveryDetails readDelivery(@PathVariable UUID id) {
        return details(store.read(id));
    }

    /**
     * Asks the provider for the outcome of a submitted or unconfirmed delivery. Providers that can't be asked (SMTP) are a 422
     * {@code delivery_not_checkable}; resolve the delivery instead.
     */
    @PostMapping("/{id}/check")
    @Allow(value = "delivery.manage", outside = true)
    DeliveryDetails checkDelivery(@PathVariable UUID id) {
        Delivery delivery = transactions.read(() -> store.read(id));
        requires(delivery, "checkDelivery");
        var known = channel(delivery).flatMap(c -> c.lookUp(delivery));
        if (known.isEmpty())
            throw Refused.unprocessable(
                    "delivery_not_checkable",
                    "This channel can't tell the outcome of a message. Check it with the provider, then resolve the delivery.");
        transactions.write(() -> {
            gates.lockAll(Collections.singleton(store.read(id).gate()));
            // "Not there" says nothing while a worker may still be sending it.
            boolean early = delivery.state() == State.SUBMITTED && known.get() instanceof Channel.Outcome.TryLater;
            if (!early) settlement.settle(List.of(Attempts.result(delivery, known.get())));
            audit.record(
                    subject(delivery),
                    Map.of("state", delivery.state()),
                    Map.of("outcome", known.get().getClass().getSimpleName()));
        });
        return transactions.read(() -> readDelivery(id));
    }

    /** Plans a failed delivery again. Its approval is checked as always. Other states are a 409 {@code delivery_state}. */
    @PostMapping("/{id}/retry")
    @Allow("delivery.manage")
    DeliveryDetails retryDelivery(@PathVariable UUID id) {
        return moved(id, "retryDelivery", List.of(State.FAILED), State.PLANNED, null);
    }

    /**
     * Records the outcome of an unconfirmed delivery: {@code sent} makes it confirmed, {@code not_sent} plans it again.
     * The audit trail records who decided.
     */
    @PostMapping("/{id}/resolve")
    @Allow("delivery.manage")
    DeliveryDetails resolveDelivery(@PathVariable UUID id, @RequestBody @Valid Resolution resolution) {
        State to = resolution.outcome() == Resolution.Outcome.SENT ? State.CONFIRMED : State.PLANNED;
        return moved(id, "resolveDelivery", List.of(State.UNCONFIRMED), to, resolution.note());
    }

    /** Cancels a delivery that is not submitted yet. */
    @PostMapping("/{id}/cancel")
    @Allow("delivery.manage")
    DeliveryDetails cancelDelivery(@PathVariable UUID id) {
        return moved(id, "cancelDelivery", List.of(State.PLANNED, State.CLAIMED), State.CANCELLED, "canceled manually");
    }

    private DeliveryDetails moved(UUID id, String operation, List<State> from, State to, @Nullable String reason) {
        gates.lockAll(Collections.singleton(store.read(id).gate()));
        Delivery before = store.read(id);
        requires(before, operation);
        var after = store.move(id, from, to, reason).orElseThrow(() -> state(before));
        settlement.moved(after);
        audit.record(
                subject(after),
                Map.of("state", before.state()),
                Map.of("state", after.state(), "note", String.valueOf(reason)));
        return details(after);
    }

    private static void requires(Delivery delivery, String operation) {
        if (!delivery.moves().contains(operation)) throw state(delivery);
    }

    private static Refused state(Delivery delivery) {
        String name = delivery.state().name().toLowerCase(java.util.Locale.ROOT);
        return Refused.conflict(
                "delivery_state",
                "This delivery is " + name + "; possible now: " + String.join(", ", delivery.moves()) + ".");
    }

    private static Subject subject(Delivery delivery) {
        return new Subject(
                "delivery", delivery.id(), delivery.channel() + " to " + delivery.recipient(), delivery.campaignId());
    }

    private Optional<Channel> channel(Delivery delivery) {
        return channels.stream()
                .filter(c -> c.name().equals(delivery.channel()))
                .findFirst();
    }

    private DeliveryRow row(Delivery d) {
        return new DeliveryRow(
                d.id(),
                d.channel(),
                d.provider(),
                d.lane(),
                d.recipient(),
                d.state(),
                d.reason(),
                d.dueAt(),
                d.submittedAt(),
                d.confirmedAt(),
                d.providerRef(),
                d.attempts(),
                d.itemKind(),
                d.itemId(),
                d.itemDigest(),
                d.campaignId(),
                operations.permitted(d.moves()));
    }

    private DeliveryDetails details(Delivery d) {
        var attempts = store.attempts(d.id()).stream()
                .map(a -> new Attempt(a.at(), a.outcome(), a.detail()))
                .toList();
        return new DeliveryDetails(
                d.id(),
                d.channel(),
                d.provider(),
                d.lane(),
                d.recipient(),
                d.state(),
                d.reason(),
                d.dueAt(),
                d.submittedAt(),
                d.confirmedAt(),
                d.providerRef(),
                d.itemKind(),
                d.itemId(),
                d.itemDigest(),
                d.campaignId(),
                attempts,
                receipt(d),
                operations.permitted(d.moves()));
    }

    private @Nullable Receipt receipt(Delivery d) {
        if (d.submittedAt() == null) return null;
        List<Map<String, Object>> approvals = d.gate() == null
                ? List.of()
                : receipts.stream()
                        .flatMap(r -> r.approvals(d.gate(), d.itemKind(), d.itemId()).stream())
                        .toList();
        Integer version = d.campaignId() == null
                ? null
                : receipts.stream()
                        .flatMap(r -> r.strategyVersion(d.campaignId(), d.submittedAt()).stream())
                        .findFirst()
                        .orElse(null);
        return new Receipt(
                d.bytesHash(),
                d.itemDigest(),
                d.manifestDigest(),
                version,
                d.submittedAt(),
                approvals,
                confirmation(d));
    }

    private Receipts.@Nullable Confirmation confirmation(Delivery d) {
        return receipts.stream()
                .flatMap(r -> r.confirmation(d.itemKind(), d.itemId()).stream())
                .findFirst()
                .orElse(null);
    }
}
