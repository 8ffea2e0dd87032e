package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Operations that are called in process, by themselves and by another operation that has no transaction. */
class InvocationTest {
    private final Api owner = Api.workspace();
    private final Invocation invocation = Api.bean(Invocation.class);
    private final Operations operations = Api.bean(Operations.class);

    @Test
    void a_call_returns_what_the_request_would() {
        var created = call("createCampaign", Map.of("name", "Spring", "type", "product_launch"), as(owner, null));
        assertThat(created.status()).isEqualTo(201);
        String id = Json.tree(Objects.requireNonNull(created.body())).get("id").stringValue();
        assertThat(owner.get("/api/campaigns/" + id).expect(200).text("name")).isEqualTo("Spring");
        assertThat(call("archiveCampaign", Map.of("id", id), as(owner, null)))
                .isEqualTo(new Invocation.Response(204, null));
    }

    @Test
    void each_call_of_an_operation_has_its_own_transaction_and_audit_row_and_one_that_fails_leaves_the_others() {
        around("resetPassword", as(owner, null), () -> {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isFalse();
            call("createBrand", Map.of("name", "First"), Current.get());
            refused(400, () -> call("createBrand", Map.of("name", ""), Current.get()));
            call("createBrand", Map.of("name", "Second"), Current.get());
        });

        assertThat(names("/api/brands").stream().skip(1)).containsExactlyInAnyOrder("First", "Second");
        assertThat(audited("createBrand")).isEqualTo(2);
        assertThat(audited("resetPassword")).isZero();
    }

    @Test
    void a_repetition_of_the_operation_around_repeats_none_of_its_calls() {
        for (int repetition = 0; repetition < 2; repetition++)
            around("resetPassword", as(owner, "the key"), () -> {
                var first = call("createBrand", Map.of("name", "First"), Current.get());
                var second = call("createBrand", Map.of("name", "Second"), Current.get());
                assertThat(List.of(first.status(), second.status())).containsOnly(201);
            });

        assertThat(names("/api/brands").stream().skip(1)).containsExactlyInAnyOrder("First", "Second");
        around(
                "resetPassword",
                as(owner, "the key"),
                () -> refused(422, () -> call("createBrand", Map.of("name", "Another"), Current.get())));
    }

    @Test
    void the_role_is_looked_up_again_for_each_call() {
        var editor = owner.as("editor");
        var stale = as(editor, null);
        call("createCampaign", Map.of("name", "Spring", "type", "product_launch"), stale);

        owner.patch("/api/members/" + editor.person, Map.of("role", "viewer")).expect(200);
        refused(403, () -> call("createCampaign", Map.of("name", "Summer", "type", "product_launch"), stale));

        owner.delete("/api/members/" + editor.person).expect(204);
        refused(401, () -> call("listCampaigns", Map.of(), stale));
    }

    @Test
    void arguments_are_checked_as_those_of_a_request_are() {
        var me = as(owner, null);
        assertThat(errors(() -> call("createBrand", Map.of(), me)).toString()).contains("name=");
        assertThat(errors(() -> call("listCampaigns", Map.of("limit", "many"), me))
                        .toString())
                .contains("limit=");
        assertThat(errors(() -> call("listCampaigns", Map.of("weather", "fine"), me))
                        .toString())
                .contains("weather=");
        refused(404, () -> call("readCampaign", Map.of("id", "x"), me));
        refused(404, () -> call("readCampaign", Map.of("id", Ids.next()), me));
        assertThat(errors(() -> call("readCampaign", Map.of(), me)).toString()).contains("id=");
        assertThat(call("listCampaigns", Map.of("limit", 5), me).status()).isEqualTo(200);
    }

    @Test
    void each_call_counts_for_the_rate_of_its_caller() {
        var context = Api.context();
        var slow = new Rates(0.001);
        var limited = new Invocation(
                operations,
                context,
                context.getBeanProvider(Transactions.class),
                context.getBeanProvider(IdempotencyKeys.class),
                context.getBeanProvider(Audit.class),
                context.getBeanProvider(Arguments.class),
                context.getBeanProvider(Authenticator.class),
                new ObjectProvider<>() {
                    @Override
                    public Rates getObject() {
                        return slow;
                    }
                });
        refused(429, () -> {
            for (int i = 0; i < 5; i++) limited.call("listBrands", Map.of(), as(owner, null));
        });
    }

    @Test
    void a_call_within_a_transaction_is_a_mistake_of_the_caller() {
        var me = as(owner, null);
        assertThatThrownBy(() -> me.run(() ->
                        Api.bean(Transactions.class).write(() -> call("createBrand", Map.of("name", "Aurora"), me))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("createBrand is called in a transaction");
    }

    private Invocation.Response call(String operation, Map<String, ?> arguments, Current caller) {
        return invocation.call(operation, arguments, caller);
    }

    /** Who talks through this client, as the door found it out. */
    private static Current as(Api api, @Nullable String key) {
        return Api.bean(Authenticator.class).authenticate(api.token(), Ids.next(), key);
    }

    /** Runs an operation that has no transaction with this body instead of its own. */
    private void around(String operation, Current caller, Runnable body) {
        caller.run(() -> {
            try {
                invocation.invoke(new Outer(operations.get(operation).method(), body));
            } catch (RuntimeException | Error thrown) {
                throw thrown;
            } catch (Throwable checked) {
                throw new IllegalStateException(checked);
            }
        });
    }

    private record Outer(Method method, Runnable body) implements MethodInvocation {
        @Override
        public Method getMethod() {
            return method;
        }

        @Override
        public Object[] getArguments() {
            return new Object[0];
        }

        @Override
        public @Nullable Object proceed() {
            body.run();
            return null;
        }

        @Override
        public Object getThis() {
            return body;
        }

        @Override
        public AccessibleObject getStaticPart() {
            return method;
        }
    }

    private static void refused(int status, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.status())
                .isEqualTo(status));
    }

    private static Map<?, ?> errors(Runnable call) {
        try {
            call.run();
        } catch (Refused refused) {
            assertThat(refused.status()).isEqualTo(400);
            return (Map<?, ?>) Objects.requireNonNull(refused.more().get("errors"));
        }
        throw new AssertionError("not refused");
    }

    private List<String> names(String path) {
        var names = new ArrayList<String>();
        owner.get(path)
                .expect(200)
                .at("items")
                .forEach(item -> names.add(item.get("name").stringValue()));
        return names;
    }

    private long audited(String operation) {
        return owner.get("/api/audit?operation=" + operation)
                .expect(200)
                .at("items")
                .size();
    }
}
