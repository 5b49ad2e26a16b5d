package io.centercontrol.audit.log;

import io.centercontrol.tlog.VerifierKey;
import java.net.URI;
import java.util.List;

/**
 * Who signs that the log only grew.
 *
 * @param key of the kind cosignature/v1
 * @param address where it takes checkpoints (C2SP tlog-witness)
 */
public record Witness(VerifierKey key, URI address) {
    /**
     * All that are configured.
     *
     * @throws IllegalArgumentException when one is not as {@link LogConfig#witnesses} says
     */
    public static List<Witness> all(LogConfig config) {
        return config.witnesses().orElse(List.of()).stream().map(Witness::parse).toList();
    }

    private static Witness parse(String text) {
        var parts = text.strip().split("\\s+", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException(
                    "cc.log.witnesses has a verifier key, a space and an address for each, not '" + text + "'");
        }
        var key = VerifierKey.parse(parts[0]);
        if (key.algorithm() != VerifierKey.Algorithm.COSIGNATURE_V1) {
            throw new IllegalArgumentException("'" + parts[0] + "' is no key of a witness (cosignature/v1)");
        }
        return new Witness(key, URI.create(parts[1].replaceAll("/+$", "") + "/add-checkpoint"));
    }
}
