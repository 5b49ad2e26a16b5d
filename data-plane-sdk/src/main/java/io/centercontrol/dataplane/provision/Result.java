package io.centercontrol.dataplane.provision;

import io.centercontrol.dataplane.Erased;
import io.centercontrol.events.Kept;
import io.centercontrol.events.dataplane.Outcome;
import io.centercontrol.events.dataplane.Report;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** How an attempt went, as it is put into a report. */
sealed interface Result {
    /** Writes it into the report. */
    void in(Report.Builder report);

    /** Provisioned, updated: the handler did what was asked. */
    record Done(String reason) implements Result {
        @Override
        public void in(Report.Builder report) {
            report.setOutcome(Outcome.SUCCEEDED).setReason(reason).setMessage("");
        }
    }

    /** The control plane has the export. */
    record Exported(byte[] sha256, long bytes) implements Result {
        @Override
        public void in(Report.Builder report) {
            report.setOutcome(Outcome.SUCCEEDED)
                    .setReason("Exported")
                    .setMessage("")
                    .setExportSha256(HexFormat.of().formatHex(sha256))
                    .setExportBytes(bytes);
        }
    }

    /** Nothing is left but what is named. */
    record Gone(Erased erased) implements Result {
        @Override
        public void in(Report.Builder report) {
            report.setOutcome(Outcome.SUCCEEDED)
                    .setReason("Erased")
                    .setMessage("")
                    .setKept(erased.kept().stream().map(Gone::kept).toList());
        }

        private static Kept kept(Erased.Retained kept) {
            var until = kept.until();
            return Kept.newBuilder()
                    .setWhat(kept.what())
                    .setWhere(kept.where())
                    .setUntil(until == null ? null : until.truncatedTo(ChronoUnit.MICROS))
                    .setBasis(kept.basis())
                    .build();
        }
    }

    /** It was not done; the platform asks again. */
    record Failed(String reason, String message) implements Result {
        private static final int LONGEST = 500;

        static Failed of(String reason, Throwable cause) {
            var said = cause.getMessage();
            return new Failed(
                    reason, said == null || said.isBlank() ? cause.getClass().getName() : said);
        }

        @Override
        public void in(Report.Builder report) {
            report.setOutcome(Outcome.FAILED)
                    .setReason(reason)
                    .setMessage(message.length() > LONGEST ? message.substring(0, LONGEST) : message);
        }
    }
}
