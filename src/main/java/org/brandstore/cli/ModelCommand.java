package org.brandstore.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDecoder;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.model.Models;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The models of a brand. */
@Dependent
@Command(name = "model", description = "Sign models, or take in signed ones.", mixinStandardHelpOptions = true)
class ModelCommand implements CliCommand {
    private final Models models;
    private final Accounts accounts;
    private final ObjectMapper json;

    @Spec
    CommandSpec spec;

    ModelCommand(Models models, Accounts accounts, ObjectMapper json) {
        this.models = models;
        this.accounts = accounts;
        this.json = json;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(description = "Sign a model with the brand's key and print the assertion.")
    int sign(
            @Option(names = "--brand", required = true, description = "The brand's username.") String brand,
            @Parameters(paramLabel = "FILE", description = "The headers as JSON, as for snap sign.") Path file)
            throws IOException {
        Headers.Builder headers = Headers.builder();
        for (Map.Entry<String, JsonNode> field :
                json.readTree(Files.readAllBytes(file)).properties()) {
            headers.put(field.getKey(), value(field.getKey(), field.getValue()));
        }
        Headers wanted = headers.remove("type")
                .remove("authority-id")
                .remove("brand-id")
                .remove("series")
                .build();
        Assertion model = models.sign(BrandCommand.require(accounts, brand).id(), wanted, Actor.cli());
        PrintWriter out = spec.commandLine().getOut();
        out.print(new String(model.encoded(), StandardCharsets.UTF_8));
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "import", description = "Take in a model that the brand signed elsewhere.")
    int importModel(@Parameters(paramLabel = "FILE") Path file) throws IOException {
        models.accept(AssertionDecoder.decode(Files.readAllBytes(file)), Actor.cli());
        return CommandLine.ExitCode.OK;
    }

    private static HeaderValue value(String name, JsonNode node) {
        if (node.isTextual()) {
            return new HeaderValue.Text(node.asText());
        }
        if (node.isArray()) {
            List<HeaderValue> items = new ArrayList<>();
            node.forEach(item -> items.add(value(name, item)));
            return new HeaderValue.Items(items);
        }
        if (node.isObject()) {
            SortedMap<String, HeaderValue> entries = new TreeMap<>();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                entries.put(field.getKey(), value(field.getKey(), field.getValue()));
            }
            return new HeaderValue.Entries(entries);
        }
        throw new StoreException(
                ErrorCode.INVALID_FIELD,
                "cannot sign the model: \"" + name
                        + "\" must be a text, a list or a map, numbers and booleans in quotes");
    }
}
