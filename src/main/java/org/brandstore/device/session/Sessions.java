package org.brandstore.device.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.DeviceProofs;
import org.brandstore.assertion.type.SerialView;
import org.brandstore.assertion.type.SessionRequestView;
import org.brandstore.assertion.type.model.ModelView;
import org.brandstore.device.DeviceDocuments;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.Devices;
import org.brandstore.device.RevokedSerials;
import org.brandstore.device.ShownModel;
import org.brandstore.device.serial.ArrivedSerials;
import org.brandstore.device.serial.RevokedDevices;
import org.brandstore.naming.SerialNumber;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Opens device sessions, and tells from a session token who the device is (device-api.md 3). A token carries all that
 * its check needs: no database is asked.
 */
@ApplicationScoped
public class Sessions {
    private final DeviceDocuments documents;
    private final ArrivedSerials arrived;
    private final Devices devices;
    private final Nonces nonces;
    private final RevokedDevices revokedDevices;
    private final RevokedSerials revoked;
    private final SessionCuts cuts;
    private final SessionTokens tokens;
    private final Clock clock;

    Sessions(
            DeviceDocuments documents,
            ArrivedSerials arrived,
            Devices devices,
            Nonces nonces,
            RevokedDevices revokedDevices,
            RevokedSerials revoked,
            SessionCuts cuts,
            SessionTokens tokens,
            Clock clock) {
        this.documents = documents;
        this.arrived = arrived;
        this.devices = devices;
        this.nonces = nonces;
        this.revokedDevices = revokedDevices;
        this.revoked = revoked;
        this.cuts = cuts;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Opens a session. The time that the request names is not judged: there are devices without a clock, and the nonce
     * proves freshness better.
     *
     * @param request the device-session-request
     * @return a new token
     * @throws StoreException {@link ErrorCode#INVALID_ASSERTION} if the three do not belong together or do not verify,
     *     {@link ErrorCode#INVALID_NONCE} if the nonce is stale, used or not ours, {@link ErrorCode#RESOURCE_FORBIDDEN} if
     *     the device was revoked
     */
    @Transactional
    public String open(Assertion request, Assertion serial, Assertion model) {
        if (request.type() == AssertionType.DEVICE_SESSION_REQUEST) {
            nonces.requireFresh(DeviceDocuments.accepting(() -> request.text("nonce")));
        }
        SessionRequestView proof = DeviceDocuments.accepting(() -> {
            SessionRequestView view = DeviceProofs.requireSessionRequest(request, serial, model);
            documents.verify(serial, model);
            return view;
        });
        SerialView identity = SerialView.of(serial);
        DeviceIdentity device = new DeviceIdentity(
                identity.brandId(),
                identity.model(),
                new SerialNumber(identity.serial()),
                ModelView.of(model).store().orElse(null),
                identity.deviceKey().id(),
                clock.instant());
        revokedDevices.refuse(
                Optional.of(device.ref()), device.brand(), device.deviceKey(), serial.body(), "open a session");
        nonces.use(proof.nonce());
        arrived.accept(serial, device);
        devices.setModel(device.ref(), ShownModel.of(model));
        return tokens.issue(device);
    }

    /** Tells whose session this is. Touches nothing but memory. */
    public SessionCheck verify(String token) {
        Optional<SessionTokens.Content> content = tokens.read(token);
        if (content.isEmpty()) {
            return new SessionCheck.Invalid();
        }
        DeviceIdentity device = content.get().device();
        if (revoked.contains(device)) {
            return new SessionCheck.Revoked(device);
        }
        return content.get().expiresAt().isAfter(clock.instant()) && !cuts.isBefore(device)
                ? new SessionCheck.Valid(device)
                : new SessionCheck.Expired();
    }
}
