package org.brandstore.event.change;

import java.util.Optional;
import java.util.UUID;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;

/** Devices and how they come to their serials. */
public sealed interface DeviceChange extends Change {
    record Which(AccountId brand, ModelName model, SerialNumber serial) implements Change.Part {}

    @Audited(
            action = "device.registered",
            approval = ApprovalClass.OPEN,
            subject = "device/{brand}/{model}/{serial}",
            says = "the server has signed a serial for a device that had none for this model")
    record Registered(Which device, @After KeyId deviceKey, String why) implements DeviceChange {}

    @Audited(
            action = "device.arrived",
            approval = ApprovalClass.OPEN,
            subject = "device/{brand}/{model}/{serial}",
            says = "a device is known whose serial was signed elsewhere")
    record Arrived(
            Which device,
            @After KeyId deviceKey,
            @After AccountId authority,
            @After int revision,
            String why) implements DeviceChange {}

    @Audited(
            action = "device.key-replaced",
            approval = ApprovalClass.OPEN,
            subject = "device/{brand}/{model}/{serial}",
            says = "the device has another key; `authority` and `revision` are of a serial that was signed elsewhere")
    record KeyReplaced(
            Which device,
            @Before("device-key") KeyId former,
            @After KeyId deviceKey,
            @After Optional<AccountId> authority,
            @After Optional<Integer> revision,
            String why)
            implements DeviceChange {}

    @Audited(
            action = "device.revoked",
            approval = ApprovalClass.STOPS,
            subject = "device/{brand}/{model}/{serial}",
            says = "the device opens no session any more",
            tells = Topic.DEVICES)
    record Revoked(Which device, String why) implements DeviceChange {}

    @Audited(
            action = "device.restored",
            approval = ApprovalClass.OPERATOR,
            subject = "device/{brand}/{model}/{serial}",
            says = "the device may open sessions again",
            tells = Topic.DEVICES)
    record Restored(Which device, String why) implements DeviceChange {}

    @Audited(
            action = "hardware.added",
            approval = ApprovalClass.DECIDES,
            subject = "account/{brand}",
            says = "hardware identities were imported, so that devices with that hardware may get serials")
    record HardwareAdded(AccountId brand, @After int added) implements DeviceChange {}

    record SerialRequest(
            AccountId brand,
            @After ModelName model,
            UUID request,
            @Before("state") String former,
            @After KeyId deviceKey,
            @After Optional<SerialNumber> proposed)
            implements Change.Part {}

    @Audited(
            action = "serial.approved",
            approval = ApprovalClass.DECIDES,
            subject = "serial-request/{request}",
            says = "the device gets its serial when it asks the next time",
            tells = Topic.SERIALS)
    record SerialApproved(SerialRequest request, String why) implements DeviceChange {}

    @Audited(
            action = "serial.rejected",
            approval = ApprovalClass.DECIDES,
            subject = "serial-request/{request}",
            says = "the device gets no serial",
            tells = Topic.SERIALS)
    record SerialRejected(SerialRequest request, String why) implements DeviceChange {}
}
