package org.brandstore.api.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;

/** Turns a list of errors into the bytes of a dialect. */
@Singleton
public class ErrorBodies {
    private final ObjectMapper json;

    ErrorBodies(ObjectMapper json) {
        this.json = json;
    }

    /** The exact Content-Type of the dialect: clients compare it as a whole string (device-api.md 10). */
    public String contentType(ErrorDialect dialect) {
        return switch (dialect) {
            case ERROR_LIST, ERROR_LIST_UNDERSCORE -> "application/json";
            case PROBLEM -> "application/problem+json";
            case HTML -> "text/html;charset=UTF-8";
        };
    }

    /** @param traceId shown where the dialect has a place for it */
    public byte[] render(ErrorDialect dialect, int status, List<ErrorDetail> details, String traceId) {
        return switch (dialect) {
            case ERROR_LIST -> write(errorList("error-list", details));
            case ERROR_LIST_UNDERSCORE -> write(withTop(errorList("error_list", details), details.getFirst()));
            case PROBLEM -> write(problem(status, details, traceId));
            case HTML -> page(status, details.getFirst(), traceId);
        };
    }

    private ObjectNode errorList(String key, List<ErrorDetail> details) {
        ObjectNode body = json.createObjectNode();
        ArrayNode list = body.putArray(key);
        for (ErrorDetail detail : details) {
            ObjectNode item =
                    list.addObject().put("code", detail.code().wireCode()).put("message", detail.message());
            if (!detail.extra().isEmpty()) {
                item.set("extra", json.valueToTree(detail.extra()));
            }
        }
        return body;
    }

    /** The client of the sign-on service reads the code in capitals at the top, others in the list (publisher-api.md 3.2). */
    private ObjectNode withTop(ObjectNode body, ErrorDetail first) {
        body.put("code", topCode(first.code())).put("message", first.message());
        if (!first.extra().isEmpty()) {
            body.set("extra", json.valueToTree(first.extra()));
        }
        return body;
    }

    /** That client knows one code for all bad input. */
    private static String topCode(ErrorCode code) {
        boolean badInput = code == ErrorCode.INVALID_FIELD || code == ErrorCode.INVALID_REQUEST;
        return badInput
                ? "INVALID_DATA"
                : code.wireCode().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private ObjectNode problem(int status, List<ErrorDetail> details, String traceId) {
        ErrorDetail first = details.getFirst();
        ObjectNode body = json.createObjectNode()
                .put("type", "/problems/" + first.code().wireCode())
                .put("title", first.code().title())
                .put("status", status)
                .put("detail", first.message())
                .put("code", first.code().wireCode())
                .put("instance", "urn:trace:" + traceId);
        if (details.size() > 1) {
            body.setAll(errorList("errors", details));
        }
        return body;
    }

    private static byte[] page(int status, ErrorDetail detail, String traceId) {
        return """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>%1$s</title>\
            <link rel="stylesheet" href="/console/assets/console.css"></head><body class="plain"><main class="card">\
            <h1>%1$s</h1><p>%2$s</p><p class="muted">%3$d &middot; trace %4$s</p><p><a href="/console">Back to the console</a></p>\
            </main></body></html>
            """.formatted(escape(detail.code().title()), escape(detail.message()), status, traceId)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private byte[] write(ObjectNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an error body", e);
        }
    }
}
