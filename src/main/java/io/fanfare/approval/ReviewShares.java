package io.fanfare.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.approval.ReviewShare.May;
import io.fanfare.identity.StageRole;
import io.fanfare.identity.Throttle;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sharing a review with guests by links that expire and can be revoked. */
@RestController
@RequestMapping("/api/approvals/{id}/share")
class ReviewShares {
    private static final int MOST_A_DAY = 100;
    private static final int USUAL_HOURS = 168;

    private final Manifest manifest;
    private final Reviews reviews;
    private final ShareStore store;
    private final ShareLinks links;
    private final Throttle throttle;
    private final Audit audit;
    private final Now now;

    ReviewShares(
            Manifest manifest,
            Reviews reviews,
            ShareStore store,
            ShareLinks links,
            Throttle throttle,
            Audit audit,
            Now now) {
        this.manifest = manifest;
        this.reviews = reviews;
        this.store = store;
        this.links = links;
        this.throttle = throttle;
        this.audit = audit;
        this.now = now;
    }

    /**
     * A link to make. With {@code email}, it is mailed there. It expires after {@code expiresInHours}; {@code may} is what its guest
     * may do beside reading.
     */
    record NewShare(
            @Nullable
            @Email
            @Size(min = 3, max = 254)
            @Pattern(regexp = "[^\\s\\p{C}\\p{Z}]*", message = "must be an e-mail address")
            String email,

            @JsonProperty(defaultValue = "168") @Min(1) @Max(720)
            Integer expiresInHours,

            @JsonProperty(defaultValue = "[\"comment\"]") @Size(max = 2)
            List<@NotNull May> may) {
        NewShare {
            expiresInHours = Objects.requireNonNullElse(expiresInHours, USUAL_HOURS);
            may = may == null ? List.of(May.COMMENT) : may.stream().distinct().toList();
        }
    }

    /** A link that was made. {@code captured} says that this server has no mail server for such mail, so that it reaches no one. */
    record NewLink(UUID id, String url, Instant expiresAt, boolean mailed, boolean captured) {}

    /**
     * Makes a link that shows an open review to a guest without an account: its items as their readers see them, and the comments
     * that are not internal. Everyone who has the link can use it, so treat it as a password. {@code may: ["approve"]} lets the guest
     * decide in the stages with the role {@code external}; without such a stage it is a 422 {@code share_without_external_stage}. Only
     * people who may decide themselves can make such a link, and it can't approve what its maker has written. A workspace can make
     * 100 links a day (429).
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("approval.request")
    NewLink shareReview(@PathVariable UUID id, @RequestBody @Valid NewShare request) {
        var review = reviews.get(id);
        manifest.hold(review);
        if (request.may().contains(May.APPROVE)) requireExternal(review);
        throttle.limit("review links of " + Current.get().workspace(), MOST_A_DAY, Duration.ofDays(1));
        var actor = Current.get().actor();
        var share = new ReviewShare(
                Ids.next(),
                id,
                review.campaignId(),
                request.email(),
                request.may(),
                actor.personId(),
                actor.name(),
                now.instant(),
                now.instant().plus(Duration.ofHours(request.expiresInHours())));
        store.insert(share);
        links.invite(share, review, reviews.title(review));
        audit.record(Reviews.subject(review), null, share);
        return new NewLink(
                share.id(), links.url(share.id()), share.expiresAt(), share.email() != null, !links.isConnected());
    }

    private void requireExternal(Review review) {
        Current.get().require("approval.decide");
        if (reviews.panels(review).stream().noneMatch(panel -> panel.terms().role() == StageRole.EXTERNAL))
            throw Refused.unprocessable(
                    "share_without_external_stage",
                    "Guests decide in stages with the role external, and the policy of this review has none.");
    }

    /** Revokes a link: it stops working immediately. What its guest said and decided stays. */
    @DeleteMapping("/{shareId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("approval.request")
    void revokeShare(@PathVariable UUID id, @PathVariable UUID shareId) {
        var review = reviews.get(id);
        var share =
                store.find(shareId).filter(found -> found.reviewId().equals(id)).orElseThrow(Refused::notFound);
        store.revoke(shareId);
        manifest.refresh(review.campaignId());
        audit.record(Reviews.subject(review), share, Map.of("revoked", true));
    }
}
