package io.fanfare.delivery;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One worker for single messages and one for bulk, so that the first never wait behind the second. */
@Configuration(proxyBeanMethods = false)
class DeliveryLanes {
    private final Function<Delivery.Lane, Lane> make;

    DeliveryLanes(
            DeliveryStore store,
            Transactions transactions,
            Now now,
            List<Channel> channels,
            List<Composer> composers,
            ApplicationEventPublisher events,
            Audit audit,
            Live live) {
        Map<String, Channel> byName = channels.stream().collect(Collectors.toMap(Channel::name, c -> c));
        Map<String, Composer> byKind = composers.stream().collect(Collectors.toMap(Composer::itemKind, c -> c));
        make = lane -> new Dispatch(lane, store, transactions, now, byName, byKind, events, audit, live);
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
