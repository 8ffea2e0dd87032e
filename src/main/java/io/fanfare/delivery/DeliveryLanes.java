package io.fanfare.delivery;

import io.fanfare.kernel.Lane;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One lane for single messages and one for bulk, so that the first never wait behind the second. */
@Configuration(proxyBeanMethods = false)
class DeliveryLanes {
    private final Function<Delivery.Lane, Lane> make;

    DeliveryLanes(List<Channel> channels, Submissions submissions, Composition composition, Flights flights) {
        Map<String, Channel> byName = channels.stream().collect(Collectors.toMap(Channel::name, c -> c));
        make = lane -> new Dispatch(lane, byName, submissions, composition, flights);
    }

    @Bean
    Lane singleLane() {
        return make.apply(Delivery.Lane.SINGLE);
    }

    @Bean
    Lane bulkLane() {
        return make.apply(Delivery.Lane.BULK);
    }
}
