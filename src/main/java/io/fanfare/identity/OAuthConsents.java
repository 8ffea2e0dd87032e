package io.fanfare.identity;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The consent of a person to an agent: which program asks, for which workspace, and what it may do. */
@RestController
@RequestMapping("/api/agents/consent")
class OAuthConsents {
    private final OAuthClients clients;
    private final AgentTokens tokens;
    private final AgentStore agents;
    private final WorkspaceStore workspaces;
    private final BaseUrl base;
    private final Audit audit;

    OAuthConsents(
            OAuthClients clients,
            AgentTokens tokens,
            AgentStore agents,
            WorkspaceStore workspaces,
            BaseUrl base,
            Audit audit) {
        this.clients = clients;
        this.tokens = tokens;
        this.agents = agents;
        this.workspaces = workspaces;
        this.base = base;
        this.audit = audit;
    }

    /** The request of a client, as it was sent to the authorization endpoint. */
    record ConsentRequest(
            @NotNull @Size(max = 2000) String clientId,
            @NotNull @Size(max = 2000) String redirectUri,
            @NotNull @Size(max = 20) String responseType,
            @NotNull @Size(max = 128) String codeChallenge,
            @NotNull @Size(max = 10) String codeChallengeMethod,
            @Nullable @Size(max = 2000) String scope,
            @Nullable @Size(max = 2000) String state,
            @Nullable @Size(max = 2000) String resource) {}

    /** A scope that the client asks for; {@code held} says whether your role gives it anything. */
    record AskedScope(String name, String text, boolean held) {}

    /** Who asks and for what. The name and the address are what the program says of itself; {@code redirectHost} is where you go next. */
    record ConsentQuestion(
            String clientName,
            @Nullable String clientUri,
            String redirectHost,
            String workspaceName,
            List<AskedScope> scopes) {}

    /** The decision: the scopes that you allow, or none to deny. */
    record Consent(
            @NotNull @Valid ConsentRequest request,
            @NotNull @Size(max = 50) List<@NotNull @Size(max = 100) String> scopes) {}

    /** Where to go next. */
    record ConsentAnswer(String redirectTo) {}

    /**
     * Reads what a client asks for, to show it to the person. An unknown client or address is a 400. Only a
     * person can consent.
     */
    @PostMapping("/preview")
    @Allow(value = "member", plain = true)
    ConsentQuestion previewConsent(@Valid @RequestBody ConsentRequest request) {
        requirePerson();
        var client = client(request);
        var role = Role.of(Current.get());
        return new ConsentQuestion(
                client.name(),
                client.clientUri(),
                URI.create(request.redirectUri()).getAuthority(),
                workspaces.current().name(),
                asked(request).stream()
                        .map(AgentScopes::named)
                        .map(scope ->
                                new AskedScope(scope.name(), scope.text(), AgentScopes.useful(scope.name(), role)))
                        .toList());
    }

    /**
     * Connects the agent with the allowed scopes, which must be among those it asked for, and returns the address that takes the code to
     * it. Without scopes, access is denied and the address carries the error to the client. An agent gets caps of 500 changes and no spending a day.
     */
    @PostMapping
    @Allow("member")
    ConsentAnswer giveConsent(@Valid @RequestBody Consent consent) {
        requirePerson();
        var request = consent.request();
        var client = client(request);
        if (!asked(request).containsAll(consent.scopes()))
            throw Refused.invalid("scopes", "must be among those that the client asks for");
        if (consent.scopes().isEmpty()) {
            audit.unchanged();
            return new ConsentAnswer(back(request, Map.of("error", "access_denied")));
        }
        var current = Current.get();
        var id = Ids.next();
        agents.insert(
                id,
                client.name(),
                client.clientId(),
                current.person(),
                consent.scopes(),
                Role.of(current),
                Agent.USUAL_WRITES);
        clients.used(client.clientId());
        String code =
                tokens.code(current.workspace(), id, client.clientId(), request.redirectUri(), request.codeChallenge());
        audit.record(
                Subject.of("agent", id, client.name()), null, agents.find(id).orElseThrow());
        return new ConsentAnswer(back(request, Map.of("code", code)));
    }

    private static void requirePerson() {
        if (Current.get().actor().kind() != Actor.Kind.PERSON)
            throw Refused.forbidden("person_needed", "Only a person can connect an agent. Sign in and do it there.");
    }

    private OAuthClients.Client client(ConsentRequest request) {
        var client = clients.find(request.clientId())
                .orElseThrow(() -> Refused.invalid("clientId", "is not a registered client; let it register again"));
        if (!client.allows(request.redirectUri()))
            throw Refused.invalid("redirectUri", "is not an address that this client has registered");
        if (!request.responseType().equals("code")) throw Refused.invalid("responseType", "must be code");
        if (!request.codeChallengeMethod().equals("S256")) throw Refused.invalid("codeChallengeMethod", "must be S256");
        if (!request.codeChallenge().matches("[A-Za-z0-9_-]{43}"))
            throw Refused.invalid("codeChallenge", "must be the SHA-256 of the verifier in base64url");
        if (request.resource() != null && !request.resource().equals(tokens.resource()))
            throw Refused.invalid("resource", "must be " + tokens.resource());
        return client;
    }

    private static List<String> asked(ConsentRequest request) {
        return AgentScopes.asked(request.scope() == null ? "" : request.scope());
    }

    private String back(ConsentRequest request, Map<String, String> members) {
        var uri = UriComponentsBuilder.fromUriString(request.redirectUri());
        members.forEach((name, value) -> uri.queryParam(name, "{" + name + "}"));
        var values = new java.util.HashMap<String, Object>(members);
        uri.queryParam("iss", "{iss}");
        values.put("iss", base.get());
        if (request.state() != null) {
            uri.queryParam("state", "{state}");
            values.put("state", request.state());
        }
        return uri.encode().buildAndExpand(values).toUriString();
    }
}
