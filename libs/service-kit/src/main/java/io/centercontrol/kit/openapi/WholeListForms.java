package io.centercontrol.kit.openapi;

import io.centercontrol.kernel.Page;
import java.util.List;

/**
 * Says of each list that it can be had as a whole, in lines or as a table: in words, since with more media types a client that is
 * made of the document would have to tell a page from a text at each call.
 */
final class WholeListForms {
    private static final String WORDS =
            " With `Accept: application/x-ndjson` or `text/csv` it is the whole list as lines or as a"
                    + " table, or with `limit` that one page.";

    private WholeListForms() {}

    static void sayOf(List<Door> doors) {
        doors.stream()
                .filter(door -> door.code().returnType().toString().contains(Page.class.getName()))
                .map(Door::operation)
                .forEach(operation -> {
                    var said = operation.getDescription();
                    operation.setDescription(said == null ? WORDS.strip() : said + WORDS);
                });
    }
}
