package io.fanfare.kernel;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Every error response, in one form: RFC 9457 problem details with a stable code, a short title and what to do next. */
@RestControllerAdvice
public class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Object> refused(Refused refused) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (refused.more().get("retryAfter") instanceof Long seconds) headers.set("Retry-After", seconds.toString());
        if (refused.status() == 401) headers.set("WWW-Authenticate", "Bearer");
        return new ResponseEntity<>(body(refused), headers, HttpStatusCode.valueOf(refused.status()));
    }

    @ExceptionHandler
    ResponseEntity<String> replayed(Replay replayed) {
        var answer = ResponseEntity.status(replayed.status).header("Idempotent-Replayed", "true");
        return replayed.body.isEmpty()
                ? answer.build()
                : answer.contentType(MediaType.APPLICATION_JSON).body(replayed.body);
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongType(MethodArgumentTypeMismatchException wrong) {
        if (wrong.getParameter().hasParameterAnnotation(PathVariable.class)) return refused(Refused.notFound());
        return refused(Refused.invalid(wrong.getName(), expected(wrong.getRequiredType())));
    }

    @ExceptionHandler
    ResponseEntity<Object> database(DataAccessException failed, WebRequest request) {
        var away = unavailable(failed);
        if (away.isPresent()) return refused(away.get());
        String state = state(failed);
        // Class 22: a value that the column can't hold, such as U+0000 inside free attributes.
        if (state.startsWith("22"))
            return refused(Refused.invalid("body", "contains a character or number that can't be stored"));
        if (state.startsWith("23")) return refused(constraint(failed));
        return broken(failed, request);
    }

    /** The refusal while the database is unreachable or has no free connection; empty for any other failure. */
    static Optional<Refused> unavailable(RuntimeException failed) {
        String state = state(failed);
        if (state.startsWith("57") || state.startsWith("08"))
            return Optional.of(Refused.unavailable("The database is restarting; try again."));
        boolean busy = failed instanceof CannotCreateTransactionException
                || failed instanceof DataAccessResourceFailureException
                || failed instanceof TransientDataAccessException;
        return busy
                ? Optional.of(Refused.unavailable("The database is busy or unreachable; try again in a moment."))
                : Optional.empty();
    }

    @ExceptionHandler
    ResponseEntity<Object> away(CannotCreateTransactionException away) {
        LOG.warn(
                "No connection to the database: {}",
                NestedExceptionUtils.getMostSpecificCause(away).getMessage());
        return refused(unavailable(away).orElseThrow());
    }

    /** Tomcat's own reading of query and form parameters. */
    @ExceptionHandler
    ResponseEntity<Object> unreadable(InvalidParameterException wrong) {
        return refused(Refused.invalid("query", "must be UTF-8, percent-encoded"));
    }

    @ExceptionHandler
    ResponseEntity<Object> broken(Exception broken, WebRequest request) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) return refused(refused);
            if (isFull(cause)) return refused(full(cause));
        }
        var problem = internal(request.getDescription(false), broken);
        request.setAttribute(Watch.FAILURE, broken, RequestAttributes.SCOPE_REQUEST);
        request.setAttribute(Watch.TRACE, String.valueOf(problem.get("traceId")), RequestAttributes.SCOPE_REQUEST);
        return ResponseEntity.status(500)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static Map<String, Object> internal(String where, Exception broken) {
        String trace = Traces.id().orElseGet(() -> Current.find()
                .map(Current::requestId)
                .orElseGet(Ids::next)
                .toString());
        LOG.error("Trace {}: {}", trace, where, broken);
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", title(500));
        problem.put("status", 500);
        problem.put("code", "internal");
        problem.put("detail", "An unexpected error occurred. Send the trace id to the operator of this server.");
        problem.put("traceId", trace);
        return problem;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException wrong, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = new LinkedHashMap<String, String>();
        wrong.getFieldErrors().forEach(e -> errors.putIfAbsent(e.getField(), message(e)));
        wrong.getGlobalErrors()
                .forEach(e -> errors.putIfAbsent(e.getObjectName(), String.valueOf(e.getDefaultMessage())));
        return refused(Refused.invalid(errors));
    }

    /** A query record reports a value of the wrong type as an error of its field. */
    private static String message(FieldError error) {
        return error.contains(TypeMismatchException.class)
                ? expected(error.unwrap(TypeMismatchException.class).getRequiredType())
                : ConstraintText.of(error);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException wrong, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = new LinkedHashMap<String, String>();
        wrong.getBeanResults().forEach(bean -> bean.getFieldErrors()
                .forEach(e -> errors.putIfAbsent(e.getField(), ConstraintText.of(e))));
        wrong.getValueResults()
                .forEach(value -> errors.putIfAbsent(
                        String.valueOf(value.getMethodParameter().getParameterName()),
                        ConstraintText.of(
                                String.valueOf(
                                        value.getResolvableErrors().getFirst().getDefaultMessage()),
                                value.getArgument())));
        return refused(Refused.invalid(errors));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException wrong, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        // The parser wraps a refusal that is thrown while the body is read, such as a body that is too large.
        for (Throwable cause = wrong; cause != null; cause = cause.getCause())
            if (cause instanceof Refused refused) return refused(refused);
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
            if (cause instanceof MismatchedInputException mismatch)
                return refused(Refused.invalid(path(mismatch), reason(mismatch)));
            if (cause instanceof DatabindException databind)
                return refused(Refused.invalid(path(databind), databind.getOriginalMessage()));
            if (cause instanceof StreamReadException malformed) {
                var at = malformed.getLocation();
                return refused(Refused.invalid(
                        "body",
                        "is not well-formed JSON (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
            }
        }
        return refused(Refused.invalid("body", "is missing or can't be read; send JSON"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException wrong, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (wrong instanceof MethodArgumentTypeMismatchException argument) return wrongType(argument);
        return refused(Refused.invalid(String.valueOf(wrong.getPropertyName()), expected(wrong.getRequiredType())));
    }

    /** A blank id is malformed like any other. */
    @Override
    protected @Nullable ResponseEntity<Object> handleMissingPathVariable(
            MissingPathVariableException missing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refused(Refused.notFound());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException large, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refused(Refused.tooLarge("The file is larger than this server accepts."));
    }

    /** An upload without a boundary, or one that ends before its last part does. */
    @ExceptionHandler
    ResponseEntity<Object> cutOff(MultipartException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause())
            if (cause instanceof Refused refused) return refused(refused);
        return refused(Refused.invalid("file", "must be in a complete multipart/form-data body; send it again"));
    }

    /** What Spring refuses itself: an unknown path, method or media type, a missing parameter. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception thrown, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.value() == 404) return refused(Refused.unknownPath());
        if (status.is5xxServerError()) return broken(thrown, request);
        String detail = body instanceof ProblemDetail problem
                ? String.valueOf(problem.getDetail())
                : String.valueOf(thrown.getMessage());
        var problem = new LinkedHashMap<String, Object>();
        var reason = HttpStatus.valueOf(status.value());
        problem.put("type", "about:blank");
        problem.put("title", title(status.value()));
        problem.put("status", status.value());
        problem.put("code", reason.name().toLowerCase(java.util.Locale.ROOT));
        problem.put("detail", detail);
        if (thrown instanceof org.springframework.web.bind.MissingServletRequestParameterException missing)
            problem.put("errors", Map.of(missing.getParameterName(), "is missing"));
        if (thrown instanceof org.springframework.web.multipart.support.MissingServletRequestPartException missing)
            problem.put("errors", Map.of(missing.getRequestPartName(), "is missing"));
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** For a refusal before there is a handler. */
    static void write(HttpServletResponse response, Refused refused) throws IOException {
        response.setStatus(refused.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (refused.more().get("retryAfter") instanceof Long seconds)
            response.setHeader("Retry-After", seconds.toString());
        response.getOutputStream().write(Json.of(body(refused)).text().getBytes(StandardCharsets.UTF_8));
    }

    /** A heading for people; programs read the code. */
    private static String title(int status) {
        return switch (status) {
            case 400 -> "Please check your input";
            case 401 -> "Sign-in required";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not supported";
            case 406, 415 -> "Format not supported";
            case 409 -> "This conflicts with the current state";
            case 413 -> "Too large";
            case 422 -> "This can't be processed";
            case 429 -> "Too many requests";
            case 503 -> "Temporarily unavailable";
            default -> status < 500 ? "Request refused" : "Something went wrong on our side";
        };
    }

    /** The members of the problem that a failed call in process would be as a response. */
    public static Map<String, Object> of(RuntimeException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) return body(refused);
            if (isFull(cause)) return body(full(cause));
        }
        var away = unavailable(failed);
        if (away.isPresent()) return body(away.get());
        if (failed instanceof DataAccessException data) {
            if (state(data).startsWith("22"))
                return body(Refused.invalid("arguments", "contain a character or number that can't be stored"));
            if (state(data).startsWith("23")) return body(constraint(data));
        }
        return internal("a call in process", failed);
    }

    private static Map<String, Object> body(Refused refused) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", title(refused.status()));
        problem.put("status", refused.status());
        problem.put("code", refused.code());
        problem.put("detail", refused.sentence());
        problem.putAll(refused.more());
        return problem;
    }

    /** Constraints are named after their refusals. */
    private static Refused constraint(DataAccessException failed) {
        String name = server(failed)
                .map(org.postgresql.util.ServerErrorMessage::getConstraint)
                .orElse("conflict");
        return Refused.conflict(
                name,
                "This conflicts with existing data (" + name.replace('_', ' ')
                        + "). Read it again, then repeat your change.");
    }

    /** Whether a file could not be written because the disk, or the share of it, is full. */
    private static boolean isFull(Throwable cause) {
        String text = cause instanceof IOException ? String.valueOf(cause.getMessage()) : "";
        return text.contains("No space left") || text.contains("Disk quota exceeded");
    }

    private static Refused full(Throwable cause) {
        LOG.error("The disk is full: {}", cause.getMessage());
        return Refused.unavailable("The server has no disk space left. Try again later, or tell its operator.");
    }

    private static String state(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause())
            if (cause instanceof java.sql.SQLException sql && sql.getSQLState() != null) return sql.getSQLState();
        return "";
    }

    private static Optional<org.postgresql.util.ServerErrorMessage> server(DataAccessException failed) {
        return failed.getMostSpecificCause() instanceof PSQLException sql
                ? Optional.ofNullable(sql.getServerErrorMessage())
                : Optional.empty();
    }

    static String reason(MismatchedInputException wrong) {
        if (wrong instanceof UnrecognizedPropertyException) return UnknownInput.UNKNOWN;
        boolean said = wrong instanceof InvalidFormatException malformed
                && (wrong.getTargetType() == String.class || malformed.getValue() instanceof java.math.BigDecimal);
        return said ? wrong.getOriginalMessage() : expected(wrong.getTargetType());
    }

    static String path(DatabindException wrong) {
        var path = new StringBuilder();
        for (var step : wrong.getPath()) {
            if (step.getPropertyName() == null)
                path.append('[').append(step.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) return "has the wrong type";
        if (type.isEnum()) {
            var names = java.util.Arrays.stream(type.getEnumConstants())
                    .map(c -> ((Enum<?>) c).name().toLowerCase(java.util.Locale.ROOT))
                    .toList();
            return "must be one of " + String.join(", ", names);
        }
        if (type == String.class) return "must be a text";
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class)
            return "must be a number";
        if (type == boolean.class || type == Boolean.class) return "must be true or false";
        if (type == java.time.LocalDate.class) return "must be a date, e.g. 2026-11-21";
        if (type == java.time.Instant.class || type == java.time.OffsetDateTime.class)
            return "must be a time with an offset, e.g. 2026-11-21T09:30:00Z";
        if (type == java.util.UUID.class) return "must be an id (UUID)";
        if (java.util.Collection.class.isAssignableFrom(type)) return "must be a list";
        return "must be an object of the documented shape";
    }
}
