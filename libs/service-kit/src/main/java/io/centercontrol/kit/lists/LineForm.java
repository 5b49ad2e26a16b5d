package io.centercontrol.kit.lists;

import com.fasterxml.jackson.databind.JsonNode;

/** A line of JSON for each (ndjson.org), as the list has it. */
final class LineForm implements ListForm {
    static final String TYPE = "application/x-ndjson";

    @Override
    public String contentType() {
        return TYPE;
    }

    @Override
    public String ending() {
        return "ndjson";
    }

    @Override
    public String write(JsonNode items) {
        var text = new StringBuilder();
        items.forEach(item -> text.append(item).append('\n'));
        return text.toString();
    }
}
