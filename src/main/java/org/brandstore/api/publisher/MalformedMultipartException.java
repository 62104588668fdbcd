package org.brandstore.api.publisher;

import java.io.IOException;

/** A multipart body that does not have the form it should, or that ends too early. */
final class MalformedMultipartException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedMultipartException(String message) {
        super(message);
    }
}
