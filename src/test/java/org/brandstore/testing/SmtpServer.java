package org.brandstore.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A small SMTP server (RFC 5321) with STARTTLS (RFC 3207) and AUTH (RFC 4954). It keeps what it takes, and does wrong what
 * the test says.
 */
public final class SmtpServer implements AutoCloseable {
    public static final String USER = "store";
    public static final String PASSWORD = "s3cret of the store";

    /** What a server may be like. */
    public enum Trait {
        OFFERS_STARTTLS,
        SPEAKS_TLS_AT_ONCE,
        WANTS_A_PASSWORD,
        SAYS_NOTHING,
        NEVER_ACKNOWLEDGES,
        REFUSES_RECIPIENTS,
        HANGS_UP
    }

    /**
     * A mail as it came.
     *
     * @param recipients of the envelope
     * @param head the lines of the header
     * @param body its text, decoded
     */
    public record Mail(boolean safe, String sender, List<String> recipients, List<String> head, String body) {
        /** The header lines of this name. */
        public List<String> header(String name) {
            return head.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .toList();
        }
    }

    private final ServerSocket socket;
    private final Set<Trait> traits;
    private final Optional<SSLContext> tls;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** @param port 0 for any */
    public SmtpServer(int port, Optional<SSLContext> tls, Trait... traits) throws IOException {
        this.traits = Set.of(traits);
        this.tls = tls;
        this.socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** The first words of the commands that came, of all connections. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                Thread.ofPlatform().daemon().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            if (traits.contains(Trait.SAYS_NOTHING)) {
                connection.getInputStream().readAllBytes();
            } else if (traits.contains(Trait.SPEAKS_TLS_AT_ONCE)) {
                new Dialogue(protect(connection), true).run();
            } else {
                new Dialogue(connection, false).run();
            }
        } catch (IOException e) {
            commands.add("(" + e.getClass().getSimpleName() + ")");
        }
    }

    private Socket protect(Socket connection) throws IOException {
        SSLSocket safe = (SSLSocket)
                tls.orElseThrow().getSocketFactory().createSocket(connection, "localhost", connection.getPort(), true);
        safe.setUseClientMode(false);
        safe.startHandshake();
        return safe;
    }

    /** What is said on one connection. */
    private final class Dialogue {
        private final Socket connection;
        private final boolean safe;
        private final BufferedReader in;
        private final OutputStream out;
        private boolean known;
        private String sender = "";
        private final List<String> recipients = new CopyOnWriteArrayList<>();

        Dialogue(Socket connection, boolean safe) throws IOException {
            this.connection = connection;
            this.safe = safe;
            this.in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
            this.out = connection.getOutputStream();
            this.known = !traits.contains(Trait.WANTS_A_PASSWORD);
        }

        void run() throws IOException {
            say("220 mail.acme.example ready");
            converse();
        }

        void converse() throws IOException {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String word = line.split("[ :]", 2)[0];
                commands.add(word);
                switch (word) {
                    case "EHLO" -> greet();
                    case "STARTTLS" -> {
                        say("220 go ahead");
                        new Dialogue(protect(connection), true).converse();
                        return;
                    }
                    case "AUTH" -> authenticate(line);
                    case "MAIL" -> mail(line);
                    case "RCPT" -> recipient(line);
                    case "DATA" -> data();
                    case "QUIT" -> {
                        say("221 bye");
                        return;
                    }
                    default -> say("500 what?");
                }
                if (traits.contains(Trait.HANGS_UP)) {
                    return;
                }
            }
        }

        private void greet() throws IOException {
            say("250-mail.acme.example");
            if (traits.contains(Trait.OFFERS_STARTTLS) && !safe) {
                say("250-STARTTLS");
            }
            if (traits.contains(Trait.WANTS_A_PASSWORD)) {
                say("250-AUTH PLAIN LOGIN");
            }
            say("250 8BITMIME");
        }

        private void authenticate(String line) throws IOException {
            String user;
            String password;
            String[] words = line.split(" ");
            if (words[1].equals("PLAIN")) {
                String[] parts = decoded(words[2]).split("\0");
                user = parts[1];
                password = parts[2];
            } else {
                say("334 " + Base64.getEncoder().encodeToString("Username:".getBytes(UTF_8)));
                user = decoded(in.readLine());
                say("334 " + Base64.getEncoder().encodeToString("Password:".getBytes(UTF_8)));
                password = decoded(in.readLine());
            }
            known = user.equals(USER) && password.equals(PASSWORD);
            say(known ? "235 welcome" : "535 5.7.8 wrong: " + password);
        }

        private void mail(String line) throws IOException {
            sender = angles(line);
            say(known ? "250 ok" : "530 5.7.0 who are you?");
        }

        private void recipient(String line) throws IOException {
            if (traits.contains(Trait.REFUSES_RECIPIENTS)) {
                say("550 5.1.1 nobody of that name here");
            } else {
                recipients.add(angles(line));
                say("250 ok");
            }
        }

        private void data() throws IOException {
            say("354 go ahead");
            List<String> head = new CopyOnWriteArrayList<>();
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                head.add(line);
            }
            StringBuilder body = new StringBuilder();
            for (String line = in.readLine(); !line.equals("."); line = in.readLine()) {
                body.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
            }
            boolean quoted = head.stream().anyMatch(line -> line.contains("quoted-printable"));
            mails.add(new Mail(
                    safe,
                    sender,
                    List.copyOf(recipients),
                    List.copyOf(head),
                    quoted ? unquoted(body.toString()) : body.toString()));
            if (!traits.contains(Trait.NEVER_ACKNOWLEDGES)) {
                say("250 taken");
            }
        }

        private void say(String line) throws IOException {
            out.write((line + "\r\n").getBytes(ISO_8859_1));
            out.flush();
        }
    }

    private static String angles(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }

    /** Quoted-printable (RFC 2045, 6.7). */
    private static String unquoted(String text) {
        String joined = text.replace("=\n", "");
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < joined.length(); i++) {
            char sign = joined.charAt(i);
            if (sign == '=') {
                bytes.append((char) Integer.parseInt(joined.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.append(sign);
            }
        }
        return new String(bytes.toString().getBytes(ISO_8859_1), UTF_8);
    }
}
