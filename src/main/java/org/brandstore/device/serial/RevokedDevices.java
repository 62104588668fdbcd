package org.brandstore.device.serial;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.brandstore.device.DeviceRef;
import org.brandstore.device.Devices;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Keeps out what was revoked, by whichever door and under whichever model of its brand it comes back: the device key, the
 * hardware, the serial. Every way to a serial or a session asks here.
 */
@ApplicationScoped
public class RevokedDevices {
    private final Devices devices;
    private final HardwareProof proof;

    RevokedDevices(Devices devices, HardwareProof proof) {
        this.devices = devices;
        this.proof = proof;
    }

    /**
     * Refuses a device that was revoked, whatever it is called now.
     *
     * @param device what it says that it is
     * @param body of its request or its serial, which may say which hardware it is. A wrong claim harms nobody but the device
     *     that makes it
     * @param cannot what it wanted, for the message
     * @throws StoreException {@link ErrorCode#RESOURCE_FORBIDDEN}
     */
    public void refuse(Optional<DeviceRef> device, AccountId brand, KeyId key, byte[] body, String cannot) {
        boolean revoked =
                device.flatMap(devices::find).filter(known -> known.revoked()).isPresent()
                        || devices.isRevoked(brand, key, proof.claimed(body));
        if (revoked) {
            throw new StoreException(ErrorCode.RESOURCE_FORBIDDEN, "cannot " + cannot + ": the device was revoked");
        }
    }
}
