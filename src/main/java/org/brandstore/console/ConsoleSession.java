package org.brandstore.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.AccessFilter;
import org.brandstore.security.Caller;
import org.brandstore.security.CurrentCaller;
import org.jspecify.annotations.Nullable;

/** The signed-in browser behind the present request. */
@RequestScoped
public class ConsoleSession {
    private final CurrentCaller current;
    private final HttpHeaders headers;

    ConsoleSession(CurrentCaller current, HttpHeaders headers) {
        this.current = current;
        this.headers = headers;
    }

    /** Who is signed in. */
    public Caller caller() {
        return current.get();
    }

    /** The token for the forms of this session's pages. */
    public String csrf() {
        return CsrfTokens.of(secret());
    }

    /** Every form that changes something comes through here. */
    public Caller requireForm(@Nullable String token) {
        Caller caller = caller();
        if (token == null || !CsrfTokens.matches(secret(), token)) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN, "cannot accept the form: it is not from a page of this session");
        }
        return caller;
    }

    private String secret() {
        return Optional.ofNullable(headers.getCookies().get(AccessFilter.SESSION_COOKIE))
                .map(Cookie::getValue)
                .orElse("");
    }
}
