package org.brandstore.device.serial.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.jspecify.annotations.Nullable;

/** Every serial that was signed here or came here, for ever: what a brand settles with its factories by. */
@ApplicationScoped
public class SigningLog {
    /** The most lines that one page holds. */
    public static final int MOST = 1_000;

    private static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

    private final EntityManager database;
    private final Clock clock;

    SigningLog(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is to be written.
     *
     * @param by who let the device have it
     */
    public record Entry(
            SigningKind kind,
            @Nullable ModelName formerModel,
            @Nullable String requestId,
            String by,
            String reason) {}

    @Transactional(Transactional.TxType.MANDATORY)
    public void add(Assertion serial, Entry entry) {
        database.createNativeQuery("""
                        insert into serial_signing (at, brand_id, model, serial, revision, device_key_id, kind,
                            former_model, authority_id, request_id, decided_by, reason)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as text), ?9, cast(?10 as text), ?11, ?12)
                        on conflict do nothing""")
                .setParameter(1, clock.instant())
                .setParameter(2, serial.text("brand-id"))
                .setParameter(3, serial.text("model"))
                .setParameter(4, serial.text("serial"))
                .setParameter(5, serial.revision())
                .setParameter(6, serial.text("device-key-sha3-384"))
                .setParameter(7, entry.kind.word())
                .setParameter(
                        8,
                        Optional.ofNullable(entry.formerModel)
                                .map(ModelName::value)
                                .orElse(null))
                .setParameter(9, serial.text("authority-id"))
                .setParameter(10, entry.requestId)
                .setParameter(11, entry.by)
                .setParameter(12, entry.reason)
                .executeUpdate();
    }

    /** How many devices of a model got a serial here, counted no further than needed. */
    @Transactional(Transactional.TxType.MANDATORY)
    public int devices(AccountId brand, ModelName model, int atMost) {
        return count(
                "select 1 from serial_signing where brand_id = ?1 and model = ?2 and kind in ('first', 'remodel')"
                        + " limit ?3",
                brand,
                model,
                atMost,
                Instant.EPOCH);
    }

    /** How many serials of a model were signed here lately, counted no further than needed. */
    @Transactional(Transactional.TxType.MANDATORY)
    public int signed(AccountId brand, ModelName model, Duration within, int atMost) {
        return count(
                "select 1 from serial_signing where brand_id = ?1 and model = ?2 and kind <> 'elsewhere' and at > ?4"
                        + " limit ?3",
                brand,
                model,
                atMost,
                clock.instant().minus(within));
    }

    /**
     * A page of the log, newest first.
     *
     * @param below only lines with a lower id, for the next page
     */
    @Transactional
    public List<SignedSerial> page(SigningSearch search, long below, int limit) {
        List<?> rows = database.createNativeQuery("""
                        select id, at, brand_id, model, serial, revision, device_key_id, kind, former_model,
                            authority_id, request_id, decided_by, reason
                        from serial_signing
                        where brand_id = ?1 and model = any (?2) and starts_with(serial, ?3)
                            and (?4 = '' or device_key_id = ?4) and at >= ?5 and at < ?6 and id < ?7
                        order by id desc limit ?8""", Tuple.class)
                .setParameter(1, search.brand().value())
                .setParameter(2, search.models().stream().map(ModelName::value).toArray(String[]::new))
                .setParameter(3, search.serial().orElse(""))
                .setParameter(4, search.deviceKey().orElse(""))
                .setParameter(5, search.from().orElse(Instant.EPOCH))
                .setParameter(6, search.until().orElse(FOREVER))
                .setParameter(7, below)
                .setParameter(8, Math.clamp(limit, 1, MOST))
                .getResultList();
        return rows.stream().map(Tuple.class::cast).map(SigningLog::line).toList();
    }

    private int count(String sql, AccountId brand, ModelName model, int atMost, Instant since) {
        var query = database.createNativeQuery("select count(*) from (" + sql + ") as lines", Long.class)
                .setParameter(1, brand.value())
                .setParameter(2, model.value())
                .setParameter(3, atMost);
        if (sql.contains("?4")) {
            query.setParameter(4, since);
        }
        return Math.toIntExact((Long) query.getSingleResult());
    }

    private static SignedSerial line(Tuple row) {
        return new SignedSerial(
                row.get("id", Long.class),
                row.get("at", Instant.class),
                new AccountId(row.get("brand_id", String.class)),
                new ModelName(row.get("model", String.class)),
                row.get("serial", String.class),
                row.get("revision", Integer.class),
                new KeyId(row.get("device_key_id", String.class)),
                SigningKind.find(row.get("kind", String.class)).orElseThrow(),
                Optional.ofNullable(row.get("former_model", String.class)).map(ModelName::new),
                row.get("authority_id", String.class),
                Optional.ofNullable(row.get("request_id", String.class)),
                row.get("decided_by", String.class),
                row.get("reason", String.class));
    }
}
