package org.brandstore.snap.fields;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.rule.SnapPath;
import org.brandstore.snap.yaml.YamlFields;

/** Checks the {@code sockets} of an app, on which its service is started. */
final class SocketFields {
    private static final String ADDRESS = "listen-stream";
    private static final Pattern NAME = Pattern.compile("(?=.*[a-z])[a-z0-9]++(?:-[a-z0-9]++)*+");
    private static final int LONGEST_NAME = 255;
    private static final int MOST_MODE = 0777;
    private static final long MOST_BITS = 0xFFFF_FFFFL;
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "[::1]", "[::]");
    private static final Pattern PORT = Pattern.compile("0*([1-9][0-9]{0,4})");
    private static final int MOST_PORT = 65_535;

    private SocketFields() {}

    /** @param scope system or user; empty for an app that is no service */
    static void check(YamlFields app, SnapName snap, String scope) {
        YamlFields sockets = app.section("sockets");
        for (String name : sockets.names()) {
            if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
                throw sockets.wrong(name, "the name must be a-z, 0-9 and single inner dashes, with a letter");
            }
            YamlFields socket = sockets.fieldsOrNone(name);
            if (socket.unsigned("socket-mode", MOST_BITS).orElse(0L) > MOST_MODE) {
                throw socket.wrong("socket-mode", "it must be a mode of 0 to 0777");
            }
            checkAddress(socket, snap, scope);
        }
    }

    private static void checkAddress(YamlFields socket, SnapName snap, String scope) {
        String address = socket.text(ADDRESS).orElse("");
        if (address.startsWith("/") || address.startsWith("$")) {
            checkPath(socket, address, scope);
        } else if (address.startsWith("@")) {
            String prefix = "@snap." + snap.value() + ".";
            if (!address.startsWith(prefix)) {
                throw socket.wrong(ADDRESS, "an abstract socket must begin with " + prefix);
            }
        } else if (!isNetwork(address)) {
            throw socket.wrong(
                    ADDRESS,
                    "it must be a port, or 127.0.0.1, [::1] or [::] with a port, or a path, or an abstract socket");
        }
    }

    private static void checkPath(YamlFields socket, String path, String scope) {
        List<String> places = switch (scope) {
            case "system" -> List.of("$SNAP_DATA/", "$SNAP_COMMON/", "$XDG_RUNTIME_DIR/");
            case "user" -> List.of("$SNAP_USER_DATA/", "$SNAP_USER_COMMON/", "$XDG_RUNTIME_DIR/");
            default -> throw socket.wrong(ADDRESS, "a path is only for services, which have a daemon field");
        };
        if (!SnapPath.isClean(path) || places.stream().noneMatch(path::startsWith)) {
            throw socket.wrong(
                    ADDRESS, "a path of this daemon-scope must be clean and begin with " + String.join(" or ", places));
        }
    }

    private static boolean isNetwork(String address) {
        int colon = address.lastIndexOf(':');
        var port = PORT.matcher(address.substring(colon + 1));
        return (colon < 0 || HOSTS.contains(address.substring(0, colon)))
                && port.matches()
                && Integer.parseInt(port.group(1)) <= MOST_PORT;
    }
}
