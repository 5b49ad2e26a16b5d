package io.centercontrol.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A row that the service wrote, as a statement that writes one like it: with the same columns, whatever they are by now. */
final class Rows {
    private Rows() {}

    /** The columns of a table that can be written. */
    static List<String> columns(Connection database, String table) throws SQLException {
        try (var statement = database.prepareStatement("select column_name from information_schema.columns where"
                + " table_schema = 'public' and table_name = ? and is_generated = 'NEVER' and is_identity = 'NO'"
                + " order by ordinal_position")) {
            statement.setString(1, table);
            var found = statement.executeQuery();
            var columns = new ArrayList<String>();
            while (found.next()) {
                columns.add(found.getString(1));
            }
            return columns;
        }
    }

    /**
     * An insert of a row like one that is there.
     *
     * @param like a condition that one row fulfils
     * @param other expressions for columns that are not to be the same
     */
    static String insertLike(Connection database, String table, String like, Map<String, String> other)
            throws SQLException {
        var columns = columns(database, table);
        var values = new ArrayList<String>();
        try (var statement = database.createStatement();
                var row = statement.executeQuery("select "
                        + String.join(
                                ", ",
                                columns.stream()
                                        // pgbench takes :null for a variable of its own.
                                        .map(column -> "quote_nullable(replace(" + column + "::text, '\":', '\": '))")
                                        .toList())
                        + " from " + table + " where " + like)) {
            if (!row.next()) {
                throw new SQLException("no row of " + table + " where " + like);
            }
            for (var i = 0; i < columns.size(); i++) {
                var expression = other.get(columns.get(i));
                values.add(expression == null ? row.getString(i + 1) : expression);
            }
        }
        return "insert into " + table + " (" + String.join(", ", columns) + ") values (" + String.join(", ", values)
                + ")";
    }
}
