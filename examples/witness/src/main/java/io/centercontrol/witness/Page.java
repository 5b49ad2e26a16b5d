package io.centercontrol.witness;

import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.SignedNote;
import org.jspecify.annotations.Nullable;

/** What people see who come to a witness: its key, and what it signed last. */
final class Page {
    private Page() {}

    static String of(Witness witness) {
        var rows = new StringBuilder();
        witness.newest().forEach((origin, note) -> rows.append(row(witness, origin, note)));
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>Witness %1$s</title><style>
                :root { color-scheme: light dark } body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
                code, td { overflow-wrap: anywhere } table { border-collapse: collapse; width: 100%% }
                th, td { text-align: left; border-bottom: 1px solid #8884; padding: .4rem; vertical-align: top }
                </style></head><body>
                <h1>Witness %1$s</h1>
                <p>Its key:<br><code>%2$s</code></p>
                <p>The newest checkpoint of each log that it signed. It signs one only when the log grew out of the one before.</p>
                <table><thead><tr><th>log<th>entries<th>root<th>signed</tr></thead><tbody>
                %3$s</tbody></table></body></html>
                """.formatted(
                        escaped(witness.key().name()), escaped(witness.key().text()), rows);
    }

    private static String row(Witness witness, String origin, @Nullable SignedNote note) {
        if (note == null) {
            return "<tr><td>" + escaped(origin) + "<td>none yet<td><td></tr>\n";
        }
        var checkpoint = Checkpoint.parse(note.text());
        var time = note.signatures().stream()
                .filter(witness.key()::isNamedBy)
                .map(witness.key()::time)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
        return "<tr><td>" + escaped(origin) + "<td>" + checkpoint.size() + "<td><code>" + checkpoint.root()
                + "</code><td>" + time + "</tr>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
