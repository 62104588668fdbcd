package org.brandstore.console;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What every answer of the console tells the browser: to run and load nothing but our own files, to send nothing
 * elsewhere, to keep nothing. Who asks for a page without a session is sent to sign in.
 */
@Provider
class ConsoleHeaders implements ContainerResponseFilter {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!isConsole(request)) {
            return;
        }
        boolean toSignIn = response.getStatus() == 401 && request.getMethod().equals(HttpMethod.GET);
        if (toSignIn) {
            response.setEntity("");
            response.setStatus(303);
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Content-Security-Policy", POLICY);
        headers.putSingle("Referrer-Policy", "same-origin");
        headers.putSingle("X-Frame-Options", "DENY");
        headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
        headers.putSingle("Cross-Origin-Resource-Policy", "same-origin");
        headers.putSingle("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        headers.putIfAbsent("Cache-Control", List.of("no-store"));
        if (toSignIn) {
            headers.remove("WWW-Authenticate");
            headers.putSingle("Location", signIn(request.getUriInfo().getRequestUri()));
        }
    }

    /** Whether it is for the console. */
    static boolean isConsole(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.equals("/") || path.equals("/console") || path.startsWith("/console/");
    }

    /** A relative address, so that it is right behind any proxy. */
    private static String signIn(URI wanted) {
        return "/console/sign-in?next=" + URLEncoder.encode(wanted.getRawPath(), StandardCharsets.UTF_8);
    }
}
