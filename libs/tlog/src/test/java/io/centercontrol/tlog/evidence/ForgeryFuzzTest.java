package io.centercontrol.tlog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are changed anywhere, by somebody with the log's key and without: neither verifier fails, and both say the same. */
class ForgeryFuzzTest {
    private static final int BUNDLES = 60;
    private static final long SEED = 17;
    private static final String KEY = AuditLog.KEY.verifier().text();
    private static final List<String> NAMES = List.of(
            "bundle.json",
            "bundle.sig",
            "checkpoint.txt",
            "old-checkpoint.txt",
            "consistency.json",
            "keys.json",
            "entries.ndjson",
            "hashes.txt",
            "proofs.ndjson",
            "completeness.json");

    /** What the formats are made of, and what is in none of them. */
    private static final String CHARACTERS = "\"\\{}[]:,0123456789-+.eEnulltrue \n\u00e9\u2014aA/=_\0\ufeff";

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    @Test
    void both_verifiers_say_the_same_of_anything() throws Exception {
        assumeThat(Verifiers.hasNode()).isTrue();
        var log = new AuditLog("ours", 300);
        var good = log.bundle(folder, 300, log.checkpoint(100, AuditLog.KEY), AuditLog.KEY);
        var wrong = 0;
        try (var verifiers = new Verifiers(Files.createDirectories(folder.resolve("verifiers")))) {
            for (var at = 0; at < BUNDLES; at++) {
                var bundle = random.nextInt(5) == 0 ? flipped(good) : forged(good);
                var verdict = verifiers.java(bundle, null, List.of("--key", KEY));
                assertThat(verifiers.page(bundle, null, List.of("--key", KEY)))
                        .as("%d of seed %d", at, SEED)
                        .isEqualTo(verdict);
                wrong += verdict.code() == 1 ? 1 : 0;
            }
        }
        // A change of what nobody signs over, such as the time of a file in the zip, is none; nearly all others are
        // found.
        assertThat(wrong).isGreaterThan(BUNDLES * 3 / 4);
    }

    private byte[] flipped(byte[] good) {
        var bundle = good.clone();
        for (var bit = random.nextInt(3); bit >= 0; bit--) {
            // Half of them in the zip file's directory.
            var at = random.nextBoolean() ? bundle.length - 1 - random.nextInt(1100) : random.nextInt(bundle.length);
            bundle[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bundle;
    }

    private byte[] forged(byte[] good) throws IOException {
        var forgery = new Forgery(good);
        var name = NAMES.get(random.nextInt(NAMES.size()));
        var text = new StringBuilder(forgery.text(name));
        var at = random.nextInt(text.length());
        var character = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, character);
            case 1 -> text.insert(at, character);
            case 2 -> text.deleteCharAt(at);
            default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 1 + random.nextInt(30))));
        }
        forgery.put(name, text.toString());
        if (random.nextInt(4) > 0 && !name.equals("bundle.json")) {
            forgery.manifest();
        }
        if (random.nextInt(4) > 0 && !name.equals("bundle.sig")) {
            forgery.signed(AuditLog.KEY);
        }
        return forgery.zip();
    }
}
