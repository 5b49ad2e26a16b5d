package io.centercontrol.benchmarks;

import java.util.Locale;

/** Rows of a Markdown table. */
final class Table {
    private Table() {}

    /** Ends what a benchmark prints of itself, and begins the table. */
    static void begin() {
        System.out.println();
        System.out.println("| figure | measured | floor | ratio | aim |");
        System.out.println("|---|---|---|---|---|");
    }

    /** A figure that is compared with nothing. */
    static void row(String figure, String measured, String aim) {
        System.out.printf("| %s | %s | - | - | %s |%n", figure, measured, aim);
    }

    /** A figure beside its floor, in one unit. */
    static void row(String figure, double measured, double floor, String unit, String aim) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s %s | %s %s | %.2f | %s |%n",
                figure,
                number(measured),
                unit,
                number(floor),
                unit,
                measured / floor,
                aim);
    }

    /** Three digits or so. */
    static String number(double value) {
        return String.format(
                Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 100 ? "%.1f" : "%.0f", value);
    }
}
