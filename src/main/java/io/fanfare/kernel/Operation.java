package io.fanfare.kernel;

import java.lang.reflect.Method;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/** One thing that people, programs and agents can do: a method that carries {@link Allow}. */
public record Operation(String id, String httpMethod, String path, Allow allow, Method method, Class<?> door) {
    /** The room is the package. */
    public String room() {
        String name = door.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    public boolean isPublic() {
        return allow.value().equals("public");
    }

    /** GET answers and changes nothing. */
    public boolean reads() {
        return httpMethod.equals("GET");
    }

    /** The address with its braces filled. */
    String at(Map<String, ?> variables) {
        return UriComponentsBuilder.fromPath(path)
                .buildAndExpand(variables)
                .encode()
                .toUriString();
    }
}
