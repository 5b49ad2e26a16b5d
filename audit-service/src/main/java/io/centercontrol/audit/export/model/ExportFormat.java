package io.centercontrol.audit.export.model;

/** How an export is written. */
public enum ExportFormat {
    /** A line of JSON for each entry, as the search answers it. */
    NDJSON("ndjson"),
    /** A row for each (RFC 4180), with a header; what a spreadsheet would take for a formula is none. */
    CSV("csv"),
    /** Apache Parquet, with the columns of CSV, compressed by Zstandard. */
    PARQUET("parquet"),
    /** A line of JSON for each, in the words of OCSF 1.3. */
    OCSF("ocsf.ndjson");

    private final String ending;

    ExportFormat(String ending) {
        this.ending = ending;
    }

    /** Of the file's name, without a full stop before it. */
    public String ending() {
        return ending;
    }
}
