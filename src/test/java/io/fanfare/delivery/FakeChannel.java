package io.fanfare.delivery;

import io.fanfare.kernel.Current;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An outside that does as it is told for each target, and remembers what reached it. */
@Component
class FakeChannel implements Channel, Composer {
    final Map<String, AtomicInteger> arrived = new ConcurrentHashMap<>();
    final Map<String, Function<Delivery, Outcome>> answers = new ConcurrentHashMap<>();
    final Map<String, Consumer<Delivery>> whilePacking = new ConcurrentHashMap<>();
    final Map<String, RuntimeException> brokenComposing = new ConcurrentHashMap<>();
    final Map<String, RuntimeException> brokenRendering = new ConcurrentHashMap<>();
    final Map<String, Optional<Outcome>> known = new ConcurrentHashMap<>();
    /** What each was sent for. */
    final Map<String, String> digests = new ConcurrentHashMap<>();

    final Map<UUID, Route> rates = new ConcurrentHashMap<>();
    final Map<String, Runnable> whileAsked = new ConcurrentHashMap<>();
    final List<UUID> sent = new CopyOnWriteArrayList<>();

    int arrivals(String target) {
        return arrived.getOrDefault(target, new AtomicInteger()).get();
    }

    void arrive(String target) {
        arrived.computeIfAbsent(target, t -> new AtomicInteger()).incrementAndGet();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public int window() {
        return 7;
    }

    @Override
    public Route route(@Nullable String target) {
        return rates.getOrDefault(Current.get().workspace(), new Route("fake", 1_000_000, 1_000_000, null));
    }

    @Override
    public Parcel pack(Delivery delivery, Message message, Route route) {
        var hook = whilePacking.remove(delivery.target());
        if (hook != null) hook.accept(delivery);
        return new Parcel("fake", delivery.target().getBytes(StandardCharsets.UTF_8), null);
    }

    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        sent.add(delivery.id());
        digests.put(delivery.target(), delivery.itemDigest());
        var answer = answers.get(delivery.target());
        if (answer != null) return answer.apply(delivery);
        arrive(delivery.target());
        return new Outcome.Accepted("ok");
    }

    @Override
    public Optional<Outcome> lookUp(Delivery delivery) {
        var hook = whileAsked.remove(delivery.target());
        if (hook != null) hook.run();
        return known.getOrDefault(delivery.target(), Optional.empty());
    }

    @Override
    public String itemKind() {
        return "fake";
    }

    @Override
    public Renderer prepare(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            var broken = brokenComposing.remove(delivery.target());
            if (broken != null) throw broken;
        }
        return delivery -> {
            var broken = brokenRendering.get(delivery.target());
            if (broken != null) throw broken;
            return new Message.Post(
                    delivery.itemId(), null, delivery.target(), List.of(), Map.of(), null, null, List.of());
        };
    }
}
