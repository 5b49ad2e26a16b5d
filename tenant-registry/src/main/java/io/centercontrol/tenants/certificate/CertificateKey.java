package io.centercontrol.tenants.certificate;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The key that certificates are signed with (ES256, RFC 7518). It is a file with a JSON Web Key, mounted as a secret or made
 * at the first start, readable by its owner alone. A new file is a new key: certificates of the old one stay valid, since
 * every public half that ever signed stays published.
 */
@ApplicationScoped
class CertificateKey {
    private final PublicJsonWebKey key;

    CertificateKey(@ConfigProperty(name = "cc.certificates.key-file") Path file) {
        this.key = Files.exists(file) ? read(file) : make(file);
    }

    String id() {
        return key.getKeyId();
    }

    /** The public half as a JSON Web Key. */
    String publicText() {
        return key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    /** A JWS in compact form. */
    String sign(String payload) {
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setHeader("typ", "deletion-certificate+jwt");
        jws.setPayload(payload);
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the certificate cannot be signed with the key " + key.getKeyId(), e);
        }
    }

    private static PublicJsonWebKey read(Path file) {
        try {
            var key = (PublicJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
            if (!(key instanceof EllipticCurveJsonWebKey curve)
                    || !"P-256".equals(curve.getCurveName())
                    || key.getPrivateKey() == null
                    || key.getKeyId() == null) {
                throw new IllegalStateException(file + " must hold a private P-256 JSON Web Key with a kid");
            }
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(file + " holds no JSON Web Key", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key for certificates", e);
        }
    }

    /** Whoever is first wins: instances that share the folder share the key. */
    private static PublicJsonWebKey make(Path file) {
        try {
            var made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            made.setUse("sig");
            made.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            made.setKeyId(made.calculateBase64urlEncodedThumbprint("SHA-256"));
            var folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var draft = Files.createTempFile(folder, "certificate-key", ".new", mine);
            Files.writeString(draft, made.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
            try {
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                return read(file);
            } finally {
                Files.delete(draft);
            }
            return made;
        } catch (JoseException e) {
            throw new IllegalStateException("no key for certificates can be made", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the key for certificates cannot be kept", e);
        }
    }
}
