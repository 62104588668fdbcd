package org.brandstore.api.door;

import java.util.Locale;

/** The header in which a device sends its session: {@code Macaroon root="TOKEN"} (device-api.md 3). */
public final class SessionHeader {
    private static final String SESSION_PREFIX = "macaroon root=\"";

    private SessionHeader() {}

    /** The text between the quotes of {@code Macaroon root="..."}; anything else is no token of ours, whatever it is. */
    public static String root(String header) {
        if (header.length() < SESSION_PREFIX.length()
                || !header.substring(0, SESSION_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .equals(SESSION_PREFIX)) {
            return "";
        }
        int end = header.indexOf('"', SESSION_PREFIX.length());
        return end < 0 ? "" : header.substring(SESSION_PREFIX.length(), end);
    }
}
