package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LongComputationTest {
    private final UUID workspace = new UUID(0, 1);

    private static <T> T inVirtualThread(Callable<T> work) throws Exception {
        Future<T> result;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            result = threads.submit(work);
        }
        return result.get();
    }

    @Test
    void it_leaves_the_virtual_thread_and_keeps_the_caller() throws Exception {
        var seen = inVirtualThread(() -> Current.house(workspace, "test")
                .call(() -> LongComputation.run(() ->
                        Thread.currentThread().isVirtual() + " " + Current.get().workspace())));
        assertThat(seen).isEqualTo("false " + workspace);
        assertThat(inVirtualThread(
                        () -> LongComputation.run(() -> Current.find().isPresent())))
                .isFalse();
    }

    @Test
    void a_transaction_stays_in_its_thread() throws Exception {
        var owner = Api.workspace();
        boolean virtual =
                inVirtualThread(() -> Current.house(owner.workspace, "test").call(() -> Api.bean(Transactions.class)
                        .read(() ->
                                LongComputation.run(() -> Thread.currentThread().isVirtual()))));
        assertThat(virtual).isTrue();
    }

    @Test
    void what_it_throws_is_thrown_to_the_caller() {
        assertThatThrownBy(() -> inVirtualThread(() -> LongComputation.run(() -> {
                    throw new IOException("unreadable");
                })))
                .hasRootCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("unreadable");
        assertThatThrownBy(() -> inVirtualThread(() -> LongComputation.run(() -> {
                    throw Refused.invalid("file", "is damaged");
                })))
                .hasRootCauseInstanceOf(Refused.class);
        assertThatThrownBy(() -> inVirtualThread(() -> LongComputation.run(() -> {
                    throw new StackOverflowError();
                })))
                .hasRootCauseInstanceOf(StackOverflowError.class);
    }
}
