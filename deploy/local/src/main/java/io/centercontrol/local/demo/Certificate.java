package io.centercontrol.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.parts.wiring.JsonHttp;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;

/**
 * Verifies a deletion certificate with the JDK alone, as an outsider would: a JWS (RFC 7515) with ES256 (RFC 7518, section
 * 3.4), and a key out of a JSON Web Key Set.
 */
final class Certificate {
    private Certificate() {}

    /** Whether one of the keys has signed it. */
    static boolean isSigned(String jws, JsonNode keys) throws IOException {
        var parts = jws.split("\\.");
        var keyId = JsonHttp.JSON.readTree(decode(parts[0])).path("kid").asText();
        for (var key : keys.path("keys")) {
            if (key.path("kid").asText().equals(keyId)) {
                return isSigned(parts, key);
            }
        }
        return false;
    }

    private static boolean isSigned(String[] parts, JsonNode key) {
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(publicKey(key));
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(decode(parts[2]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signature cannot be checked", e);
        }
    }

    private static PublicKey publicKey(JsonNode key) throws GeneralSecurityException {
        var curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        var point = new ECPoint(number(key.path("x")), number(key.path("y")));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(JsonNode text) {
        return new BigInteger(1, decode(text.asText()));
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
