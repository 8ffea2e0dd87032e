package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys for programs that work in a workspace. */
@RestController
@RequestMapping("/api/api-keys")
class ApiKeys {
    private final ApiKeyStore store;
    private final Audit audit;
    private final Now now;

    ApiKeys(ApiKeyStore store, Audit audit, Now now) {
        this.store = store;
        this.audit = audit;
        this.now = now;
    }

    /** A new key: scopes are permissions such as {@code campaign.read}, {@code read} for all reading, or {@code *}. */
    record NewApiKey(
            @NotBlank @Size(max = 200) String name,
            @NotEmpty @Size(max = 50) List<@NotNull @Size(max = 100) String> scopes,
            @Nullable Instant expiresAt) {}

    /** A new key with its secret, which is never shown again. */
    record CreatedApiKey(
            UUID id,
            String name,
            String prefix,
            List<String> scopes,
            Instant createdAt,
            UUID createdBy,
            @Nullable Instant expiresAt,
            String key) {}

    /**
     * Lists the API keys of the workspace, newest first, without their secrets: {@code prefix} is how each begins. Revoked
     * keys are not listed.
     */
    @GetMapping
    @Allow("apikey.manage")
    Page<ApiKey> listApiKeys(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        return Page.of(store.list(range), store.count(), range);
    }

    /**
     * Creates an API key, which is returned only this once: send it as {@code Authorization: Bearer fnf_…}. It has the permissions
     * in its scopes that you hold now and still hold when it is used, and ends with your membership. A scope is a
     * permission such as {@code campaign.read}, {@code read} for all reading, or {@code *}; an unknown one is a 400, one that
     * you don't hold a 403. A key that can change who has access ({@code *}, or a scope such as {@code member.manage}) needs a recent
     * sign-in (403 {@code reauthentication_required}).
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("apikey.manage")
    CreatedApiKey createApiKey(@Valid @RequestBody NewApiKey details) {
        ApiKey.check(details.scopes());
        var at = now.instant();
        if (details.expiresAt() != null && !details.expiresAt().isAfter(at))
            throw Refused.invalid("expiresAt", "must be in the future");
        var current = Current.get();
        if (!current.permissions().containsAll(ApiKey.asked(details.scopes(), Role.of(current))))
            throw Refused.forbidden(
                    "scope_too_wide", "A key can only have permissions that you hold yourself. Remove the others.");
        if (ApiKey.isWide(details.scopes())) RecentSignIn.require();
        String secret = ApiKey.START + SessionStore.random();
        var key = new ApiKey(
                Ids.next(),
                details.name(),
                secret.substring(0, 10),
                details.scopes(),
                at,
                current.person(),
                current.actor().name(),
                details.expiresAt(),
                null);
        store.insert(key, Role.of(current), secret);
        audit.record(Subject.of("api_key", key.id(), key.name()), null, key);
        return new CreatedApiKey(
                key.id(), key.name(), key.prefix(), key.scopes(), at, key.createdBy(), key.expiresAt(), secret);
    }

    /** Revokes an API key: it is refused with 401 from now on. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("apikey.manage")
    void revokeApiKey(@PathVariable UUID id) {
        var key = store.find(id).orElseThrow(Refused::notFound);
        store.revoke(id);
        audit.record(Subject.of("api_key", id, key.name()), key, null);
    }
}
