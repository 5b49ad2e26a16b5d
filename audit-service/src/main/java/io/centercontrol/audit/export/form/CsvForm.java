package io.centercontrol.audit.export.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.centercontrol.audit.trail.http.EntryView;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A row for each (RFC 4180) under a header. A cell that a spreadsheet would run begins with an apostrophe. */
public final class CsvForm implements Form {
    /** What spreadsheets take for a formula (OWASP, CSV injection). Cells that are numbers are none of these. */
    private static final Pattern FORMULA =
            Pattern.compile("[=+@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20-].*", Pattern.DOTALL);

    private static final ObjectWriter ROW = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build()
            .writerFor(String[].class)
            .with(CsvSchema.emptySchema().withLineSeparator("\r\n"));

    @Override
    public String begin() {
        return row(Column.ALL.stream().map(Column::name));
    }

    @Override
    public String line(EntryView entry) {
        return row(Column.ALL.stream().map(column -> cell(column, entry)));
    }

    private static String cell(Column column, EntryView entry) {
        var text = Objects.toString(column.of().apply(entry), "");
        return switch (column.kind()) {
            case NUMBER, TIME -> text;
            case TEXT -> FORMULA.matcher(text).matches() ? "'" + text : text;
        };
    }

    private static String row(Stream<String> cells) {
        try {
            return ROW.writeValueAsString(cells.toArray(String[]::new));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("texts can be written", e);
        }
    }
}
