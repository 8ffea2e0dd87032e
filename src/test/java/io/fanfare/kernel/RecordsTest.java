package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private record Person(String name, @Nullable String city, int age) {}

    private final Person ada = new Person("Ada", "London", 36);

    @Test
    void a_copy_has_the_new_values_and_keeps_the_others() {
        assertThat(Records.with(ada, "city", null, "age", 37)).isEqualTo(new Person("Ada", null, 37));
        assertThat(ada).isEqualTo(new Person("Ada", "London", 36));
    }

    @Test
    void a_component_that_does_not_exist_is_reported() {
        assertThatThrownBy(() -> Records.with(ada, "nmae", "Eve"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no component nmae");
    }
}
