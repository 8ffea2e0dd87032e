package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckTest {
    @Test
    void there_is_no_check_without_evidence() {
        var claim = Check.warning("code", "Title", "Reason", new Check.About("campaign", Ids.next()), null);
        assertThatThrownBy(() -> claim.with(Map.of())).hasMessageContaining("no evidence");
        assertThat(claim.with(Map.of("count", 1)).evidence()).containsEntry("count", 1);
    }
}
