package io.fanfare.approval;

import io.fanfare.approval.ReviewPolicy.AppliesTo;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Review policies: the stages in which a scope is approved, who decides in them, and how soon. */
@RestController
@RequestMapping("/api/approvals/policies")
class ReviewPolicies {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?");

    private final PolicyStore store;
    private final PolicySimulator simulator;
    private final PolicyChecks checks;
    private final Audit audit;

    ReviewPolicies(PolicyStore store, PolicySimulator simulator, PolicyChecks checks, Audit audit) {
        this.store = store;
        this.simulator = simulator;
        this.checks = checks;
        this.audit = audit;
    }

    /** All policies of a workspace. */
    record PolicyList(List<ReviewPolicy> items) {}

    /** A policy as a whole. With {@code version}, it is refused with 409 if another version is current. */
    record PolicyTerms(
            @Nullable Integer version,
            @Nullable @Valid AppliesTo appliesTo,
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid PolicyStage> stages,
            @Nullable @Valid OnChange onChange,
            @Nullable @Size(max = 20) List<@NotNull @Valid AutoRule> autoApprove) {
        ReviewPolicy policy(String name, int version) {
            return new ReviewPolicy(
                    name,
                    version,
                    false,
                    Objects.requireNonNullElse(appliesTo, AppliesTo.NOTHING),
                    stages,
                    Objects.requireNonNullElse(onChange, OnChange.RECONFIRM),
                    Objects.requireNonNullElse(autoApprove, List.of()));
        }
    }

    /**
     * A campaign to try a policy on; default: its content, with normal urgency. {@code policy} is tried in place of the stored one.
     */
    record SimulationRequest(
            @NotNull UUID campaignId,
            @Nullable Scope scope,
            Review.@Nullable Urgency urgency,
            @Nullable @Valid PolicyTerms policy) {}

    /**
     * Lists the review policies in their current versions. Ready-made are {@code simple}, {@code content-compliance}, {@code
     * enterprise} and {@code urgent}.
     */
    @GetMapping
    @Allow("approval.read")
    PolicyList listPolicies() {
        return new PolicyList(store.all());
    }

    /**
     * Replaces a policy by a new version, or adds one (201). Its name is in lower case. Also a ready-made policy can be replaced. Open reviews keep their
     * version. 422 {@code policy_invalid} if stages share a name, a stage names both a role and people, people who may not decide, or
     * fewer people than its quorum, escalates to someone who is not a member, keeps approvals of substantive changes, or has a rule that asks about an unknown fact, compares it in a way that makes no sense, or decides for guests; {@code errors} names the field.
     */
    @PutMapping("/{name}")
    @Allow(value = "approval.manage", creates = true)
    ResponseEntity<ReviewPolicy> changePolicy(
            @PathVariable("name") String called, @RequestBody @Valid PolicyTerms terms) {
        String name = called.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || name.equals(ReviewPolicy.DEFAULT))
            throw Refused.invalid("name", "must be letters, digits and hyphens, and not default");
        checks.require(terms);
        var before = store.find(name, null);
        int version = before.map(ReviewPolicy::version).orElse(0);
        Versions.expect(terms.version(), version, "policy");
        var policy = terms.policy(name, version + 1);
        if (before.isPresent() && before.get().says(policy)) {
            audit.unchanged();
            return ResponseEntity.ok(before.get());
        }
        if (!store.insert(policy)) Versions.expect(version, version + 1, "policy");
        audit.record(
                new Subject("approval_policy", null, name, null),
                before.map(old -> Map.<String, Object>of("version", old.version(), "stages", names(old.stages())))
                        .orElse(null),
                Map.of("version", policy.version(), "stages", names(policy.stages())));
        return ResponseEntity.status(version == 0 ? 201 : 200).body(policy);
    }

    /**
     * Says what a policy would ask of a campaign if a review were requested now: who decides in each stage, when it opens and when it
     * is due if each stage takes its time. The policy {@code default} is the one that applies to the campaign. Nothing is changed.
     * {@code explain} says it in sentences.
     */
    @PostMapping("/{name}/simulate")
    @Allow(value = "approval.read", plain = true)
    SimulatedReview simulatePolicy(@PathVariable String name, @RequestBody @Valid SimulationRequest request) {
        var tried = request.policy();
        if (tried != null) checks.require(tried);
        return simulator.simulate(
                policy(name.toLowerCase(Locale.ROOT), tried),
                request.campaignId(),
                Objects.requireNonNullElse(request.scope(), Scope.CONTENT),
                Objects.requireNonNullElse(request.urgency(), Review.Urgency.NORMAL));
    }

    private @Nullable ReviewPolicy policy(String name, @Nullable PolicyTerms tried) {
        if (name.equals(ReviewPolicy.DEFAULT) && tried == null) return null;
        var stored = store.find(name, null).orElseThrow(Refused::notFound);
        return tried == null ? stored : tried.policy(stored.name(), stored.version());
    }

    private static List<String> names(List<PolicyStage> stages) {
        return stages.stream().map(PolicyStage::name).toList();
    }
}
