package io.fanfare.delivery;

import io.fanfare.delivery.Channel.Outcome;
import io.fanfare.delivery.Delivery.State;
import io.fanfare.delivery.LedgerStore.Result;
import io.fanfare.kernel.Ids;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the outcome of an attempt means for its row. */
final class Attempts {
    private static final int MOST = 20;

    private Attempts() {}

    /** An attempt as it is stored. */
    record NewAttempt(
            UUID deliveryId,
            UUID id,
            String outcome,
            @Nullable String detail) {
        static NewAttempt of(Delivery d) {
            String outcome =
                    d.state() == State.PLANNED ? "try_later" : d.state().name().toLowerCase(Locale.ROOT);
            return new NewAttempt(d.id(), Ids.next(), outcome, d.reason() == null ? d.providerRef() : d.reason());
        }
    }

    static Result result(Delivery row, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var reference) -> result(row, State.ACCEPTED, null, reference);
            case Outcome.Confirmed(var reference) -> result(row, State.CONFIRMED, null, reference);
            case Outcome.Captured(var reference) -> result(row, State.CAPTURED, null, reference);
            case Outcome.HandedOver() -> result(row, State.HANDED_OVER, null, null);
            case Outcome.Failed(var detail) -> result(row, State.FAILED, detail, null);
            case Outcome.Unknown(var detail) -> result(row, State.UNCONFIRMED, detail, null);
            case Outcome.TryLater(var detail, var pause)
            when row.attempts() + 1 >= MOST ->
                result(row, State.FAILED, "Stopped after " + MOST + " attempts: " + detail, null);
            case Outcome.TryLater(var detail, var pause) ->
                new Result(
                        row.id(),
                        row.gate(),
                        row.fence(),
                        State.PLANNED,
                        detail,
                        null,
                        pause == null ? delay(row.attempts()) : Math.clamp(pause.toSeconds(), 1, 86_400),
                        null);
        };
    }

    static Result excluded(Delivery row, Message.Excluded excluded) {
        return new Result(
                row.id(), row.gate(), row.fence(), State.EXCLUDED, excluded.reason(), null, 0, excluded.cause());
    }

    private static Result result(Delivery row, State state, @Nullable String reason, @Nullable String reference) {
        return new Result(row.id(), row.gate(), row.fence(), state, reason, reference, 0, null);
    }

    /** Seconds until the next attempt: 2, 4, 8, … up to 15 minutes. */
    private static double delay(int attempts) {
        return Math.min(900, 2L << Math.min(attempts, 10));
    }
}
