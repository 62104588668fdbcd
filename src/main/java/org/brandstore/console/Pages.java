package org.brandstore.console;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Turns templates into answers. */
public final class Pages {
    public static final String TYPE = "text/html;charset=UTF-8";

    private Pages() {}

    public static Response page(int status, TemplateInstance template) {
        return Response.status(status)
                .header("Content-Type", TYPE)
                .entity(template.render())
                .build();
    }

    /** Sends the browser on to a page of the console. The address stays relative, so that it is right behind any proxy. */
    public static Response.ResponseBuilder redirect(String path) {
        return Response.status(Response.Status.SEE_OTHER).header("Location", path);
    }

    /** A page that looks for changes of itself: it is sent again only if it would look different. */
    public static Response live(TemplateInstance template, Request request) {
        String html = template.render();
        EntityTag tag = new EntityTag(Assets.version(html.getBytes(StandardCharsets.UTF_8)));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged != null ? unchanged : Response.ok(html).header("Content-Type", TYPE);
        return answer.tag(tag).build();
    }
}
