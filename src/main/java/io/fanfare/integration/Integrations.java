package io.fanfare.integration;

import io.fanfare.integration.Integration.AuthType;
import io.fanfare.integration.Integration.Kind;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Patch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Integrations: MCP servers of others that Fanfare calls. None of them sends anything that was not approved. */
@RestController
@RequestMapping("/api/integrations")
class Integrations {
    private final IntegrationDesk desk;
    private final Inputs inputs;

    Integrations(IntegrationDesk desk, Inputs inputs) {
        this.desk = desk;
        this.inputs = inputs;
    }

    /** How to sign in. {@code token} is for {@code bearer}; it is stored encrypted and never returned. */
    record AuthDetails(
            @NotNull AuthType type,
            @Nullable @Size(max = 8000) String token) {}

    /** A server to connect. {@code allow} names the tools that can be called; {@code channel} is for Slack Manager. */
    record IntegrationDetails(
            @NotNull Kind kind,
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 2000) String url,
            @NotNull @Valid AuthDetails auth,

            @Nullable @Size(max = 300) List<@NotNull @Size(max = 128) String> allow,

            @Nullable @Size(max = 100) String channel) {}

    /** What may be changed. */
    record IntegrationChange(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 2000) String url,
            @NotNull @Valid AuthDetails auth,
            @NotNull @Size(max = 300) List<@NotNull @Size(max = 128) String> allow,
            @Nullable @Size(max = 100) String channel) {}

    /** The integrations of the workspace. */
    record IntegrationList(List<Integration> items) {}

    /** Lists the integrations of the workspace, oldest first, with their tools and without their tokens. */
    @GetMapping
    @Allow("integration.read")
    IntegrationList listIntegrations() {
        return new IntegrationList(desk.list());
    }

    /** Reads an integration with its tools. */
    @GetMapping("/{id}")
    @Allow("integration.read")
    Integration readIntegration(@PathVariable UUID id) {
        return desk.read(id);
    }

    /**
     * Connects an MCP server by streamable HTTP, revision 2026-07-28 or 2025-11-25. It is saved only if the server answers and lists its tools;
     * otherwise 422 {@code integration_failed} with the reason at the field ({@code url}, {@code auth.token} or {@code kind}). Nothing can be called
     * but the tools in {@code allow}; default: those that the kind needs. A name that the server does not offer is 400.
     *
     * <p>{@code slack_manager} needs {@code post_message {channel, text, idempotency_key}}: members who chose notifications in Slack get them by it,
     * others in {@code channel}. {@code marketing_agent} needs {@code get_campaign_performance {from, to}} and {@code mailjet_agent} {@code
     * list_templates}, {@code list_contacts} and {@code get_statistics}: see {@code pullIntegration}. {@code custom} is for flows.
     *
     * <p>With {@code oauth}, Fanfare finds the authorization server, registers itself, and saves the integration as {@code authorizing}: continue with
     * {@code authorizeIntegration}. A workspace can have 30 integrations (422 {@code integration_limit}).
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "integration.manage", outside = true)
    Integration createIntegration(@Valid @RequestBody IntegrationDetails details) {
        return desk.create(details);
    }

    /**
     * Changes an integration by a JSON merge patch. Another {@code url} or {@code auth} is tested as when it is connected, and another address
     * needs its sign-in entered again. {@code allow} is the complete list: newly named tools are allowed as they are now; a tool that changed after it was
     * allowed stays blocked until {@code allowTool}.
     */
    @PatchMapping("/{id}")
    @Allow(value = "integration.manage", outside = true)
    Integration changeIntegration(@PathVariable UUID id, @RequestBody Patch<IntegrationChange> patch) {
        return desk.change(id, patch, inputs);
    }

    /** Disconnects a server: its token, tools and log are deleted. Flows that use it can no longer run. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("integration.manage")
    void deleteIntegration(@PathVariable UUID id) {
        desk.delete(id);
    }

    /**
     * Tests an integration now: connects, and lists the tools. Fanfare does this itself every five minutes, and less often while it fails; admins are
     * notified once.
     */
    @PostMapping("/{id}/test")
    @Allow(value = "integration.use", outside = true)
    Integration.Test testIntegration(@PathVariable UUID id) {
        return desk.test(id);
    }
}
