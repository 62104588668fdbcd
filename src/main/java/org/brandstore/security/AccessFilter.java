package org.brandstore.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Lets a request through only if the method that will handle it says to whom it is open, and an answer out only if the
 * method has checked all that it says. What the annotations and the credential tell is checked before; the store or snap
 * of the request is checked by the method, which gets it from {@link Rights}.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AccessFilter implements ContainerRequestFilter, ContainerResponseFilter {
    /** The console's session cookie; its secret is a credential of kind console. */
    public static final String SESSION_COOKIE = "brandstore-session";

    private final ResourceInfo resource;
    private final CurrentCaller current;
    private final Instance<AuthenticationScheme> schemes;
    private final ConcurrentMap<Method, Demand> demands = new ConcurrentHashMap<>();

    AccessFilter(ResourceInfo resource, CurrentCaller current, Instance<AuthenticationScheme> schemes) {
        this.resource = resource;
        this.current = current;
        this.schemes = schemes;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Demand demand = demands.computeIfAbsent(resource.getResourceMethod(), Demand::of);
        if (!demand.people()) {
            return;
        }
        boolean browser = resource.getResourceClass().isAnnotationPresent(BrowserFace.class);
        Caller caller = authenticate(presented(request, browser))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.AUTHENTICATION_REQUIRED,
                        "cannot " + demand.action() + " without valid credentials: sign in first"));
        if (browser && caller.credential().kind() != CredentialKind.CONSOLE) {
            // what credentials of programs allow is narrower than what their person may do there
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot use the console with this credential: sign in with a browser");
        }
        caller.meet(demand);
        current.set(caller, demand);
    }

    /** An answer for which nobody has checked who may have it does not leave. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean success = response.getStatus() < Response.Status.BAD_REQUEST.getStatusCode();
        if (success
                && current.findClearance().filter(made -> !made.isComplete()).isPresent()) {
            throw new IllegalStateException(
                    "answers before it has checked who may know: " + resource.getResourceMethod());
        }
    }

    /** The session cookie counts where browsers are meant, and nowhere else. */
    private static PresentedCredentials presented(ContainerRequestContext request, boolean browser) {
        return new PresentedCredentials(
                Optional.ofNullable(request.getHeaderString("Authorization")),
                Optional.ofNullable(request.getCookies().get(SESSION_COOKIE))
                        .filter(cookie -> browser)
                        .map(Cookie::getValue));
    }

    private Optional<Caller> authenticate(PresentedCredentials presented) {
        return schemes.stream()
                .flatMap(scheme -> scheme.authenticate(presented).stream())
                .findFirst()
                .filter(caller -> !caller.person().disabled());
    }
}
