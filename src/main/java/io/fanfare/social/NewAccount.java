package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Refused;
import io.fanfare.social.platforms.Field;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to connect an account with: {@code values} by the names of the platform's {@code fields[]}. The other members are
 * the same values by their names; {@code service} and {@code instance} are the server.
 */
record NewAccount(
        @NotNull Platform platform,
        @Nullable @Size(max = 20) Map<@Size(max = 50) String, @Size(max = 2000) String> values,
        @Nullable @Size(max = 300) String service,
        @Nullable @Size(max = 300) String instance,
        @Nullable @Size(max = 300) String handle,
        @Nullable @Size(max = 300) String appPassword,
        @Nullable @Size(max = 2000) String accessToken) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String NO_SERVER = "must be the address of a server, e.g. https://example.social";

    /** The values of a platform's fields, each present and without surrounding space. */
    Map<String, String> valuesOf(List<Field> fields) {
        var sent = sent();
        var read = new HashMap<String, String>();
        for (Field field : fields) {
            String value = value(field, sent);
            read.put(
                    field.name(),
                    field.kind() == Field.Kind.SERVER
                            ? server(field.name(), value).toString()
                            : value);
        }
        return read;
    }

    private Map<String, String> sent() {
        var sent = new HashMap<String, String>();
        if (service != null) sent.put("service", service);
        if (instance != null) sent.put("instance", instance);
        if (handle != null) sent.put("handle", handle);
        if (appPassword != null) sent.put("appPassword", appPassword);
        if (accessToken != null) sent.put("accessToken", accessToken);
        if (values != null) sent.putAll(values);
        return sent;
    }

    private static String value(Field field, Map<String, String> sent) {
        var names = field.kind() == Field.Kind.SERVER
                ? Stream.of(field.name(), "service", "instance")
                : Stream.of(field.name());
        return names.map(sent::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .map(String::strip)
                .or(() -> Optional.ofNullable(field.initial()))
                .orElseThrow(() -> Refused.invalid(field.name(), "must not be empty"));
    }

    /** Scheme, host and port only. Without encryption, a token is sent to this machine only. */
    private static URI server(String field, String address) {
        try {
            var uri = new URI(address.contains("://") ? address : "https://" + address);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            boolean plain = scheme.equals("http") && THIS_MACHINE.contains(host);
            if (host.isEmpty() || uri.getRawUserInfo() != null || !scheme.equals("https") && !plain)
                throw Refused.invalid(field, NO_SERVER);
            return new URI(scheme, null, host, uri.getPort(), null, null, null);
        } catch (URISyntaxException malformed) {
            throw Refused.invalid(field, NO_SERVER);
        }
    }

    /** Without secrets, for logs. */
    @Override
    public String toString() {
        return platform + " " + handle;
    }
}
