package io.fanfare.ops;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts and the rules that raise them. */
@RestController
@RequestMapping("/api/monitoring")
class Alerts {
    private final AlertStore store;
    private final Audit audit;

    Alerts(AlertStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    record AlertAcknowledgement(@Nullable @Size(max = 2000) String note) {}

    /** {@code metric}, {@code op} and {@code unit} can't be changed. */
    record AlertRuleDetails(
            @NotNull @Min(0) @Max(1_000_000_000) Double threshold,
            @NotNull @Min(0) @Max(10_080) Integer forMinutes,
            AlertMetric.@NotNull Severity severity,
            @NotNull @Size(max = 3) List<AlertRule.@NotNull Channel> channels,
            @NotNull @Min(0) @Max(43_200) Integer cooldownMinutes,
            @NotNull Boolean enabled) {}

    record AlertRules(List<AlertRule> items) {}

    /**
     * Lists alerts: the open ones first, then those resolved in the last 90 days. An alert is resolved automatically when the value is back to normal. A
     * workspace sees its own; the operator sees those of the installation. Filter by {@code state}: {@code firing}, {@code acknowledged} or
     * {@code resolved}.
     */
    @GetMapping("/alerts")
    @Allow("ops.read")
    Page<Alert> listAlerts(
            @RequestParam Alert.@Nullable AlertState state,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        return store.list(state, Page.Range.of(limit, offset));
    }

    /** Records that someone takes care of an alert, with a note. It stays open until the value is back. 409 {@code alert_state} if it is not firing. */
    @PostMapping("/alerts/{id}/acknowledge")
    @Allow("ops.read")
    Alert acknowledgeAlert(
            @PathVariable UUID id,
            @RequestBody(required = false) @Valid @Nullable AlertAcknowledgement acknowledgement) {
        var before = store.find(id).orElseThrow(Refused::notFound);
        if (before.state() != Alert.AlertState.FIRING)
            throw Refused.conflict(
                    "alert_state",
                    "This alert is " + before.state().name().toLowerCase(java.util.Locale.ROOT)
                            + ". Only a firing alert can be acknowledged.");
        var after = store.acknowledge(id, acknowledgement == null ? null : acknowledgement.note());
        audit.record(before.subject(), before, after);
        return after.shown();
    }

    /**
     * Lists the alert rules. Each watches one {@code metric}: for a workspace its messages and its audit chain, for the operator also memory, failed
     * requests, response time, disk and database. They are checked every minute.
     */
    @GetMapping("/alert-rules")
    @Allow("ops.read")
    AlertRules listAlertRules() {
        return new AlertRules(store.rules());
    }

    /**
     * Changes an alert rule. {@code channels}: {@code notification} (owners and admins, as each has chosen) and {@code webhook} (the events {@code
     * alert.fired} and {@code alert.resolved}) in a workspace; {@code email} (to {@code FANFARE_OPERATOR_EMAIL}) for the operator.
     */
    @PutMapping("/alert-rules/{id}")
    @Allow("ops.read")
    AlertRule changeAlertRule(@PathVariable UUID id, @RequestBody @Valid AlertRuleDetails details) {
        var before = store.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(Refused::notFound);
        boolean installation = Current.get().isOperator();
        for (AlertRule.Channel channel : details.channels())
            if ((channel == AlertRule.Channel.EMAIL) != installation)
                throw Refused.invalid(
                        "channels",
                        installation ? "must contain only email" : "must contain only notification and webhook");
        var after = new AlertRule(
                id,
                before.metric(),
                before.op(),
                details.threshold(),
                before.unit(),
                details.forMinutes(),
                details.severity(),
                details.channels().stream().distinct().toList(),
                details.cooldownMinutes(),
                details.enabled());
        store.store(after);
        audit.record(Subject.of("alert_rule", id, before.metric().title()), before, after);
        return after;
    }
}
