package org.brandstore.mail;

import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jboss.logging.Logger;

/** The server that takes this store's mail, if there is one. A configuration that cannot work stops the start. */
@Startup
@ApplicationScoped
public class MailServer {
    private static final Logger LOG = Logger.getLogger(MailServer.class);

    private final Optional<Relay> relay;
    private final Vertx vertx;

    /** @throws IllegalStateException if a server is named and what it needs is missing or unusable */
    @Inject
    MailServer(SmtpConfig config, Vertx vertx) {
        this.relay = Relay.of(config);
        this.vertx = vertx;
    }

    /** Whether this store sends mail at all. */
    public boolean isThere() {
        return relay.isPresent();
    }

    /**
     * Hands a mail to the server, and waits until it has taken it. Not for threads that must not wait.
     *
     * @throws StoreException {@link ErrorCode#UNAVAILABLE} if it has not within the configured time; in the worst case it
     *     has, and only its answer is missing
     */
    public void send(Letter letter) {
        Relay server = relay.orElseThrow(() -> new IllegalStateException("there is no mail server"));
        // A client for each mail: what hangs holds up no other mail, and nothing waits in a queue after its sender
        // left.
        MailClient client = MailClient.create(vertx, server.options());
        long begun = System.nanoTime();
        try {
            client.sendMail(message(letter, server))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(server.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            // on a busy machine the end of a connection that hangs may be heard before this thread wakes
            boolean late = System.nanoTime() - begun >= server.timeout().toNanos();
            throw failure(
                    server,
                    late
                            ? new TimeoutException()
                            : Optional.ofNullable(e.getCause()).orElse(e));
        } catch (TimeoutException e) {
            throw failure(server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(server, e);
        } finally {
            client.close();
        }
    }

    private static MailMessage message(Letter letter, Relay server) {
        return new MailMessage(server.from(), letter.to(), letter.subject(), letter.text())
                // asks answering machines to keep quiet (RFC 3834, 5)
                .addHeader("Auto-Submitted", "auto-generated");
    }

    private static StoreException failure(Relay server, Throwable cause) {
        String why = MailTrouble.of(cause);
        LOG.warnf("cannot send a mail through %s:%d: %s", server.host(), server.port(), why);
        return new StoreException(ErrorCode.UNAVAILABLE, "cannot send the mail: " + why, cause);
    }
}
