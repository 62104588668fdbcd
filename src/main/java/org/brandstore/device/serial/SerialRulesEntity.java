package org.brandstore.device.serial;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.device.serial.decision.DuplicatePolicy;
import org.brandstore.naming.ModelName;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "serial_rules")
@IdClass(SerialRulesEntity.Key.class)
class SerialRulesEntity {
    @Id
    @Column(name = "brand_id")
    String brandId = "";

    @Id
    String model = "";

    String duplicates = DuplicatePolicy.SAME_KEY.wireName();

    boolean hardware;

    @Nullable Integer most;

    @Nullable Integer rate;

    @Column(name = "rate_seconds")
    @Nullable Integer rateSeconds;

    @Column(name = "opens_at")
    @Nullable Instant opensAt;

    @Column(name = "closes_at")
    @Nullable Instant closesAt;

    @Column(name = "remodel_from")
    @JdbcTypeCode(SqlTypes.ARRAY)
    String @Nullable [] remodelFrom;

    @Version
    int version;

    SerialRules toRules() {
        Optional<SerialLimits.Rate> limit = rate == null || rateSeconds == null
                ? Optional.empty()
                : Optional.of(new SerialLimits.Rate(rate, Duration.ofSeconds(rateSeconds)));
        return new SerialRules(
                DuplicatePolicy.find(duplicates).orElseThrow(),
                hardware,
                new SerialLimits(
                        Optional.ofNullable(most), limit, Optional.ofNullable(opensAt), Optional.ofNullable(closesAt)),
                Optional.ofNullable(remodelFrom).map(SerialRulesEntity::models));
    }

    void take(SerialRules rules) {
        SerialLimits limits = rules.limits();
        duplicates = rules.duplicates().wireName();
        hardware = rules.hardware();
        most = limits.most().orElse(null);
        rate = limits.rate().map(SerialLimits.Rate::serials).orElse(null);
        rateSeconds = limits.rate()
                .map(limit -> Math.toIntExact(limit.within().toSeconds()))
                .orElse(null);
        opensAt = limits.opens().orElse(null);
        closesAt = limits.closes().orElse(null);
        remodelFrom = rules.remodelFrom()
                .map(models -> models.stream().map(ModelName::value).sorted().toArray(String[]::new))
                .orElse(null);
    }

    private static Set<ModelName> models(String[] names) {
        return Arrays.stream(names).map(ModelName::new).collect(Collectors.toUnmodifiableSet());
    }

    record Key(String brandId, String model) implements Serializable {}
}
