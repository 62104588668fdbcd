package org.brandstore.cli;

import jakarta.enterprise.context.Dependent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.device.DeviceDocuments;
import org.brandstore.device.serial.HardwareIdentities;
import org.brandstore.device.serial.SerialImport;
import org.brandstore.device.serial.SerialQueue;
import org.brandstore.device.serial.WaitingSerial;
import org.brandstore.device.serial.log.SignedSerial;
import org.brandstore.device.serial.log.SigningLog;
import org.brandstore.device.serial.log.SigningSearch;
import org.brandstore.model.Models;
import org.brandstore.model.RegisteredModel;
import org.brandstore.naming.AccountId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The devices that wait for a serial, and those that got one. */
@Dependent
@Command(
        name = "serial",
        description = "Decide about devices that wait for a serial, and read the signing log.",
        mixinStandardHelpOptions = true)
class SerialCommand implements CliCommand {
    private final SerialQueue queue;
    private final SigningLog log;
    private final HardwareIdentities hardware;
    private final Models models;
    private final SerialImport serials;
    private final Accounts accounts;

    @Spec
    CommandSpec spec;

    SerialCommand(
            SerialQueue queue,
            SigningLog log,
            HardwareIdentities hardware,
            Models models,
            SerialImport serials,
            Accounts accounts) {
        this.queue = queue;
        this.log = log;
        this.hardware = hardware;
        this.models = models;
        this.serials = serials;
        this.accounts = accounts;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(
            description = "Print the devices of a brand that wait: id, model, proposed serial, device key, since when.")
    int waiting(@Option(names = "--brand", required = true, description = "The brand's username.") String brand) {
        for (WaitingSerial one : queue.waiting(id(brand))) {
            CliOutput.line(
                    spec,
                    String.join(
                            "\t",
                            one.id().toString(),
                            one.model().value(),
                            one.proposed().orElse("-") + (one.duplicate() ? " (taken)" : ""),
                            one.deviceKey().value(),
                            one.requestedAt().toString()));
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "Let waiting devices have their serials.")
    int approve(
            @Parameters(arity = "1..*", paramLabel = "ID") List<UUID> ids,
            @Option(names = "--reason", defaultValue = "", description = "Goes into the audit log.") String reason) {
        CliOutput.line(spec, queue.approve(ids, reason, Actor.cli()) + " approved");
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "Refuse waiting devices their serials.")
    int reject(
            @Parameters(arity = "1..*", paramLabel = "ID") List<UUID> ids,
            @Option(names = "--reason", required = true, description = "Goes into the audit log.") String reason) {
        CliOutput.line(spec, queue.reject(ids, reason, Actor.cli()) + " rejected");
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "log", description = "Print the signing log of a brand as CSV, newest first.")
    int printLog(@Option(names = "--brand", required = true, description = "The brand's username.") String brand) {
        AccountId id = id(brand);
        SigningSearch search = SigningSearch.of(
                id, models.ofBrand(id).stream().map(RegisteredModel::name).toList());
        CliOutput.line(spec, SignedSerial.CSV_HEADER);
        long below = Long.MAX_VALUE;
        List<SignedSerial> page;
        do {
            page = log.page(search, below, SigningLog.MOST);
            for (SignedSerial line : page) {
                CliOutput.line(spec, line.csv());
                below = line.id();
            }
        } while (page.size() == SigningLog.MOST);
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "import-hardware",
            description = "Take in hardware-identity assertions; known ones are passed over.")
    int importHardware(
            @Option(names = "--brand", required = true, description = "The brand's username.") String brand,
            @Parameters(paramLabel = "FILE", description = "A stream of assertions.") Path file)
            throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            CliOutput.line(spec, hardware.add(id(brand), in, Actor.cli()) + " added");
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "import",
            description = "Take in a serial that was signed elsewhere; it may move to the key of a device set up anew.")
    int importSerial(
            @Option(names = "--brand", required = true, description = "The brand's username.") String brand,
            @Option(names = "--reason", required = true, description = "Goes into the audit log.") String reason,
            @Parameters(paramLabel = "FILE", description = "One serial assertion.") Path file)
            throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Assertion serial = DeviceDocuments.accepting(() -> AssertionDecoder.decode(bytes));
        CliOutput.line(spec, serials.add(id(brand), serial, reason, Actor.cli()) + " taken in");
        return CommandLine.ExitCode.OK;
    }

    private AccountId id(String username) {
        return BrandCommand.require(accounts, username).id();
    }
}
