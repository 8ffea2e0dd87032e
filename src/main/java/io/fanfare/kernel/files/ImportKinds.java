package io.fanfare.kernel.files;

import java.util.List;
import org.springframework.stereotype.Component;

/** The kinds of imports that rooms offer, by name. */
@Component
class ImportKinds {
    private final List<ImportKind<?>> kinds;

    ImportKinds(List<ImportKind<?>> kinds) {
        this.kinds = kinds;
    }

    ImportKind<?> get(String name) {
        return kinds.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no kind of import named " + name));
    }
}
