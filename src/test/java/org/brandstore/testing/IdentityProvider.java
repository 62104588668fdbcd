package org.brandstore.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small OpenID Connect provider. Its page of signing in asks nothing: the address says, besides what the client wants,
 * whom it signs in ({@code sub}, {@code email}, {@code verified}) and what it does wrong ({@code fault}). It checks what a
 * provider must: codes work once, and only with the verifier, the client and the address that they were made for.
 */
public final class IdentityProvider implements AutoCloseable {
    public static final String CLIENT = "brandstore";
    public static final String SECRET = "p&ss word";

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey strangeKey;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();

    public IdentityProvider() throws IOException {
        try {
            key = new RSAKeyGenerator(2048).keyID("one").generate();
            strangeKey = new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> send(exchange, 200, discovery()));
        server.createContext(
                "/keys",
                exchange -> send(
                        exchange, 200, new JWKSet(List.of(key)).toPublicJWKSet().toJSONObject()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/keys",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> wanted = form(exchange.getRequestURI().getRawQuery());
        boolean right = CLIENT.equals(wanted.get("client_id"))
                && "code".equals(wanted.get("response_type"))
                && "S256".equals(wanted.get("code_challenge_method"))
                && wanted.getOrDefault("scope", "").startsWith("openid ")
                && wanted.getOrDefault("nonce", "").length() > 20;
        if (!right) {
            send(exchange, 400, Map.of("error", "invalid_request"));
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, wanted);
        exchange.getResponseHeaders()
                .set("Location", wanted.get("redirect_uri") + "?code=" + code + "&state=" + wanted.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> sent = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> wanted = codes.remove(sent.getOrDefault("code", ""));
        String basic = "Basic "
                + Base64.getEncoder().encodeToString((CLIENT + ":p%26ss+word").getBytes(StandardCharsets.US_ASCII));
        boolean right = wanted != null
                && basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && "authorization_code".equals(sent.get("grant_type"))
                && wanted.get("redirect_uri").equals(sent.get("redirect_uri"))
                && wanted.get("code_challenge").equals(challenge(sent.getOrDefault("code_verifier", "")));
        if (!right) {
            send(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        try {
            send(exchange, 200, Map.of("access_token", "x", "token_type", "Bearer", "id_token", idToken(wanted)));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String idToken(Map<String, String> wanted) throws JOSEException {
        String fault = wanted.getOrDefault("fault", "");
        Instant now = Instant.now();
        Instant made =
                fault.equals("expired") ? now.minusSeconds(900) : fault.equals("future") ? now.plusSeconds(900) : now;
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(fault.equals("issuer") ? "http://localhost:1" : issuer())
                .audience(fault.equals("audience") ? "another-client" : CLIENT)
                .subject(wanted.get("sub"))
                .issueTime(Date.from(made))
                .expirationTime(Date.from(made.plusSeconds(300)))
                .claim("nonce", fault.equals("nonce") ? "another nonce" : wanted.get("nonce"))
                .claim("email", wanted.get("email"))
                .claim("email_verified", "true".equals(wanted.get("verified")));
        if (fault.equals("not-yet")) {
            claims.notBeforeTime(Date.from(now.plusSeconds(900)));
        }
        if (fault.equals("audiences")) {
            claims.audience(List.of(CLIENT, "another-client"));
        }
        if (fault.equals("no-nonce")) {
            claims.claim("nonce", null);
        }
        if (fault.equals("none")) {
            return new PlainJWT(claims.build()).serialize();
        }
        JWSAlgorithm algorithm = fault.equals("hmac") ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256;
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims.build());
        if (fault.equals("hmac")) {
            token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        } else {
            token.sign(new RSASSASigner(fault.equals("key") ? strangeKey : key));
        }
        String text = token.serialize();
        return fault.equals("changed") ? text.substring(0, text.length() - 8) + "AAAAAAAA" : text;
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
