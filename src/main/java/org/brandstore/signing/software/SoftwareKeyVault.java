package org.brandstore.signing.software;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.crypto.RsaAssertionSigner;
import org.brandstore.naming.KeyId;
import org.brandstore.secret.Sealer;
import org.brandstore.signing.KeyVault;
import org.brandstore.signing.VaultKey;

/** Keeps PKCS#8 under the seal of the master key, bound to the key's id. */
@ApplicationScoped
class SoftwareKeyVault implements KeyVault {
    private final Sealer sealer;
    private final SecureRandom random;

    SoftwareKeyVault(Sealer sealer, SecureRandom random) {
        this.sealer = sealer;
        this.random = random;
    }

    @Override
    public VaultKey generate(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4), random);
            return sealed((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot generate an RSA key of " + bits + " bits", e);
        }
    }

    @Override
    public VaultKey take(byte[] file, char[] passphrase) {
        return sealed(PrivateKeyFile.read(file, passphrase));
    }

    @Override
    public AssertionSigner signer(PublicKey publicKey, byte[] kept) {
        return new RsaAssertionSigner(open(publicKey.id(), kept), publicKey);
    }

    @Override
    public byte[] export(PublicKey publicKey, byte[] kept, char[] passphrase) {
        return PrivateKeyFile.write(open(publicKey.id(), kept), passphrase, random);
    }

    private VaultKey sealed(RSAPrivateCrtKey key) {
        PublicKey publicKey = RsaAssertionSigner.of(key).publicKey();
        byte[] plain = key.getEncoded();
        try {
            return new VaultKey(publicKey, sealer.seal(plain, context(publicKey.id())));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private RSAPrivateCrtKey open(KeyId id, byte[] kept) {
        byte[] plain = sealer.open(kept, context(id));
        try {
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the sealed key " + id, e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static String context(KeyId id) {
        return "signing-key/" + id;
    }
}
