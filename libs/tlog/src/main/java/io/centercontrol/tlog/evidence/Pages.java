package io.centercontrol.tlog.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of a bundle that people open. */
final class Pages {
    private static final String SCRIPT = "<script>";

    private Pages() {}

    /** A file that is in every bundle as it is here. */
    static String text(String name) {
        try (var in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page that verifies: its one script is the only one that a browser runs in it. */
    static String verifier() {
        var page = text("verify.html");
        var script = page.substring(page.indexOf(SCRIPT) + SCRIPT.length(), page.lastIndexOf("</script>"));
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
            return page.replace("{script}", "sha256-" + Base64.getEncoder().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The beginning of the table of entries. */
    static String tableStart(Evidence about, String origin, long size) {
        return text("index.html")
                .replace("{origin}", escaped(origin))
                .replace("{size}", Long.toString(size))
                .replace("{made}", escaped(about.made().toString()))
                .replace("{by}", escaped(about.by()))
                .replace("{query}", escaped(about.query()));
    }

    /** One row of it. */
    static String row(EvidenceEntry entry, Map<String, @Nullable Object> leaf) {
        var parts = new TreeMap<String, String>();
        entry.opened()
                .forEach(
                        part -> parts.put(part.part(), "<b>" + escaped(part.part()) + "</b> " + escaped(part.value())));
        entry.erased()
                .forEach((part, certificate) ->
                        parts.put(part, "<b>" + escaped(part) + "</b> <i>" + gone(certificate) + "</i>"));
        return "<tr><td>" + entry.index() + "<td>" + cell(leaf, "happened") + "<td>" + cell(leaf, "action") + "<td>"
                + cell(leaf, "outcome") + "<td>" + cell(leaf, "service") + "<td>" + cell(leaf, "tenant") + "<td>"
                + cell(leaf, "targets") + "<td>" + String.join("<br>", parts.values()) + "<td>" + cell(leaf, "id")
                + "</tr>\n";
    }

    private static String gone(String by) {
        return by.startsWith(EvidenceEntry.PURGE)
                ? "its time was over, " + escaped(by)
                : "erased, certificate " + escaped(by);
    }

    static String tableEnd() {
        return "</tbody></table></body></html>\n";
    }

    private static String cell(Map<String, @Nullable Object> leaf, String member) {
        var value = leaf.get(member);
        return value == null ? "" : escaped(value instanceof String text ? text : CanonicalJson.write(value));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
