package org.brandstore.console;

import org.jspecify.annotations.Nullable;

/** Where to go after signing in: only pages of the console itself, so that nobody is sent elsewhere. */
public final class SafePath {
    private SafePath() {}

    public static String of(@Nullable String wanted) {
        return wanted != null && wanted.matches("/console(/[A-Za-z0-9-]{1,64}){0,4}") ? wanted : "/console";
    }
}
