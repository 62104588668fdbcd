package org.brandstore.console;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.brandstore.security.AccessFilter;

/** What a browser sends that holds a session. It follows no redirect, so that tests see where they lead. */
public record ConsoleBrowser(String session) {
    public Response get(String path) {
        return request().get(path);
    }

    public Response getIfChanged(String path, String tag) {
        return request().header("If-None-Match", tag).get(path);
    }

    /** @param fields names and values in turn; the page's token is sent too */
    public Response post(String path, String... fields) {
        return postWith(CsrfTokens.of(session), path, fields);
    }

    public Response postWith(String csrf, String path, String... fields) {
        RequestSpecification request = request()
                .contentType("application/x-www-form-urlencoded;charset=UTF-8")
                .formParam("csrf", csrf);
        for (int i = 0; i < fields.length; i += 2) {
            request.formParam(fields[i], fields[i + 1]);
        }
        return request.post(path);
    }

    private RequestSpecification request() {
        return given().redirects().follow(false).cookie(AccessFilter.SESSION_COOKIE, session);
    }
}
