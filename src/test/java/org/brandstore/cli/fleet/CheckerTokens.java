package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.brandstore.cli.fleet.CheckerWire.Fate;
import org.brandstore.cli.fleet.CheckerWire.Outcome;

/** Revokers: they make tokens, use one another's, and end them. What was ended is ended for good. */
final class CheckerTokens {
    private static final int USES = 3;
    private static final String PATH = "/api/admin/v1/tokens/";
    private static final String WHO = "/api/v2/tokens/whoami";

    private final CheckerScene scene;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    CheckerTokens(CheckerScene scene) {
        this.scene = scene;
    }

    /** A credential with the times at which its end was first asked for and first acknowledged; zero where not. */
    private static final class Token {
        private final String id;
        private final String secret;
        private volatile long endAsked;
        private volatile long ended;

        Token(String id, String secret) {
            this.id = id;
            this.secret = secret;
        }
    }

    Void run(Random chance) throws Exception {
        while (!scene.isOver()) {
            Optional<Token> fresh = issue(chance);
            List<Token> known = List.copyOf(tokens.values());
            for (int i = 0; i < USES && !known.isEmpty(); i++) {
                use(known.get(chance.nextInt(known.size())), scene.any(chance));
            }
            if (fresh.isPresent() && chance.nextBoolean()) {
                end(fresh.get(), chance);
            } else if (!known.isEmpty()) {
                end(known.get(chance.nextInt(known.size())), chance);
            }
            Thread.sleep(chance.nextInt(100));
        }
        return null;
    }

    private Optional<Token> issue(Random chance) throws InterruptedException {
        Outcome issued = scene.wire.call(
                scene.any(chance),
                scene.manager(),
                "POST",
                PATH + "derived",
                "{\"description\":\"checked\",\"permissions\":[\"package_access\"]}");
        if (issued.fate() == Fate.DONE) {
            scene.acknowledged.incrementAndGet();
            Token token = new Token(
                    issued.body().path("id").asText(),
                    issued.body().path("token").asText());
            tokens.put(token.id, token);
            return Optional.of(token);
        }
        if (issued.fate() == Fate.REFUSED) {
            scene.violations.add("cannot issue a token: " + issued.status());
        }
        return Optional.empty();
    }

    /** The first use of a token is noted; while it is, the token must still come to its end. */
    private void end(Token token, Random chance) throws InterruptedException {
        Random others = new Random(chance.nextLong());
        List<Thread> uses = new ArrayList<>();
        for (int i = 0; i < USES; i++) {
            URI replica = scene.any(others);
            uses.add(Thread.ofVirtual().start(() -> use(token, replica)));
        }
        revoke(token, chance);
        for (Thread use : uses) {
            use.join();
        }
    }

    private void revoke(Token token, Random chance) throws InterruptedException {
        synchronized (token) {
            if (token.endAsked == 0) {
                token.endAsked = System.nanoTime();
            }
        }
        Outcome outcome = scene.wire.call(scene.any(chance), scene.manager(), "DELETE", PATH + token.id, "");
        if (outcome.fate() == Fate.DONE) {
            scene.acknowledged.incrementAndGet();
            synchronized (token) {
                token.ended = token.ended == 0 ? System.nanoTime() : token.ended;
            }
        } else if (outcome.fate() == Fate.REFUSED) {
            scene.violations.add("cannot revoke the token " + token.id + ": " + outcome.status());
        }
    }

    private void use(Token token, URI replica) {
        long asked = System.nanoTime();
        Outcome outcome;
        try {
            outcome = scene.wire.call(replica, token.secret, "GET", WHO, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (outcome.fate() == Fate.DONE && token.ended != 0 && token.ended < asked) {
            scene.violations.add("the token " + token.id + " worked after its end was acknowledged");
        }
        if (outcome.status() == 401 && token.endAsked == 0) {
            scene.violations.add("the token " + token.id + " does not work although nobody ended it");
        }
    }

    void judge() throws Exception {
        assertThat(tokens).isNotEmpty();
        for (Token token : tokens.values()) {
            Outcome last = scene.wire.call(scene.replica(0), token.secret, "GET", WHO, "");
            int ends = records("credential.revoked", token);
            assertThat(records("credential.issued", token)).isEqualTo(1);
            if (token.ended != 0) {
                assertThat(last.status()).as("a token that was ended").isEqualTo(401);
                assertThat(ends).isEqualTo(1);
            } else if (token.endAsked == 0) {
                assertThat(last.status()).as("a token that nobody ended").isEqualTo(200);
                assertThat(ends).isZero();
            } else {
                assertThat(ends).as("an end that nobody knows of").isEqualTo(last.status() == 401 ? 1 : 0);
            }
        }
    }

    private int records(String action, Token token) throws Exception {
        return scene.count(
                "select count(*) from audit_entry where action = ? and subject = ?", action, "credential/" + token.id);
    }
}
