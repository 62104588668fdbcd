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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.model.Models;
import org.brandstore.model.RegisteredModel;
import org.brandstore.model.SerialDoor;
import org.brandstore.model.SerialDoors;
import org.brandstore.model.SerialSentences;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;
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
    private static final String DOOR = "Who gives its devices serials: manual, automatic or api-key."
            + " A new model is manual, one that is there keeps what it has.";

    private final Models models;
    private final SerialDoors doors;
    private final Accounts accounts;
    private final ObjectMapper json;

    @Spec
    CommandSpec spec;

    ModelCommand(Models models, SerialDoors doors, Accounts accounts, ObjectMapper json) {
        this.models = models;
        this.doors = doors;
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
            @Option(names = "--serial-approval", description = DOOR) @Nullable String approval,
            @Parameters(paramLabel = "FILE", description = "The headers as JSON, as for snap sign.") Path file)
            throws IOException {
        Optional<SerialDoor> wantedDoor = door(approval);
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
        open(new AccountId(model.text("brand-id")), new ModelName(model.text("model")), wantedDoor);
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "import", description = "Take in a model that the brand signed elsewhere.")
    int importModel(
            @Option(names = "--serial-approval", description = DOOR) @Nullable String approval,
            @Parameters(paramLabel = "FILE") Path file)
            throws IOException {
        Optional<SerialDoor> wantedDoor = door(approval);
        RegisteredModel model = models.accept(AssertionDecoder.decode(Files.readAllBytes(file)), Actor.cli());
        open(model.brand(), model.name(), wantedDoor);
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "Print the models of a brand: name, store, approval of serials, whether with an API key.")
    int list(@Option(names = "--brand", required = true, description = "The brand's username.") String brand) {
        for (RegisteredModel model :
                models.ofBrand(BrandCommand.require(accounts, brand).id())) {
            CliOutput.line(
                    spec,
                    String.join(
                            "\t",
                            model.name().value(),
                            model.store().map(StoreId::value).orElse("-"),
                            model.serialPolicy().wireName(),
                            model.keyNeeded() ? "api-key" : "-"));
            if (model.isOpen()) {
                say(SerialSentences.of(model));
            }
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "api-key", description = "Make a new API key for a model's devices and print it; the old one ends.")
    int apiKey(
            @Option(names = "--brand", required = true, description = "The brand's username.") String brand,
            @Parameters(paramLabel = "MODEL") String model) {
        AccountId id = BrandCommand.require(accounts, brand).id();
        CliOutput.line(spec, models.renewApiKey(id, new ModelName(model), Actor.cli()));
        return CommandLine.ExitCode.OK;
    }

    private static Optional<SerialDoor> door(@Nullable String approval) {
        return Optional.ofNullable(approval)
                .map(word -> SerialDoor.find(word)
                        .orElseThrow(() -> new StoreException(
                                ErrorCode.INVALID_FIELD,
                                "cannot use --serial-approval " + word + ": it must be manual, automatic or api-key")));
    }

    /** Standard output is for the assertion; what follows from it is said beside. */
    private void open(AccountId brand, ModelName name, Optional<SerialDoor> wanted) {
        wanted.flatMap(door -> doors.set(brand, name, door, Actor.cli())).ifPresent(key -> say("api-key: " + key));
        models.find(brand, name).ifPresent(model -> say(SerialSentences.of(model)));
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
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
