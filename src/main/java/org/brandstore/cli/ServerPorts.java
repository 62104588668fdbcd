package org.brandstore.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** On which ports the store answers, for commands that run it: two stores on one machine need different ones. */
@Command
public final class ServerPorts {
    private static final String PUBLIC_URL = "brandstore.site.public-url";
    private static final int LARGEST = 65_535;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port for clients (quarkus.http.port, 8080 if neither is said).")
    @Nullable Integer port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "The port for health and metrics (quarkus.management.port, 9000 if neither is said).")
    @Nullable Integer managementPort;

    /**
     * Reads the ports out of the arguments of a command and hands them over as settings, which must be there before the
     * store reads its own. What is wrong with the arguments is left to the command to say.
     *
     * @param knowsPublicUrl whether the address that clients use is configured; if not, it follows the port
     */
    public static void hand(String[] arguments, boolean knowsPublicUrl) {
        ServerPorts ports = new ServerPorts();
        CommandLine line = new CommandLine(ports).setUnmatchedArgumentsAllowed(true);
        try {
            line.parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            return;
        }
        if (ports.port != null && isPort(ports.port)) {
            System.setProperty("quarkus.http.port", Integer.toString(ports.port));
            if (!knowsPublicUrl) {
                System.setProperty(PUBLIC_URL, "http://localhost:" + ports.port);
            }
        }
        if (ports.managementPort != null && isPort(ports.managementPort)) {
            System.setProperty("quarkus.management.port", Integer.toString(ports.managementPort));
        }
    }

    private static boolean isPort(int port) {
        return port >= 0 && port <= LARGEST;
    }
}
