package org.brandstore.api.admin.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.api.admin.AdminAccess;
import org.brandstore.api.admin.Paging;
import org.brandstore.api.error.Dialect;
import org.brandstore.api.error.ErrorDialect;
import org.brandstore.device.serial.log.SignedSerial;
import org.brandstore.device.serial.log.SigningLog;
import org.brandstore.device.serial.log.SigningSearch;
import org.brandstore.model.Models;
import org.brandstore.model.RegisteredModel;
import org.brandstore.naming.ModelName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Effect;
import org.brandstore.security.InStore;
import org.brandstore.security.Requires;
import org.brandstore.store.BrandStore;
import org.jspecify.annotations.Nullable;

/** The signing log of a store's models: every serial that was signed here or came here. */
@Path("/api/admin/v1/stores/{store}/signing-log")
@Dialect(ErrorDialect.PROBLEM)
public class SigningLogResource {

    private final AdminAccess access;
    private final Models models;
    private final SigningLog log;
    private final ObjectMapper json;

    SigningLogResource(AdminAccess access, Models models, SigningLog log, ObjectMapper json) {
        this.access = access;
        this.models = models;
        this.log = log;
        this.json = json;
    }

    /** What is looked for; what is absent does not matter. */
    public static class Wanted {
        @QueryParam("model")
        @Nullable String model;

        @QueryParam("serial")
        @Nullable String serial;

        @QueryParam("device-key")
        @Nullable String deviceKey;

        @QueryParam("from")
        @Nullable String from;

        @QueryParam("until")
        @Nullable String until;
    }

    /** One line. */
    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    public record Line(
            long id,
            String at,
            String brand,
            String model,
            String serial,
            int revision,
            String deviceKey,
            String kind,
            String formerModel,
            String authority,
            String requestId,
            String decidedBy,
            String reason) {
        static Line of(SignedSerial line) {
            return new Line(
                    line.id(),
                    line.at().toString(),
                    line.brand().value(),
                    line.model().value(),
                    line.serial(),
                    line.revision(),
                    line.deviceKey().value(),
                    line.kind().word(),
                    line.formerModel().map(ModelName::value).orElse(""),
                    line.authority(),
                    line.requestId().orElse(""),
                    line.decidedBy(),
                    line.reason());
        }
    }

    /**
     * A page, newest first.
     *
     * @param below only lines with a lower id, for the next page
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.AUDITOR, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.READS)
    public List<Line> page(
            String store,
            @BeanParam Wanted wanted,
            @QueryParam("below") @DefaultValue("9223372036854775807") String below,
            @QueryParam("limit") @DefaultValue("200") String limit) {
        return log.page(search(store, wanted), Paging.below(below), Paging.limit(limit)).stream()
                .map(Line::of)
                .toList();
    }

    /** All that is looked for, newest first. */
    @GET
    @Path("/csv")
    @Produces("text/csv")
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.AUDITOR, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.READS)
    public Response csv(String store, @BeanParam Wanted wanted) {
        SigningSearch search = search(store, wanted);
        return export("text/csv; charset=utf-8", "signing-log.csv", out -> {
            out.write((SignedSerial.CSV_HEADER + "\r\n").getBytes(StandardCharsets.UTF_8));
            each(search, line -> out.write((line.csv() + "\r\n").getBytes(StandardCharsets.UTF_8)));
        });
    }

    /** All that is looked for, newest first, one JSON object to a line. */
    @GET
    @Path("/json")
    @Produces("application/jsonl")
    @Requires(Permission.STORE_ADMIN)
    @InStore({Role.ADMIN, Role.AUDITOR, Role.RELEASE_MANAGER})
    @Effect(Effect.Reach.READS)
    public Response json(String store, @BeanParam Wanted wanted) {
        SigningSearch search = search(store, wanted);
        return export(
                "application/jsonl",
                "signing-log.jsonl",
                out -> each(search, line -> {
                    out.write(json.writeValueAsBytes(Line.of(line)));
                    out.write('\n');
                }));
    }

    @FunctionalInterface
    private interface LineWriter {
        void write(SignedSerial line) throws IOException;
    }

    /** Page by page, so that a log of any length needs the memory of one. */
    private void each(SigningSearch search, LineWriter writer) throws IOException {
        long below = Long.MAX_VALUE;
        List<SignedSerial> page;
        do {
            page = log.page(search, below, SigningLog.MOST);
            for (SignedSerial line : page) {
                writer.write(line);
                below = line.id();
            }
        } while (page.size() == SigningLog.MOST);
    }

    @FunctionalInterface
    private interface Body {
        void write(OutputStream out) throws IOException;
    }

    private static Response export(String type, String name, Body body) {
        return Response.ok((StreamingOutput) body::write, type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }

    private SigningSearch search(String id, Wanted wanted) {
        BrandStore store = access.store(id);
        List<ModelName> names = models.ofBrand(store.brand()).stream()
                .filter(model -> models.belongsTo(model, store))
                .map(RegisteredModel::name)
                .filter(name -> wanted.model == null || wanted.model.equals(name.value()))
                .toList();
        return new SigningSearch(
                store.brand(),
                names,
                Optional.ofNullable(wanted.serial),
                Optional.ofNullable(wanted.deviceKey),
                time("from", wanted.from),
                time("until", wanted.until));
    }

    private static Optional<Instant> time(String name, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot search the signing log: " + name + " must be a time in RFC 3339",
                    e);
        }
    }
}
