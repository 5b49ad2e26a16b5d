package io.centercontrol.tlog.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.tlog.NoteSigner;
import io.centercontrol.tlog.SignedNote;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A bundle that somebody changes: with or without making its manifest anew, and with or without the log's key. */
final class Forgery {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    Forgery(byte[] bundle) throws IOException {
        try (var in = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
    }

    String text(String name) {
        return new String(Objects.requireNonNull(files.get(name)), UTF_8);
    }

    Forgery change(String name, UnaryOperator<String> change) {
        var before = text(name);
        var after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("nothing was changed in " + name);
        }
        files.put(name, after.getBytes(UTF_8));
        return this;
    }

    Forgery lines(String name, UnaryOperator<List<String>> change) {
        return change(name, text -> {
            var lines = change.apply(new ArrayList<>(text.lines().toList()));
            return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        });
    }

    Forgery put(String name, String text) {
        files.put(name, text.getBytes(UTF_8));
        return this;
    }

    Forgery remove(String name) {
        files.remove(name);
        return this;
    }

    /** The manifest names the files as they are now. */
    Forgery manifest() {
        return manifest(members -> {});
    }

    Forgery manifest(java.util.function.Consumer<Map<String, @Nullable Object>> change) {
        var manifest = new LinkedHashMap<>(CanonicalJson.readObject(text("bundle.json")));
        var named = new LinkedHashMap<String, Object>();
        files.forEach((name, bytes) -> {
            if (!name.startsWith("bundle.")) {
                named.put(name, Map.of("bytes", bytes.length, "sha256", sha256(bytes)));
            }
        });
        manifest.put("files", named);
        change.accept(manifest);
        return put("bundle.json", CanonicalJson.write(manifest));
    }

    /** As whoever has the log's key can. */
    Forgery signed(NoteSigner... keys) {
        var text =
                "center-control/evidence/v1\nsha256 " + sha256(Objects.requireNonNull(files.get("bundle.json"))) + "\n";
        return put("bundle.sig", SignedNote.sign(text, List.of(keys)).note());
    }

    byte[] zip() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
