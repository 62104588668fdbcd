package org.brandstore.console;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.problem.StoreException;

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

    /**
     * Does what a form asks for and goes on. What goes wrong is told on a page, so that nothing that was typed is lost.
     *
     * @param next where to go on
     * @param otherwise makes the page from what went wrong, as a sentence
     */
    public static Response attempt(String next, Runnable deed, Function<String, TemplateInstance> otherwise) {
        return attempt(
                () -> {
                    deed.run();
                    return redirect(next).build();
                },
                otherwise);
    }

    /** The same for forms that are answered in another way than with one page to go on to. */
    public static Response attempt(Supplier<Response> deed, Function<String, TemplateInstance> otherwise) {
        try {
            return deed.get();
        } catch (StoreException e) {
            return page(e.code().category().status(), otherwise.apply(Sentences.of(e)));
        } catch (InvalidNameException e) {
            return page(400, otherwise.apply(Sentences.of(String.valueOf(e.getMessage()))));
        }
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
