package io.fanfare.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapesTest {
    record Problem(String what) {}

    static final class One {
        record Same(String a) {}
    }

    static final class Another {
        record Same(int b) {}
    }

    record Colliding(One.Same one, Another.Same another) {}

    record Taken(Problem problem) {}

    @Test
    void two_shapes_of_one_name_are_refused_and_so_is_the_name_of_the_problem() {
        for (Class<?> holder : new Class<?>[] {Colliding.class, Taken.class}) {
            var shapes = new Shapes(Map.of());
            for (var component : holder.getRecordComponents()) shapes.of(component.getAnnotatedType());
            assertThatThrownBy(shapes::requireNamesApart)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(holder == Taken.class ? "Problem" : "Same");
        }
    }
}
