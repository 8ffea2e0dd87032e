package io.fanfare.kernel;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where people reach this server: the start of every link that leaves it. */
@Component
public class BaseUrl {
    private final String configured;
    private final Environment environment;

    BaseUrl(@Value("${fanfare.base-url:}") String configured, Environment environment) {
        this.configured = configured.endsWith("/") ? configured.substring(0, configured.length() - 1) : configured;
        this.environment = environment;
    }

    /** As configured, or this machine. Never from a request, because whoever sends one could choose where a mailed link leads. */
    public String get() {
        if (!configured.isBlank()) return configured;
        return "http://localhost:"
                + environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
    }

    /** As configured, or as the request at hand reached us: for links that go back to whoever sent it and to nobody else. */
    public String ofRequest() {
        if (!configured.isBlank() || RequestContextHolder.getRequestAttributes() == null) return get();
        return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    }
}
