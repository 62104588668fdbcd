package org.brandstore.api.door;

import io.vertx.core.http.impl.HttpUtils;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request is for, in the one spelling that everybody behind the door sees. Routes find a resource under every
 * spelling of its path; whatever else goes by the path (budgets, turns, headers of the console) would miss the odd ones.
 */
final class Target {
    /** What a path may hold that can also be spelt otherwise. */
    private static final Pattern ODD = Pattern.compile("//|/\\.|[%;]");

    private static final String SCHEME_END = "://";

    private Target() {}

    /**
     * The path from its slash on, without empty parts and dots, with letters that need no percent sign spelt without, and
     * the query as it was sent.
     *
     * @param sent the target of a request line, with or without scheme and host
     * @return empty if it is not the target of a request for anything here
     */
    static Optional<String> of(String sent) {
        int query = sent.indexOf('?');
        String before = query < 0 ? sent : sent.substring(0, query);
        String path = before.startsWith("/") ? before : withoutHost(before);
        if (!path.startsWith("/") || path.indexOf('#') >= 0) {
            return Optional.empty();
        }
        if (!ODD.matcher(path).find()) {
            return Optional.of(path.length() == before.length() ? sent : path + sent.substring(before.length()));
        }
        try {
            // behind a semicolon routes see parameters, which nothing here has
            String one = HttpUtils.normalizePath(path).replace(";", "%3B");
            return Optional.of(one + sent.substring(before.length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a percent sign without its digits
        }
    }

    private static String withoutHost(String absolute) {
        int end = absolute.indexOf(SCHEME_END);
        if (end < 0) {
            return "";
        }
        int slash = absolute.indexOf('/', end + SCHEME_END.length());
        return slash < 0 ? "/" : absolute.substring(slash);
    }
}
