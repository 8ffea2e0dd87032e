package io.fanfare.kernel;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The registry of all operations. {@link Invocation} is the way into them. */
@Component
public class Operations {
    private final ApplicationContext context;
    private volatile @Nullable Map<String, Operation> byId;

    Operations(ApplicationContext context) {
        this.context = context;
    }

    /** All operations by operationId. */
    public Map<String, Operation> all() {
        Map<String, Operation> known = byId;
        if (known == null) byId = known = scan();
        return known;
    }

    /** All operations in the order of their paths. */
    public List<Operation> list() {
        return all().values().stream()
                .sorted(Comparator.comparing(Operation::path).thenComparing(Operation::httpMethod))
                .toList();
    }

    public Operation get(String id) {
        var operation = all().get(id);
        if (operation == null) throw new IllegalStateException("there is no operation " + id);
        return operation;
    }

    public boolean has(String id) {
        return all().containsKey(id);
    }

    /** The named operations that the caller has the permission for: the {@code can} of a response. */
    public List<String> permitted(List<String> ids) {
        var current = Current.get();
        return ids.stream().filter(id -> has(id) && get(id).permits(current)).toList();
    }

    /** The operation that reads what this one changes: the GET of the same path. */
    Optional<Operation> readerOf(Operation operation) {
        return all().values().stream()
                .filter(other -> other.reads() && other.path().equals(operation.path()))
                .findFirst();
    }

    /** The operation that resolves a check, ready to call. */
    public Check.Fix fix(String id, Map<String, ?> variables, @Nullable Map<String, Object> body) {
        var operation = get(id);
        return new Check.Fix(id, operation.httpMethod(), operation.at(variables), body);
    }

    private Map<String, Operation> scan() {
        var found = new HashMap<String, Operation>();
        var mapping = context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        mapping.getHandlerMethods().forEach((info, handler) -> {
            var allow = handler.getMethodAnnotation(Allow.class);
            if (allow == null) return;
            String verb =
                    info.getMethodsCondition().getMethods().iterator().next().name();
            String path = info.getPatternValues().iterator().next();
            Class<?> door = ClassUtils.getUserClass(handler.getBeanType());
            var method = AopUtils.selectInvocableMethod(handler.getMethod(), door);
            method.setAccessible(true);
            var twin = found.put(method.getName(), new Operation(method.getName(), verb, path, allow, method, door));
            if (twin != null) throw new IllegalStateException("two operations are named " + method.getName());
        });
        return Map.copyOf(found);
    }
}
