package io.centercontrol.parts.tokens;

import io.centercontrol.parts.Secrets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** An RSA key pair; the private half never leaves its file and this process. */
public final class SigningKey {
    private static final String FILE = "signing-key.pem";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final KeyPair pair;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
    }

    /** The key of this folder of secrets; made now, with mode 600, if there is none yet. */
    public static SigningKey of(Path secrets) {
        var pem = new Secrets(secrets).text(FILE, () -> pem(generate().pair));
        var body = pem.replace(BEGIN, "").replace(END, "").replaceAll("\\s", "");
        try {
            var factory = KeyFactory.getInstance("RSA");
            var secret = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
            var open = factory.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
            return new SigningKey(new KeyPair(open, secret));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("no usable key in " + secrets.resolve(FILE), e);
        }
    }

    /** A new key that is kept nowhere. */
    public static SigningKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new SigningKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** The public half as {@code quarkus.oidc.public-key} wants it: X.509 DER in Base64, one line. */
    public String publicText() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    KeyPair pair() {
        return pair;
    }

    private static String pem(KeyPair pair) {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return BEGIN + "\n" + encoder.encodeToString(pair.getPrivate().getEncoded()) + "\n" + END + "\n";
    }
}
