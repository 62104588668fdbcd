package org.brandstore.api.error;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/** What Quarkus finds wrong with a body, said in the words of the request and not in those of our code. */
@Singleton
public class BadInputMappers {
    private final ErrorMappers errors;

    BadInputMappers(ErrorMappers errors) {
        this.errors = errors;
    }

    /** JSON of the wrong type, such as a list where a text belongs. */
    @ServerExceptionMapper
    public Response types(MismatchedInputException e, SimpleResourceInfo resource, UriInfo uri) {
        String field = e.getPath().stream().map(BadInputMappers::step).collect(Collectors.joining("."));
        String where = field.isEmpty() ? "the body" : field;
        boolean trailing = e.getOriginalMessage().startsWith("Trailing token");
        return errors.domain(
                new StoreException(
                        ErrorCode.INVALID_FIELD,
                        trailing
                                ? "cannot read the request: it must be one JSON document, with nothing after it"
                                : "cannot read the request: " + where + " must be " + words(e.getTargetType()),
                        e),
                resource,
                uri);
    }

    /** A field that the body does not have: a misspelt one must not be taken for one that was left out. */
    @ServerExceptionMapper
    public Response unknownField(UnrecognizedPropertyException e, SimpleResourceInfo resource, UriInfo uri) {
        String field = e.getPath().stream().map(BadInputMappers::step).collect(Collectors.joining("."));
        String known =
                e.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        return errors.domain(
                new StoreException(
                        ErrorCode.INVALID_FIELD,
                        "cannot read the request: it has no field \"" + (field.isEmpty() ? e.getPropertyName() : field)
                                + "\"; its fields are " + known,
                        e),
                resource,
                uri);
    }

    /** Fields that are missing, too long or out of range. */
    @ServerExceptionMapper
    public Response rules(ConstraintViolationException e, SimpleResourceInfo resource, UriInfo uri) {
        List<ErrorDetail> details = e.getConstraintViolations().stream()
                .map(BadInputMappers::sentence)
                .sorted(Comparator.naturalOrder())
                .map(text -> new ErrorDetail(ErrorCode.INVALID_FIELD, text))
                .toList();
        return errors.domain(new StoreException(details), resource, uri);
    }

    private static String step(JsonMappingException.Reference reference) {
        String name = reference.getFieldName();
        return name == null ? Integer.toString(reference.getIndex()) : name;
    }

    private static String words(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return "an object";
    }

    private static String sentence(ConstraintViolation<?> violation) {
        String field = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(node -> node.getKind() == ElementKind.PROPERTY)
                .map(BadInputMappers::wireName)
                .collect(Collectors.joining("."));
        String where = field.isEmpty() ? "the body" : field;
        return "cannot read the request: " + where + " " + violation.getMessage();
    }

    /** Requests write names of several words with hyphens. */
    private static String wireName(Path.Node node) {
        String index = node.getIndex() == null ? "" : node.getIndex() + ".";
        return index + node.getName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
