package org.brandstore.api.admin.device;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.brandstore.device.serial.SerialLimits;
import org.brandstore.device.serial.SerialRules;
import org.brandstore.device.serial.decision.DuplicatePolicy;
import org.brandstore.event.Reason;
import org.brandstore.model.RegisteredModel;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.ModelName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * How devices of a model get serials; what is absent does not limit.
 *
 * @param approval {@code automatic}, {@code manual}, or closed to new devices
 * @param duplicates {@code reject}, {@code same-key}, {@code new-revision} or {@code ask}
 * @param hardware whether a device must prove its hardware
 * @param most how many devices get a serial altogether
 * @param rate how many serials are signed within the seconds of {@code rateSeconds}
 * @param opens the first moment at which devices may register
 * @param closes the first moment at which they may not any more
 * @param remodelFrom the models whose devices may change to this one; absent for all of the brand
 * @param reason why, for the audit log; only read
 */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
public record SerialPolicyView(
        @Size(max = 40) String approval,
        @Size(max = 40) String duplicates,
        boolean hardware,
        @Nullable Integer most,
        @Nullable Integer rate,
        @Nullable Integer rateSeconds,
        @Nullable Instant opens,
        @Nullable Instant closes,
        @Nullable @Size(max = 500) List<@Size(max = 128) String> remodelFrom,
        @Nullable @Size(max = Reason.MAX_LENGTH) String reason) {

    static SerialPolicyView of(RegisteredModel model, SerialRules rules) {
        SerialLimits limits = rules.limits();
        return new SerialPolicyView(
                model.serialPolicy().wireName(),
                rules.duplicates().wireName(),
                rules.hardware(),
                limits.most().orElse(null),
                limits.rate().map(SerialLimits.Rate::serials).orElse(null),
                limits.rate()
                        .map(rate -> Math.toIntExact(rate.within().toSeconds()))
                        .orElse(null),
                limits.opens().orElse(null),
                limits.closes().orElse(null),
                rules.remodelFrom()
                        .map(models ->
                                models.stream().map(ModelName::value).sorted().toList())
                        .orElse(null),
                null);
    }

    SerialPolicy policy() {
        return Optional.ofNullable(approval)
                .flatMap(SerialPolicy::find)
                .orElseThrow(() -> invalid("approval", "automatic, manual or closed"));
    }

    SerialRules rules() {
        if ((rate == null) != (rateSeconds == null)) {
            throw invalid("rate", "given together with rate-seconds, or neither");
        }
        Optional<SerialLimits.Rate> limit = rate == null || rateSeconds == null
                ? Optional.empty()
                : Optional.of(new SerialLimits.Rate(rate, Duration.ofSeconds(rateSeconds)));
        return new SerialRules(
                Optional.ofNullable(duplicates)
                        .flatMap(DuplicatePolicy::find)
                        .orElseThrow(() -> invalid("duplicates", "reject, same-key, new-revision or ask")),
                hardware,
                new SerialLimits(
                        Optional.ofNullable(most), limit, Optional.ofNullable(opens), Optional.ofNullable(closes)),
                Optional.ofNullable(remodelFrom)
                        .map(names -> names.stream().map(ModelName::new).collect(Collectors.toUnmodifiableSet())));
    }

    private static StoreException invalid(String field, String right) {
        return new StoreException(
                ErrorCode.INVALID_FIELD, "cannot set the serial policy: " + field + " must be " + right);
    }
}
