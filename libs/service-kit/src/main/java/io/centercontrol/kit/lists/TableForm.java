package io.centercontrol.kit.lists;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row for each (RFC 4180, with a header). A field of a field is a column of its own, {@code subscription.plan.key}; an array
 * is a cell of JSON. The columns are those of the first items that are written; what others have beside stands in the last one,
 * {@code more}, as JSON, so that nothing is lost.
 */
final class TableForm implements ListForm {
    static final String TYPE = "text/csv";

    private static final String MORE = "more";

    /** What spreadsheets take for a formula (OWASP, CSV injection); a plain number is none. */
    private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r].*|-(?![0-9.]+$).*", Pattern.DOTALL);

    private static final ObjectWriter ROW = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build()
            .writerFor(String[].class)
            .with(CsvSchema.emptySchema().withLineSeparator("\r\n"));

    private @Nullable List<String> columns;

    @Override
    public String contentType() {
        return TYPE + "; charset=utf-8; header=present";
    }

    @Override
    public String ending() {
        return "csv";
    }

    @Override
    public String write(JsonNode items) {
        var rows = new ArrayList<Map<String, String>>();
        items.forEach(item -> {
            var row = new LinkedHashMap<String, String>();
            flatten("", item, row);
            rows.add(row);
        });
        var text = new StringBuilder();
        var known = columns;
        if (known == null) {
            var found = new LinkedHashSet<String>();
            rows.forEach(row -> found.addAll(row.keySet()));
            known = List.copyOf(found);
            columns = known;
            text.append(header(known));
        }
        for (var row : rows) {
            text.append(row(known, row));
        }
        return text.toString();
    }

    private static String header(List<String> columns) {
        var cells = new ArrayList<>(columns);
        cells.add(MORE);
        return line(cells);
    }

    private static String row(List<String> columns, Map<String, String> row) {
        var cells = new ArrayList<String>();
        columns.forEach(column -> cells.add(cell(row.getOrDefault(column, ""))));
        cells.add(more(Set.copyOf(columns), row));
        return line(cells);
    }

    private static String more(Set<String> columns, Map<String, String> row) {
        var beside = JsonNodeFactory.instance.objectNode();
        row.forEach((column, value) -> {
            if (!columns.contains(column)) {
                beside.put(column, value);
            }
        });
        return beside.isEmpty() ? "" : beside.toString();
    }

    private static void flatten(String path, JsonNode value, Map<String, String> row) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties()
                    .forEach(field -> flatten(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), row));
        } else if (!value.isObject()) {
            row.put(path, value.isNull() ? "" : value.isArray() ? value.toString() : value.asText());
        }
    }

    private static String cell(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    private static String line(List<String> cells) {
        try {
            return ROW.writeValueAsString(cells.toArray(String[]::new));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("texts can be written", e);
        }
    }
}
