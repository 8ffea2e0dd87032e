package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signing in with the identity provider of a company: OpenID Connect, authorization code with PKCE. */
@RestController
class CompanySignIn {
    private static final Logger LOG = LoggerFactory.getLogger(CompanySignIn.class);
    private static final String CALLBACK = "/oauth/callback/company";
    private static final String COOKIE = "fanfare_company";

    private final SignInPolicy policy;
    private final CompanyAttempts attempts;
    private final SignIn signIn;
    private final BaseUrl baseUrl;
    private final Transactions transactions;
    private final SignInTrail trail;

    CompanySignIn(
            SignInPolicy policy,
            CompanyAttempts attempts,
            SignIn signIn,
            BaseUrl baseUrl,
            Transactions transactions,
            SignInTrail trail) {
        this.policy = policy;
        this.attempts = attempts;
        this.signIn = signIn;
        this.baseUrl = baseUrl;
        this.transactions = transactions;
        this.trail = trail;
    }

    /** The address of a person who wants to sign in. */
    record Address(@NotBlank @Size(max = 254) String email) {}

    /** How people with an address of a domain sign in: with their {@code company}, with a {@code password} or passkey, or both. */
    record Ways(boolean company, boolean password) {}

    /**
     * Says how people with an address of this domain sign in. It depends on the domain alone, and says nothing about whether the address has an
     * account.
     */
    @PostMapping("/api/auth/company")
    @Allow(value = "public", outside = true, plain = true)
    Ways readWaysToSignIn(@Valid @RequestBody Address details) {
        var domain = transactions.read(() -> policy.domain(details.email()));
        boolean company = domain.filter(
                        found -> transactions.read(() -> policy.rules(found.workspaceId(), new java.util.UUID(0, 0))
                                .company()))
                .isPresent();
        return new Ways(company, !company || !domain.orElseThrow().companyOnly());
    }

    /**
     * Sends the browser to the identity provider of the domain of an address, and from there back to {@code next}, a page of this server. With
     * {@code again}, the provider asks for the password even if the person is signed in there. What goes wrong shows on the sign-in page.
     */
    @GetMapping("/api/auth/company/start")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Void> startCompanySignIn(
            @RequestParam(required = false) @Nullable @Size(max = 254) String email,
            @RequestParam(required = false) @Nullable @Size(max = 1000) String next,
            @RequestParam(required = false) @Nullable Boolean again,
            HttpServletRequest request) {
        String address = email == null ? "" : email;
        try {
            var domain = transactions
                    .read(() -> policy.domain(address))
                    .orElseThrow(() -> Refused.unprocessable(
                            "no_company_sign_in", "No company sign-in is set up for this domain. Use a password."));
            var begun = attempts.begin(
                    domain.workspaceId(), address, own(next), Boolean.TRUE.equals(again), redirectUri(baseUrl));
            return to(begun.address(), cookie(begun.sealed(), CompanyAttempts.LIFE, request));
        } catch (Refused refused) {
            return failed(refused, request);
        }
    }

    /** Takes the response of the identity provider and signs in. Only a sign-in that this browser began here is accepted. */
    @GetMapping(CALLBACK)
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Void> finishCompanySignIn(
            @RequestParam Map<String, String> response,
            @CookieValue(name = COOKIE, required = false) @Nullable String sealed,
            HttpServletRequest request) {
        try {
            var done = attempts.finish(sealed, response, redirectUri(baseUrl), request);
            var session = done.opened().session();
            trail.succeeded(session.workspace().id(), session.user().id(), "oidc", SignInTrail.Origin.of(request));
            var answer = signIn.answer(HttpStatus.OK, done.opened(), request);
            var headers = new HttpHeaders();
            headers.putAll(answer.getHeaders());
            headers.add(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request));
            headers.setLocation(URI.create(done.next()));
            headers.setCacheControl("no-store");
            return new ResponseEntity<>(headers, HttpStatus.FOUND);
        } catch (Refused refused) {
            return failed(refused, request);
        }
    }

    static String redirectUri(BaseUrl baseUrl) {
        return baseUrl.ofRequest() + CALLBACK;
    }

    /** Only a page of this server: never another address. */
    private static String own(@Nullable String next) {
        boolean page = next != null && next.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*") && !next.startsWith("/api/");
        return next != null && page ? next : "/";
    }

    private static ResponseEntity<Void> failed(Refused refused, HttpServletRequest request) {
        LOG.info("A company sign-in was refused: {} ({})", refused.code(), refused.sentence());
        return to(URI.create("/sign-in?why=" + refused.code()), cookie("", Duration.ZERO, request));
    }

    private static ResponseEntity<Void> to(URI address, String cookie) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(address)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.SET_COOKIE, cookie)
                .build();
    }

    /** Lax, because the provider sends the browser back with a link. */
    private static String cookie(String value, Duration life, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .sameSite("Lax")
                .path(CALLBACK)
                .secure(request.isSecure())
                .maxAge(life)
                .build()
                .toString();
    }
}
