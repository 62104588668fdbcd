package org.brandstore.security.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Carries what the SDK has to say to the provider: limited in time and size, and without following it elsewhere. */
@Singleton
class ProviderHttp implements HTTPRequestSender, ResourceRetriever {
    private static final int MAX_BYTES = 256 * 1024;
    private static final String CONTENT_TYPE = "Content-Type";
    /** What a request of the SDK may say besides its body. */
    private static final List<String> HEADERS = List.of(CONTENT_TYPE, "Authorization");

    private final OidcConfig config;
    private final HttpClient http;

    ProviderHttp(OidcConfig config) {
        this.config = config;
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @throws ProviderException unless it answers 200 */
    String get(URI address) {
        try {
            return document(address).getBody();
        } catch (IOException e) {
            throw new ProviderException("cannot talk with " + address.getHost() + ": " + e.getMessage(), e);
        }
    }

    /** The keys of the provider. */
    @Override
    public Resource retrieveResource(URL address) throws IOException {
        try {
            HTTPResponse answer = document(address.toURI());
            return new Resource(answer.getBody(), answer.getHeaderValue(CONTENT_TYPE));
        } catch (URISyntaxException e) {
            throw new IOException("the address is not valid", e);
        }
    }

    private HTTPResponse document(URI address) throws IOException {
        HTTPResponse answer = send(new HTTPRequest(HTTPRequest.Method.GET, address));
        if (answer.getStatusCode() != HTTPResponse.SC_OK) {
            throw new IOException(address.getPath() + " answered " + answer.getStatusCode());
        }
        return answer;
    }

    @Override
    public HTTPResponse send(ReadOnlyHTTPRequest wanted) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(wanted.getURI())
                .timeout(config.timeout())
                .header("Accept", "application/json");
        for (String name : HEADERS) {
            List<String> values = wanted.getHeaderMap().get(name);
            if (values != null) {
                values.forEach(value -> request.header(name, value));
            }
        }
        String body = wanted.getBody();
        request.method(
                wanted.getMethod().name(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream bytes = answer.body()) {
                return read(answer, bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static HTTPResponse read(HttpResponse<?> answer, InputStream bytes) throws IOException {
        byte[] body = bytes.readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new IOException("the answer is larger than " + MAX_BYTES + " bytes");
        }
        HTTPResponse read = new HTTPResponse(answer.statusCode());
        try {
            read.setContentType(answer.headers().firstValue(CONTENT_TYPE).orElse("application/octet-stream"));
        } catch (ParseException e) {
            throw new IOException("its type of content cannot be read", e);
        }
        read.setBody(new String(body, StandardCharsets.UTF_8));
        return read;
    }
}
