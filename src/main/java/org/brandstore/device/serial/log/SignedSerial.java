package org.brandstore.device.serial.log;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;

/**
 * One line of the signing log.
 *
 * @param id grows with time
 * @param at when it was signed here, or first seen here
 * @param formerModel the model that a remodelled device had
 * @param authority who signed
 * @param requestId of the request, absent for one signed elsewhere
 * @param decidedBy who let the device have it
 */
public record SignedSerial(
        long id,
        Instant at,
        AccountId brand,
        ModelName model,
        String serial,
        int revision,
        KeyId deviceKey,
        SigningKind kind,
        Optional<ModelName> formerModel,
        String authority,
        Optional<String> requestId,
        String decidedBy,
        String reason) {
    /** The names of what {@link #csv} writes. */
    public static final String CSV_HEADER =
            "id,at,brand,model,serial,revision,device-key,kind,former-model,authority,request-id,decided-by,reason";

    /** One line of a CSV file (RFC 4180) without its end. A text that a spreadsheet would run is made harmless. */
    public String csv() {
        return Stream.of(
                        Long.toString(id),
                        at.toString(),
                        brand.value(),
                        model.value(),
                        serial,
                        Integer.toString(revision),
                        deviceKey.value(),
                        kind.word(),
                        formerModel.map(ModelName::value).orElse(""),
                        authority,
                        requestId.orElse(""),
                        decidedBy,
                        reason)
                .map(SignedSerial::field)
                .collect(Collectors.joining(","));
    }

    private static String field(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
