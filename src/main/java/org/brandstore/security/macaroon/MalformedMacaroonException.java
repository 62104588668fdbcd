package org.brandstore.security.macaroon;

/** A text is not a macaroon of the form that {@link Macaroon} describes. The message never quotes the text: it may be a secret. */
public final class MalformedMacaroonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedMacaroonException(String message) {
        super("cannot read macaroon: " + message);
    }
}
