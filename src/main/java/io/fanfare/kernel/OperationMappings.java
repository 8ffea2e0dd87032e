package io.fanfare.kernel;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Compares the beginning of a path before anything else. A path with an id is looked for among the mappings of all
 * operations, and that took a fifth of the time of a read.
 */
final class OperationMappings extends RequestMappingHandlerMapping {
    private final Map<RequestMappingInfo, String> beginnings = new ConcurrentHashMap<>();

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo mapping, HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean plain = request.getContextPath().isEmpty()
                && path.indexOf('%') < 0
                && path.indexOf(';') < 0
                && !path.contains("//");
        String beginning = beginnings.computeIfAbsent(mapping, OperationMappings::beginning);
        if (plain && !path.startsWith(beginning)) return null;
        return super.getMatchingMapping(mapping, request);
    }

    /** What all paths of a mapping begin with. */
    private static String beginning(RequestMappingInfo mapping) {
        Set<String> patterns = mapping.getPatternValues();
        if (patterns.size() != 1) return "";
        String pattern = patterns.iterator().next();
        int variable = pattern.indexOf('{');
        int wildcard = pattern.indexOf('*');
        int end = Math.min(variable < 0 ? pattern.length() : variable, wildcard < 0 ? pattern.length() : wildcard);
        return end == pattern.length() ? pattern : pattern.substring(0, pattern.lastIndexOf('/', end));
    }
}
