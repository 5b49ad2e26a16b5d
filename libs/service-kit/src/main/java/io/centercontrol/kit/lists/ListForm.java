package io.centercontrol.kit.lists;

import com.fasterxml.jackson.databind.JsonNode;

/** A form in which the items of a list are written one after the other. One object writes one list. */
interface ListForm {
    /** What stands in Content-Type. */
    String contentType();

    /** The ending of a file that has it. */
    String ending();

    /** The text of some items, an array, in their order. */
    String write(JsonNode items);
}
