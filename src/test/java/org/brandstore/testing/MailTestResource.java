package org.brandstore.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Lets the application send mail to a port of this machine, on which each test starts the server that it wants, or none. */
public class MailTestResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return Map.of(
                    "brandstore.mail.host", "127.0.0.1",
                    "brandstore.mail.port", Integer.toString(free.getLocalPort()),
                    "brandstore.mail.tls", "none",
                    "brandstore.mail.from", "store@acme.example",
                    "brandstore.mail.username", SmtpServer.USER,
                    "brandstore.mail.password", SmtpServer.PASSWORD,
                    "brandstore.mail.timeout", "PT2S");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
