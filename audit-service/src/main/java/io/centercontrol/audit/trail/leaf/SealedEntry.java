package io.centercontrol.audit.trail.leaf;

import io.centercontrol.audit.trail.model.Happening;
import java.util.Map;

/**
 * An entry in two.
 *
 * @param happening what it was made of
 * @param leaf the text that the log holds, canonical (RFC 8785)
 * @param parts what the leaf only commits to
 */
public record SealedEntry(Happening happening, String leaf, Map<Part, Opening> parts) {
    public SealedEntry {
        parts = Map.copyOf(parts);
    }

    /**
     * What opens a commitment.
     *
     * @param salt 32 bytes in Base64 for addresses, without padding
     * @param value canonical JSON (RFC 8785)
     */
    public record Opening(String salt, String value) {}
}
