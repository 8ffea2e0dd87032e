package io.fanfare.kernel;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The address at which people reach this server: the start of every link in mails, feeds and pages. */
@Component
public class BaseUrl {
    private final String configured;
    private final Environment environment;

    BaseUrl(@Value("${fanfare.base-url:}") String configured, Environment environment) {
        this.configured = configured.endsWith("/") ? configured.substring(0, configured.length() - 1) : configured;
        this.environment = environment;
    }

    /** As configured, or this machine. Never from a request, because its sender could choose the target of a mailed link. */
    public String get() {
        if (!configured.isBlank()) return configured;
        return "http://localhost:"
                + environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
    }

    /** As configured, or as the current request reached us: for links in a response that only its sender gets. */
    public String ofRequest() {
        if (!configured.isBlank() || RequestContextHolder.getRequestAttributes() == null) return get();
        return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    }

    /** The Cache-Control of a public page with such links: without a configured address it is for its sender only. */
    public String cacheControl() {
        return configured.isBlank() ? "private, no-cache" : "public, no-cache";
    }
}
