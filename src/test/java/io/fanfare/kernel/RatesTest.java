package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {
    private final Operation login = Api.bean(Operations.class).get("login");
    /** A burst of one. */
    private final Rates rates = new Rates(0.001);

    @ParameterizedTest
    @CsvSource({"2001:db8:1:2::1, 2001:db8:1:2:ffff::9", "203.0.113.7, 203.0.113.7", "203.0.113.8, ::ffff:203.0.113.8"})
    void addresses_of_one_network_share_a_limit(String first, String second) {
        rates.take(login, first);
        assertThatThrownBy(() -> rates.take(login, second))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(429));
    }

    @Test
    void a_limit_holds_however_many_others_call_meanwhile() {
        var usual = new Rates(1);
        for (int i = 0; i < 1000; i++) usual.take(login, "203.0.113.10");
        for (int i = 0; i < 100_100; i++) usual.take(login, "2001:db8:%x:%x::1".formatted(i >> 16, i & 0xffff));
        int more = 0;
        try {
            while (more < 1000) {
                usual.take(login, "203.0.113.10");
                more++;
            }
        } catch (Refused limited) {
            assertThat(limited.status()).isEqualTo(429);
        }
        // Only what came back in the seconds between, not a fresh allowance.
        assertThat(more).isLessThan(900);
    }

    @Test
    void other_networks_have_their_own_limit() {
        rates.take(login, "2001:db8:1:2::1");
        rates.take(login, "2001:db8:1:3::1");
        rates.take(login, "203.0.113.9");
    }
}
