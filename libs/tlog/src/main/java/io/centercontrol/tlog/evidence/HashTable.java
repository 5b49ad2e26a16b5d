package io.centercontrol.tlog.evidence;

import io.centercontrol.tlog.Hash;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The hashes of all proofs, each once: proofs of neighbours have most of theirs in common. */
final class HashTable {
    private final Map<Hash, Integer> numbers = new HashMap<>();
    private final Spool lines;

    HashTable(Spool lines) {
        this.lines = lines;
    }

    /** Which line it is on, from 0. */
    int number(Hash hash) throws IOException {
        var known = numbers.get(hash);
        if (known != null) {
            return known;
        }
        var number = numbers.size();
        numbers.put(hash, number);
        lines.write(hash.base64() + "\n");
        return number;
    }
}
