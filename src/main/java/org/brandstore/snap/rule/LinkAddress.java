package org.brandstore.snap.rule;

import java.util.Locale;
import java.util.regex.Pattern;

/** An address that people can follow: http, https or mailto, or a mail address alone. */
public final class LinkAddress {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern PORT = Pattern.compile("(?::[0-9]*)?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._:~!$&'()*+,;=%@-]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.~!$&'()*+,;=:<>\"\\[\\]\u0080-\uffff-]*");
    private static final Pattern ESCAPES = Pattern.compile("(?:[^%]|%[0-9a-fA-F]{2})*+");
    /** Beyond ASCII only: those of letters that an address can hold are written as they are. */
    private static final Pattern HOST_ESCAPES = Pattern.compile("(?:[^%]|%[89a-fA-F][0-9a-fA-F]|%25)*+");

    private static final Pattern BRACKETS = Pattern.compile("\\[([0-9a-fA-F:.]*)\\](.*)");
    private static final int LONGEST = 2_000;

    private LinkAddress() {}

    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return false;
        }
        int hash = text.indexOf('#');
        String address = hash < 0 ? text : text.substring(0, hash);
        if (hash >= 0 && !hasGoodEscapes(text.substring(hash + 1))) {
            return false;
        }
        String scheme = scheme(address);
        String rest = scheme.isEmpty() ? address : address.substring(scheme.length() + 1);
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "" -> !address.startsWith(":") && text.contains("@") && isRelative(rest);
            case "mailto" -> text.contains("@") && (!rest.startsWith("/") || isHierarchy(rest));
            case "http", "https" -> !rest.startsWith("/") || isHierarchy(rest);
            default -> false;
        };
    }

    private static String scheme(String address) {
        int colon = address.indexOf(':');
        return colon > 0 && SCHEME.matcher(address.substring(0, colon)).matches() ? address.substring(0, colon) : "";
    }

    private static boolean isRelative(String address) {
        String path = withoutQuery(address);
        if (path.startsWith("///")) {
            return hasGoodEscapes(path);
        }
        if (path.startsWith("/")) {
            return isHierarchy(address);
        }
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        return !first.contains(":") && hasGoodEscapes(path);
    }

    /** What follows the scheme, with or without a host. */
    private static boolean isHierarchy(String rest) {
        String path = withoutQuery(rest);
        if (!path.startsWith("//")) {
            return hasGoodEscapes(path);
        }
        int slash = path.indexOf('/', 2);
        String authority = slash < 0 ? path.substring(2) : path.substring(2, slash);
        return isAuthority(authority) && (slash < 0 || hasGoodEscapes(path.substring(slash)));
    }

    private static boolean isAuthority(String authority) {
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        return USER.matcher(user).matches() && hasGoodEscapes(user) && isHost(authority.substring(at + 1));
    }

    private static boolean isHost(String host) {
        if (host.contains("[") || host.contains("]")) {
            var brackets = BRACKETS.matcher(host);
            return brackets.matches() && PORT.matcher(brackets.group(2)).matches();
        }
        int colon = host.lastIndexOf(':');
        return (colon < 0 || PORT.matcher(host.substring(colon)).matches())
                && HOST.matcher(host.replace("%", "")).matches()
                && HOST_ESCAPES.matcher(host).matches();
    }

    private static String withoutQuery(String text) {
        int mark = text.indexOf('?');
        return mark < 0 ? text : text.substring(0, mark);
    }

    private static boolean hasGoodEscapes(String text) {
        return ESCAPES.matcher(text).matches();
    }
}
